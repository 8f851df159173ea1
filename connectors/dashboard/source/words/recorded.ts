// How what the ledger recorded is read: the fields of an event, whose values are codes, ids, days and texts.
import { day, instant } from "./formats";
import { useLabels } from "./labels";
import { useLanguage } from "./language";
import { useWordText, type Around } from "./naming";

const id = /^[0-9a-f]{32}$/;

/** The first digits of an id, by which people tell files apart. */
export function shortId(text: string): string {
  return text.slice(0, 8);
}

/** fieldText("urgency", "soon") -> "a breve". `around`: the other fields of what it stands in. */
export function useFieldText(): (field: string, value: unknown, around?: Around) => string {
  const language = useLanguage();
  const label = useLabels();
  const wordText = useWordText();
  const textOf = (field: string, value: unknown, around: Around = {}): string => {
    if (value === null || value === undefined) return "";
    if (typeof value === "boolean") return label("text", value ? "yes" : "no");
    if (Array.isArray(value)) return value.map((one) => textOf(field.replace(/s$/, ""), one, around)).join(", ");
    if (typeof value === "object") {
      return Object.entries(value)
        .map(([name, one]) => `${label("field", name)}: ${textOf(name, one, { ...around, ...value })}`)
        .join("; ");
    }
    const text = String(value);
    if (text === "true" || text === "false") return label("text", text === "true" ? "yes" : "no");
    if (id.test(text)) return shortId(text);
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return day(language, text);
    if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return instant(language, text);
    return /^[a-z][a-z0-9_]*$/.test(text) ? wordText(field, text, around) : text;
  };
  return textOf;
}
