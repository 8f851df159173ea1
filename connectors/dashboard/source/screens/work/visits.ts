// Up to which position somebody had seen their cases when they last came: a number, which says nothing of anybody.
import { useState } from "preact/hooks";
import type { Session } from "../../api/session";
import { useSession } from "../../api/session";
import { keyOf } from "../../api/subject_key";

/** During one login it stays where it was, however often the page is opened. */
const begun = new WeakMap<Session, { since: number | null }>();

function storedFor(session: Session): number | null {
  const text = localStorage.getItem(`visit:${keyOf(session.subject)}`);
  return text === null || !/^\d+$/.test(text) ? null : Number(text);
}

/** `since`: null on the first visit. `come`: what will be "since" the next time. `see`: everything up to there was seen. */
export function useVisit(): { since: number | null; come: (position: number) => void; see: (position: number) => void } {
  const session = useSession();
  const visit = begun.get(session) ?? { since: storedFor(session) };
  begun.set(session, visit);
  const [, setTurn] = useState(0);
  const come = (position: number) => {
    try {
      localStorage.setItem(`visit:${keyOf(session.subject)}`, String(position));
    } catch {
      // Where nothing can be stored, every visit is the first.
    }
  };
  const see = (position: number) => {
    begun.set(session, { since: position });
    come(position);
    setTurn((one) => one + 1);
  };
  return { since: visit.since, come, see };
}
