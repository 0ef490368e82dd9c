// words.ts: what codes are called, in which colour, and how numbers and days are written.
import type { Actor, Ceasefire, DateValue, EventRecord } from "./types";

export const QUADS = [
  { code: 1, name: "Verbal cooperation", short: "words together", css: "quad1" },
  { code: 2, name: "Material cooperation", short: "deeds together", css: "quad2" },
  { code: 3, name: "Verbal conflict", short: "words against", css: "quad3" },
  { code: 4, name: "Material conflict", short: "deeds against", css: "quad4" },
] as const;

const TYPES: Record<string, number> = {
  AGREE: 1, CONSULT: 1, SUPPORT: 1, CONCEDE: 1, COOPERATE: 2, AID: 2, RETREAT: 2, REQUEST: 3, ACCUSE: 3, REJECT: 3, THREATEN: 3,
  PROTEST: 4, SANCTION: 4, MOBILIZE: 4, COERCE: 4, ASSAULT: 4,
};
export const EVENT_TYPES = Object.keys(TYPES);
export const RELATIONS = ["backs", "opposes", "controls", "leads", "part-of", "deals-with"];
export const FACTUALITIES = ["actual", "negated", "planned", "conditional", "possible"];
export const quadOf = (type: string): number => TYPES[type] ?? 0;

export const nameOf = (actor: Actor): string => actor.name || actor.text || "?";
// Texts are anybody's: what a list shows of a name has an end.
export const cut = (text: string, most = 160): string => (text.length > most ? text.slice(0, most - 1) + "…" : text);
// What a text is called: its title, else its file, where that is not a file of many.
export const titleOf = (head?: { title?: string; path?: string; source_id?: string }): string => cut(head?.title?.trim() || (!head?.source_id && head?.path?.split("/").pop()) || "");
export const sourceOf = (head?: { publisher?: string; date?: string }): string => [head?.publisher && cut(head.publisher, 60), head?.date].filter(Boolean).join(", ");
// What a truce is called: its parties, who called for it, the text's title, who answered.
export const truceName = (truce: Ceasefire): string => [truce.parties, truce.called_by].find((list) => list?.length)?.map(nameOf).join(", ") || truce.document?.title && titleOf(truce.document) ||
  [...new Set((truce.responses ?? []).map((r) => nameOf(r.actor)))].slice(0, 4).join(", ") || titleOf(truce.document) || "A truce";
export const keyOf = (actor: Actor): string => actor.id || actor.name || actor.text || "?";
export const typeOf = (record: EventRecord): string => record.relation ?? (record.event_type ?? "") + (record.event_mode ? ":" + record.event_mode : "");

const numbers = new Intl.NumberFormat("en");
export const number = (n: number): string => numbers.format(n);
export const some = (n: number, one: string, many = one + "s"): string => `${number(n)} ${n === 1 ? one : many}`;

export function days(date?: DateValue | string): string {
  if (!date) return "";
  if (typeof date === "string") return date;
  if (!date.from && !date.to) return "";
  return date.from === date.to || !date.to ? date.from ?? "" : `${date.from ?? "…"} – ${date.to}`;
}

export const percent = (share?: number): string => (share === undefined ? "" : Math.round(share * 100) + " %");
