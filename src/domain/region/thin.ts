/**
 * Areas with fewer points that still fit together: a border that two areas share is thinned once, so that no
 * gap opens between them (as TopoJSON does; each point weighs what Douglas and Peucker's rule gives it).
 */
import { boundsOf, ringArea, type Area, type Ring } from './shapes.js';

/** Points are first set on a grid of so many cells over the whole; neighbours' points meet there. */
const CELLS = 20_000;
const KEY = 2 ** 16;
/** A ring smaller than that, in cells, is left out unless it is all there is of its area. */
const SMALLEST = 900;

/** A point of the grid as one number. */
type Cell = number;

/** At most about `budget` points in all; each area keeps its shape in rough. */
export function thin(areas: readonly Area[], budget: number): readonly Area[] {
  const bounds = boundsOf(areas);
  if (bounds === null) return areas;
  const { west, south, east, north } = bounds;
  const step = Math.max(east - west, north - south, 1e-9) / CELLS;
  const cellOf = ([longitude, latitude]: Ring[number]): Cell =>
    Math.round((longitude - west) / step) * KEY + Math.round((latitude - south) / step);
  const set = areas.map(({ rings }) => rings.map((ring) => distinct(ring.map(cellOf))).filter(isRing));
  const weights = weigh(set.flat());
  const least = leastWeight(weights, budget);
  const back = (ring: readonly Cell[]): Ring =>
    ring.map((cell) => [round(west + xOf(cell) * step), round(south + yOf(cell) * step)]);
  return areas.map(({ code, rings }, at) => {
    const kept = (set[at] ?? []).map((ring) =>
      ring.filter((cell) => (weights.get(cell) ?? Infinity) > least),
    );
    const whole = kept.filter(isRing).map((ring) => ({ ring, size: cellArea(ring) }));
    const largest = whole.toSorted((a, b) => b.size - a.size)[0];
    // Smaller than a cell: as it was.
    if (largest === undefined) return { code, rings };
    return {
      code,
      rings: whole.filter((one) => one === largest || one.size >= SMALLEST).map(({ ring }) => back(ring)),
    };
  });
}

const xOf = (cell: Cell) => Math.floor(cell / KEY);
const yOf = (cell: Cell) => cell % KEY;
const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
const isRing = (ring: readonly Cell[]) => ring.length >= 3;

function cellArea(ring: readonly Cell[]): number {
  return Math.abs(ringArea(ring.map((cell) => [xOf(cell), yOf(cell)])));
}

/** Without the same point twice in a row, also from the last to the first. */
function distinct(ring: readonly Cell[]): readonly Cell[] {
  const kept = ring.filter((cell, at) => cell !== ring[at - 1]);
  return kept.length > 1 && kept[0] === kept.at(-1) ? kept.slice(0, -1) : kept;
}

/** How far the line would be off without each point, in cells; Infinity: it has to stay. */
function weigh(rings: readonly (readonly Cell[])[]): ReadonlyMap<Cell, number> {
  const junctions = junctionsOf(rings);
  const weights = new Map<Cell, number>([...junctions].map((cell) => [cell, Infinity]));
  for (const ring of rings) {
    for (const arc of arcsOf(ring, junctions)) {
      // The neighbour has weighed it already.
      if (arc.slice(1, -1).every((cell) => weights.has(cell))) continue;
      weighBetween(arc, [0, arc.length - 1, Infinity], weights);
    }
  }
  for (const ring of rings) keepTriangle(ring, weights);
  return weights;
}

/** Of a ring its three weightiest points stay, and with them those of its neighbours. */
function keepTriangle(ring: readonly Cell[], weights: Map<Cell, number>): void {
  const weightOf = (cell: Cell) => weights.get(cell) ?? Infinity;
  const three: Cell[] = [];
  for (const cell of ring) {
    if (three.includes(cell)) continue;
    three.push(cell);
    three.sort((a, b) => weightOf(b) - weightOf(a) || a - b);
    three.length = Math.min(3, three.length);
  }
  for (const cell of three) weights.set(cell, Infinity);
}

/** Points where more than two lines meet. */
function junctionsOf(rings: readonly (readonly Cell[])[]): ReadonlySet<Cell> {
  const first = new Map<Cell, Cell>();
  const second = new Map<Cell, Cell>();
  const junctions = new Set<Cell>();
  const meet = (cell: Cell, other: Cell) => {
    const [one, two] = [first.get(cell), second.get(cell)];
    if (one === undefined) first.set(cell, other);
    else if (one === other) return;
    else if (two === undefined) second.set(cell, other);
    else if (two !== other) junctions.add(cell);
  };
  for (const ring of rings) {
    for (const [at, cell] of ring.entries()) {
      meet(cell, ring[(at + 1) % ring.length] ?? cell);
      meet(cell, ring.at(at - 1) ?? cell);
    }
  }
  return junctions;
}

/** A ring in pieces from junction to junction, each in the direction in which every ring would have it. */
function arcsOf(ring: readonly Cell[], junctions: ReadonlySet<Cell>): readonly (readonly Cell[])[] {
  const met = ring.flatMap((cell, at) => (junctions.has(cell) ? [at] : []));
  const begin = met[0] ?? ring.indexOf(ring.reduce((least, cell) => Math.min(least, cell)));
  const turned = [...ring.slice(begin), ...ring.slice(0, begin), ...ring.slice(begin, begin + 1)];
  const cuts = met.length === 0 ? [0] : met.map((at) => at - begin);
  return [...cuts, turned.length - 1]
    .slice(1)
    .map((end, n) => turned.slice(cuts[n] ?? 0, end + 1))
    .map(inOneDirection);
}

function inOneDirection(arc: readonly Cell[]): readonly Cell[] {
  const [begin = 0, end = 0] = [arc[0], arc.at(-1)];
  const forth = begin === end ? (arc[1] ?? 0) <= (arc.at(-2) ?? 0) : begin < end;
  return forth ? arc : arc.toReversed();
}

function weighBetween(
  arc: readonly Cell[],
  whole: readonly [from: number, to: number, above: number],
  weights: Map<Cell, number>,
): void {
  const left = [whole];
  for (let part = left.pop(); part !== undefined; part = left.pop()) {
    const [from, to, above] = part;
    if (to - from < 2) continue;
    const { at, off } = farthest(arc, from, to);
    // None weighs more than the one that parted its line.
    const weight = Math.min(above, off);
    weights.set(arc[at] ?? 0, weight);
    left.push([from, at, weight], [at, to, weight]);
  }
}

/** The point between two that lies farthest off the line between them; at -1: there is none between. */
function farthest(arc: readonly Cell[], from: number, to: number): { at: number; off: number } {
  const [begin = 0, end = 0] = [arc[from], arc[to]];
  const [x, y, dx, dy] = [xOf(begin), yOf(begin), xOf(end) - xOf(begin), yOf(end) - yOf(begin)];
  const length = dx * dx + dy * dy;
  let best = { at: -1, off: -1 };
  for (let at = from + 1; at < to; at += 1) {
    const cell = arc[at] ?? 0;
    const [px, py] = [xOf(cell) - x, yOf(cell) - y];
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
    const off = Math.hypot(px - along * dx, py - along * dy);
    if (off > best.off) best = { at, off };
  }
  return best;
}

/** What a point has to weigh more than, so that no more than `budget` stay beside those that have to. */
function leastWeight(weights: ReadonlyMap<Cell, number>, budget: number): number {
  const all = [...weights.values()].filter(Number.isFinite).toSorted((a, b) => b - a);
  const room = Math.max(0, budget - (weights.size - all.length));
  return all[room] ?? -1;
}
