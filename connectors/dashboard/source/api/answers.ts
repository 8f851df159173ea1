// What questions are answered with that more than one screen asks, as far as they show it.
export interface Agenda {
  position: number;
  today: string;
  samples: string[];
}
export interface DueItem {
  due_on: string;
  kind: string;
  what: string; // a code; of what, the kind says
  weight: string;
  overdue: boolean;
  about: string | null;
  number: number;
  case: string | null;
  service: string;
}

export interface GivenService {
  activation: string;
  service: string;
  state: string;
  suspended: boolean;
}

export interface ScoreLine {
  criterion: string;
  label: string;
  input: string;
  row: string;
  points: string;
}
