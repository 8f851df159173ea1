// What the authority's own sheets and rule sets call their codes: services, deadlines, activities, reasons, criteria.
import { createContext } from "preact";
import { useMemo } from "preact/hooks";
import { useQuestion } from "../../api/questions";
import { mayAsk, useSession } from "../../api/session";
import { useLanguage, type Language } from "../../words/language";

/** name("deadline", "check"): by the member that has the code; null where no sheet names it. */
export type SheetNames = (member: string, code: string) => string | null;
export const SheetNamesContext = createContext<SheetNames>(() => null);

/** Lists of a sheet in which a member's codes are found, the likeliest first. */
const listsOfMember: Record<string, string[]> = {
  service: ["sheets"], other_service: ["sheets"], deadline: ["deadlines"], activity: ["activities"], document: ["documents", "issued"],
  reason: ["end_reasons", "refusal_reasons", "reasons", "grounds"], cause: ["reasons", "end_reasons"], ground: ["grounds"],
  rule_set: ["rule_sets"], instrument: ["rule_sets"], criterion: ["criteria"], item: ["items"],
};

type Named = Map<string, Record<Language, string>>; // "deadlines check" -> names

function gather(value: unknown, list: string, found: Named): void {
  if (Array.isArray(value)) value.forEach((one) => gather(one, list, found));
  if (value === null || typeof value !== "object" || Array.isArray(value)) return;
  const { code, name } = value as { code?: unknown; name?: unknown };
  const key = `${list} ${String(code)}`;
  if (typeof code === "string" && name && typeof name === "object" && !found.has(key)) found.set(key, name as Record<Language, string>);
  for (const [member, inner] of Object.entries(value)) gather(inner, member, found);
}

/** Asked once for all of the page. */
export function useAskedSheetNames(): SheetNames {
  const session = useSession();
  const language = useLanguage();
  const { answer } = useQuestion<object>(mayAsk(session, "services") ? "/v1/sheets" : null);
  const found = useMemo(() => {
    const named: Named = new Map();
    if (answer) gather(answer, "", named);
    return named;
  }, [answer]);
  return useMemo(
    () => (member, code) => {
      const list = listsOfMember[member]?.find((one) => found.has(`${one} ${code}`));
      return list ? (found.get(`${list} ${code}`)?.[language] ?? null) : null;
    },
    [found, language],
  );
}
