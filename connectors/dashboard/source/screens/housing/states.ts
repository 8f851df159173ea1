// States of dwellings, in the order of their life, each with a letter so that the plan can be read without its colours.
import { useLanguage, type Words } from "../../words/language";

export const states = ["ready", "offered", "assigned", "occupied", "without_title", "to_repair", "under_works", "disposed"] as const;

const letters = {
  ready: ["P", "R"],
  offered: ["F", "F"],
  assigned: ["A", "A"],
  occupied: ["O", "O"],
  without_title: ["S", "N"],
  to_repair: ["R", "T"],
  under_works: ["L", "W"],
  disposed: ["V", "D"],
} as const satisfies Words<string>;

export function useLetters(): (state: string) => string {
  const language = useLanguage();
  return (state) => (state in letters ? letters[state as keyof typeof letters][language === "it" ? 0 : 1] : "?");
}
