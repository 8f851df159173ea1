// What directly follows what in a history.
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

/** The most frequent first. */
export function byFrequency(follows: Follow[]): Follow[] {
  return [...follows].sort((one, other) => other.times - one.times);
}

/** The most frequent of what follows, at most so many, and the events between which they lead; in their order. */
export function mostFrequent({ nodes, follows }: ProcessGraph, most: number): ProcessGraph {
  const kept = new Set(byFrequency(follows).slice(0, most));
  const touched = new Set([...kept].flatMap(({ from, to }) => [from, to]));
  return { nodes: nodes.filter(({ type }) => touched.has(type)), follows: follows.filter((one) => kept.has(one)) };
}
