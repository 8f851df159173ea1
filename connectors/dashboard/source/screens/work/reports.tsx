// Minors who are placed by decree in one's cases: when the court wants to hear of them next.
import type { Answered } from "../../api/questions";
import { Section } from "../../parts/section";
import { Table } from "../../parts/table";
import { linkTo } from "../../route";
import { day } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { shortId } from "../../words/recorded";
import type { PlacedRow } from "./answers";
import { workWords } from "./words";

export function Reports({ answered }: { answered: Answered<{ placed: PlacedRow[] }> }) {
  const say = useWords(workWords);
  const label = useLabels();
  const language = useLanguage();
  const byDay = (left: PlacedRow, right: PlacedRow) => (left.report_due ?? "9").localeCompare(right.report_due ?? "9");
  return (
    <Section title={say("courtTitle")} answered={answered}>
      {({ placed }) => (
        <Table
          caption={say("courtTitle")}
          rows={[...placed].sort(byDay)}
          keyOf={(one) => one.placement}
          warns={(one) => one.report_overdue}
          empty={say("courtNone")}
          columns={[
            {
              name: "due",
              title: say("courtDue"),
              cell: (one) => (
                <>
                  {day(language, one.report_due)} {one.report_overdue && <span class="tag warns">{label("text", "overdue")}</span>}
                </>
              ),
            },
            { name: "court", title: say("courtBody"), cell: (one) => label("court", one.court) },
            {
              name: "case",
              title: say("case"),
              cell: (one) => (
                <a href={linkTo("case", [one.case])} class="code">
                  {shortId(one.case)}
                </a>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
