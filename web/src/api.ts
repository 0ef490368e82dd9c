// api.ts: asking the server.
import { useEffect, useLayoutEffect, useState } from "preact/hooks";

export class Refusal extends Error {}

async function read<T>(response: globalThis.Response): Promise<T> {
  // What is not whole is no answer: a request given up while its answer came in must not pass for one.
  if (response.ok) return (await response.json()) as T;
  const body = await response.json().catch(() => ({}));
  throw new Refusal(body.error ?? `the server answered ${response.status}`);
}

export function url(path: string, parameters?: URLSearchParams | Record<string, string | number | undefined>): string {
  const query = new URLSearchParams();
  const pairs = parameters instanceof URLSearchParams ? [...parameters] : Object.entries(parameters ?? {});
  for (const [name, value] of pairs) if (value !== undefined && value !== "") query.append(name, String(value));
  const text = query.toString();
  return "/api/" + path + (text ? "?" + text : "");
}

export const get = <T,>(address: string, signal?: AbortSignal): Promise<T> => fetch(address, { signal }).then(read<T>);

export const post = <T,>(path: string, body: unknown): Promise<T> =>
  fetch("/api/" + path, { method: "POST", headers: { "Content-Type": "application/json", "X-Casus": "1" }, body: JSON.stringify(body) }).then(read<T>);

const LATE = 250; // milliseconds

// What is soon there need not be dimmed meanwhile: that would be drawn twice for nothing.
export function useLate(waiting: boolean | undefined): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (!waiting) return;
    const timer = setTimeout(() => setLate(true), LATE);
    return () => clearTimeout(timer);
  }, [waiting]);
  return late && !!waiting;
}

export interface Answer<T> { data?: T; error?: string; waiting: boolean }

// What the server answers at ADDRESS; the last answer stays while a new one is on its way, so that nothing flickers.
export function useApi<T>(address: string | null): Answer<T> {
  const [answer, setAnswer] = useState<{ of: string | null; data?: T; error?: string }>({ of: null });
  useLayoutEffect(() => { // not after the next frame: the answer is what the page waits for
    if (address === null) { setAnswer({ of: null }); return; }
    const controller = new AbortController();
    get<T>(address, controller.signal).then(
      (data) => setAnswer({ of: address, data }),
      (error: Error) => { if (error.name !== "AbortError") setAnswer({ of: address, error: error.message }); });
    return () => controller.abort();
  }, [address]);
  const waiting = answer.of !== address; // known in the very drawing in which the address changes
  return { data: answer.data, error: waiting ? undefined : answer.error, waiting };
}
