// Who comes next by the final ranking, and whether their requisites were verified.
import { useRows } from "../../api/rows";
import { CaseLink } from "../../parts/case_link";
import { Section } from "../../parts/section";
import { Table, type Column } from "../../parts/table";
import { linkTo } from "../../route";
import { useLabels } from "../../words/labels";
import { useWords } from "../../words/language";
import type { Call, Dwelling, Ranking, RankingLine } from "./answers";
import { words } from "./words";

const shown = 20;

export function NextInLine({ dwellings }: { dwellings: Dwelling[] }) {
  const calls = useRows<Call>("/v1/ranking", "calls").answer?.rows ?? [];
  const finals = calls.filter((one) => one.state === "final");
  return (
    <>
      {finals.map((one) => (
        <NextOfCall key={one.call} call={one} dwellings={dwellings} />
      ))}
    </>
  );
}

function NextOfCall({ call, dwellings }: { call: Call; dwellings: Dwelling[] }) {
  const say = useWords(words);
  const label = useLabels();
  const answered = useRows<RankingLine, Ranking>(`/v1/ranking/${call.call}?standing=true`, "lines");
  const isNextFor = (line: RankingLine) => dwellings.filter((one) => one.next_in_line === line.entry);
  const columns: Column<RankingLine>[] = [
    { name: "rank", title: say("rank"), isNumber: true, sortBy: (row) => row.rank, cell: (row) => row.rank ?? "–" },
    {
      name: "code",
      title: say("listCode"),
      cell: (row) => (
        <a class="code" href={linkTo("housing", ["calls", call.call], { form: "standing", entry: row.entry })}>
          {row.code}
        </a>
      ),
    },
    { name: "points", title: say("points"), isNumber: true, sortBy: (row) => Number(row.points), cell: (row) => row.points },
    {
      name: "requisites",
      title: say("requisites"),
      sortBy: (row) => row.state,
      cell: (row) => say(row.state === "confirmed" ? "verified" : row.state === "called" ? "beingVerified" : "toVerify"),
    },
    { name: "state", title: say("entryState"), cell: (row) => label("entry_state", row.state) },
    {
      name: "for",
      title: say("nextFor"),
      cell: (row) =>
        isNextFor(row).map((one) => (
          <span key={one.dwelling}>
            <a href={linkTo("housing", ["dwellings", one.dwelling])}>{one.code}</a>{" "}
          </span>
        )),
    },
    { name: "case", title: say("case"), cell: (row) => <CaseLink id={row.case} /> },
  ];
  return (
    <Section title={say("nextOf", call.name)} answered={answered}>
      {(answer) => (
        <>
          <p class="muted">{say("onlySeen")}</p>
          <Table
            caption={say("nextOf", call.name)}
            columns={columns}
            rows={answer.rows.slice(0, shown)}
            keyOf={(row) => row.code}
            empty={say("noLines")}
          />
        </>
      )}
    </Section>
  );
}
