import { Table } from "../../parts/table";
import { useCatalogue } from "../../words/catalogue";
import { day } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import type { CaseAnswer, Step } from "./answers";
import { caseWords } from "./words";

export function Services({ one, steps }: { one: CaseAnswer["case"]; steps: Step[] }) {
  const say = useWords(caseWords);
  const label = useLabels();
  const language = useLanguage();
  const catalogue = useCatalogue();
  const lastOf = (activation: string) => steps.filter((step) => step.entity === activation).at(-1);
  return (
    <section class="mb-4">
      <h2>{say("services")}</h2>
      <Table
        caption={say("services")}
        rows={one.services ?? []}
        keyOf={(service) => service.activation}
        empty={say("noServices")}
        columns={[
          { name: "service", title: say("service"), cell: (service) => catalogue.service(service.service) },
          {
            name: "state",
            title: say("state"),
            cell: (service) => <span class="tag">{label("activation_state", service.suspended ? "suspended" : service.state)}</span>,
          },
          {
            name: "last",
            title: say("lastEvent"),
            cell: (service) => {
              const last = lastOf(service.activation);
              return last?.type ? `${label("event", last.type)}, ${day(language, last.effective_on)}` : "";
            },
          },
        ]}
      />
    </section>
  );
}
