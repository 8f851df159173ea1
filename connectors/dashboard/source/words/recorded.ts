// How what the ledger recorded is read: the fields of an event, whose values are codes, ids, days and texts.
import { useContext } from "preact/hooks";
import { useCatalogue } from "./catalogue";
import { day, instant } from "./formats";
import { LabelContext, useLabels } from "./labels";
import { useLanguage } from "./language";

const id = /^[0-9a-f]{32}$/;

/** The first digits of an id, by which people tell files apart. */
export function shortId(text: string): string {
  return text.slice(0, 8);
}

/** fieldText("urgency", "soon") -> "a breve"; the group of a code is the field's name, or ends with it ("meeting_kind"). */
export function useFieldText(): (field: string, value: unknown) => string {
  const language = useLanguage();
  const label = useLabels();
  const labels = useContext(LabelContext)[language];
  const catalogue = useCatalogue();
  const ofWord = (field: string, word: string): string => {
    const exact = labels[`${field}.${word}`];
    if (exact) return exact;
    const ending = `_${field}.${word}`;
    const key = Object.keys(labels).find((one) => one.endsWith(ending));
    if (key) return labels[key] ?? word;
    return catalogue.named("service", word) ?? catalogue.named(field, word) ?? catalogue.namedAnywhere(word) ?? catalogue.ruleSet(word);
  };
  const textOf = (field: string, value: unknown): string => {
    if (value === null || value === undefined) return "";
    if (typeof value === "boolean") return label("text", value ? "yes" : "no");
    if (Array.isArray(value)) return value.map((one) => textOf(field.replace(/s$/, ""), one)).join(", ");
    if (typeof value === "object") {
      return Object.entries(value)
        .map(([name, one]) => `${label("field", name)}: ${textOf(name, one)}`)
        .join("; ");
    }
    const text = String(value);
    if (id.test(text)) return shortId(text);
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return day(language, text);
    if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return instant(language, text);
    return /^[a-z][a-z0-9_]*$/.test(text) ? ofWord(field, text) : text;
  };
  return textOf;
}
