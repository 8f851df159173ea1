// What the questions of this screen are answered with, as far as it shows it.
import type { ScoreLine } from "../../api/answers";

export interface Tenancy {
  id: string;
  title: string;
  state: string;
  person: string | null;
  from: string | null;
  until: string | null;
  contract: string;
  checked_on: string | null;
  forfeiture: { ground: string; step: string; since: string; eviction_on: string | null; minors: boolean } | null;
}
export interface Dwelling {
  dwelling: string;
  code: string;
  owner: string;
  use: string;
  square_metres: number;
  rooms: number;
  accessible: boolean;
  district: string; // "" where somebody's address is protected
  street: string; // "" where somebody lives
  reserve: string;
  state: string;
  since: string;
  vacant_days: number | null;
  protected: boolean;
  tenancy: Tenancy | null;
  unverified: boolean;
  no_contract: boolean;
  arrears: string;
  next_in_line: string | null;
}
export interface Housing {
  position: number;
  by_state: Record<string, number>;
  samples: string[];
}

export interface Call {
  call: string;
  name: string;
  service: string;
  state: string;
  from: string;
  last_day: string;
  editions: number;
  appeals_until: string | null; // of the provisional list
  sample: boolean;
}
export interface RankingLine {
  rank: number | null;
  code: string;
  points: string;
  amount: string;
  standing: string;
  entry?: string; // not in the public list
  case?: string;
  state?: string;
}
export interface Ranking {
  position: number;
  state?: string;
  name: string;
  service: string;
  criteria_act: string;
  rule_set: string;
  version: string;
  sample: boolean;
  edition?: number; // and the six below: of a list that was published
  final?: boolean;
  act?: string;
  published_on?: string;
  hash?: string;
  hash_holds?: boolean;
  appeals_until?: string | null;
  valid_until?: string | null;
  moved_since?: number;
  withheld?: boolean;
}
export interface RankExplained {
  entry: string;
  code: string;
  case: string;
  state: string;
  with_reserve: boolean;
  rank: number | null;
  published_rank: number | null;
  applied_on: string;
  points: string;
  amount: string;
  score: {
    rule_set: string;
    version: string;
    status: string;
    ground: string[];
    lines: ScoreLine[];
    unmet: unknown[];
  } | null;
  lot: number | null;
  ordered_rank: number | null;
  before: string[];
  to_stand_higher: { code: string; points_more: string; by_tie_break: boolean } | null;
  history: { position: number; event: number; type: string; on: string }[];
}
