// Which rows each figure of the morning counts. The server says what is overdue, and by which weight; nothing is decided here.
import type { DueItem } from "../../api/answers";
import { daysBetween } from "../../words/formats";
import type { CaseRow } from "./answers";

export const duePicks = ["all", "late", "hours", "adi", "meetings", "unheld", "offers"] as const;
export type DuePick = (typeof duePicks)[number];
export const casePicks = ["allCases", "silent", "waiting", "unassigned"] as const;
export type CasePick = (typeof casePicks)[number];

const soon = 30; // days
const silence = 90; // days
const weights = ["hours", "law", "regulation", "office"];
const urgencies = ["emergency", "urgent", "soon", "ordinary"];

export function isPicked(pick: DuePick, due: DueItem, today: string): boolean {
  const isAdi = due.service === "adi_pact" && due.kind === "deadline" && due.what === "first_meeting";
  switch (pick) {
    case "late":
      return due.overdue;
    case "hours":
      return due.weight === "hours";
    case "adi":
      return isAdi && daysBetween(today, due.due_on) <= soon;
    case "meetings":
      return due.kind === "meeting" && due.due_on === today;
    case "unheld":
      return due.kind === "meeting" && due.overdue;
    case "offers":
      return due.kind === "offer_expires" || due.kind === "offer_proposed";
    default:
      return true;
  }
}

export function isPickedCase(pick: CasePick, one: CaseRow, today: string): boolean {
  if (pick === "silent") return one.last_event_on !== null && daysBetween(one.last_event_on, today) > silence;
  if (pick === "unassigned") return one.worker === "" && one.opened_on < today;
  if (pick === "waiting") return one.services.some((service) => service.state === "waiting");
  return true;
}

export function isDueSoon(day: string | null, today: string): boolean {
  return day !== null && daysBetween(today, day) <= soon;
}

export function byWeight(left: DueItem, right: DueItem): number {
  const heavier = weights.indexOf(left.weight) - weights.indexOf(right.weight);
  return Number(right.overdue) - Number(left.overdue) || heavier || left.due_on.localeCompare(right.due_on);
}

export function byUrgency(left: CaseRow, right: CaseRow): number {
  const order = urgencies.indexOf(left.urgency) - urgencies.indexOf(right.urgency);
  return order || (left.last_event_on ?? "").localeCompare(right.last_event_on ?? "");
}

/** How many of each weight, the heaviest first; weights of none are left out. */
export function weightsOf(dues: DueItem[]): [string, number][] {
  return weights.map((one): [string, number] => [one, dues.filter((due) => due.weight === one).length]).filter(([, count]) => count > 0);
}
