// Plans, placements and programmes with what falls due in them; providers whose accreditation or contract ends; what was spent.
import { pathOf } from "../../api/client";
import { useQuestion } from "../../api/questions";
import { useRows } from "../../api/rows";
import { CaseLink } from "../../parts/case_link";
import { Samples } from "../../parts/samples";
import { Section } from "../../parts/section";
import { Table, type Column } from "../../parts/table";
import { TakeAway } from "../../parts/take_away";
import { count, day, money } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { useCatalogue } from "../../words/catalogue";
import { useWordText } from "../../words/naming";
import { Budget } from "./budget";
import { Spending } from "./spending";
import { Top } from "./top";
import { words } from "./words";

interface Next {
  on: string;
  what: string;
  overdue: boolean;
}
interface PlanRow {
  plan: string;
  case: string | null;
  state: string;
  granted: string;
  spent: string;
  left: string;
  next: Next | null;
}
interface PlacementRow {
  placement: string;
  case: string | null;
  service: string;
  state: string;
  from: string | null;
  daily_fee: string | null;
  next: Next | null;
}
interface ProgrammeRow {
  programme: string;
  service: string;
  state: string;
  capacity: number;
  enrolled: number;
  waiting: number;
  sessions: { planned: number; held: number; cancelled: number };
}
interface ProviderRow {
  unit: string;
  service: string;
  accreditation: string;
  contracts: { number: number; provider: string; until: string }[];
  findings: number;
  complaints: number;
  overdue: number;
  ends: string | null;
}
interface Sampled {
  position: number;
  samples: string[];
}

export function ProgrammesPage() {
  const say = useWords(words);
  const today = useQuestion<{ today: string }>("/v1/agenda?limit=1").answer?.today;
  const plans = useRows<PlanRow, Sampled>("/v1/plans", "plans");
  const placements = useRows<PlacementRow, Sampled>("/v1/placements", "placements");
  const programmes = useRows<ProgrammeRow, Sampled>("/v1/programmes", "programmes");
  const providers = useRows<ProviderRow>(pathOf("/v1/programmes", { units: true }), "units");
  return (
    <>
      <Top title={say("programmes")} current="programmes" />
      <Section title={say("plans")} answered={plans}>
        {(answer) => (
          <Shown
            table={<PlanTable rows={answer.rows} />}
            samples={answer.samples}
            isEmpty={answer.rows.length === 0}
            path="/v1/plans"
            name="piani"
          />
        )}
      </Section>
      <Section title={say("placements")} answered={placements}>
        {(answer) => (
          <Shown
            table={<PlacementTable rows={answer.rows} />}
            samples={answer.samples}
            isEmpty={answer.rows.length === 0}
            path="/v1/placements"
            name="inserimenti"
          />
        )}
      </Section>
      <Section title={say("programmeRows")} answered={programmes}>
        {(answer) => (
          <Shown
            table={<ProgrammeTable rows={answer.rows} />}
            samples={answer.samples}
            isEmpty={answer.rows.length === 0}
            path="/v1/programmes"
            name="iniziative"
          />
        )}
      </Section>
      <Section title={say("providers")} answered={providers}>
        {(answer) => <ProviderTable rows={answer.rows} />}
      </Section>
      <Budget />
      {today && <Spending today={today} />}
    </>
  );
}

function Shown({
  table,
  samples,
  isEmpty,
  path,
  name,
}: {
  table: preact.ComponentChildren;
  samples: string[];
  isEmpty: boolean;
  path: string;
  name: string;
}) {
  return (
    <>
      {table}
      {!isEmpty && (
        <>
          <Samples names={samples} />
          <TakeAway path={path} name={name} />
        </>
      )}
    </>
  );
}

function useNext() {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const wordText = useWordText();
  return (next: Next | null, service = "") =>
    next && (
      <>
        {day(language, next.on)}: {service ? wordText("deadline", next.what, { service }) : label("plan_due", next.what)}{" "}
        {next.overdue && <span class="tag warns">{say("overdueTag")}</span>}
      </>
    );
}

