// All rows of a paged question, page by page; asked anew when the ledger says that they may be others.
import { useEffect, useState } from "preact/hooks";
import { useLanguage } from "../words/language";
import { ask, withLanguage } from "./client";
import { useQuestion, type Answered, type Bearing } from "./questions";
import { useSession } from "./session";

export const pageRows = 1_000; // the most that the server gives at once
export const mostRows = 20_000; // that a page holds

interface Page {
  position: number;
  more?: boolean;
  next?: string;
}

/** `path` without limit and cursor; `member`: where its rows stand, "items". */
export function useRows<Row, Answer extends Page = Page>(
  path: string | null,
  member: string,
  bearing: Bearing = {},
): Answered<Answer & { rows: Row[] }> & { hasMore: boolean } {
  const session = useSession();
  const language = useLanguage();
  const first = useQuestion<Answer>(path === null ? null : `${path}${path.includes("?") ? "&" : "?"}limit=${pageRows}`, bearing);
  const [further, setFurther] = useState<{ of: Answer; rows: Row[]; hasMore: boolean } | null>(null);
  useEffect(() => {
    const answer = first.answer;
    if (!answer?.more || path === null) return;
    const ending = new AbortController();
    void (async () => {
      let rows: Row[] = [];
      let next: string | undefined = answer.next;
      while (next && rows.length + pageRows < mostRows) {
        const page: Answer = await ask<Answer>(withLanguage(`${path}${path.includes("?") ? "&" : "?"}limit=${pageRows}&cursor=${encodeURIComponent(next)}`, language), {
          token: session.token,
          signal: ending.signal,
        });
        rows = [...rows, ...((page as Record<string, unknown>)[member] as Row[])];
        next = page.more ? page.next : undefined;
        if (!ending.signal.aborted) setFurther({ of: answer, rows, hasMore: Boolean(next) });
      }
    })().catch(() => undefined); // what was read stays; a change, or "try again", asks anew
    return () => ending.abort();
  }, [first.answer]);
  if (!first.answer) return { ...first, answer: null, hasMore: false };
  const begun = ((first.answer as Record<string, unknown>)[member] as Row[] | undefined) ?? [];
  const isOf = further !== null && further.of === first.answer;
  return { ...first, answer: { ...first.answer, rows: isOf ? [...begun, ...further.rows] : begun }, hasMore: isOf ? further.hasMore : Boolean(first.answer.more) };
}
