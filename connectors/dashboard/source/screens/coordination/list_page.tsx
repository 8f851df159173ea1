// One waiting list: who stands where, why, and what would change it.
import { useRows } from "../../api/rows";
import { Icon } from "../../parts/icon";
import { CaseLink } from "../../parts/case_link";
import { Samples } from "../../parts/samples";
import { Section } from "../../parts/section";
import { Table, type Column } from "../../parts/table";
import { TakeAway } from "../../parts/take_away";
import { linkTo } from "../../route";
import { day } from "../../words/formats";
import { useLanguage, useWords } from "../../words/language";
import type { Entry, ListAnswer } from "./answers";
import { StandingOf } from "./standing";
import { Top } from "./top";
import { words } from "./words";

/** `chosen`: the entry that is explained; the first, where the route names none. */
export function ListPage({ id, chosen }: { id: string; chosen: string | null }) {
  const say = useWords(words);
  const path = `/v1/waiting-list/${encodeURIComponent(id)}`;
  const answered = useRows<Entry, ListAnswer>(`${path}?explained=true`, "entries");
  const answer = answered.answer;
  const entry = answer?.rows.find((one) => one.entity === chosen) ?? answer?.rows[0];
  return (
    <>
      <Top title={answer ? say("listOf", answer.name) : say("list")} current="lists" />
      <p>
        <a href={linkTo("coordination", ["lists"])}>
          <Icon name="arrow-left" size="xs" /> {say("allLists")}
        </a>
      </p>
      <Section title={say("order")} answered={answered}>
        {(list) => (
          <>
            <p>
              {list.rows.length === list.waiting
                ? say("waitingHere", list.waiting)
                : say("waitingOfAreas", list.rows.length, list.waiting)}
            </p>
            <EntryTable list={id} entries={list.rows} chosen={entry?.entity ?? ""} />
            <Samples names={list.samples} />
            <TakeAway path={path} name="lista" />
          </>
        )}
      </Section>
      {entry && <StandingOf entry={entry} service={answered.answer?.service ?? ""} />}
    </>
  );
}

function EntryTable({ list, entries, chosen }: { list: string; entries: Entry[]; chosen: string }) {
  const say = useWords(words);
  const language = useLanguage();
  const isScored = entries.some((one) => one.explanation.score);
  const points: Column<Entry> = {
    name: "points",
    title: say("points"),
    isNumber: true,
    sortBy: (row) => Number(row.points),
    cell: (row) => row.points,
  };
  const columns: Column<Entry>[] = [
    { name: "rank", title: say("rank"), isNumber: true, sortBy: (row) => row.rank, cell: (row) => row.rank },
    { name: "case", title: say("case"), cell: (row) => <CaseLink id={row.case} /> },
    ...(isScored ? [points] : []),
    { name: "applied", title: say("appliedOn"), sortBy: (row) => row.applied_on, cell: (row) => day(language, row.applied_on) },
    { name: "since", title: say("since"), sortBy: (row) => row.since, cell: (row) => day(language, row.since) },
    {
      name: "why",
      title: say("why"),
      cell: (row) => (
        <a href={linkTo("coordination", ["lists", list], { entry: row.entity })} aria-current={row.entity === chosen ? "true" : undefined}>
          {row.entity === chosen ? say("explainedBelow") : say("explain", row.rank)}
        </a>
      ),
    },
  ];
  return <Table caption={say("order")} columns={columns} rows={entries} keyOf={(row) => row.entity} empty={say("nobodyWaits")} />;
}
