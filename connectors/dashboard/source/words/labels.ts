// What codes are called: GET /labels, in both languages, once.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { LanguageContext, type Language } from "./language";

/** "case_state.in_charge" -> text, by language. */
export type Labels = Record<Language, Record<string, string>>;
export const noLabels: Labels = { it: {}, en: {} };
export const LabelContext = createContext<Labels>(noLabels);

/** label("case_state", "in_charge"); the code itself where there is none, as a newer server may name what this page does not know. */
export function useLabels(): (group: string, code: string | null | undefined) => string {
  const labels = useContext(LabelContext);
  const language = useContext(LanguageContext);
  return (group, code) => (code ? (labels[language][`${group}.${code}`] ?? code) : "");
}
