// What the questions of this page answer, as far as it shows it.
import type { GivenService } from "../../api/answers";

export interface CaseRow {
  case: string;
  person: string;
  state: string;
  area: string;
  desk: string;
  urgency: string;
  worker: string;
  opened_on: string;
  in_charge_since: string | null;
  last_event_on: string | null;
  services: GivenService[];
}
export interface PlacedRow {
  placement: string;
  case: string;
  court: string;
  report_due: string | null;
  report_overdue: boolean;
}
export interface Step {
  position: number;
  event: number | null;
  recorded_at: string;
  actor: string;
  type?: string;
  command_type: string;
}
export interface ChangedCase {
  case: string;
  steps: Step[];
  more: boolean;
}
