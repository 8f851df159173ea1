// Who may see and do what by the policy of access, as it was adopted, and what each version changed.
import { useState } from "preact/hooks";
import { useQuestion } from "../../api/questions";
import { Choice } from "../../parts/choice";
import { Facts } from "../../parts/facts";
import { Section } from "../../parts/section";
import { WideTable } from "../../parts/wide_table";
import { linkTo } from "../../route";
import { day } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { policiesAmong, rowsOf, type Policy, type PolicyRow } from "./policy";
import { auditWords } from "./words";

export function PolicyPage() {
  const say = useWords(auditWords);
  const answered = useQuestion<{ rule_sets: { kind?: string }[] }>("/v1/sheets", { questions: ["services"] });
  return (
    <>
      <h1>{say("policyPage")}</h1>
      <p>
        <a href={linkTo("audit")}>{say("back")}</a>
      </p>
      <Section title={say("policyVersions")} answered={answered}>
        {(answer) => {
          const policies = policiesAmong(answer.rule_sets);
          return policies.length > 0 ? <Versions policies={policies} /> : <p class="muted">{say("noPolicy")}</p>;
        }}
      </Section>
      <p class="muted">
        {say("atLedger")} <code>fascicolo services</code>
      </p>
    </>
  );
}

function useNamed(): (codes: string[], group?: string) => string {
  const label = useLabels();
  return (codes, group = "access_action") => codes.map((one) => label(group, one)).join(", ");
}

function Versions({ policies }: { policies: Policy[] }) {
  const say = useWords(auditWords);
  const label = useLabels();
  const language = useLanguage();
  const [version, setVersion] = useState("");
  const at = Math.max(0, policies.findIndex((one) => one.version === version));
  const policy = policies[at] as Policy;
  const before = policies[at + 1];
  const nameOf = (code: string) => say("policyFrom", code, day(language, policies.find((one) => one.version === code)?.valid_from));
  const named = useNamed();
  const { two_persons: two, emergency } = policy;
  return (
    <>
      <div class="no-print">
        <Choice id="policy-version" title={say("policyVersion")} value={policy.version} codes={policies.map((one) => one.version)} nameOf={nameOf} choose={setVersion} />
      </div>
      <p role="status">{before ? say("policyAgainst", nameOf(before.version)) : say("policyFirst")}</p>
      <PolicyTable rows={rowsOf(policy, before)} />
      <Facts
        look="about"
        facts={[
          [say("policyStatus"), label("status", policy.status)],
          [say("policyTwo"), two ? say("policyTwoFor", named(two.actions), two.hours) : "–"],
          [say("policyEmergency"), emergency ? say("policyEmergencyFor", named(emergency.levels, "read_level"), emergency.minutes, emergency.review_days) : "–"],
        ]}
      />
    </>
  );
}

function PolicyTable({ rows }: { rows: PolicyRow[] }) {
  const say = useWords(auditWords);
  const label = useLabels();
  const named = useNamed();
  const columns = [
    { name: "role", title: say("mayRole"), cell: (row: PolicyRow) => label("role", row.role) },
    { name: "relation", title: say("policyRelation"), cell: (row: PolicyRow) => label("access_relation", row.relation) },
    { name: "kept", title: say("mayAction"), cell: (row: PolicyRow) => named(row.kept) },
    { name: "added", title: say("policyAdded"), cell: (row: PolicyRow) => row.added.length > 0 && <ins>{named(row.added)}</ins> },
    { name: "removed", title: say("policyRemoved"), cell: (row: PolicyRow) => row.removed.length > 0 && <del>{named(row.removed)}</del> },
  ];
  return <WideTable caption={say("policyPage")} columns={columns} rows={rows} keyOf={(row) => `${row.role} ${row.relation}`} />;
}
