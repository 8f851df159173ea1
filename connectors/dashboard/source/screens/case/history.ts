// The whole history of a case, page by page, as far as it may be read; read anew when the ledger says that it grew.
import { useEffect, useState } from "preact/hooks";
import { ask, pathOf, withLanguage } from "../../api/client";
import { useQuestion, type Answered, type Bearing } from "../../api/questions";
import { useSession } from "../../api/session";
import { useLanguage } from "../../words/language";
import type { HistoryAnswer, Step } from "./answers";

const pageSteps = 200;

export interface History {
  steps: Step[]; // the oldest first
  isWhole: boolean; // by now: further pages may be on their way
  withheld: boolean;
}

export function useHistory(caseFile: string, bearing: Bearing): Answered<History> {
  const session = useSession();
  const language = useLanguage();
  const path = `/v1/cases/${caseFile}/history`;
  const first = useQuestion<HistoryAnswer>(pathOf(path, { limit: pageSteps }), bearing);
  const [further, setFurther] = useState<{ of: HistoryAnswer; steps: Step[]; isWhole: boolean } | null>(null);
  useEffect(() => {
    const answer = first.answer;
    if (!answer?.next) return;
    const ending = new AbortController();
    void (async () => {
      let steps: Step[] = [];
      let after: number | null = answer.next;
      while (after !== null) {
        const asked = withLanguage(pathOf(path, { limit: pageSteps, after }), language);
        const page: HistoryAnswer = await ask<HistoryAnswer>(asked, { token: session.token, signal: ending.signal });
        steps = [...steps, ...page.steps];
        after = page.next;
        if (!ending.signal.aborted) setFurther({ of: answer, steps, isWhole: after === null });
      }
    })().catch(() => undefined); // what was read stays; a change, or "try again", asks anew
    return () => ending.abort();
  }, [first.answer]);
  if (!first.answer) return { ...first, answer: null };
  const isOf = further !== null && further.of === first.answer;
  return {
    ...first,
    answer: {
      steps: isOf ? [...first.answer.steps, ...further.steps] : first.answer.steps,
      isWhole: isOf ? further.isWhole : first.answer.next === null,
      withheld: first.answer.withheld ?? false,
    },
  };
}
