// What directly follows what in a history, and where each stands in a picture of layers (after Sugiyama, Tagawa and Toda, 1981).
import type { Step } from "./history";

export interface Follow {
  from: string; // types of events
  to: string;
  times: number;
  medianMs: number; // from the recording of one to that of the other
  longestMs: number;
}
export interface ProcessGraph {
  nodes: { type: string; times: number }[]; // in the order of their first happening
  follows: Follow[];
}

export function processGraphOf(steps: Step[]): ProcessGraph {
  const times = new Map<string, number>();
  const waits = new Map<string, number[]>();
  const understood = steps.filter((step) => step.event !== null && step.type);
  understood.forEach((step, index) => {
    times.set(step.type, (times.get(step.type) ?? 0) + 1);
    const before = understood[index - 1];
    if (!before) return;
    const key = `${before.type} ${step.type}`;
    const wait = Math.max(0, Date.parse(step.recorded_at) - Date.parse(before.recorded_at));
    waits.set(key, [...(waits.get(key) ?? []), wait]);
  });
  const follows = [...waits].map(([key, all]) => {
    const [from = "", to = ""] = key.split(" ");
    const sorted = all.sort((one, other) => one - other);
    return { from, to, times: all.length, medianMs: sorted[Math.floor((sorted.length - 1) / 2)] ?? 0, longestMs: sorted.at(-1) ?? 0 };
  });
  return { nodes: [...times].map(([type, count]) => ({ type, times: count })), follows };
}

interface Spot {
  x: number;
  y: number;
}
export interface ProcessLayout {
  width: number;
  height: number;
  nodes: Map<string, Spot>; // the middle of each
  paths: { follow: Follow; path: string; label: Spot }[];
}

export const nodeWidth = 190;
export const nodeHeight = 48;
const layerHeight = 104;
const gap = 34;
const bend = 44; // room at the right for what leads back

/** Ranks by the longest way from the first; what leads back, or to itself, ranks nothing. */
function layersOf({ nodes, follows }: ProcessGraph): Map<string, number> {
  const order = new Map(nodes.map((one, index) => [one.type, index]));
  const layer = new Map(nodes.map((one) => [one.type, 0]));
  for (const { type } of nodes) {
    for (const one of follows) {
      if (one.from !== type || (order.get(one.to) ?? 0) <= (order.get(one.from) ?? 0)) continue;
      layer.set(one.to, Math.max(layer.get(one.to) ?? 0, (layer.get(type) ?? 0) + 1));
    }
  }
  return layer;
}

/** Within a layer by the mean place of what leads there, so that lines cross less. */
function orderedLayers(graph: ProcessGraph, layer: Map<string, number>): string[][] {
  const rows: string[][] = [];
  for (const { type } of graph.nodes) (rows[layer.get(type) ?? 0] ??= []).push(type);
  const place = new Map<string, number>();
  for (const row of rows) {
    const weight = (type: string) => {
      const above = graph.follows.filter((one) => one.to === type && place.has(one.from)).map((one) => place.get(one.from) ?? 0);
      return above.length === 0 ? 0 : above.reduce((sum, one) => sum + one, 0) / above.length;
    };
    row.sort((one, other) => weight(one) - weight(other));
    row.forEach((type, index) => place.set(type, index - (row.length - 1) / 2));
  }
  return rows;
}

/** What leads back goes up at the right, in the first lane that is free along its way; short ways first, so that they lie inside. */
function lanesOf(backs: Follow[], layer: Map<string, number>): Map<Follow, number> {
  const lanes = new Map<Follow, number>();
  const taken: [number, number][][] = [];
  const span = (one: Follow): [number, number] => [layer.get(one.to) ?? 0, layer.get(one.from) ?? 0];
  const length = (one: Follow) => span(one)[1] - span(one)[0];
  for (const one of backs.filter(({ from, to }) => from !== to).sort((a, b) => length(a) - length(b))) {
    const [top, bottom] = span(one);
    let lane = 0;
    while (taken[lane]?.some(([from, until]) => from <= bottom && top <= until)) lane += 1;
    (taken[lane] ??= []).push([top, bottom]);
    lanes.set(one, lane);
  }
  return lanes;
}

export function layoutOf(graph: ProcessGraph): ProcessLayout {
  const layer = layersOf(graph);
  const rows = orderedLayers(graph, layer);
  const widest = Math.max(1, ...rows.map((row) => row.length));
  const inner = widest * nodeWidth + (widest - 1) * gap;
  const backs = graph.follows.filter((one) => (layer.get(one.to) ?? 0) <= (layer.get(one.from) ?? 0));
  const nodes = new Map<string, Spot>();
  rows.forEach((row, depth) => {
    const begin = (inner - row.length * nodeWidth - (row.length - 1) * gap) / 2;
    row.forEach((type, index) => nodes.set(type, { x: begin + index * (nodeWidth + gap) + nodeWidth / 2, y: depth * layerHeight + nodeHeight / 2 + 28 }));
  });
  const lanes = lanesOf(backs, layer);
  const paths = graph.follows.map((follow) => {
    const from = nodes.get(follow.from) ?? { x: 0, y: 0 };
    const to = nodes.get(follow.to) ?? { x: 0, y: 0 };
    const isBack = backs.includes(follow);
    const depth = (layer.get(follow.to) ?? 0) - (layer.get(follow.from) ?? 0);
    return { follow, ...(isBack ? wayBack(from, to, inner, lanes.get(follow) ?? 0) : wayDown(from, to, depth)) };
  });
  return { width: inner + (Math.max(0, ...lanes.values()) + 1) * bend + 60, height: rows.length * layerHeight + 20, nodes, paths };
}

function wayDown(from: Spot, to: Spot, depth: number): { path: string; label: Spot } {
  const [top, end] = [from.y + nodeHeight / 2, to.y - nodeHeight / 2];
  // What skips a layer goes round the boxes between, at their left.
  const aside = depth > 1 ? Math.min(from.x, to.x) - nodeWidth / 2 - gap / 2 : null;
  const path =
    aside === null
      ? `M${from.x},${top} C${from.x},${(top + end) / 2} ${to.x},${(top + end) / 2} ${to.x},${end}`
      : `M${from.x - 40},${top} C${from.x - 40},${top + 30} ${aside},${top + 10} ${aside},${top + 50} L${aside},${end - 50} C${aside},${end - 10} ${to.x - 40},${end - 30} ${to.x - 40},${end}`;
  return { path, label: aside === null ? { x: (from.x + to.x) / 2, y: (top + end) / 2 } : { x: aside, y: (top + end) / 2 } };
}

function wayBack(from: Spot, to: Spot, inner: number, lane: number): { path: string; label: Spot } {
  if (from === to) {
    const [x, y] = [from.x + nodeWidth / 2, from.y];
    return { path: `M${x},${y - 12} C${x + 30},${y - 22} ${x + 30},${y + 22} ${x},${y + 12}`, label: { x: x - 20, y: y + nodeHeight / 2 + 12 } };
  }
  // Between the layers, round all boxes at the right, and down into the one that it leads back to.
  const aside = inner + 24 + lane * bend;
  const out = from.y - nodeHeight / 2;
  const into = to.y - nodeHeight / 2;
  const [above, over] = [out - 8 - (lane % 4) * 5, into - 8 - (lane % 4) * 5];
  return {
    path: `M${from.x + 60},${out} V${above} H${aside} V${over} H${to.x + 75} V${into}`,
    label: { x: aside, y: (above + over) / 2 },
  };
}
