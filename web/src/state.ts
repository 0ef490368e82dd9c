// state.ts: the address is the state: #/VIEW/ARGUMENT?FILTERS. Whoever has the address has the view.
import { useEffect, useState } from "preact/hooks";

export interface Route { view: string; arg: string; filters: URLSearchParams }

export const FILTERS = ["from", "to", "actor", "recipient", "dyad", "type", "mode", "quad", "country", "place", "box", "factuality", "speaker",
  "relation", "confidence", "text", "source", "kind"] as const;

export function readRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [view = "", ...rest] = path.split("/");
  const decode = (s: string) => { try { return decodeURIComponent(s); } catch { return s; } };
  return { view: view || "overview", arg: decode(rest.join("/")), filters: new URLSearchParams(query) };
}

export function address(view: string, arg = "", filters?: URLSearchParams | Record<string, string>): string {
  const query = new URLSearchParams(filters).toString();
  return `#/${view}${arg ? "/" + encodeURIComponent(arg) : ""}${query ? "?" + query : ""}`;
}

// FILTERS with CHANGES put in; an empty value takes one out. Always in one order, so that equal views have equal addresses.
export function changed(filters: URLSearchParams, changes: Record<string, string | undefined>): URLSearchParams {
  const all: Record<string, string> = { ...Object.fromEntries(filters), ...changes } as Record<string, string>;
  const next = new URLSearchParams();
  for (const name of Object.keys(all).sort()) if (all[name]) next.set(name, all[name]);
  return next;
}

export function go(hash: string, replace = false): void {
  if (replace) history.replaceState(null, "", hash);
  else history.pushState(null, "", hash);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const listen = () => setHash(location.hash);
    addEventListener("hashchange", listen);
    addEventListener("popstate", listen);
    return () => { removeEventListener("hashchange", listen); removeEventListener("popstate", listen); };
  }, []);
  return readRoute(hash);
}
