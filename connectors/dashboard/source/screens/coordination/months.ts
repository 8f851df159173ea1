// Months, as statistics count and people read them.
import type { Language } from "../../words/language";

/** "2025-03" -> "mar 25". */
export function monthName(language: Language, month: string): string {
  const format = new Intl.DateTimeFormat(language === "it" ? "it-IT" : "en-GB", { month: "short", year: "2-digit", timeZone: "UTC" });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}

const months = 12;

/** The last twelve, with the one that has begun: what statistics are asked for. */
export function lastYear(today: string): { from: string; to: string } {
  const [year = 0, month = 1] = today.split("-").map(Number);
  return { from: new Date(Date.UTC(year, month - months, 1)).toISOString().slice(0, 7), to: today.slice(0, 7) };
}
