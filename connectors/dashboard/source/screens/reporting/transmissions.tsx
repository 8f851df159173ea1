// Flows to INPS: due, read, answered, by month and kind; and those that INPS rejected, with its reason.
import { useQuestion, type Answered } from "../../api/questions";
import { CaseLink } from "../../parts/case_link";
import { Figures } from "../../parts/figures";
import { Section } from "../../parts/section";
import { TakeAway } from "../../parts/take_away";
import { WideTable } from "../../parts/wide_table";
import { useCatalogue } from "../../words/catalogue";
import { count, day, instant, month } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { reportingWords } from "./words";

const counts = ["due", "read", "accepted", "rejected", "mended", "given_up", "without_outcome"] as const;
type Counts = Record<(typeof counts)[number], number>;
interface MonthOfFlows extends Counts {
  month: string;
  kind: string;
}
interface Months {
  untransmissible: number;
  reasons: Record<string, number>;
  months: MonthOfFlows[];
}
interface RejectedFlow {
  flow: string;
  kind: string;
  state: string;
  outcome: string;
  taken_at: string | null;
  mend_by: string | null;
  overdue: boolean;
  service: string | null;
  concerns: { case: string | null } | null; // null: unknown, or of a case that may not be found
}

const monthsPath = "/v1/transmissions";
const rejectedPath = "/v1/transmissions?rejected=true";

export function Transmissions() {
  const say = useWords(reportingWords);
  const months = useQuestion<Months>(monthsPath);
  const rejected = useQuestion<{ flows: RejectedFlow[] }>(rejectedPath);
  return (
    <>
      <p class="muted">{say("transmissionsWhy")}</p>
      <Section title={say("soFar")} answered={months}>
        {(answer) => <Sums answer={answer} />}
      </Section>
      <Rejected answered={rejected} />
      <Section title={say("byMonth")} answered={months}>
        {(answer) => <ByMonth rows={answer.months} />}
      </Section>
      <Section title={say("untransmissible")} answered={months}>
        {(answer) => <Untransmissible answer={answer} />}
      </Section>
    </>
  );
}

function Sums({ answer }: { answer: Months }) {
  const say = useWords(reportingWords);
  const label = useLabels();
  const sum = (name: keyof Counts) => answer.months.reduce((all, one) => all + one[name], 0);
  const shown = counts.map((name) => ({ name, what: label("siuss_status", name), value: sum(name), warns: name === "rejected" && sum(name) > 0 }));
  const untransmissible = { name: "untransmissible", what: label("siuss_status", "untransmissible"), value: answer.untransmissible, warns: answer.untransmissible > 0 };
  return <Figures label={say("soFar")} figures={[...shown, untransmissible]} />;
}

function ByMonth({ rows }: { rows: MonthOfFlows[] }) {
  const say = useWords(reportingWords);
  const label = useLabels();
  const language = useLanguage();
  const columns = [
    { name: "month", title: label("dimension", "month"), sortBy: (one: MonthOfFlows) => one.month, cell: (one: MonthOfFlows) => month(language, one.month) },
    { name: "kind", title: label("column", "flows"), sortBy: (one: MonthOfFlows) => one.kind, cell: (one: MonthOfFlows) => label("flow_kind", one.kind) },
    ...counts.map((name) => ({ name, title: label("siuss_status", name), isNumber: true, cell: (one: MonthOfFlows) => count(language, one[name]) })),
  ];
  return (
    <>
      <WideTable caption={say("byMonth")} columns={columns} rows={rows} keyOf={(one) => `${one.month} ${one.kind}`} warns={(one) => one.rejected > 0} empty={say("noFlows")} />
      {rows.length > 0 && <TakeAway path={monthsPath} name="transmissions" />}
    </>
  );
}

function Rejected({ answered }: { answered: Answered<{ flows: RejectedFlow[] }> }) {
  const say = useWords(reportingWords);
  const label = useLabels();
  const language = useLanguage();
  const catalogue = useCatalogue();
  const columns = [
    { name: "flow", title: label("column", "flow"), cell: (one: RejectedFlow) => <span class="code">{one.flow}</span> },
    { name: "state", title: label("column", "state"), cell: (one: RejectedFlow) => <span class={`tag ${one.overdue ? "warns" : ""}`}>{label("siuss_status", one.state)}</span> },
    { name: "outcome", title: say("reason"), cell: (one: RejectedFlow) => label("siuss_outcome", one.outcome) },
    { name: "taken_at", title: label("field", "acquired_at"), cell: (one: RejectedFlow) => instant(language, one.taken_at) },
    { name: "mend_by", title: label("field", "mend_by"), cell: (one: RejectedFlow) => `${day(language, one.mend_by)}${one.overdue ? `, ${label("text", "overdue")}` : ""}` },
    { name: "service", title: label("column", "service"), cell: (one: RejectedFlow) => (one.service ? catalogue.service(one.service) : label("flow_kind", one.kind)) },
    { name: "case", title: label("column", "case"), cell: (one: RejectedFlow) => (one.concerns?.case ? <CaseLink id={one.concerns.case} /> : say("noCase")) },
  ];
  return (
    <Section title={say("rejected")} answered={answered}>
      {(answer) => (
        <>
          {answer.flows.some((one) => one.state === "rejected") && <p>{say("rejectedWhat")}</p>}
          <WideTable caption={say("rejected")} columns={columns} rows={answer.flows} keyOf={(one) => one.flow} warns={(one) => one.overdue} empty={say("noneRejected")} />
          {answer.flows.length > 0 && <TakeAway path={rejectedPath} name="rejected-flows" />}
        </>
      )}
    </Section>
  );
}

function Untransmissible({ answer }: { answer: Months }) {
  const say = useWords(reportingWords);
  const label = useLabels();
  const language = useLanguage();
  type Reason = [string, number];
  const rows = Object.entries(answer.reasons).sort(([, one], [, other]) => other - one);
  const columns = [
    { name: "reason", title: label("column", "reason"), cell: ([reason]: Reason) => label("siuss_reason", reason) },
    { name: "count", title: label("column", "count"), isNumber: true, cell: ([, number]: Reason) => count(language, number) },
  ];
  return (
    <>
      <WideTable caption={say("untransmissible")} columns={columns} rows={rows} keyOf={([reason]) => reason} empty={say("allTransmissible")} />
      {rows.length > 0 && (
        <p class="muted">
          {say("untransmissibleWhat")} <code>fascicolo siuss untransmissible</code>
        </p>
      )}
    </>
  );
}
