// Days, instants, money and numbers as people read them.
import type { Language } from "./language";

const place = (language: Language) => (language === "it" ? "it-IT" : "en-GB");

/** Formats are dear to make, and long lists have many cells: one of each for a language. */
function kept<Format>(make: (place: string) => Format): (language: Language) => Format {
  const formats: Partial<Record<Language, Format>> = {};
  return (language) => (formats[language] ??= make(place(language)));
}
const dayFormat = kept((of) => new Intl.DateTimeFormat(of, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }));
const instantFormat = kept((of) => new Intl.DateTimeFormat(of, { dateStyle: "medium", timeStyle: "short", timeZone: "Europe/Rome" }));
const moneyFormat = kept((of) => new Intl.NumberFormat(of, { style: "currency", currency: "EUR" }));
const countFormat = kept((of) => new Intl.NumberFormat(of));

/** "2026-11-27" -> "27 nov 2026"; a day of the local calendar, without a zone. */
export function day(language: Language, text: string | null | undefined): string {
  if (!text) return "";
  const [year, month, date] = text.split("-").map(Number);
  if (!year || !month || !date) return text;
  return dayFormat(language).format(new Date(Date.UTC(year, month - 1, date)));
}

/** "2026-11-27T08:00:00Z" -> local date and time of Rome. */
export function instant(language: Language, text: string | null | undefined): string {
  if (!text) return "";
  return instantFormat(language).format(new Date(text));
}

/** "2026-11-27T23:30:00Z" -> "2026-11-28", the local day of Rome. */
export function dayOf(text: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Rome" }).format(new Date(text));
}

/** "25.00" -> "25,00 €". */
export function money(language: Language, text: string | null | undefined): string {
  if (text === null || text === undefined || text === "") return "";
  return moneyFormat(language).format(Number(text));
}

export function count(language: Language, value: number | null | undefined): string {
  return value === null || value === undefined ? "" : countFormat(language).format(value);
}

/** Days from `from` to `to`, both "YYYY-MM-DD". */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
