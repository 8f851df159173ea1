// The whole history of a case, loaded once, so that every step of it is shown without asking again.
import { useEffect, useState } from "preact/hooks";
import { ask, pathOf, withLanguage } from "../../api/client";
import { Problem } from "../../api/problem";
import { useQuestion, type Answered } from "../../api/questions";
import { useSession } from "../../api/session";
import { useLanguage } from "../../words/language";
import type { Row } from "./lists";

export interface Step {
  position: number;
  event: number | null; // null: the commit as a whole
  recorded_at: string;
  understood: boolean;
  command: string;
  command_type: string;
  actor: string;
  occurred_at: string;
  effective_on: string;
  entity: string;
  kind: string;
  version: number;
  type: string;
  imported: boolean;
  by_act?: unknown;
  fields: Row;
  sealed: Row;
  closed: Record<string, { why: string }>;
  rectified: Record<string, { position: number }>;
  refused?: { code: string; text: string; ground: string; facts: Row };
}

interface HistoryPage {
  position: number;
  steps: Step[];
  more: boolean;
  next: string | null;
  withheld?: boolean;
}

const pageSteps = 1_000;

export function useHistory(id: string): Answered<HistoryPage> {
  const session = useSession();
  const language = useLanguage();
  const path = `/v1/cases/${encodeURIComponent(id)}/history`;
  const first = useQuestion<HistoryPage>(pathOf(path, { limit: pageSteps }), { entities: [id] });
  const [further, setFurther] = useState<{ of: HistoryPage; steps: Step[]; problem: Problem | null } | null>(null);
  useEffect(() => {
    const begun = first.answer;
    if (!begun?.more) return;
    const ending = new AbortController();
    const asked = { token: session.token, signal: ending.signal };
    const readOn = async () => {
      let steps = begun.steps;
      for (let next = begun.next; next; ) {
        const page: HistoryPage = await ask(withLanguage(pathOf(path, { limit: pageSteps, after: next }), language), asked);
        steps = [...steps, ...page.steps];
        next = page.more ? page.next : null;
      }
      setFurther({ of: begun, steps, problem: null });
    };
    readOn().catch((error: unknown) => {
      if (!ending.signal.aborted) setFurther({ of: begun, steps: begun.steps, problem: error instanceof Problem ? error : new Problem(0, String(error)) });
    });
    return () => ending.abort();
  }, [first.answer]);
  if (!first.answer?.more) return first;
  // Half a history would be shown as if it were the whole.
  if (further?.of !== first.answer) return { ...first, answer: null, isAsking: true };
  return { ...first, answer: { ...first.answer, steps: further.steps }, problem: further.problem };
}

export interface EntityState {
  entity: string;
  kind: string;
  version: number;
  lastType: string;
  said: Map<string, unknown>; // what facts said last, by member
}
export interface Change {
  member: string;
  before: unknown;
  after: unknown;
}

/** What the facts up to and with `index` said last of each entity; the newest entity first. */
export function statesAt(steps: Step[], index: number): EntityState[] {
  const states = new Map<string, EntityState>();
  for (const step of steps.slice(0, index + 1)) {
    const former = states.get(step.entity);
    const state = former ?? { entity: step.entity, kind: step.kind, version: 0, lastType: "", said: new Map<string, unknown>() };
    states.delete(step.entity); // so that the map's order is that of the last fact
    state.version = step.version;
    state.lastType = step.type;
    for (const [member, value] of Object.entries({ ...step.fields, ...step.sealed })) state.said.set(member, value);
    states.set(step.entity, state);
  }
  return [...states.values()].reverse();
}

/** What this step said otherwise than what was said of its entity before. */
export function changesOf(steps: Step[], index: number): Change[] {
  const step = steps[index];
  if (!step) return [];
  const before = index === 0 ? undefined : statesAt(steps, index - 1).find((one) => one.entity === step.entity);
  return Object.entries({ ...step.fields, ...step.sealed })
    .map(([member, after]) => ({ member, before: before?.said.get(member), after }))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}
