import { useState } from "preact/hooks";
import type { Answered } from "../../api/questions";
import { Section } from "../../parts/section";
import { Table } from "../../parts/table";
import { useTakingOver } from "../../parts/taking_over";
import { linkTo } from "../../route";
import { instant } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { shortId } from "../../words/recorded";
import type { ChangedCase, Step } from "./answers";
import { workWords } from "./words";

interface ChangedProps {
  answered: Answered<unknown>;
  cases: ChangedCase[]; // without what one did oneself
  isFirst: boolean;
  see: () => void;
}

export function Changed({ answered, cases, isFirst, see }: ChangedProps) {
  const say = useWords(workWords);
  const label = useLabels();
  const language = useLanguage();
  const [isSeen, setSeen] = useState(false);
  const whole = useTakingOver<HTMLDivElement>(isSeen);
  if (isFirst) {
    return (
      <section class="mb-4">
        <h2>{say("sinceTitle")}</h2>
        <p class="muted">{say("sinceFirst")}</p>
      </section>
    );
  }
  const rows = cases.flatMap((one) => one.steps.map((step) => ({ case: one.case, step, isLast: one.more && step === one.steps.at(-1) })));
  const what = (step: Step) => (step.type ? label("event", step.type) : label("command", step.command_type));
  return (
    <div ref={whole} tabIndex={-1}>
      <Section title={say("sinceTitle")} answered={answered}>
        {() => (
          <>
            <Table
              caption={say("sinceTitle")}
              rows={rows.sort((left, right) => right.step.position - left.step.position)}
              keyOf={(row) => `${row.step.position} ${row.step.event} ${row.case}`}
              empty={say("sinceNothing")}
              columns={[
                { name: "when", title: say("when"), cell: (row) => instant(language, row.step.recorded_at) },
                {
                  name: "case",
                  title: say("case"),
                  cell: (row) => (
                    <a href={linkTo("case", [row.case])} class="code">
                      {shortId(row.case)}
                    </a>
                  ),
                },
                {
                  name: "what",
                  title: say("what"),
                  cell: (row) => (
                    <>
                      {what(row.step)} {row.isLast && <span class="muted">{say("further")}</span>}
                    </>
                  ),
                },
                { name: "who", title: say("who"), cell: (row) => row.step.actor },
              ]}
            />
            {rows.length > 0 && (
              <button
                type="button"
                class="btn btn-outline-primary btn-sm mt-2 no-print"
                onClick={() => {
                  setSeen(true);
                  see();
                }}
              >
                {say("seen")}
              </button>
            )}
          </>
        )}
      </Section>
    </div>
  );
}
