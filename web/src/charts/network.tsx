// network.tsx: who works with whom and who fights whom: lines signed by colour and dash, weighted by number.
import { forceCenter, forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { useMemo } from "preact/hooks";
import { Frame } from "../parts/frame";
import { useWidth } from "../parts/size";
import { address } from "../state";
import type { Network, NetworkLink, NetworkNode } from "../types";
import { some } from "../words";

type Node = NetworkNode & { x: number; y: number };
interface Edge { source: Node; target: Node; link: NetworkLink }

const MOST = 28, MOST_NARROW = 14; // actors that can still be told apart, in a box narrower than 420
const STEPS = 140; // of the layout until it is cold; with twice as many it looks the same
const LETTER = 5.9, LINE = 13; // of a name's font, in pixels

// The actors of most records, and the lines between them; an actor without a line to another of them is left out.
function chosen(network: Network, most: number): Network {
  const links = network.links.filter((l) => l.source !== l.target);
  const names = new Set([...network.nodes].sort((a, b) => b.count - a.count).slice(0, most).map((n) => n.id));
  const kept = links.filter((l) => names.has(l.source) && names.has(l.target)), linked = new Set(kept.flatMap((l) => [l.source, l.target]));
  return { nodes: network.nodes.filter((n) => linked.has(n.id)), links: kept };
}

// The same picture each time: d3-force starts from a fixed spiral and draws no random numbers here. The result is stretched to the box.
function layOut(whole: Network, width: number, height: number): { nodes: Node[]; edges: Edge[] } {
  const network = chosen(whole, width < 420 ? MOST_NARROW : MOST), nodes = network.nodes.map((n) => ({ ...n }) as Node), byId = new Map(nodes.map((n) => [n.id, n]));
  const edges = network.links.flatMap((link) => {
    const source = byId.get(link.source), target = byId.get(link.target);
    return source && target ? [{ source, target, link }] : [];
  });
  forceSimulation(nodes)
    .force("link", forceLink(edges).distance(70).strength(0.35))
    .force("charge", forceManyBody().strength(-260).distanceMax(320)).force("centre", forceCenter(0, 0))
    .force("x", forceX(0).strength(0.09)).force("y", forceY(0).strength(0.13)).force("apart", forceCollide(26)).alphaDecay(1 - 0.001 ** (1 / STEPS)).stop().tick(STEPS);
  const across = (get: (n: Node) => number, from: number, to: number) => {
    const low = Math.min(...nodes.map(get)), high = Math.max(...nodes.map(get));
    return (n: Node) => (high > low ? from + ((get(n) - low) / (high - low)) * (to - from) : (from + to) / 2);
  };
  const x = across((n) => n.x, 56, width - 56), y = across((n) => n.y, 18, height - 32), places = nodes.map((n) => [x(n), y(n)] as const);
  nodes.forEach((n, i) => { [n.x, n.y] = places[i]!; });
  return { nodes, edges };
}

// A tie says more than deeds: who backs whom is with him, who opposes him against him, unless both are told.
function sign(l: NetworkLink): string {
  const backs = l.ties.includes("backs"), opposes = l.ties.includes("opposes");
  if (backs !== opposes) return backs ? "with" : "against";
  return l.cooperation > l.conflict || (l.cooperation === l.conflict && l.ties.length > 0 && !opposes) ? "with" : "against";
}
const short = (s: string): string => (s.length > 22 ? s.slice(0, 20) + "…" : s);
const radius = (n: Node, most: number): number => 4 + 9 * Math.sqrt(n.count / most);

interface Label { node: Node; x: number; y: number }

// A name below, above, right or left of its circle, where it covers no circle and no other name; those of most records first. A name
// for which there is no room is told by its circle alone.
function labels(nodes: Node[], most: number, width: number, height: number): Label[] {
  const taken = nodes.map((n) => { const r = radius(n, most); return [n.x - r, n.y - r, n.x + r, n.y + r] as const; });
  return [...nodes].sort((a, b) => b.count - a.count).flatMap((node) => {
    const half = (short(node.name).length * LETTER) / 2 + 2, r = radius(node, most), own = nodes.indexOf(node);
    const inside = (x: number) => Math.max(half, Math.min(width - half, x));
    for (const [x, y] of [[inside(node.x), node.y + r + LINE], [inside(node.x), node.y - r - 5], [node.x + r + 3 + half, node.y + 4], [node.x - r - 3 - half, node.y + 4]] as const) {
      const box = [x - half, y - LINE + 3, x + half, y + 3] as const;
      if (box[0] < 0 || box[2] > width || box[1] < 0 || box[3] > height) continue;
      if (taken.some((t, i) => i !== own && box[0] < t[2] && t[0] < box[2] && box[1] < t[3] && t[1] < box[3])) continue;
      taken.push(box);
      return [{ node, x, y }];
    }
    return [];
  });
}

interface Properties { network?: Network; waiting: boolean; error?: string; on: string; onDay: (day: string) => void }

export function ActorNetwork({ network, waiting, error, on, onDay }: Properties) {
  const { box, width } = useWidth<HTMLDivElement>(600);
  const height = Math.round(Math.min(460, Math.max(300, width * 0.7)));
  const { nodes, edges } = useMemo(() => (network?.nodes.length ? layOut(network, width, height) : { nodes: [], edges: [] }), [network, width, height]);
  const most = Math.max(1, ...nodes.map((n) => n.count));
  const named = useMemo(() => labels(nodes, most, width, height), [nodes, most, width, height]);
  return <Frame title="Who with and against whom" name="casus-network" waiting={waiting} error={error} empty={!nodes.length}
    wide={box} table={() => ({ head: ["actor", "actor", "cooperation", "conflict", "ties"], rows: edges.map((e) => [e.source.name, e.target.name, e.link.cooperation, e.link.conflict, e.link.ties.join(", ")]) })}
    tools={<label class="inline">Ties on <input type="date" value={on} onChange={(e) => onDay(e.currentTarget.value)} /></label>}
    note={<span class="legend"><span><i class="line with" />more with</span><span><i class="line against" />more against</span><span class="hint">{some(nodes.length, "actor")}, {some(edges.length, "pair")}; a line opens the pair.{on && ` Ties on ${on}, deeds of the days chosen or the year before.`}</span></span>}>
    <svg width={width} height={height} role="group" aria-label={`Network of ${some(nodes.length, "actor")}; the button Table lists the pairs`}>
      {edges.map((e) => <a href={address("dyad", `${e.source.id}|${e.target.id}`)} aria-label={`${e.source.name} and ${e.target.name}`} tabIndex={-1}>
        <line class={"tie " + sign(e.link)} x1={e.source.x} y1={e.source.y} x2={e.target.x} y2={e.target.y} stroke-width={1 + Math.log2(1 + e.link.cooperation + e.link.conflict) * 0.8} />
        <line class="reach" x1={e.source.x} y1={e.source.y} x2={e.target.x} y2={e.target.y}><title>{`${e.source.name} – ${e.target.name}: ${e.link.cooperation} with, ${e.link.conflict} against${e.link.ties.length ? "; " + e.link.ties.join(", ") : ""}`}</title></line>
      </a>)}
      {nodes.map((n) => <a href={address("actor", n.id)} aria-label={`${short(n.name)}${n.name === short(n.name) ? "" : ": " + n.name}`}>
        <circle class="node" cx={n.x} cy={n.y} r={radius(n, most)}><title>{`${n.name}: ${some(n.count, "record")}`}</title></circle>
      </a>)}
      <g class="names" aria-hidden="true">{named.map((l) => <text class="name" x={l.x} y={l.y} text-anchor="middle">{short(l.node.name)}</text>)}</g>
    </svg>
  </Frame>;
}
