// What a household received, as far as the policy lets this role read it.
import { useQuestion } from "../../api/questions";
import { Section } from "../../parts/section";
import { WideTable } from "../../parts/wide_table";
import { linkTo } from "../../route";
import { day, money } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { ShortId, useTextOf } from "./cells";
import { auditWords } from "./words";

interface Received {
  activation: string;
  case: string;
  service: string;
  state: string;
  applied_on: string | null;
  from: string | null;
  until: string | null;
  fee: string | null;
}
interface Household {
  households: { household: string; composition: string; members: { person: string; relationship: string; receives: Received[] }[] }[];
}

export function HouseholdPage({ id }: { id: string }) {
  const say = useWords(auditWords);
  const answered = useQuestion<Household>(`/v1/households/${encodeURIComponent(id)}`, { entities: [id] });
  return (
    <>
      <h1>
        {say("household")} <ShortId id={id} />
      </h1>
      <p>
        <a href={linkTo("audit")}>{say("back")}</a>
      </p>
      <Section title={say("receives")} answered={answered}>
        {(answer) => <ReceivedRows answer={answer} />}
      </Section>
    </>
  );
}

function ReceivedRows({ answer }: { answer: Household }) {
  const say = useWords(auditWords);
  const label = useLabels();
  const language = useLanguage();
  const text = useTextOf();
  const rows = answer.households.flatMap((one) => one.members.flatMap((member) => member.receives.map((received) => ({ ...received, ...member }))));
  type Given = (typeof rows)[number];
  const columns = [
    { name: "person", title: label("column", "person"), cell: (one: Given) => <ShortId id={one.person} /> },
    { name: "relationship", title: label("column", "relationship"), cell: (one: Given) => label("relationship", one.relationship) },
    { name: "service", title: label("column", "service"), cell: (one: Given) => text("service", one.service) },
    { name: "state", title: label("column", "state"), cell: (one: Given) => label("activation_state", one.state) },
    { name: "applied_on", title: label("column", "applied_on"), cell: (one: Given) => day(language, one.applied_on) || "–" },
    { name: "from", title: label("column", "from"), cell: (one: Given) => day(language, one.from) || "–" },
    { name: "until", title: label("column", "until"), cell: (one: Given) => day(language, one.until) || "–" },
    { name: "fee", title: label("column", "fee"), isNumber: true, cell: (one: Given) => money(language, one.fee) || "–" },
    { name: "case", title: label("column", "case"), cell: (one: Given) => <ShortId id={one.case} href={linkTo("audit", ["cases", one.case])} /> },
  ];
  return (
    <WideTable caption={say("receives")} columns={columns} rows={rows} keyOf={(one) => `${one.person} ${one.activation}`} />
  );
}
