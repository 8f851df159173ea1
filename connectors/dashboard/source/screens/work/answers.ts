// What the questions of this page answer, as far as it shows it.
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
  services: { activation: string; service: string; state: string; suspended: boolean }[];
}
export interface DueRow {
  due_on: string;
  kind: string;
  what: string;
  weight: string;
  overdue: boolean;
  about: string | null;
  number: number;
  case: string | null;
  service: string;
}
export interface Agenda {
  position: number;
  today: string;
  samples: string[];
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
