// A question whose answer stays true: asked when a screen opens, and again when the ledger says that it may be another by now.
import { createContext } from "preact";
import { useCallback, useContext, useEffect, useRef, useState } from "preact/hooks";
import { useLanguage } from "../words/language";
import type { Changes } from "./changes";
import { ask, withLanguage } from "./client";
import { Problem } from "./problem";
import { useSession } from "./session";

export const ChangesContext = createContext<Changes | null>(null);
/** Questions that the screen put, for "as an API call". */
export const AskedContext = createContext<(path: string, isThere: boolean) => void>(() => {});

export interface Answered<Answer> {
  answer: Answer | null;
  problem: Problem | null;
  isAsking: boolean;
  again: () => void;
}

const settling = 250; // milliseconds: changes that come together are asked about once

/** Beside the question itself: what, when it changes, changes the answer. */
export interface Bearing {
  entities?: readonly string[]; // of files: the stream tells of no file, but of what changed
  questions?: readonly string[]; // of questions of which the stream does not tell this person, as their own caseload: "agenda"
}

/** `path`: "/v1/agenda?..."; null: not now. What changes is told by the piece behind /v1/, and by what bears on the answer. */
export function useQuestion<Answer>(path: string | null, { entities = [], questions = [] }: Bearing = {}): Answered<Answer> {
  const session = useSession();
  const language = useLanguage();
  const changes = useContext(ChangesContext);
  const tellAsked = useContext(AskedContext);
  const [state, setState] = useState<Omit<Answered<Answer>, "again">>({ answer: null, problem: null, isAsking: path !== null });
  const [turn, setTurn] = useState(0);
  const shown = useRef<string | null>(null);
  const again = useCallback(() => setTurn((one) => one + 1), []);

  useEffect(() => {
    if (path === null) return;
    const ending = new AbortController();
    const isOther = shown.current !== path;
    setState((was) => ({ answer: isOther ? null : was.answer, problem: null, isAsking: true }));
    ask<Answer>(withLanguage(path, language), { token: session.token, signal: ending.signal }).then(
      (answer) => {
        shown.current = path;
        setState({ answer, problem: null, isAsking: false });
      },
      (error: unknown) => {
        if (ending.signal.aborted) return;
        setState((was) => ({ answer: was.answer, problem: error instanceof Problem ? error : new Problem(0, String(error)), isAsking: false }));
      },
    );
    tellAsked(path, true);
    return () => {
      ending.abort();
      tellAsked(path, false);
    };
  }, [path, language, session.token, turn]);

  useEffect(() => {
    if (path === null || !changes) return;
    const names = [path.split(/[/?]/)[2] ?? "", ...questions];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = changes.listen((change) => {
      const told = change.questions;
      const concerns = told === null || names.some((one) => told.has(one)) || entities.some((one) => change.entities.has(one));
      if (concerns && timer === undefined) {
        timer = setTimeout(() => {
          timer = undefined;
          again();
        }, settling);
      }
    });
    return () => {
      end();
      clearTimeout(timer);
    };
  }, [path, entities.join(), questions.join(), changes]);

  return { ...state, again };
}
