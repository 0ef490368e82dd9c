// app.tsx: the frame around the views.
import { render, type JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useApi, url } from "./api";
import { loadFar } from "./charts/world";
import { Filters, SearchBox } from "./parts/filters";
import { FILTERS, address, changed, readRoute, useRoute, type Route } from "./state";
import type { Status } from "./types";
import { some } from "./words";
import { ActorView, Dyad } from "./views/actor";
import { Claims } from "./views/claims";
import { IncidentView } from "./views/incident";
import { Overview } from "./views/overview";
import { Paste } from "./views/paste";
import { Read } from "./views/read";
import { RecordsView } from "./views/records";
import { Search } from "./views/search";
import { Truces } from "./views/truces";

interface Page { route: Route; status?: Status }
interface View { name: string; title: string; menu: boolean; filters: boolean; show: (page: Page) => JSX.Element }

const VIEWS: View[] = [
  { name: "overview", title: "Overview", menu: true, filters: true, show: (p) => <Overview {...p} /> },
  { name: "records", title: "Records", menu: true, filters: true, show: (p) => <RecordsView {...p} /> },
  { name: "claims", title: "Claims", menu: true, filters: true, show: (p) => <Claims {...p} /> },
  { name: "truces", title: "Truces", menu: true, filters: true, show: (p) => <Truces {...p} /> },
  { name: "paste", title: "Paste and see", menu: true, filters: false, show: () => <Paste /> },
  { name: "read", title: "Article", menu: false, filters: false, show: (p) => <Read {...p} /> },
  { name: "actor", title: "Actor", menu: false, filters: true, show: (p) => <ActorView {...p} key={p.route.arg} /> },
  { name: "dyad", title: "Two actors", menu: false, filters: true, show: (p) => <Dyad {...p} key={p.route.arg} /> },
  { name: "incident", title: "Incident", menu: false, filters: false, show: (p) => <IncidentView {...p} /> },
  { name: "search", title: "Search", menu: false, filters: true, show: (p) => <Search {...p} /> },
];

// Filters go along from view to view; a page's number and the like do not.
function carried(filters: URLSearchParams): URLSearchParams {
  return changed(new URLSearchParams(), Object.fromEntries([...filters].filter(([name]) => (FILTERS as readonly string[]).includes(name))));
}

type Theme = "" | "light" | "dark";

function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>((localStorage.getItem("casus-theme") as Theme) ?? "");
  useEffect(() => { document.documentElement.dataset["theme"] = theme; localStorage.setItem("casus-theme", theme); }, [theme]);
  return [theme, setTheme];
}

function App() {
  const route = useRoute(), { data: status, error } = useApi<Status>(url("status")), [theme, setTheme] = useTheme();
  const view = VIEWS.find((v) => v.name === route.view) ?? VIEWS[0]!;
  useEffect(() => { document.title = `${view.title} – casus`; }, [view]);
  useEffect(() => {
    const key = (e: KeyboardEvent) => {
      if (e.key !== "/" || (e.target as Element).closest("input, select, textarea")) return;
      e.preventDefault();
      document.getElementById("search")?.focus();
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, []);
  return <>
    <a class="skip" href="#main" onClick={(e) => { e.preventDefault(); document.getElementById("main")?.focus(); }}>To the content</a>
    <header class="top">
      <a class="name" href={address("overview")}><img src="/icon.svg" alt="" width="24" height="24" /> casus</a>
      <nav aria-label="Views">{VIEWS.filter((v) => v.menu).map((v) => <a href={address(v.name, "", carried(route.filters))} aria-current={v.name === view.name ? "page" : undefined}>{v.title}</a>)}</nav>
      <SearchBox />
      <button type="button" class="quiet" onClick={() => setTheme(theme === "dark" ? "light" : theme === "light" ? "" : "dark")} aria-label={`Colours: ${theme || "as the system"}`} title="Colours">{theme === "dark" ? "☾" : theme === "light" ? "☀" : "◐"}</button>
    </header>
    {view.filters && <Filters route={route} />}
    <main id="main" tabIndex={-1} aria-busy={!status && !error}>{error && <p class="error" role="alert">{error}</p>}{view.show({ route, status })}</main>
    <footer>{status && <>{status.name}: {some(status.documents, "document")}, {some(status.events, "event")}, {some(status.relations, "tie")}, {some(status.ceasefires, "truce")}{status.from && `, ${status.from} to ${status.to}`}. casus {status.version}{!status.writable && ", read-only"}. <a href="/api/openapi.json">API</a></>} Map: Natural Earth.</footer>
  </>;
}

// The map's land is asked for before anything is drawn.
if (["", "overview"].includes(readRoute(location.hash).view)) loadFar().catch(() => undefined);

const root = document.getElementById("app")!;
root.textContent = "";
render(<App />, root);
