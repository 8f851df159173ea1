// What the server answers to a query, and its cells as people read them.
import { useCatalogue } from "../../words/catalogue";
import { count, money, month } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { reportingWords } from "./words";

export type Cell = number | string | null;
export type FigureRow = Record<string, Cell>;
export interface FiguresAnswer {
  position: number;
  figures: { query: string; by: string[]; measures: string[]; rows: FigureRow[] };
  breaches: string[];
  not_understood: number;
}

export const everything = "*"; // of a dimension: the total over it

const isMoney = /^-?\d+\.\d{2}$/;

export function useCellText(): (value: Cell | undefined) => string {
  const say = useWords(reportingWords);
  const language = useLanguage();
  return (value) => {
    if (value === null || value === undefined) return say("unrecorded");
    if (typeof value === "number") return count(language, value);
    return isMoney.test(value) ? money(language, value) : say("suppressed");
  };
}

/** For a chart: what is suppressed or not recorded has no place in it. */
export function numberIn(value: Cell | undefined): number | null {
  if (typeof value === "number") return value;
  return typeof value === "string" && isMoney.test(value) ? Number(value) : null;
}

/** name("area", "elderly"): of a value of a dimension. */
export function useDimensionText(): (dimension: string, value: Cell | undefined) => string {
  const say = useWords(reportingWords);
  const label = useLabels();
  const language = useLanguage();
  const catalogue = useCatalogue();
  return (dimension, value) => {
    const told = String(value ?? "");
    if (told === everything) return say("total");
    if (told === "not_recorded") return say("unrecorded");
    if (dimension === "service") return catalogue.service(told);
    if (dimension === "month") return month(language, told);
    if (dimension === "district") return told;
    return label(dimension === "citizenship" ? "citizenship_group" : dimension, told);
  };
}
