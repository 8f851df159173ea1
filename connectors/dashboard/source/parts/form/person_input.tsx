// A person whom a form names: one whom the page knows, or another who is searched for; nobody types an id.
import { useState } from "preact/hooks";
import { ask } from "../../api/client";
import { Problem } from "../../api/problem";
import { useSession } from "../../api/session";
import { useWords } from "../../words/language";
import { shortId } from "../../words/recorded";
import { ProblemNote } from "../problem_note";
import type { Choice } from "./drawing";
import type { Written } from "./schema";
import { formWords } from "./words";

interface PersonInputProps {
  known: Choice[];
  isNeeded: boolean;
  shared: { id: string; value: string } & Record<string, unknown>;
  change: (written: Written) => void;
}
interface Found {
  people: { person: string; surname?: string | null; name?: string | null; fiscal_code?: string | null }[];
  more: boolean;
}

const mostFound = 10;

export function PersonInput({ known, isNeeded, shared, change }: PersonInputProps) {
  const say = useWords(formWords);
  const session = useSession();
  const [found, setFound] = useState<Choice[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [typed, setTyped] = useState("");
  const search = async () => {
    const words = typed.split(/\s+/).filter(Boolean);
    if (words.length === 0) return;
    setProblem(null);
    try {
      const { people } = await ask<Found>("/v1/people", { token: session.token, method: "POST", body: { words, limit: mostFound } });
      const called = (one: Found["people"][number]) => [one.surname, one.name, one.fiscal_code].filter(Boolean).join(" ") || shortId(one.person);
      setFound(people.map((one) => ({ value: one.person, text: called(one) })));
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem(0, String(error)));
    }
  };
  const others = (found ?? []).filter((one) => known.every((each) => each.value !== one.value));
  const all = [...known, ...others];
  const isUnnamed = shared.value !== "" && all.every((one) => one.value !== shared.value);
  const searchId = `${shared.id}-search`;
  return (
    <>
      <select {...shared} onChange={(event) => change(event.currentTarget.value)}>
        <option value="">{isNeeded ? say("choose") : say("nothing")}</option>
        {(isUnnamed ? [...all, { value: shared.value, text: shortId(shared.value) }] : all).map((one) => (
          <option key={one.value} value={one.value}>
            {one.text}
          </option>
        ))}
      </select>
      <details class="mt-1">
        <summary>{say("searchOther")}</summary>
        <label for={searchId}>{say("searchPerson")}</label>
        <input
          id={searchId}
          type="search"
          autocomplete="off"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault(); // it is not the command that is sent
            void search();
          }}
        />
        <button type="button" class="btn btn-outline-primary btn-xs mt-1" onClick={() => void search()}>
          {say("search")}
        </button>
        <ProblemNote problem={problem} again={() => void search()} />
        <p role="status" class="muted small mb-0">
          {found && (found.length === 0 ? say("foundNobody") : say("foundAbove", found.length))}
        </p>
      </details>
    </>
  );
}
