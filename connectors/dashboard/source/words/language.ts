// Italian and English. Each screen has its own table of words beside it; what the ledger's codes are called, the server says (labels.ts).
import { createContext } from "preact";
import { useContext } from "preact/hooks";

export type Language = "it" | "en";
/** [Italian, English]; "{}" is where what is said goes, in its order. */
export type Words<Key extends string> = Record<Key, readonly [string, string]>;

export const LanguageContext = createContext<Language>("it");

export function sayIn<Key extends string>(language: Language, words: Words<Key>, key: Key, ...values: (string | number)[]): string {
  let next = 0;
  return words[key][language === "it" ? 0 : 1].replaceAll("{}", () => String(values[next++] ?? ""));
}

/** say("title"), say("waiting", 3). */
export function useWords<Key extends string>(words: Words<Key>): (key: Key, ...values: (string | number)[]) => string {
  const language = useContext(LanguageContext);
  return (key, ...values) => sayIn(language, words, key, ...values);
}

export function useLanguage(): Language {
  return useContext(LanguageContext);
}
