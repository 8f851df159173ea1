// Days, instants, money and numbers as people read them.
import type { Language } from "./language";

const place = (language: Language) => (language === "it" ? "it-IT" : "en-GB");

/** Making a format takes longer than a row of a table may; each is made once. */
function once<Format>(make: (place: string) => Format): (language: Language) => Format {
  const made = new Map<Language, Format>();
  return (language) => {
    const format = made.get(language) ?? make(place(language));
    made.set(language, format);
    return format;
  };
}
const isoDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Rome" }); // Swedes write days as ISO 8601 does
const days = once((at) => new Intl.DateTimeFormat(at, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }));
const instants = once((at) => new Intl.DateTimeFormat(at, { dateStyle: "medium", timeStyle: "short", timeZone: "Europe/Rome" }));
const amounts = once((at) => new Intl.NumberFormat(at, { style: "currency", currency: "EUR" }));
const numbers = once((at) => new Intl.NumberFormat(at));
const months = once((at) => new Intl.DateTimeFormat(at, { month: "short", year: "numeric", timeZone: "UTC" }));

/** "2026-11-27" -> "27 nov 2026"; a day of the local calendar, without a zone. */
export function day(language: Language, text: string | null | undefined): string {
  if (!text) return "";
  const [year, month, date] = text.split("-").map(Number);
  if (!year || !month || !date) return text;
  return days(language).format(new Date(Date.UTC(year, month - 1, date)));
}

/** "2026-11" -> "nov 2026". */
export function month(language: Language, text: string): string {
  return months(language).format(new Date(`${text}-01T00:00:00Z`));
}

/** "2026-11-27T08:00:00Z" -> local date and time of Rome. */
export function instant(language: Language, text: string | null | undefined): string {
  if (!text) return "";
  return instants(language).format(new Date(text));
}

/** "2026-11-27T23:30:00Z" -> "2026-11-28", the local day of Rome. */
export function dayOf(text: string): string {
  return isoDay.format(new Date(text));
}

/** "25.00" -> "25,00 €". */
export function money(language: Language, text: string | null | undefined): string {
  if (text === null || text === undefined || text === "") return "";
  return amounts(language).format(Number(text));
}

export function count(language: Language, value: number | null | undefined): string {
  return value === null || value === undefined ? "" : numbers(language).format(value);
}

/** Days from `from` to `to`, both "YYYY-MM-DD". */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
