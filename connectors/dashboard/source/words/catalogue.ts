// What the authority's own sheets and rule sets call their codes: services, deadlines, reasons, instruments, criteria. By GET /v1/sheets.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Language } from "./language";

type Names = Record<Language, string>;
interface Named {
  code: string;
  name?: Names;
}
interface Sheet extends Named {
  [list: string]: unknown; // "deadlines", "end_reasons", "activities" ...: lists of what is named
}
interface PointsRow {
  from?: number;
  to?: number;
  is?: string | boolean;
  name?: Names;
}
interface RuleSet extends Named {
  kind?: string;
  items?: (Named & { answers?: Named[] })[];
  bands?: Named[];
  criteria?: (Named & { input: string; rows?: PointsRow[] })[];
}
export interface Sheets {
  sheets: Sheet[];
  rule_sets: RuleSet[];
}

/** Lists in which the codes of a member stand, the likeliest first. */
const listsOfMember: Record<string, string[]> = {
  service: ["sheets"], other_service: ["sheets"], deadline: ["deadlines"], activity: ["activities"], document: ["documents", "issued"],
  reason: ["end_reasons", "refusal_reasons", "reasons", "grounds"], cause: ["reasons", "end_reasons"], ground: ["grounds"],
  rule_set: ["rule_sets"], instrument: ["rule_sets"], criterion: ["criteria"], item: ["items"],
};

/** By "list code", of whichever sheet has it first; and by "service list code". */
type Index = Map<string, Names>;

function gather(value: unknown, list: string, service: string, index: Index): void {
  if (Array.isArray(value)) value.forEach((one) => gather(one, list, list === "sheets" ? String((one as Named).code) : service, index));
  if (value === null || typeof value !== "object" || Array.isArray(value)) return;
  const { code, name } = value as { code?: unknown; name?: unknown };
  if (typeof code === "string" && name && typeof name === "object") {
    for (const key of [`${list} ${code}`, `${service} ${list} ${code}`]) if (!index.has(key)) index.set(key, name as Names);
  }
  for (const [member, inner] of Object.entries(value)) gather(inner, member, service, index);
}

function rowText(row: PointsRow): string {
  return row.is === undefined ? `${row.from ?? ""}..${row.to ?? ""}` : String(row.is);
}

/** Codes are told as they are until the sheets have come, and where no sheet names them. */
export class Catalogue {
  private readonly index: Index = new Map();
  constructor(
    private readonly sheets: Sheets,
    private readonly language: Language,
  ) {
    gather(sheets, "", "", this.index);
  }
  /** named("deadline", "check"): by the member that has the code, of `service` where it names it, else of any; null where none does. */
  named(member: string, code: string, service = ""): string | null {
    const lists = listsOfMember[member] ?? [];
    for (const of of service ? [`${service} `, ""] : [""]) {
      for (const list of lists) {
        const found = this.index.get(`${of}${list} ${code}`);
        if (found) return found[this.language];
      }
    }
    return null;
  }
  /** What the sheet of `service`, or of any, lists by that code, whichever its list. */
  namedAnywhere(code: string, service = ""): string | null {
    for (const sheet of this.sheets.sheets.filter((one) => !service || one.code === service)) {
      for (const list of Object.values(sheet)) {
        const found = Array.isArray(list) ? (list as Partial<Named>[]).find((one) => one?.code === code && one.name) : undefined;
        if (found?.name) return found.name[this.language];
      }
    }
    return null;
  }
  service(code: string): string {
    return this.named("service", code) ?? code;
  }
  services(): [string, string][] {
    return this.pairs(this.sheets.sheets);
  }
  ruleSet(code: string): string {
    return this.named("rule_set", code) ?? code;
  }
  /** Codes and names that a sheet lists: "end_reasons" of a service. */
  listed(service: string, list: string): [string, string][] {
    const named = this.sheets.sheets.find((one) => one.code === service)?.[list];
    return Array.isArray(named) ? this.pairs((named as Named[]).filter((one) => one.name)) : [];
  }
  instruments(): [string, string][] {
    return this.pairs(this.sheets.rule_sets.filter((one) => one.kind === "instrument"));
  }
  items(instrument: string): [string, string][] {
    return this.pairs(this.instrument(instrument)?.items ?? []);
  }
  answers(instrument: string, item: string): [string, string][] {
    return this.pairs(this.instrument(instrument)?.items?.find((one) => one.code === item)?.answers ?? []);
  }
  /** An item, an answer or a band of an instrument, by the field that has it; null where it is none. */
  inInstrument(field: string, code: string, instrument: string, item: string): string | null {
    const { items, bands } = this.instrument(instrument) ?? {};
    const among = { item: items, answer: items?.find((one) => one.code === item)?.answers, band: bands }[field];
    return among?.find((one) => one.code === code)?.name?.[this.language] ?? null;
  }
  /** What is known about an application, and its value, by the field that has it: as the first criterion that takes it calls them.
   * `of`: the input's name, or the criterion's code. */
  inCriteria(field: string, code: string, of: string): string | null {
    const criteria = this.sheets.rule_sets.flatMap((one) => one.criteria ?? []);
    const isInput = field === "name" || field === "by";
    if (isInput) return criteria.find((one) => one.input === code)?.name?.[this.language] ?? null;
    const rows = criteria.filter((one) => one.input === of || one.code === of).flatMap((one) => one.rows ?? []);
    return rows.find((one) => rowText(one) === code)?.name?.[this.language] ?? null;
  }
  /** Of a table of points; null: the rule set has no name for that row, and its bounds say it all. */
  row(ruleSet: string, criterion: string, row: string): string | null {
    const rows = this.criteria(ruleSet).find((one) => one.code === criterion)?.rows ?? [];
    return rows.find((one) => rowText(one) === row)?.name?.[this.language] ?? null;
  }
  /** The name of the criterion that takes this input. */
  input(ruleSet: string, input: string): string {
    return this.criteria(ruleSet).find((one) => one.input === input)?.name?.[this.language] ?? input;
  }

  private instrument(code: string): RuleSet | undefined {
    return this.sheets.rule_sets.find((one) => one.code === code && one.items);
  }
  private criteria(ruleSet: string) {
    return this.sheets.rule_sets.filter((one) => one.code === ruleSet).flatMap((one) => one.criteria ?? []);
  }
  private pairs(named: Named[]): [string, string][] {
    return named.map((one) => [one.code, one.name?.[this.language] ?? one.code]);
  }
}

export const noSheets: Sheets = { sheets: [], rule_sets: [] };
export const CatalogueContext = createContext(new Catalogue(noSheets, "it"));

export function useCatalogue(): Catalogue {
  return useContext(CatalogueContext);
}
