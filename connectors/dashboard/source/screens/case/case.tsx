// One case: who, how it stands, what was done, and what may be done next; as much of it as its reader may see.
import { useEffect, useState } from "preact/hooks";
import { useQuestion, type Answered } from "../../api/questions";
import { hasRole, useSession } from "../../api/session";
import { Facts } from "../../parts/facts";
import { Icon } from "../../parts/icon";
import { ProblemNote } from "../../parts/problem_note";
import { Section } from "../../parts/section";
import { linkTo, type Route } from "../../route";
import { day } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { shortId } from "../../words/recorded";
import { Actions } from "./actions";
import type { CaseAnswer, PersonAnswer } from "./answers";
import { useHistory } from "./history";
import { Acts, Documents } from "./papers";
import { Household, PersonSection } from "./persons";
import { Services } from "./services";
import { Timeline } from "./timeline";
import { caseWords } from "./words";

export default function Case({ route }: { route: Route }) {
  const say = useWords(caseWords);
  const caseFile = route.rest[0] ?? "";
  if (!/^[0-9a-f]{32}$/.test(caseFile)) {
    return (
      <>
        <h1>{say("title", "")}</h1>
        <p class="muted">{say("which")}</p>
      </>
    );
  }
  return <Opened key={caseFile} caseFile={caseFile} />;
}

/** The entities whose changes bear on the page: the stream tells of each by its id. */
function useBearing(caseFile: string) {
  const [entities, setEntities] = useState<string[]>([caseFile]);
  const add = (more: (string | undefined)[]) =>
    setEntities((was) => {
      const fresh = more.filter((one): one is string => Boolean(one) && !was.includes(one as string));
      return fresh.length > 0 ? [...was, ...fresh] : was;
    });
  return { bearing: { entities }, add };
}

function Opened({ caseFile }: { caseFile: string }) {
  const say = useWords(caseWords);
  const session = useSession();
  const { bearing, add } = useBearing(caseFile);
  const asked = useQuestion<CaseAnswer>(`/v1/cases/${caseFile}`, bearing);
  const one = asked.answer?.case;
  const history = useHistory(caseFile, bearing);
  const [people, setPeople] = useState<ReadonlyMap<string, string>>(new Map());
  const meet = (id: string, called: string) => setPeople((was) => (was.get(id) === called ? was : new Map([...was, [id, called]])));
  const person = useQuestion<PersonAnswer>(one?.person ? `/v1/persons/${one.person}` : null, bearing);
  const steps = history.answer?.steps;
  useEffect(() => add([one?.person, ...(steps?.map((step) => step.entity) ?? [])]), [one?.person, steps]);
  const name = [person.answer?.person.surname, person.answer?.person.name].filter(Boolean).join(" ");
  useEffect(() => {
    if (one?.person) meet(one.person, name);
  }, [one?.person, name]);
  const again = () => [asked, history, person].forEach((each) => each.again());
  const isWithheld = (asked.answer?.withheld ?? false) || (history.answer?.withheld ?? false);
  return (
    <>
      {hasRole(session, "worker", "coordinator", "front_desk") && (
        <p class="mb-2 no-print">
          <a href={linkTo("work")}>
            <Icon name="arrow-left" /> {say("back")}
          </a>
        </p>
      )}
      <h1>{name || say("title", shortId(caseFile))}</h1>
      <ProblemNote problem={asked.problem} again={asked.again} />
      {one && <Header one={one} />}
      {isWithheld && (
        <p class="said warns">
          <Icon name="locked" /> {say("withheld")}
        </p>
      )}
      {one?.state && (
        <div class="two">
          <PersonSection answered={person} caseFile={caseFile} />
          <Services one={one} steps={steps ?? []} />
        </div>
      )}
      {person.answer?.person.households?.map((household) => (
        <Household key={household} household={household} person={one?.person ?? ""} name={name} bearing={bearing} meet={meet} />
      ))}
      {one && (
        <Actions caseFile={caseFile} one={one} person={person.answer} people={people} history={history.answer} again={again} bearing={bearing} />
      )}
      {one?.state && <Events history={history} />}
    </>
  );
}

function Header({ one }: { one: CaseAnswer["case"] }) {
  const say = useWords(caseWords);
  const label = useLabels();
  const language = useLanguage();
  const facts: [string, string][] = [
    [say("area"), label("area", one.area)],
    [say("desk"), label("desk", one.desk)],
    [say("worker"), one.state ? one.worker || say("nobody") : ""],
    [say("coResponsible"), one.co_responsible?.map((other) => `${other.worker} (${label("area", other.area)})`).join(", ") ?? ""],
    [say("openedOn"), day(language, one.opened_on)],
    [say("inCharge"), day(language, one.in_charge_since)],
    [say("closedOn"), day(language, one.closed_on)],
    [say("lastEvent"), day(language, one.last_event_on)],
  ];
  const isPressing = one.urgency === "urgent" || one.urgency === "emergency";
  return (
    <>
      <p class="mb-2">
        {one.state && <span class="tag me-2">{label("case_state", one.state)}</span>}
        {one.urgency && <span class={`tag me-2 ${isPressing ? "warns" : ""}`}>{say("urgency", label("urgency", one.urgency))}</span>}
        {one.imported && <span class="tag me-2">{say("imported")}</span>}
        <span class="code muted">{one.case}</span>
      </p>
      <Facts facts={facts.filter(([, value]) => value)} />
      <p class="no-print">
        <button type="button" class="btn btn-outline-primary btn-sm me-3" onClick={() => print()}>
          <Icon name="print" /> {say("print")}
        </button>
        <span class="muted small">{say("recorded")}</span>
      </p>
    </>
  );
}

function Events({ history }: { history: Answered<ReturnType<typeof useHistory>["answer"]> }) {
  const say = useWords(caseWords);
  return (
    <>
      {history.answer && (
        <div class="two">
          <Acts steps={history.answer.steps} />
          <Documents steps={history.answer.steps} />
        </div>
      )}
      <Section title={say("timeline")} answered={history}>
        {(answer) => (
          <>
            {answer && !answer.isWhole && <p class="muted">{say("reading")}</p>}
            {answer && <Timeline steps={answer.steps} />}
          </>
        )}
      </Section>
    </>
  );
}
