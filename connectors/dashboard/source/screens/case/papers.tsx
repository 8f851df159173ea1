// Acts that the events of a case name, and documents that were asked for, received or sent.
import { Table } from "../../parts/table";
import { day } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { useFieldText } from "../../words/recorded";
import type { Step } from "./answers";
import { caseWords } from "./words";

export function Acts({ steps }: { steps: Step[] }) {
  const say = useWords(caseWords);
  const label = useLabels();
  const language = useLanguage();
  const rows = steps.flatMap((step) => (step.by_act ? [{ step, act: step.by_act }] : []));
  return (
    <section class="mb-4">
      <h2>{say("acts")}</h2>
      <Table
        caption={say("acts")}
        rows={rows}
        keyOf={({ step, act }) => `${act.act} ${step.position} ${step.event}`}
        empty={say("noActs")}
        columns={[
          { name: "act", title: say("act"), cell: ({ act }) => `${label("act_kind", act.kind)} ${act.number}` },
          { name: "signed", title: say("signedOn"), cell: ({ act }) => day(language, act.signed_on) },
          { name: "signer", title: say("signer"), cell: ({ act }) => act.signer },
          { name: "about", title: say("about"), cell: ({ step }) => label("event", step.type) },
        ]}
      />
    </section>
  );
}

const papers = new Set([
  "DocumentRequested", "DocumentReceived", "PrivacyNoticeGiven", "CourtReportSent", "PlacementReportSent", "ExternalDecisionRecorded",
  "ProtocolRecorded",
]);

export function Documents({ steps }: { steps: Step[] }) {
  const say = useWords(caseWords);
  const label = useLabels();
  const language = useLanguage();
  const fieldText = useFieldText();
  const named = (step: Step) => ["code", "about", "number", "kind"].find((one) => step.fields[one] !== undefined);
  return (
    <section class="mb-4">
      <h2>{say("documents")}</h2>
      <Table
        caption={say("documents")}
        rows={steps.filter((step) => papers.has(step.type ?? ""))}
        keyOf={(step) => `${step.position} ${step.event}`}
        empty={say("noDocuments")}
        columns={[
          { name: "when", title: say("when"), cell: (step) => day(language, step.effective_on) },
          { name: "what", title: say("what"), cell: (step) => label("event", step.type) },
          {
            name: "document",
            title: say("document"),
            cell: (step) => {
              const field = named(step);
              return field ? fieldText(field, step.fields[field]) : "";
            },
          },
        ]}
      />
    </section>
  );
}
