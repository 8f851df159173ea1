// The chapters of the budget: what each has, and how far it is set aside, committed, liquidated and paid.
import { useQuestion } from "../../api/questions";
import { Section } from "../../parts/section";
import type { Column } from "../../parts/table";
import { TakeAway } from "../../parts/take_away";
import { WideTable } from "../../parts/wide_table";
import { money } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { words } from "./words";

interface ChapterRow {
  chapter: string;
  year: number;
  code: string;
  amount: string;
  set_aside: string;
  committed: string;
  liquidated: string;
  paid: string;
  left: string;
}

const path = "/v1/budget";

export function Budget() {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const answered = useQuestion<{ chapters: ChapterRow[] }>(path);
  const amount = (name: "amount" | "set_aside" | "committed" | "liquidated" | "paid" | "left", title: string): Column<ChapterRow> => ({
    name,
    title,
    isNumber: true,
    sortBy: (row) => Number(row[name]),
    cell: (row) => money(language, row[name]),
  });
  const columns: Column<ChapterRow>[] = [
    { name: "year", title: label("field", "year"), sortBy: (row) => row.year, cell: (row) => row.year },
    { name: "code", title: label("field", "chapter"), sortBy: (row) => row.code, cell: (row) => row.code },
    amount("amount", label("field", "amount")),
    amount("set_aside", label("text", "set_aside")),
    amount("committed", label("text", "committed")),
    amount("liquidated", label("text", "liquidated")),
    amount("paid", label("text", "paid")),
    amount("left", label("text", "free")),
  ];
  return (
    <Section title={say("budget")} answered={answered}>
      {(answer) => (
        <>
          <WideTable
            caption={say("budget")}
            columns={columns}
            rows={answer.chapters}
            keyOf={(row) => row.chapter}
            warns={(row) => Number(row.left) === 0}
            empty={say("noBudget")}
          />
          <TakeAway path={path} name="bilancio" />
        </>
      )}
    </Section>
  );
}
