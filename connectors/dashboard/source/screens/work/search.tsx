import { useRef, useState } from "preact/hooks";
import { ask } from "../../api/client";
import { Problem } from "../../api/problem";
import { useQuestion } from "../../api/questions";
import { useSession } from "../../api/session";
import { Icon } from "../../parts/icon";
import { ProblemNote } from "../../parts/problem_note";
import { Table } from "../../parts/table";
import { useTakingOver } from "../../parts/taking_over";
import { linkTo } from "../../route";
import { useLabels } from "../../words/labels";
import { useWords } from "../../words/language";
import { shortId } from "../../words/recorded";
import { workWords } from "./words";

interface FoundPerson {
  person: string;
  likely: boolean;
  fields: { field: string; agreement: string }[];
  surname?: string | null;
  name?: string | null;
  fiscal_code?: string | null;
}
interface Found {
  people: FoundPerson[];
  more: boolean;
  cut: boolean;
}

const mostFound = 20;

/** What is searched for stands in the body of a request, and in this page's memory. */
export function Search() {
  const say = useWords(workWords);
  const session = useSession();
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const typed = useRef<HTMLInputElement>(null);
  const search = async () => {
    const words = typed.current?.value.split(/\s+/).filter(Boolean) ?? [];
    if (words.length === 0) return typed.current?.focus();
    setProblem(null);
    try {
      setFound(await ask<Found>("/v1/people", { token: session.token, method: "POST", body: { words, limit: mostFound } }));
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem(0, String(error)));
    }
  };
  return (
    <section class="mb-4 no-print">
      <h2>{say("searchTitle")}</h2>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          void search();
        }}
      >
        <div class="field">
          <label for="search-words">{say("searchLabel")}</label>
          <input id="search-words" ref={typed} type="search" autocomplete="off" />
          <span class="muted small">{say("searchHint")}</span>
        </div>
        <button type="submit" class="btn btn-primary btn-sm">
          <Icon name="search" /> {say("search")}
        </button>
      </form>
      <ProblemNote problem={problem} again={() => void search()} />
      <div role="status">{found && <FoundPeople found={found} />}</div>
    </section>
  );
}

function FoundPeople({ found }: { found: Found }) {
  const say = useWords(workWords);
  const label = useLabels();
  const nameOf = (one: FoundPerson) => [one.surname, one.name].filter(Boolean).join(" ") || say("closedName");
  return (
    <>
      <Table
        caption={say("found")}
        rows={found.people}
        keyOf={(one) => one.person}
        empty={say("foundNothing")}
        columns={[
          {
            name: "name",
            title: say("surnameName"),
            cell: (one) => (
              <>
                {nameOf(one)} {one.likely && <span class="tag">{say("likely")}</span>}
              </>
            ),
          },
          { name: "code", title: say("fiscalCode"), cell: (one) => <span class="code">{one.fiscal_code ?? ""}</span> },
          { name: "agrees", title: say("agrees"), cell: (one) => one.fields.map((field) => label("identity_field", field.field)).join(", ") },
          { name: "cases", title: say("files"), cell: (one) => <PersonCases person={one.person} name={nameOf(one)} /> },
        ]}
      />
      {(found.more || found.cut) && <p class="muted">{say("foundMore")}</p>}
    </>
  );
}

interface Person {
  person: { cases?: { case: string; area: string; state: string }[] };
}

/** A person's cases, once somebody wants to see them: that reading is recorded. */
function PersonCases({ person, name }: { person: string; name: string }) {
  const say = useWords(workWords);
  const label = useLabels();
  const [isOpen, setOpen] = useState(false);
  const asked = useQuestion<Person>(isOpen ? `/v1/persons/${person}` : null);
  const shown = useTakingOver<HTMLDivElement>(isOpen);
  if (!isOpen) {
    return (
      <button type="button" class="btn btn-outline-primary btn-xs" onClick={() => setOpen(true)}>
        {say("openCases")} <span class="visually-hidden">{name}</span>
      </button>
    );
  }
  const cases = asked.answer?.person.cases ?? [];
  return (
    <div ref={shown} tabIndex={-1}>
      <ProblemNote problem={asked.problem} again={asked.again} />
      {asked.answer && cases.length === 0 && say("noCases")}
      <ul class="plain">
        {cases.map((one) => (
          <li key={one.case}>
            <a href={linkTo("case", [one.case])}>
              {label("area", one.area) || shortId(one.case)}, {label("case_state", one.state)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
