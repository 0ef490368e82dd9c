// types.ts: the records as /api/ gives them (docs/records.md), and the answers around them (docs/api.md).
export type Span = [number, number];

export interface Actor { text?: string; span?: Span; name?: string; id?: string; country?: string; sector?: string; code?: string }
export interface DateValue { from?: string; to?: string; text?: string; span?: Span; precision?: string; basis?: string }
export interface Place { text?: string; span?: Span; name?: string; country?: string; admin1?: string; lat?: number; lon?: number; precision?: string }
export interface Attribution { speaker?: Actor[]; cue?: string; span?: Span; quoted?: boolean; anonymous?: boolean }
export interface Count { of: string; low?: number; high?: number; span?: Span }
export type Factuality = "actual" | "negated" | "planned" | "conditional" | "possible";
export interface DocumentHead { id: string; title?: string; date?: string; url?: string; publisher?: string; path?: string; source_id?: string }

export interface EventRecord {
  kind: "event" | "relation";
  id: string; doc: string; sentence: number; text: string; span: Span;
  event_type?: string; event_mode?: string; relation?: string; contexts?: string[];
  cameo?: string; quad?: number; goldstein?: number;
  actor?: Actor[]; recipient?: Actor[];
  date?: DateValue; since?: string; until?: string; place?: Place;
  factuality?: Factuality; attribution?: Attribution; counts?: Count[];
  trigger?: { text: string; span: Span };
  rule?: string; confidence?: number; incident?: string;
  document?: DocumentHead; judgement?: Judgement;
}

export interface Response { actor: Actor; response: string; date?: DateValue; attribution?: Attribution; event?: string }
export interface Ceasefire {
  kind: "ceasefire"; id: string; doc?: string; called_by?: Actor[]; parties?: Actor[]; place?: Place; called_on?: DateValue | string;
  effective_from?: DateValue | string; until?: DateValue | string; stage?: string; events?: string[]; responses?: Response[]; document?: DocumentHead;
}
export interface Contradiction { kind: "contradiction"; id: string; records: [string, string]; about?: string; pair?: [EventRecord, EventRecord]; document?: DocumentHead }
export type AnyRecord = EventRecord | Ceasefire | Contradiction;

export interface Judgement { verdict: "right" | "wrong" | "changed"; note?: string; change?: Record<string, string>; when?: string }

export interface Status {
  name: string; version: string; writable: boolean; documents: number; events: number; relations: number; ceasefires: number;
  contradictions: number; incidents?: number; from?: string; to?: string; added?: string; addition: number;
}
export interface Records { total: number; records: EventRecord[] }
export interface Counts { by: string[]; rows: (string | number | null)[][] }
export interface MapPoint { name: string; country?: string; lat: number; lon: number; precision?: string; count: number; quads: [number, number, number, number]; types: Record<string, number> }
export interface NetworkNode { id: string; name: string; country?: string; sector?: string; count: number }
export interface NetworkLink { source: string; target: string; cooperation: number; conflict: number; ties: string[] }
export interface Network { nodes: NetworkNode[]; links: NetworkLink[] }
export interface Why { event: string; first?: boolean; by_hand?: boolean; likest?: string; reasons?: string; doubts?: string }
export interface Step { date?: string; what: string; who?: string; speaker?: string; reported?: string; event?: string; doc?: string; text?: string }
export interface Truce {
  kind: "truce"; id: string; stage: string; place?: string; country?: string; called_by?: Actor[]; parties?: Actor[]; called_on?: string;
  effective_from?: string; until?: string; first_report?: string; last_report?: string; documents: number; steps: Step[];
}
export interface News { addition: number; documents: number; total: number; records: EventRecord[] }
export interface Incident {
  id: string; event_type: string; event_mode?: string; date?: DateValue; place?: Place; actor?: Actor[]; recipient?: Actor[];
  mentions: number; sources: number; first_report?: string; last_report?: string; numbers?: Count[]; why?: Why[];
  accounts?: { stance: string; speaker?: Actor[]; records: EventRecord[] }[]; records?: EventRecord[];
}
export interface ActorProfile {
  id: string; name: string; country?: string; sector?: string; code?: string; aliases?: string[]; first?: string; last?: string;
  does: [string, number][]; undergoes: [string, number][]; partners: { id: string; name: string; cooperation: number; conflict: number }[];
  sources: [string, number][]; ties: EventRecord[];
}
export interface Suggestion { kind: "actor" | "place" | "type" | "document"; id: string; name: string; count?: number }
export interface DocumentHit extends DocumentHead { snippet?: string; records?: number }
