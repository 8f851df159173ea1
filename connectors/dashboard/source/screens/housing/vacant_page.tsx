// Dwellings in which nobody lives, the longest first, and who comes next for those that are ready.
import { useRows } from "../../api/rows";
import { Section } from "../../parts/section";
import { Table, type Column } from "../../parts/table";
import { TakeAway } from "../../parts/take_away";
import { useWords } from "../../words/language";
import type { Dwelling, Housing } from "./answers";
import { useDwellingColumns } from "./dwelling_columns";
import { NextInLine } from "./next_in_line";
import { Top } from "./top";
import { words } from "./words";

const shownDigits = 8;

export function VacantPage() {
  const say = useWords(words);
  const columns = useDwellingColumns();
  const path = "/v1/housing?vacant=true";
  const answered = useRows<Dwelling, Housing>(path, "dwellings");
  const next: Column<Dwelling> = {
    name: "next",
    title: say("nextInLine"),
    cell: (row) => {
      if (row.next_in_line) return <span class="code">{row.next_in_line.slice(0, shownDigits)}</span>;
      return say(row.reserve ? "reserved" : row.state === "ready" ? "nobodyNext" : "notReady");
    },
  };
  const byDays = (rows: Dwelling[]) => [...rows].sort((left, right) => (right.vacant_days ?? 0) - (left.vacant_days ?? 0));
  return (
    <>
      <Top title={say("vacant")} current="vacant" />
      <Section title={say("vacantRows")} answered={answered}>
        {(answer) => (
          <>
            <p class="muted">{say("nextWhy")}</p>
            <Table
              caption={say("vacantRows")}
              columns={[columns.code, columns.district, columns.size, columns.state, columns.since, columns.vacantDays, next]}
              rows={byDays(answer.rows)}
              keyOf={(row) => row.dwelling}
              empty={say("noneVacant")}
            />
            <TakeAway path={path} name="sfitti" />
          </>
        )}
      </Section>
      <NextInLine dwellings={answered.answer?.rows ?? []} />
    </>
  );
}
