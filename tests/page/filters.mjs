// filters.mjs: each kind of filter of the overview, and several at once: what speed.mjs measures and overview.mjs checks. `source=` alone stands for
// a publisher of the database at hand.
export const FILTERS = ["type=ASSAULT", "quad=3", "country=SYR", "place=Baghdad&country=IRQ", "actor=Russia", "recipient=Israel", "dyad=Israel,Palestine", "from=2014-01-01&to=2014-12-31",
  "from=2003-03-01&to=2003-04-30", "factuality=planned", "confidence=0.8", "source=", "text=ceasefire", "text=police", "speaker=anonymous", "mode=arrest",
  "box=30,10,60,40", "on=2014-08-01", "stack=type", "step=week", "type=PROTEST&country=EGY", "actor=USA&type=ASSAULT", "country=AFG&from=2009-01-01&to=2012-12-31", "quad=4&text=killed&confidence=0.6",
  "actor=Russia&recipient=Ukraine&factuality=actual", "type=AGREE&stack=type", "country=UKR&from=2022-01-01&on=2022-06-01", "source=&quad=1&text=talks", ""];

export async function withSource(filters, origin) {
  const { rows } = await (await fetch(origin + "/api/count?by=source&limit=2")).json(), source = rows.map((r) => r[0]).find((name) => name);
  return filters.map((f) => f.replace("source=", source ? "source=" + encodeURIComponent(source) : ""));
}
