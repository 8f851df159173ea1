// What the adopted sheets and rule sets call their codes: services, deadlines, activities, grounds, rows of points.
import { useMemo } from "preact/hooks";
import { useQuestion } from "../api/questions";
import { useLanguage, type Language } from "./language";

interface Named {
  code: string;
  name?: Record<Language, string>;
}
interface Sheet extends Named {
  deadlines?: Named[];
  activities?: Named[];
  housing?: { grounds?: Named[] };
}
interface PointsRow {
  from?: number;
  to?: number;
  is?: string | boolean;
  name?: Record<Language, string>;
}
interface Criterion extends Named {
  input: string;
  rows?: PointsRow[];
}
interface RuleSet extends Named {
  version: string;
  criteria?: Criterion[];
}

export interface Sheets {
  service: (code: string) => string;
  /** A deadline, activity or ground; of `service` where it has one of that code, else of the first sheet that has. */
  term: (code: string, service?: string) => string;
  ruleSet: (code: string) => string;
  /** Null: the rule set has no name for that row, and its bounds say it all. */
  row: (ruleSet: string, criterion: string, row: string) => string | null;
  /** The name of the criterion that takes this input. */
  input: (ruleSet: string, input: string) => string;
}

function rowText(row: PointsRow): string {
  return row.is === undefined ? `${row.from ?? ""}..${row.to ?? ""}` : String(row.is);
}

function termsOf(sheet: Sheet): Named[] {
  return [...(sheet.deadlines ?? []), ...(sheet.activities ?? []), ...(sheet.housing?.grounds ?? [])];
}

/** Codes are told as they are until the sheets have come, and where a sheet does not name them. */
export function useSheets(): Sheets {
  const language = useLanguage();
  const { answer } = useQuestion<{ sheets: Sheet[]; rule_sets: RuleSet[] }>("/v1/sheets");
  return useMemo(() => {
    const sheets = new Map(answer?.sheets.map((one) => [one.code, one]));
    const criteriaOf = (code: string) => answer?.rule_sets.filter((one) => one.code === code).flatMap((one) => one.criteria ?? []) ?? [];
    const nameOf = (one: Named | undefined) => one?.name?.[language];
    const terms = new Map<string, string>(); // "code", and "service code"
    for (const sheet of sheets.values()) {
      for (const one of termsOf(sheet)) {
        terms.set(`${sheet.code} ${one.code}`, nameOf(one) ?? one.code);
        if (!terms.has(one.code)) terms.set(one.code, nameOf(one) ?? one.code);
      }
    }
    return {
      service: (code) => nameOf(sheets.get(code)) ?? code,
      term: (code, service) => terms.get(`${service} ${code}`) ?? terms.get(code) ?? code,
      ruleSet: (code) => nameOf(answer?.rule_sets.find((one) => one.code === code)) ?? code,
      row: (ruleSet, criterion, row) => {
        const rows = criteriaOf(ruleSet).find((one) => one.code === criterion)?.rows ?? [];
        return rows.find((one) => rowText(one) === row)?.name?.[language] ?? null;
      },
      input: (ruleSet, input) => nameOf(criteriaOf(ruleSet).find((one) => one.input === input)) ?? input,
    };
  }, [answer, language]);
}
