import { useEffect } from "preact/hooks";
import { useQuestion, type Answered, type Bearing } from "../../api/questions";
import { Facts } from "../../parts/facts";
import { Section } from "../../parts/section";
import { Table } from "../../parts/table";
import { linkTo } from "../../route";
import { useCatalogue } from "../../words/catalogue";
import { day, money } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { shortId, useFieldText } from "../../words/recorded";
import type { HouseholdAnswer, PersonAnswer } from "./answers";
import { caseWords } from "./words";

export function PersonSection({ answered, caseFile }: { answered: Answered<PersonAnswer>; caseFile: string }) {
  const say = useWords(caseWords);
  return (
    <Section title={say("person")} answered={answered}>
      {({ person }) => <PersonFacts person={person} caseFile={caseFile} />}
    </Section>
  );
}

function PersonFacts({ person, caseFile }: { person: PersonAnswer["person"]; caseFile: string }) {
  const say = useWords(caseWords);
  const label = useLabels();
  const language = useLanguage();
  const fieldText = useFieldText();
  const name = [person.surname, person.name].filter(Boolean).join(" ") || say("noName");
  const facts: [string, string][] = [
    [label("column", "name"), name],
    [say("fiscalCode"), person.fiscal_code ?? ""],
    [say("born"), day(language, person.born)],
    [say("sex"), label("sex", person.sex)],
    [say("died"), day(language, person.died_on)],
  ];
  const others = person.cases?.filter((one) => one.case !== caseFile) ?? [];
  return (
    <>
      <Facts facts={facts.filter(([, value]) => value)} />
      {person.address_protected && <span class="tag warns me-2">{say("protectedAddress")}</span>}
      {person.restricted && <span class="tag warns">{say("restricted")}</span>}
      {(person.representations?.length ?? 0) > 0 && (
        <>
          <h3>{say("representations")}</h3>
          <ul>
            {person.representations?.map((one) => (
              <li key={`${one.kind} ${one.representative}`}>
                {label("representation_kind", one.kind)}: {one.powers.map((power) => label("power", power)).join(", ")} (
                {[one.from, one.until].filter(Boolean).map((text) => fieldText("from", text)).join(" – ")})
              </li>
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <>
          <h3>{say("otherCases")}</h3>
          <ul>
            {others.map((one) => (
              <li key={one.case}>
                <a href={linkTo("case", [one.case])}>
                  {label("area", one.area)}, {label("case_state", one.state)}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

interface HouseholdProps {
  household: string;
  person: string; // of the case, whose name is known
  name: string;
  bearing: Bearing;
  meet: (person: string, name: string) => void; // of each member, for forms that name one
}

export function Household({ household, person, name, bearing, meet }: HouseholdProps) {
  const say = useWords(caseWords);
  const label = useLabels();
  const language = useLanguage();
  const catalogue = useCatalogue();
  const asked = useQuestion<HouseholdAnswer>(`/v1/households/${household}`, bearing);
  const one = asked.answer?.households[0];
  const received = (got: { service: string; state: string }) => `${catalogue.service(got.service)} (${label("activation_state", got.state)})`;
  return (
    <Section title={say("household", one ? label("composition", one.composition) : "…")} answered={asked}>
      {(answer) => (
        <>
          <Table
            caption={say("household", label("composition", one?.composition))}
            rows={one?.members ?? []}
            keyOf={(member) => `${member.person} ${member.from}`}
            empty={say("noHousehold")}
            columns={[
              {
                name: "member",
                title: say("member"),
                cell: (member) =>
                  member.person === person ? name || say("thisPerson") : <MemberName person={member.person} meet={meet} />,
              },
              { name: "relationship", title: say("relationship"), cell: (member) => label("relationship", member.relationship) },
              {
                name: "from",
                title: say("from"),
                cell: (member) => [member.from, member.until].filter(Boolean).map((text) => day(language, text)).join(" – "),
              },
              {
                name: "receives",
                title: say("receives"),
                cell: (member) => member.receives.map(received).join(", "),
              },
            ]}
          />
          {one?.attestations?.map((isee) => (
            <p class="mt-2 mb-0" key={isee.protocol}>
              {say("isee", money(language, isee.isee), day(language, isee.valid_until))}
            </p>
          ))}
          {answer.withheld && <p class="muted mt-2">{say("withheld")}</p>}
        </>
      )}
    </Section>
  );
}

/** Others of the household, as far as their own cases may be read; the id where not. */
function MemberName({ person, meet }: { person: string; meet: (person: string, name: string) => void }) {
  const asked = useQuestion<PersonAnswer>(`/v1/persons/${person}`);
  const told = asked.answer?.person;
  const name = [told?.surname, told?.name].filter(Boolean).join(" ");
  useEffect(() => meet(person, name), [person, name]);
  return name ? <>{name}</> : <span class="code">{shortId(person)}</span>;
}
