// What falls due, with its filters in the route: a figure of the overview leads to exactly its rows.
import type { Agenda, DueItem } from "../../api/answers";
import { pathOf } from "../../api/client";
import { useRows } from "../../api/rows";
import { Choice } from "../../parts/choice";
import { Samples } from "../../parts/samples";
import { Section } from "../../parts/section";
import { TakeAway } from "../../parts/take_away";
import { linkTo } from "../../route";
import { useLabels } from "../../words/labels";
import { useWords } from "../../words/language";
import { DueTable, weights } from "./due_table";
import { soonDays, timeOf, times } from "./due_times";
import { Top } from "./top";
import { words } from "./words";

const kinds = [
  "offer_expires", "offer_proposed", "suspension_ends", "service_ends", "deadline", "document", "reply", "review", "meeting",
  "permit_ends", "identifier_ends", "representation_ends", "proposal", "expenses", "leftover", "undertaking",
  "accreditation_ends", "contract_ends", "finding", "complaint", "access_review", "certificate_ends",
];

export function DuePage({ parameters }: { parameters: URLSearchParams }) {
  const say = useWords(words);
  const label = useLabels();
  const [kind, weight, when] = ["kind", "weight", "when"].map((name) => parameters.get(name) ?? "") as [string, string, string];
  const path = pathOf("/v1/agenda", { kind, weight });
  const answered = useRows<DueItem, Agenda>(path, "items");
  const choose = (name: string, value: string) => {
    location.hash = linkTo("coordination", ["due"], { kind, weight, when, [name]: value });
  };
  return (
    <>
      <Top title={say("due")} current="due" />
      <div class="filters no-print">
        <Choice
          id="due-kind"
          title={say("what")}
          value={kind}
          all={say("allKinds")}
          codes={kinds}
          nameOf={(code) => label("due_kind", code)}
          choose={(one) => choose("kind", one)}
        />
        <Choice
          id="due-weight"
          title={say("weight")}
          value={weight}
          all={say("allWeights")}
          codes={weights}
          nameOf={(code) => label("legal_weight", code)}
          choose={(one) => choose("weight", one)}
        />
        <Choice
          id="due-when"
          title={say("when")}
          value={when}
          all={say("allDays")}
          codes={[...times]}
          nameOf={(code) => (code === "soon" ? say("inDays", soonDays) : say(code === "overdue" ? "overdue" : "later"))}
          choose={(one) => choose("when", one)}
        />
      </div>
      <Section title={say("dueRows")} answered={answered}>
        {(answer) => {
          const items = answer.rows.filter((one) => !when || timeOf(one, answer.today) === when);
          return (
            <>
              <p role="status">{say("rowsOf", items.length, answer.rows.length)}</p>
              <DueTable items={items} caption={say("dueRows")} empty={say("nothingDue")} />
              <Samples names={answer.samples} />
              <TakeAway path={path} name="agenda" />
            </>
          );
        }}
      </Section>
    </>
  );
}
