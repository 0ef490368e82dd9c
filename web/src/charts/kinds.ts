// kinds.ts: what events are told apart by, in the time line and on the map: the four kinds, or the types.
import { EVENT_TYPES, QUADS } from "../words";

export interface Kind { key: string; name: string; css: string; stop: string }

const BY_QUAD: Kind[] = QUADS.map((q) => ({ key: String(q.code), name: q.name, css: q.css, stop: q.css + "-stop" }));
const BY_TYPE: Kind[] = EVENT_TYPES.map((type) => ({ key: type, name: type.toLowerCase(), css: "kind t-" + type, stop: "kind-stop t-" + type }));

export const kindsBy = (stacked: string): Kind[] => (stacked === "type" ? BY_TYPE : BY_QUAD);
