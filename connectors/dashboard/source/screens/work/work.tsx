// What waits for somebody this morning, each figure with its rows: their cases, their terms, and what others did in them meanwhile.
import { useEffect, useRef } from "preact/hooks";
import type { Agenda, DueItem } from "../../api/answers";
import { useQuestion, type Answered } from "../../api/questions";
import { useRows } from "../../api/rows";
import { mayAsk, useSession } from "../../api/session";
import { ActsPart } from "../../parts/acts";
import { Figures, type Figure } from "../../parts/figures";
import { linkTo, type Route } from "../../route";
import { day } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { ProblemNote } from "../../parts/problem_note";
import type { CaseRow, ChangedCase, PlacedRow } from "./answers";
import { Cases } from "./cases";
import { Changed } from "./changed";
import { Contact } from "./contact";
import { Dues } from "./dues";
import { casePicks, duePicks, isDueSoon, isPicked, isPickedCase, weightsOf, type CasePick, type DuePick } from "./morning";
import { Reports } from "./reports";
import { Search } from "./search";
import { useVisit } from "./visits";
import { workWords } from "./words";

export default function Work({ route }: { route: Route }) {
  const session = useSession();
  const say = useWords(workWords);
  return (
    <>
      <h1>{say("title")}</h1>
      {mayAsk(session, "caseload") && mayAsk(session, "agenda") ? <Morning route={route} /> : <Desk />}
    </>
  );
}

/** Whom to look for, and who came: all that a front desk does here. */
function Desk() {
  const session = useSession();
  return (
    <div class="two">
      <Search />
      {session.commands.includes("RegisterContact") && <Contact />}
    </div>
  );
}

function useMorning() {
  const session = useSession();
  const worker = encodeURIComponent(session.subject);
  // Of what one may ask about oneself alone, the stream does not tell; of the agenda it does.
  const bearing = { questions: ["agenda"] };
  const visit = useVisit();
  const cases = useRows<CaseRow>(`/v1/caseload?worker=${worker}`, "cases", bearing);
  const asksAll = session.questions.some((one) => one.question === "caseload" && one.only === null);
  const contacts = useRows<CaseRow>(asksAll ? "/v1/caseload?state=contact" : null, "cases");
  const agenda = useRows<DueItem, Agenda>("/v1/agenda", "items");
  const placed = useQuestion<{ placed: PlacedRow[] }>(`/v1/caseload?placed=true&worker=${worker}`, bearing);
  const changed = useRows<ChangedCase>(
    visit.since === null || !mayAsk(session, "changes") ? null : `/v1/changes?worker=${worker}&since=${visit.since}`,
    "cases",
    bearing,
  );
  const position = cases.answer?.position;
  useEffect(() => {
    if (position !== undefined) visit.come(position);
  }, [position]);
  return { cases, contacts, agenda, placed, changed, visit };
}

function pickedOf<Pick extends string>(picks: readonly Pick[], wanted: string | null): Pick {
  return picks.find((one) => one === wanted) ?? (picks[0] as Pick);
}

