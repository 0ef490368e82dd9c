// api.ts: asking the server.
import { useEffect, useState } from "preact/hooks";

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

export interface Answer<T> { data?: T; error?: string; waiting: boolean }

// What the server answers at ADDRESS; the last answer stays while a new one is on its way, so that nothing flickers.
export function useApi<T>(address: string | null): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ waiting: true });
  useEffect(() => {
    if (address === null) { setAnswer({ waiting: false }); return; }
    const controller = new AbortController();
    setAnswer((old) => ({ data: old.data, waiting: true }));
    get<T>(address, controller.signal).then(
      (data) => setAnswer({ data, waiting: false }),
      (error: Error) => { if (error.name !== "AbortError") setAnswer({ error: error.message, waiting: false }); });
    return () => controller.abort();
  }, [address]);
  return answer;
}
