// From a payment back to what it paid: liquidation, bill, service, application, and the acts behind each.
import { useQuestion } from "../../api/questions";
import { Section } from "../../parts/section";
import { linkTo } from "../../route";
import { useLabels } from "../../words/labels";
import { useWords } from "../../words/language";
import { ActText, ShortId, titleOf, useTextOf } from "./cells";
import type { Row } from "./lists";
import { auditWords } from "./words";

const acts = ["liquidated_by", "committed_by", "by_act"];

export function PaymentPage({ payment }: { payment: string }) {
  const say = useWords(auditWords);
  const label = useLabels();
  const text = useTextOf();
  const answered = useQuestion<{ paid: Row[] }>(`/v1/trace/${encodeURIComponent(payment)}`);
  const toldOf = (member: string, value: unknown) => (acts.includes(member) ? <ActText act={value} /> : text(member, value));
  const caseOf = (row: Row) => (row.service as { case?: string } | null)?.case;
  return (
    <>
      <h1>{say("payment")}</h1>
      <p>
        <a href={linkTo("audit")}>{say("back")}</a>
      </p>
      <Section title={`${label("field", "paid")}: ${payment}`} answered={answered}>
        {(answer) =>
          answer.paid.length === 0 ? (
            <p class="muted">{say("noPayment")}</p>
          ) : (
            answer.paid.map((row, index) => (
              <dl class="about" key={index}>
                {Object.entries(row).map(([member, value]) => (
                  <div key={member}>
                    <dt>{titleOf(label, member)}</dt>
                    <dd>{toldOf(member, value)}</dd>
                  </div>
                ))}
                {caseOf(row) && (
                  <div>
                    <dt>{label("column", "case")}</dt>
                    <dd>
                      <ShortId id={caseOf(row) ?? ""} href={linkTo("audit", ["cases", caseOf(row) ?? ""])} />
                    </dd>
                  </div>
                )}
              </dl>
            ))
          )
        }
      </Section>
    </>
  );
}
