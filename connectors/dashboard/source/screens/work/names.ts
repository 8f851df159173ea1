// Names of the persons whose cases are listed: asked for when somebody wants to see them, as each reading is recorded, and kept in memory.
import { useEffect, useState } from "preact/hooks";
import { ask, withLanguage } from "../../api/client";
import { useSession, type Session } from "../../api/session";
import { useLanguage } from "../../words/language";

interface Shown {
  isShown: boolean;
  names: Map<string, string>;
}
const shownTo = new WeakMap<Session, Shown>();

interface PersonAnswer {
  person: { surname?: string | null; name?: string | null };
}

export function useNames(persons: string[]): { isShown: boolean; turn: () => void; nameOf: (person: string) => string | null } {
  const session = useSession();
  const language = useLanguage();
  const shown = shownTo.get(session) ?? { isShown: false, names: new Map<string, string>() };
  shownTo.set(session, shown);
  const [isShown, setShown] = useState(shown.isShown);
  const [, setTurn] = useState(0);
  const wanted = isShown ? persons.filter((one) => !shown.names.has(one)).join() : "";
  useEffect(() => {
    const ending = new AbortController();
    void (async () => {
      for (const person of wanted.split(",").filter(Boolean)) {
        const path = withLanguage(`/v1/persons/${person}`, language);
        const told = await ask<PersonAnswer>(path, { token: session.token, signal: ending.signal }).catch(() => null);
        if (ending.signal.aborted) return;
        shown.names.set(person, [told?.person.surname, told?.person.name].filter(Boolean).join(" "));
        setTurn((one) => one + 1);
      }
    })();
    return () => ending.abort();
  }, [wanted]);
  const turn = () => {
    shown.isShown = !isShown;
    setShown(!isShown);
  };
  return { isShown, turn, nameOf: (person) => (isShown && shown.names.get(person)) || null };
}
