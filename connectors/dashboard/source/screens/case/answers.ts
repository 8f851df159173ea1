// What the files answer, as far as this page shows it. Members that the reader's levels do not give are not there.
import type { GivenService } from "../../api/answers";

export interface CaseAnswer {
  position: number;
  case: {
    case: string;
    person?: string;
    state?: string;
    area?: string;
    desk?: string;
    urgency?: string;
    worker?: string;
    co_responsible?: { area: string; worker: string }[];
    opened_on?: string;
    in_charge_since?: string | null;
    closed_on?: string | null;
    last_event_on?: string | null;
    imported?: boolean;
    services?: GivenService[];
  };
  withheld: boolean;
}
export interface PersonAnswer {
  person: {
    person: string;
    restricted?: boolean;
    naming?: string;
    surname?: string | null;
    name?: string | null;
    fiscal_code?: string | null;
    born?: string | null;
    sex?: string | null;
    died_on?: string | null;
    address_protected?: boolean;
    representations?: { kind: string; representative: string; powers: string[]; from: string; until: string | null }[];
    households?: string[];
    cases?: { case: string; area: string; state: string; worker: string }[];
  };
}
export interface HouseholdAnswer {
  samples?: string[];
  withheld: boolean;
  households: {
    household: string;
    composition: string;
    formed_on: string;
    dissolved_on: string | null;
    reference: string | null;
    members: {
      person: string;
      relationship: string;
      from: string;
      until: string | null;
      receives: GivenService[];
    }[];
    attestations?: { protocol: string; isee: string; valid_until: string }[];
  }[];
}
export interface Step {
  position: number;
  event: number | null; // of a refusal: none
  recorded_at: string;
  actor: string;
  occurred_at: string;
  effective_on: string;
  command_type: string;
  type?: string;
  kind?: string;
  entity?: string;
  version?: number;
  by_act?: { act: string; kind: string; number: string; signed_on: string; signer: string };
  fields: Record<string, unknown>;
  sealed: Record<string, string | null>;
  closed: Record<string, { why: string }>;
  rectified: Record<string, unknown>;
  refused?: { code: string; text: string; ground: string };
}
export interface HistoryAnswer {
  position: number;
  steps: Step[];
  next: number | null;
  withheld?: boolean;
}
/** A command that may be handed in, and the fields that say what about. */
export interface Action {
  command: string;
  about: string[];
}
export interface CommandsAnswer {
  case: string;
  version: number | null;
  commands: Action[];
}
