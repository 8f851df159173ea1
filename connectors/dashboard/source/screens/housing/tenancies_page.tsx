// Tenancies that the office should look at: rents that are late, requisites not checked, lodgings that end, forfeitures by step.
import { useRows } from "../../api/rows";
import { Section } from "../../parts/section";
import { Table, type Column } from "../../parts/table";
import { TakeAway } from "../../parts/take_away";
import { day } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { useCatalogue } from "../../words/catalogue";
import type { Dwelling, Housing } from "./answers";
import { useDwellingColumns } from "./dwelling_columns";
import { Top } from "./top";
import { words } from "./words";

/** The steps of a forfeiture in their order; "none": begun. */
const steps = ["none", "notified", "observed", "declared", "eviction_ordered", "eviction_postponed", "evicted", "filed"];

export function TenanciesPage() {
  const say = useWords(words);
  const language = useLanguage();
  const shared = useDwellingColumns();
  const from: Column<Dwelling> = {
    name: "from",
    title: say("from"),
    sortBy: (row) => row.tenancy?.from,
    cell: (row) => day(language, row.tenancy?.from),
  };
  const checked: Column<Dwelling> = {
    name: "checked",
    title: say("checkedOn"),
    sortBy: (row) => row.tenancy?.checked_on,
    cell: (row) => (row.tenancy?.checked_on ? day(language, row.tenancy.checked_on) : say("never")),
  };
  const why: Column<Dwelling> = {
    name: "why",
    title: say("why"),
    cell: (row) => [row.unverified && say("unverified"), row.no_contract && say("noContract")].filter(Boolean).join("; "),
  };
  const until: Column<Dwelling> = {
    name: "until",
    title: say("until"),
    sortBy: (row) => row.tenancy?.until,
    cell: (row) => day(language, row.tenancy?.until),
  };
  const first = [shared.code, shared.district];
  return (
    <>
      <Top title={say("tenancies")} current="tenancies" />
      <Watched
        title={say("arrearsRows")}
        flag="arrears"
        columns={[...first, shared.title, from, shared.arrears]}
        empty={say("noArrears")}
      />
      <Watched
        title={say("unverifiedRows")}
        flag="unverified"
        columns={[...first, shared.title, from, checked, why]}
        empty={say("allVerified")}
      />
      <Watched title={say("lodgingRows")} flag="lodgings" columns={[...first, from, until]} empty={say("noLodgings")} />
      <Forfeitures />
    </>
  );
}

function Watched({ title, flag, columns, empty }: { title: string; flag: string; columns: Column<Dwelling>[]; empty: string }) {
  const path = `/v1/housing?${flag}=true`;
  const answered = useRows<Dwelling, Housing>(path, "dwellings");
  return (
    <Section title={title} answered={answered}>
      {(answer) => (
        <>
          <Table caption={title} columns={columns} rows={answer.rows} keyOf={(row) => row.dwelling} empty={empty} />
          {answer.rows.length > 0 && <TakeAway path={path} name={flag} />}
        </>
      )}
    </Section>
  );
}

function Forfeitures() {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const catalogue = useCatalogue();
  const shared = useDwellingColumns();
  const groundOf = (code: string) => catalogue.named("ground", code) ?? code;
  const stepOf = (row: Dwelling) => {
    const step = row.tenancy?.forfeiture?.step;
    return step === "none" ? say("begun") : label("forfeiture_step", step);
  };
  const columns: Column<Dwelling>[] = [
    shared.code,
    shared.district,
    { name: "step", title: say("step"), sortBy: (row) => steps.indexOf(row.tenancy?.forfeiture?.step ?? ""), cell: stepOf },
    {
      name: "since",
      title: say("since"),
      sortBy: (row) => row.tenancy?.forfeiture?.since,
      cell: (row) => day(language, row.tenancy?.forfeiture?.since),
    },
    { name: "ground", title: say("ground"), cell: (row) => groundOf(row.tenancy?.forfeiture?.ground ?? "") },
    {
      name: "eviction",
      title: say("evictionOn"),
      sortBy: (row) => row.tenancy?.forfeiture?.eviction_on,
      cell: (row) => (
        <>
          {day(language, row.tenancy?.forfeiture?.eviction_on)}{" "}
          {row.tenancy?.forfeiture?.minors && <span class="tag warns">{say("minors")}</span>}
        </>
      ),
    },
  ];
  return <Watched title={say("forfeitureRows")} flag="forfeitures" columns={columns} empty={say("noForfeitures")} />;
}
