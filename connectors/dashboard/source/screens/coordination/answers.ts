// What the questions of this screen are answered with, as far as it shows it.
import type { ScoreLine } from "../../api/answers";

export interface Totals {
  cases: number;
  by_urgency: Record<string, number>;
  services: number;
  running: number;
  weight: number;
}
export interface Workload {
  position: number;
  workers: number;
  team: Totals;
  nobody: Totals;
  per_worker?: { worker: string; totals: Totals }[];
}

/** Days in a row on which a worker is away and the same person, or nobody, stands in. */
export interface AbsenceRow {
  worker: string;
  from: string;
  until: string; // first day behind them
  substitute: string; // empty: nobody
  substitute_away: boolean;
  covered: boolean;
  cases: number;
  weight: number;
}
export interface Absences {
  until: string;
  uncovered: number;
  absences: AbsenceRow[];
}

export interface List {
  list: string;
  service: string;
  name: string;
  waiting: number;
  changed_on: string;
}
export interface Unit {
  unit: string;
  service: string;
  name: string;
  overbooked_days: number;
  stretches: { from: string; until: string; capacity: number; taken: number; free: number; overbooked: boolean }[];
}
export interface AskedRow {
  list: string;
  service: string;
  rank: number;
  entity: string;
  case: string | null;
  answer_by: string | null;
  overdue: boolean;
  inactive: boolean;
}

export interface Explanation {
  score: {
    rule_set: string;
    version: string;
    status: string;
    total: string;
    lines: ScoreLine[];
    tie_breaks: { by: string; value: string; order: string }[];
  } | null;
  would_change: (ScoreLine & { total: string; rank: number })[] | null;
  before: string[];
  moves: { position: number; event: number; kind: string; on: string; points: string | null; effect: string; reason: string }[];
}
export interface Entry {
  rank: number;
  entity: string;
  case: string | null;
  points: string;
  quantity: number;
  since: string;
  applied_on: string;
  explanation: Explanation;
}
export interface ListAnswer {
  position: number;
  list: string;
  service: string;
  name: string;
  samples: string[];
  waiting: number;
  more: boolean;
}
