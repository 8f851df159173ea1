// When something falls due, as the overview counts it and the page of deadlines filters it.
import type { DueItem } from "../../api/answers";

export const soonDays = 7;
export const times = ["overdue", "soon", "later"] as const;
export type Time = (typeof times)[number];

export function timeOf(item: DueItem, today: string): Time {
  if (item.overdue) return "overdue";
  const lastSoon = new Date(Date.parse(`${today}T00:00:00Z`) + soonDays * 86_400_000).toISOString().slice(0, 10);
  return item.due_on <= lastSoon ? "soon" : "later";
}
