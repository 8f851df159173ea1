// Where each event stands in the picture of a process, and the ways between them: layers, by dagre.
import dagre from "@dagrejs/dagre";
import type { Follow, ProcessGraph } from "./process_graph";

interface Spot {
  x: number; // pixels
  y: number;
}
export interface ProcessLayout {
  width: number;
  height: number;
  nodes: Map<string, Spot>; // the middle of each
  ways: { follow: Follow; path: string; label: Spot }[]; // `label`: the middle of what is written at it
}

export const nodeWidth = 190;
export const nodeHeight = 48;
const characterWidth = 7;
const labelHeight = 18;
const loopReach = 30;

/** `labelOf`: what is written at a way, for which room is left. */
export function layoutOf({ nodes, follows }: ProcessGraph, labelOf: (follow: Follow) => string): ProcessLayout {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ nodesep: 26, edgesep: 18, ranksep: 26, marginx: 12, marginy: 12 });
  const most = Math.max(1, ...follows.map((one) => one.times));
  for (const { type } of nodes) graph.setNode(type, { width: nodeWidth, height: nodeHeight });
  for (const follow of follows) {
    const room = { width: labelOf(follow).length * characterWidth, height: labelHeight, labelpos: "c" };
    // What is frequent is drawn short and straight.
    graph.setEdge(follow.from, follow.to, { ...room, weight: 1 + Math.round((9 * follow.times) / most) });
  }
  dagre.layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const spots = new Map(nodes.map(({ type }) => [type, graph.node(type) as Spot]));
  const ways = follows.map((follow) => {
    const { x, y, points } = graph.edge(follow.from, follow.to) as Spot & { points: Spot[] };
    const isLoop = follow.from === follow.to;
    return { follow, path: isLoop ? loopAt(graph.node(follow.from) as Spot) : roundedThrough(points), label: { x: isLoop ? x + loopReach / 3 : x, y } };
  });
  return { width, height, nodes: spots, ways };
}

/** Out at the right side, and in again. */
function loopAt({ x, y }: Spot): string {
  const side = x + nodeWidth / 2;
  return `M${side},${y - 12} C${side + loopReach},${y - 22} ${side + loopReach},${y + 22} ${side},${y + 12}`;
}

/** Straight at both ends; between, each corner is rounded from the middle of one side to that of the next. */
function roundedThrough(points: Spot[]): string {
  const at = ({ x, y }: Spot) => `${x.toFixed(1)},${y.toFixed(1)}`;
  const [first, ...rest] = points as [Spot, ...Spot[]];
  const corners = rest.slice(0, -1).map((corner, index) => {
    const next = rest[index + 1] as Spot;
    return `Q${at(corner)} ${at({ x: (corner.x + next.x) / 2, y: (corner.y + next.y) / 2 })}`;
  });
  return `M${at(first)} ${corners.join(" ")} L${at(rest.at(-1) ?? first)}`;
}