function Morning({ route }: { route: Route }) {
  const say = useWords(workWords);
  const language = useLanguage();
  const session = useSession();
  const { cases, contacts, agenda, placed, changed, visit } = useMorning();
  const today = agenda.answer?.today ?? "";
  const duePick: DuePick = pickedOf(duePicks, route.parameters.get("due"));
  const casePick: CasePick = pickedOf(casePicks, route.parameters.get("cases"));
  const mine = new Set(cases.answer?.rows.map((one) => one.case) ?? []);
  const others = (changed.answer?.rows ?? [])
    .map((one) => ({ ...one, steps: one.steps.filter((step) => step.actor !== session.subject) }))
    .filter((one) => one.steps.length > 0);
  // Whoever follows a figure comes to its rows; whoever picks among the rows is there already.
  const rows = useRef<HTMLDivElement>(null);
  const wanted = ["due", "cases", "court", "changed"].find((one) => route.parameters.get(one));
  useEffect(() => {
    if (document.activeElement instanceof HTMLSelectElement) return;
    const heading = wanted ? rows.current?.querySelector<HTMLElement>(`[data-rows=${wanted}] h2`) : null;
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
  }, [wanted, route.parameters.toString()]);
  return (
    <>
      {today && <p class="muted">{`${say("today", day(language, today))}. ${say("lead", session.subject)}`}</p>}
      <ProblemNote problem={cases.problem ?? agenda.problem} again={agenda.again} />
      <h2 class="visually-hidden">{say("morning")}</h2>
      <MorningFigures
        cases={cases}
        contacts={contacts.answer?.rows ?? null}
        agenda={agenda}
        placed={placed.answer?.placed ?? null}
        changed={visit.since === null ? null : others.length}
      />
      <Desk />
      <div ref={rows}>
        <div data-rows="cases">
          <Cases answered={cases} contacts={contacts.answer?.rows ?? null} pick={casePick} today={today} />
        </div>
        <div data-rows="due">
          <Dues answered={agenda} pick={duePick} mine={mine} />
        </div>
        <div data-rows="court">
          <Reports answered={placed} />
        </div>
        <div data-rows="changed">
          <Changed
            answered={changed}
            cases={others}
            isFirst={visit.since === null}
            see={() => visit.see(Math.max(changed.answer?.position ?? 0, cases.answer?.position ?? 0))}
          />
        </div>
      </div>
      {mayAsk(session, "acts") && <ActsPart />}
    </>
  );
}

interface MorningProps {
  cases: Answered<{ rows: CaseRow[] }>;
  contacts: CaseRow[] | null; // null: of those of others one may not ask
  agenda: Answered<Agenda & { rows: DueItem[] }>;
  placed: PlacedRow[] | null;
  changed: number | null;
}

function MorningFigures({ cases, contacts, agenda, placed, changed }: MorningProps) {
  const say = useWords(workWords);
  const label = useLabels();
  if (!cases.answer || !agenda.answer) return null;
  const { today } = agenda.answer;
  const all = cases.answer.rows;
  const ids = new Set(all.map((one) => one.case));
  const mine = agenda.answer.rows.filter((one) => one.case && ids.has(one.case));
  const due = (pick: DuePick, what: string, warns = false): Figure => {
    const value = mine.filter((one) => isPicked(pick, one, today)).length;
    return { name: pick, what, value, href: linkTo("work", [], { due: pick }), warns: warns && value > 0 };
  };
  const ofCases = (pick: CasePick, what: string): Figure => ({
    name: pick,
    what,
    value: (pick === "unassigned" ? (contacts ?? []) : all).filter((one) => isPickedCase(pick, one, today)).length,
    href: linkTo("work", [], { cases: pick }),
  });
  const late = weightsOf(mine.filter((one) => one.overdue)).map(([weight, count]) => `${label("legal_weight", weight)} ${count}`);
  const reports = placed?.filter((one) => isDueSoon(one.report_due, today));
  const figures: Figure[] = [
    due("late", late.length > 0 ? say("overdue", late.join(", ")) : say("overdueNone"), true),
    due("hours", say("hours"), true),
    due("adi", say("adi")),
    {
      name: "court",
      what: say("court"),
      value: reports?.length ?? null,
      warns: reports?.some((one) => one.report_overdue) ?? false,
      href: linkTo("work", [], { court: "true" }),
    },
    ...(contacts ? [ofCases("unassigned", say("unassigned"))] : []),
    { name: "changed", what: say("changed"), value: changed, href: linkTo("work", [], { changed: "true" }) },
    due("meetings", say("meetings")),
    due("unheld", say("unheld"), true),
    due("offers", say("offers")),
    ofCases("silent", say("silent")),
    ofCases("waiting", say("waiting")),
    ofCases("allCases", say("load")),
  ];
  return <Figures figures={figures} label={say("morning")} />;
}
