// How much the team carries, weighted; who carries what only when it is asked for; what comes and goes.
import { useState } from "preact/hooks";
import { useQuestion } from "../../api/questions";
import { useRows } from "../../api/rows";
import { CaseLink } from "../../parts/case_link";
import { ProblemNote } from "../../parts/problem_note";
import { Section } from "../../parts/section";
import { Table, type Column } from "../../parts/table";
import { TakeAway } from "../../parts/take_away";
import { WideTable } from "../../parts/wide_table";
import { count, day } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { AbsencesPart } from "./absences";
import type { Totals, Workload } from "./answers";
import { Flows } from "./flows";
import { Top } from "./top";
import { words } from "./words";

interface CaseRow {
  case: string;
  state: string;
  area: string;
  urgency: string;
  worker: string;
  opened_on: string;
  last_event_on: string;
}

export function LoadPage() {
  const say = useWords(words);
  const workload = useQuestion<Workload>("/v1/workload");
  const cases = useRows<CaseRow>("/v1/caseload", "cases");
  const today = useQuestion<{ today: string }>("/v1/agenda?limit=1").answer?.today;
  return (
    <>
      <Top title={say("load")} current="load" />
      <Section title={say("teamLoad")} answered={workload}>
        {(answer) => (
          <>
            <p class="muted">{say("weightRule")}</p>
            <LoadTable
              caption={say("teamLoad")}
              rows={[
                { name: say("team", answer.workers), totals: answer.team },
                { name: say("nobody"), totals: answer.nobody },
              ]}
            />
          </>
        )}
      </Section>
      <AbsencesPart />
      <PerWorker />
      <Section title={say("nobodyCases")} answered={cases}>
        {(answer) => (
          <NobodyTable
            rows={answer.rows.filter((one) => one.worker === "" && one.state !== "closed")}
            inAll={workload.answer?.nobody.cases ?? null}
          />
        )}
      </Section>
      {today && <Flows today={today} />}
    </>
  );
}

/** Asked for on purpose, and told what has to be agreed first. */
function PerWorker() {
  const say = useWords(words);
  const [isAsked, setAsked] = useState(false);
  const answered = useQuestion<Workload>(isAsked ? "/v1/workload?per_worker=true" : null);
  return (
    <details class="mb-4" onToggle={(event) => setAsked(event.currentTarget.open)}>
      <summary>{say("perWorker")}</summary>
      <p class="said">{say("perWorkerNote")}</p>
      <ProblemNote problem={answered.problem} again={answered.again} />
      {answered.answer?.per_worker && (
        <>
          <LoadTable
            caption={say("perWorker")}
            rows={answered.answer.per_worker.map((one) => ({ name: one.worker, totals: one.totals }))}
          />
          <TakeAway path="/v1/workload?per_worker=true" name="carico" />
        </>
      )}
    </details>
  );
}

const urgencies = ["emergency", "urgent", "soon", "ordinary"]; // the most urgent first

interface LoadRow {
  name: string;
  totals: Totals;
}

function LoadTable({ rows, caption }: { rows: LoadRow[]; caption: string }) {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const number = (name: string, title: string, of: (totals: Totals) => number | undefined): Column<LoadRow> => ({
    name,
    title,
    isNumber: true,
    sortBy: (row) => of(row.totals),
    cell: (row) => count(language, of(row.totals)),
  });
  const columns: Column<LoadRow>[] = [
    { name: "who", title: say("who"), cell: (row) => row.name },
    number("weight", say("weighted"), (one) => one.weight),
    number("cases", say("cases"), (one) => one.cases),
    ...urgencies.map((urgency) => number(urgency, label("urgency", urgency), (one) => one.by_urgency[urgency])),
    number("services", say("openServices"), (one) => one.services),
    number("running", say("running"), (one) => one.running),
  ];
  return <WideTable caption={caption} columns={columns} rows={rows} keyOf={(row) => row.name} />;
}

function NobodyTable({ rows, inAll }: { rows: CaseRow[]; inAll: number | null }) {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const columns: Column<CaseRow>[] = [
    { name: "case", title: say("case"), cell: (row) => <CaseLink id={row.case} /> },
    {
      name: "urgency",
      title: say("urgency"),
      sortBy: (row) => urgencies.indexOf(row.urgency),
      cell: (row) => label("urgency", row.urgency),
    },
    { name: "state", title: say("state"), sortBy: (row) => label("case_state", row.state), cell: (row) => label("case_state", row.state) },
    { name: "opened", title: say("openedOn"), sortBy: (row) => row.opened_on, cell: (row) => day(language, row.opened_on) },
    { name: "last", title: say("lastEvent"), sortBy: (row) => row.last_event_on, cell: (row) => day(language, row.last_event_on) },
  ];
  return (
    <>
      {inAll !== null && <p>{say("ofAreas", rows.length, inAll)}</p>}
      <Table
        caption={say("nobodyCases")}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.case}
        warns={(row) => row.urgency === "emergency" || row.urgency === "urgent"}
        empty={say("allLed")}
      />
    </>
  );
}
