// The coordinator's morning: what is late by its weight in law, who waits, where places are missing.
import type { Agenda, DueItem } from "../../api/answers";
import { useQuestion } from "../../api/questions";
import { useRows } from "../../api/rows";
import { Figures } from "../../parts/figures";
import { Samples } from "../../parts/samples";
import { Section } from "../../parts/section";
import { Table, type Column } from "../../parts/table";
import { linkTo } from "../../route";
import { count, day } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import type { Absences, List, Unit, Workload } from "./answers";
import { DueTable, weights } from "./due_table";
import { soonDays, timeOf, type Time } from "./due_times";
import { Top } from "./top";
import { words } from "./words";

export function OverviewPage() {
  const say = useWords(words);
  const language = useLanguage();
  const agenda = useRows<DueItem, Agenda>("/v1/agenda", "items");
  const items = agenda.answer?.rows ?? [];
  return (
    <>
      <Top title={say("title")} current="" />
      <MorningFigures items={agenda.answer?.rows ?? null} />
      <Section title={say("byWeight")} answered={agenda}>
        {(answer) => (
          <>
            <p class="muted">{say("today", day(language, answer.today))}</p>
            <WeightTable items={answer.rows} today={answer.today} />
            <Samples names={answer.samples} />
          </>
        )}
      </Section>
      <Section title={say("offers")} answered={agenda}>
        {() => <DueTable items={items.filter((one) => one.kind.startsWith("offer_"))} caption={say("offers")} empty={say("noOffers")} />}
      </Section>
      <Section title={say("proposals")} answered={agenda}>
        {() => <DueTable items={items.filter((one) => one.kind === "proposal")} caption={say("proposals")} empty={say("noProposals")} />}
      </Section>
    </>
  );
}

const due = (parameters: Record<string, string>) => linkTo("coordination", ["due"], parameters);

function MorningFigures({ items }: { items: DueItem[] | null }) {
  const say = useWords(words);
  const workload = useQuestion<Workload>("/v1/workload").answer;
  const absences = useQuestion<Absences>("/v1/absences").answer;
  const lists = useQuestion<{ lists: List[] }>("/v1/waiting-list").answer?.lists;
  const units = useQuestion<{ units: Unit[] }>("/v1/occupancy").answer?.units;
  const such = (isSuch: (item: DueItem) => boolean) => items?.filter(isSuch).length;
  const heavy = such((one) => one.overdue && (one.weight === "hours" || one.weight === "law"));
  const answers = such((one) => one.kind === "offer_expires");
  const offers = such((one) => one.kind === "offer_proposed");
  const full = units?.filter((one) => one.overbooked_days > 0).length;
  return (
    <Figures
      label={say("figures")}
      figures={[
        { name: "law", what: say("lateByLaw"), value: heavy, href: due({ weight: "law", when: "overdue" }), warns: Boolean(heavy) },
        { name: "late", what: say("lateInAll"), value: such((one) => one.overdue), href: due({ when: "overdue" }) },
        { name: "answers", what: say("offersOpen"), value: answers, href: due({ kind: "offer_expires" }) },
        { name: "offers", what: say("offersToMake"), value: offers, href: due({ kind: "offer_proposed" }) },
        { name: "proposals", what: say("proposalsOpen"), value: such((one) => one.kind === "proposal"), href: due({ kind: "proposal" }) },
        {
          name: "nobody",
          what: say("nobodyLeads"),
          value: workload?.nobody.cases,
          href: linkTo("coordination", ["load"]),
          warns: Boolean(workload?.nobody.cases),
        },
        {
          name: "absences",
          what: say("uncoveredAbsences"),
          value: absences?.uncovered,
          href: linkTo("coordination", ["load"]),
          warns: Boolean(absences?.uncovered),
        },
        { name: "weight", what: say("teamWeight"), value: workload?.team.weight, href: linkTo("coordination", ["load"]) },
        {
          name: "waiting",
          what: say("waitingInAll"),
          value: lists?.reduce((sum, one) => sum + one.waiting, 0),
          href: linkTo("coordination", ["lists"]),
        },
        { name: "overbooked", what: say("unitsOver"), value: full, href: linkTo("coordination", ["lists"]), warns: Boolean(full) },
      ]}
    />
  );
}

type WeightRow = { weight: string } & Record<Time, number>;

function WeightTable({ items, today }: { items: DueItem[]; today: string }) {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const rows: WeightRow[] = weights.map((weight) => {
    const own = items.filter((one) => one.weight === weight);
    const countOf = (time: Time) => own.filter((one) => timeOf(one, today) === time).length;
    return { weight, overdue: countOf("overdue"), soon: countOf("soon"), later: countOf("later") };
  });
  const cell = (row: WeightRow, value: number, when: string) =>
    value === 0 ? count(language, 0) : <a href={due({ weight: row.weight, when })}>{count(language, value)}</a>;
  const columns: Column<WeightRow>[] = [
    { name: "weight", title: say("weight"), cell: (row) => label("legal_weight", row.weight) },
    { name: "overdue", title: say("overdue"), isNumber: true, cell: (row) => cell(row, row.overdue, "overdue") },
    { name: "soon", title: say("inDays", soonDays), isNumber: true, cell: (row) => cell(row, row.soon, "soon") },
    { name: "later", title: say("later"), isNumber: true, cell: (row) => cell(row, row.later, "later") },
  ];
  return (
    <Table
      caption={say("byWeight")}
      columns={columns}
      rows={rows}
      keyOf={(row) => row.weight}
      warns={(row) => row.overdue > 0 && row.weight !== "office"}
    />
  );
}
