// Who waits for which service, beside the places that it has; whom the office asked whether they still wait.
import { useQuestion } from "../../api/questions";
import { useRows } from "../../api/rows";
import { Bar } from "../../parts/bar";
import { CaseLink } from "../../parts/case_link";
import { Section } from "../../parts/section";
import { Table, type Column } from "../../parts/table";
import { TakeAway } from "../../parts/take_away";
import { linkTo } from "../../route";
import { day } from "../../words/formats";
import { useLanguage, useWords } from "../../words/language";
import { useCatalogue } from "../../words/catalogue";
import type { AskedRow, List, Unit } from "./answers";
import { Top } from "./top";
import { words } from "./words";

export function ListsPage() {
  const say = useWords(words);
  const lists = useRows<List>("/v1/waiting-list", "lists");
  const units = useQuestion<{ units: Unit[] }>("/v1/occupancy");
  const asked = useRows<AskedRow>("/v1/waiting-list?asked=true", "asked");
  return (
    <>
      <Top title={say("lists")} current="lists" />
      <Section title={say("waitingLists")} answered={lists}>
        {(answer) => (
          <>
            <ListTable lists={answer.rows} units={units.answer?.units ?? null} />
            <TakeAway path="/v1/waiting-list" name="liste" />
          </>
        )}
      </Section>
      <Section title={say("units")} answered={units}>
        {(answer) => (
          <>
            <UnitTable units={answer.units} />
            <TakeAway path="/v1/occupancy" name="posti" />
          </>
        )}
      </Section>
      <Section title={say("asked")} answered={asked}>
        {(answer) => <AskedTable rows={answer.rows} />}
      </Section>
    </>
  );
}

function ListTable({ lists, units }: { lists: List[]; units: Unit[] | null }) {
  const say = useWords(words);
  const language = useLanguage();
  const freeOf = (service: string) => {
    const own = units?.filter((one) => one.service === service);
    return own?.length ? own.reduce((sum, one) => sum + Math.max(0, one.stretches[0]?.free ?? 0), 0) : null;
  };
  const columns: Column<List>[] = [
    {
      name: "service",
      title: say("service"),
      sortBy: (row) => row.name,
      cell: (row) => (row.waiting > 0 ? <a href={linkTo("coordination", ["lists", row.list])}>{row.name}</a> : row.name),
    },
    { name: "waiting", title: say("waiting"), isNumber: true, sortBy: (row) => row.waiting, cell: (row) => row.waiting },
    {
      name: "free",
      title: say("freeToday"),
      isNumber: true,
      sortBy: (row) => freeOf(row.service),
      cell: (row) => freeOf(row.service) ?? "–",
    },
    { name: "changed", title: say("changedOn"), sortBy: (row) => row.changed_on, cell: (row) => day(language, row.changed_on) },
  ];
  return <Table caption={say("waitingLists")} columns={columns} rows={lists} keyOf={(row) => row.list} empty={say("noLists")} />;
}

function UnitTable({ units }: { units: Unit[] }) {
  const say = useWords(words);
  const catalogue = useCatalogue();
  const first = (row: Unit) => row.stretches[0];
  const columns: Column<Unit>[] = [
    { name: "name", title: say("unit"), sortBy: (row) => row.name, cell: (row) => row.name },
    {
      name: "service",
      title: say("service"),
      sortBy: (row) => catalogue.service(row.service),
      cell: (row) => catalogue.service(row.service),
    },
    {
      name: "capacity",
      title: say("capacity"),
      isNumber: true,
      sortBy: (row) => first(row)?.capacity,
      cell: (row) => first(row)?.capacity,
    },
    { name: "taken", title: say("taken"), isNumber: true, sortBy: (row) => first(row)?.taken, cell: (row) => first(row)?.taken },
    {
      name: "free",
      title: say("free"),
      isNumber: true,
      sortBy: (row) => first(row)?.free,
      cell: (row) => Math.max(0, first(row)?.free ?? 0),
    },
    {
      name: "share",
      title: say("share"),
      cell: (row) => (
        <>
          <Bar part={first(row)?.taken ?? 0} whole={first(row)?.capacity ?? 0} />
          {first(row)?.overbooked && <span class="tag warns">{say("over")}</span>}
        </>
      ),
    },
  ];
  return (
    <Table
      caption={say("units")}
      columns={columns}
      rows={units}
      keyOf={(row) => row.unit}
      warns={(row) => Boolean(first(row)?.overbooked)}
      empty={say("noUnits")}
    />
  );
}

function AskedTable({ rows }: { rows: AskedRow[] }) {
  const say = useWords(words);
  const language = useLanguage();
  const catalogue = useCatalogue();
  const columns: Column<AskedRow>[] = [
    { name: "answer", title: say("answerBy"), sortBy: (row) => row.answer_by, cell: (row) => day(language, row.answer_by) },
    {
      name: "service",
      title: say("service"),
      sortBy: (row) => catalogue.service(row.service),
      cell: (row) => <a href={linkTo("coordination", ["lists", row.list], { entry: row.entity })}>{catalogue.service(row.service)}</a>,
    },
    { name: "rank", title: say("rank"), isNumber: true, sortBy: (row) => row.rank, cell: (row) => row.rank },
    { name: "case", title: say("case"), cell: (row) => <CaseLink id={row.case} /> },
    { name: "state", title: say("state"), cell: (row) => say(row.inactive ? "inactive" : row.overdue ? "unanswered" : "awaited") },
  ];
  return (
    <Table
      caption={say("asked")}
      columns={columns}
      rows={rows}
      keyOf={(row) => `${row.list} ${row.entity}`}
      warns={(row) => row.overdue || row.inactive}
      empty={say("nobodyAsked")}
    />
  );
}
