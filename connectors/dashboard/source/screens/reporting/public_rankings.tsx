// Rankings as they may be shown to everybody: by list code, and not at all where fewer than five applied.
import { useQuestion } from "../../api/questions";
import { useRows } from "../../api/rows";
import { Section } from "../../parts/section";
import { TakeAway } from "../../parts/take_away";
import { WideTable } from "../../parts/wide_table";
import { linkTo } from "../../route";
import { day } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { reportingWords } from "./words";

interface Call {
  call: string;
  name: string;
  state: string;
  from: string;
  last_day: string;
  sample: boolean;
}
interface Line {
  rank: number;
  code: string;
  points: string;
  standing: string;
}
interface Ranking {
  position: number;
  name: string;
  hash: string | null;
  sample: boolean;
  withheld: boolean;
}

export function PublicRankings({ call }: { call: string }) {
  const say = useWords(reportingWords);
  const label = useLabels();
  const language = useLanguage();
  const answered = useQuestion<{ calls: Call[] }>("/v1/ranking?public=true");
  const columns = [
    { name: "name", title: label("column", "name"), cell: (one: Call) => <a href={linkTo("reporting", ["rankings", one.call])}>{one.name}</a> },
    { name: "state", title: label("column", "state"), cell: (one: Call) => label("call_state", one.state) },
    { name: "from", title: label("column", "from"), cell: (one: Call) => day(language, one.from) },
    { name: "to", title: label("column", "to"), cell: (one: Call) => day(language, one.last_day) },
    { name: "sample", title: label("column", "status"), cell: (one: Call) => <span class={`tag ${one.sample ? "sample" : ""}`}>{label("status", one.sample ? "sample" : "confirmed")}</span> },
  ];
  return (
    <>
      <Section title={say("rankings")} answered={answered}>
        {(answer) => <WideTable caption={say("rankings")} columns={columns} rows={answer.calls} keyOf={(one) => one.call} />}
      </Section>
      {call && <Lines call={call} />}
    </>
  );
}

function Lines({ call }: { call: string }) {
  const say = useWords(reportingWords);
  const label = useLabels();
  const path = `/v1/ranking/${encodeURIComponent(call)}?public=true`;
  const answered = useRows<Line, Ranking>(path, "lines");
  const columns = [
    { name: "rank", title: label("column", "rank"), isNumber: true, cell: (one: Line) => one.rank },
    { name: "code", title: label("column", "list_code"), cell: (one: Line) => <span class="code">{one.code}</span> },
    { name: "points", title: label("column", "points"), isNumber: true, cell: (one: Line) => one.points },
    { name: "standing", title: label("field", "standing"), cell: (one: Line) => label("standing", one.standing) },
  ];
  return (
    <Section title={label("entity_kind", "call")} answered={answered}>
      {(answer) => (
        <>
          {answer.sample && <span class="tag sample">{label("status", "sample")}</span>}
          <WideTable caption={answer.name} columns={columns} rows={answer.rows} keyOf={(one) => one.code} empty={say("withheld")} />
          {answer.hash && (
            <p>
              {say("hash")}: <span class="code">{answer.hash}</span>
            </p>
          )}
          <TakeAway path={path} name="ranking" />
        </>
      )}
    </Section>
  );
}
