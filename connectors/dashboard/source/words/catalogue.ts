// What services, their terms and reasons, instruments and their items are called: the authority's own sheets, by GET /v1/sheets.
import { createContext } from "preact";
import { useContext, useMemo } from "preact/hooks";
import { useQuestion } from "../api/questions";
import { mayAsk, useSession } from "../api/session";
import { useLanguage, type Language } from "./language";

interface Named {
  code: string;
  name: Record<Language, string>;
}
interface Sheet extends Named {
  [list: string]: unknown; // "deadlines", "end_reasons", "activities" ...: lists of what is named
}
interface Instrument extends Named {
  kind?: string;
  items?: (Named & { answers?: Named[] })[];
}
interface Sheets {
  sheets: Sheet[];
  rule_sets: Instrument[];
}

export class Catalogue {
  constructor(
    private readonly sheets: Sheets,
    private readonly language: Language,
  ) {}
  private sheet(service: string): Sheet | undefined {
    return this.sheets.sheets.find((one) => one.code === service);
  }
  /** The code itself where the catalogue has no such service. */
  service(code: string): string {
    return this.sheet(code)?.name[this.language] ?? code;
  }
  services(): [string, string][] {
    return this.sheets.sheets.map((one) => [one.code, one.name[this.language]]);
  }
  /** Codes and names that a sheet lists: "end_reasons" of a service. */
  listed(service: string, list: string): [string, string][] {
    const named = this.sheet(service)?.[list];
    if (!Array.isArray(named)) return [];
    return (named as Named[]).filter((one) => one.name).map((one) => [one.code, one.name[this.language]]);
  }
  /** A term, a reason, an activity of a service, or of any where it is not said of which. */
  term(service: string, code: string): string | null {
    const sheets = this.sheets.sheets.filter((one) => !service || one.code === service);
    for (const sheet of sheets) {
      for (const list of Object.values(sheet)) {
        const found = Array.isArray(list) ? (list as Partial<Named>[]).find((one) => one?.code === code && one.name) : undefined;
        if (found?.name) return found.name[this.language];
      }
    }
    return null;
  }
  private instrument(code: string): Instrument | undefined {
    return this.sheets.rule_sets.find((one) => one.code === code && one.items);
  }
  instruments(): [string, string][] {
    return this.sheets.rule_sets.filter((one) => one.kind === "instrument").map((one) => [one.code, one.name[this.language]]);
  }
  items(instrument: string): [string, string][] {
    return this.instrument(instrument)?.items?.map((one) => [one.code, one.name?.[this.language] ?? one.code]) ?? [];
  }
  answers(instrument: string, item: string): [string, string][] {
    const found = this.instrument(instrument)?.items?.find((one) => one.code === item);
    return found?.answers?.map((one) => [one.code, one.name?.[this.language] ?? one.code]) ?? [];
  }
  /** What a rule set, or the instrument of an assessment, is called. */
  ruleSet(code: string): string | null {
    return this.sheets.rule_sets.find((one) => one.code === code)?.name[this.language] ?? null;
  }
}

const noSheets: Sheets = { sheets: [], rule_sets: [] };
export const CatalogueContext = createContext(new Catalogue(noSheets, "it"));

/** Asked once by a screen, which gives it to its parts as CatalogueContext; empty for whoever may not ask. */
export function useAskedCatalogue(): Catalogue {
  const session = useSession();
  const language = useLanguage();
  const asked = useQuestion<Sheets>(mayAsk(session, "services") ? "/v1/sheets" : null, { questions: ["services"] });
  return useMemo(() => new Catalogue(asked.answer ?? noSheets, language), [asked.answer, language]);
}

export function useCatalogue(): Catalogue {
  return useContext(CatalogueContext);
}