function PlanTable({ rows }: { rows: PlanRow[] }) {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const nextOf = useNext();
  const amount = (name: "granted" | "spent" | "left"): Column<PlanRow> => ({
    name,
    title: say(name),
    isNumber: true,
    sortBy: (row) => Number(row[name]),
    cell: (row) => money(language, row[name]),
  });
  const columns: Column<PlanRow>[] = [
    { name: "case", title: say("case"), cell: (row) => <CaseLink id={row.case} /> },
    { name: "state", title: say("state"), sortBy: (row) => label("plan_state", row.state), cell: (row) => label("plan_state", row.state) },
    amount("granted"),
    amount("spent"),
    amount("left"),
    { name: "next", title: say("next"), sortBy: (row) => row.next?.on, cell: (row) => nextOf(row.next) },
  ];
  return (
    <Table
      caption={say("plans")}
      columns={columns}
      rows={rows}
      keyOf={(row) => row.plan}
      warns={(row) => Boolean(row.next?.overdue)}
      empty={say("noPlans")}
    />
  );
}

function PlacementTable({ rows }: { rows: PlacementRow[] }) {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const catalogue = useCatalogue();
  const nextOf = useNext();
  const columns: Column<PlacementRow>[] = [
    { name: "case", title: say("case"), cell: (row) => <CaseLink id={row.case} /> },
    {
      name: "service",
      title: say("service"),
      sortBy: (row) => catalogue.service(row.service),
      cell: (row) => catalogue.service(row.service),
    },
    {
      name: "state",
      title: say("state"),
      sortBy: (row) => label("placement_state", row.state),
      cell: (row) => label("placement_state", row.state),
    },
    { name: "from", title: say("from"), sortBy: (row) => row.from, cell: (row) => day(language, row.from) },
    {
      name: "fee",
      title: say("dailyFee"),
      isNumber: true,
      sortBy: (row) => Number(row.daily_fee),
      cell: (row) => money(language, row.daily_fee),
    },
    { name: "next", title: say("next"), sortBy: (row) => row.next?.on, cell: (row) => nextOf(row.next, row.service) },
  ];
  return (
    <Table
      caption={say("placements")}
      columns={columns}
      rows={rows}
      keyOf={(row) => row.placement}
      warns={(row) => Boolean(row.next?.overdue)}
      empty={say("noPlacements")}
    />
  );
}

function ProgrammeTable({ rows }: { rows: ProgrammeRow[] }) {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const catalogue = useCatalogue();
  const number = (name: string, title: string, of: (row: ProgrammeRow) => number): Column<ProgrammeRow> => ({
    name,
    title,
    isNumber: true,
    sortBy: of,
    cell: (row) => count(language, of(row)),
  });
  const columns: Column<ProgrammeRow>[] = [
    {
      name: "service",
      title: say("service"),
      sortBy: (row) => catalogue.service(row.service),
      cell: (row) => catalogue.service(row.service),
    },
    { name: "state", title: say("state"), cell: (row) => label("programme_state", row.state) },
    { name: "capacity", title: say("capacity"), isNumber: true, cell: (row) => row.capacity || say("unlimited") },
    number("enrolled", say("enrolled"), (row) => row.enrolled),
    number("waiting", say("waiting"), (row) => row.waiting),
    number("held", say("held"), (row) => row.sessions.held),
    number("cancelled", say("cancelled"), (row) => row.sessions.cancelled),
  ];
  return <Table caption={say("programmeRows")} columns={columns} rows={rows} keyOf={(row) => row.programme} empty={say("noProgrammes")} />;
}

function ProviderTable({ rows }: { rows: ProviderRow[] }) {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const catalogue = useCatalogue();
  const columns: Column<ProviderRow>[] = [
    { name: "ends", title: say("endsOn"), sortBy: (row) => row.ends, cell: (row) => day(language, row.ends) },
    {
      name: "service",
      title: say("service"),
      sortBy: (row) => catalogue.service(row.service),
      cell: (row) => catalogue.service(row.service),
    },
    { name: "provider", title: say("provider"), cell: (row) => row.contracts.map((one) => one.provider).join(", ") },
    { name: "accreditation", title: say("accreditation"), cell: (row) => label("accreditation_state", row.accreditation) },
    { name: "findings", title: say("findings"), isNumber: true, sortBy: (row) => row.findings, cell: (row) => row.findings },
    { name: "complaints", title: say("complaints"), isNumber: true, sortBy: (row) => row.complaints, cell: (row) => row.complaints },
    { name: "overdue", title: say("overdue"), isNumber: true, sortBy: (row) => row.overdue, cell: (row) => row.overdue },
  ];
  return (
    <Table
      caption={say("providers")}
      columns={columns}
      rows={rows}
      keyOf={(row) => row.unit}
      warns={(row) => row.overdue > 0}
      empty={say("noProviders")}
    />
  );
}
