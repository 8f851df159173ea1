// Why an application stands where it stands, on a waiting list or in a ranking; as it was known on a day.
import type { ScoreLine } from "../../api/answers";
import { pathOf } from "../../api/client";
import { useQuestion } from "../../api/questions";
import { Section } from "../../parts/section";
import { WideTable } from "../../parts/wide_table";
import { linkTo } from "../../route";
import { useCatalogue } from "../../words/catalogue";
import { day } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { ShortId, titleOf, useTextOf } from "./cells";
import type { Row } from "./lists";
import { auditWords } from "./words";

interface Explained {
  position: number;
  criteria_act?: string;
  explanation: {
    case: string;
    rank: number | null;
    points: string;
    applied_on: string;
    score: { rule_set: string; version: string; status: string; lines: ScoreLine[] } | null;
    before: Row[];
    moves?: Row[];
    history?: Row[];
  };
}

interface ExplainedProps {
  kind: "place" | "entry";
  within: string; // the list, or the call
  entity: string;
  asOf: string | null;
}

export function ExplainedPage({ kind, within, entity, asOf }: ExplainedProps) {
  const say = useWords(auditWords);
  const question = kind === "place" ? "waiting-list" : "ranking";
  const answered = useQuestion<Explained>(pathOf(`/v1/${question}/${encodeURIComponent(within)}`, { explain: entity, as_of: asOf }));
  return (
    <>
      <h1>{say("place")}</h1>
      <p>
        <a href={linkTo("audit", [question, within])}>{say(kind === "place" ? "waitingList" : "ranking")}</a>
      </p>
      <Section title={say("score")} answered={answered}>
        {(answer) => <Explanation answer={answer} />}
      </Section>
    </>
  );
}

function Explanation({ answer: { explanation: one, criteria_act } }: { answer: Explained }) {
  const say = useWords(auditWords);
  const label = useLabels();
  const language = useLanguage();
  const text = useTextOf();
  const catalogue = useCatalogue();
  const told = (line: ScoreLine, value: string) => catalogue.row(one.score?.rule_set ?? "", line.criterion, value) ?? text("input", value);
  const columns = [
    { name: "criterion", title: label("column", "criterion"), cell: (line: ScoreLine) => line.label },
    { name: "input", title: label("column", "input"), cell: (line: ScoreLine) => told(line, line.input) },
    { name: "row", title: label("column", "table_row"), cell: (line: ScoreLine) => told(line, line.row) },
    { name: "points", title: label("column", "points"), isNumber: true, cell: (line: ScoreLine) => line.points },
  ];
  return (
    <>
      <dl class="about">
        <div>
          <dt>{label("column", "case")}</dt>
          <dd>
            <ShortId id={one.case} href={linkTo("audit", ["cases", one.case])} />
          </dd>
        </div>
        <div>
          <dt>{label("column", "applied_on")}</dt>
          <dd>{day(language, one.applied_on)}</dd>
        </div>
        {criteria_act && (
          <div>
            <dt>{say("criteriaAct")}</dt>
            <dd>{criteria_act}</dd>
          </div>
        )}
      </dl>
      {one.score ? (
        <>
          <p>
            {say("reachedBy", one.rank ?? "–", one.points, text("rule_set", one.score.rule_set), one.score.version)}{" "}
            {one.score.status === "sample" && <span class="tag sample">{label("status", "sample")}</span>}
          </p>
          <WideTable caption={say("score")} columns={columns} rows={one.score.lines} keyOf={(line) => line.criterion} />
        </>
      ) : (
        <p>{say("byArrival")}</p>
      )}
      {one.before.length > 0 && <Told title={say("before")} rows={one.before} />}
      <Told title={say("moves")} rows={one.moves ?? one.history ?? []} />
    </>
  );
}

function Told({ title, rows }: { title: string; rows: Row[] }) {
  const label = useLabels();
  const text = useTextOf();
  const members = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((one) => one !== "event" && one !== "frozen_since");
  const groups: Record<string, string> = { kind: "move_kind", type: "event", state: "entry_state" };
  const columns = members.map((member) => ({
    name: member,
    title: member === "type" ? label("column", "event") : titleOf(label, member, ["column", "field", "text"]),
    cell: (row: Row) => (groups[member] ? label(groups[member], String(row[member] ?? "")) : text(member, row[member])),
  }));
  return (
    <section class="my-3">
      <h3>{title}</h3>
      <WideTable caption={title} columns={columns} rows={rows} keyOf={(row) => JSON.stringify(row)} />
    </section>
  );
}
