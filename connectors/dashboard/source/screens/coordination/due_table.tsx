import type { DueItem } from "../../api/answers";
import { CaseLink } from "../../parts/case_link";
import { Table, type Column } from "../../parts/table";
import { useDueNames } from "../../words/due_names";
import { day } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { useCatalogue } from "../../words/catalogue";
import { words } from "./words";

export const weights = ["hours", "law", "regulation", "office"]; // the heaviest first

export function DueTable({ items, caption, empty }: { items: DueItem[]; caption: string; empty: string }) {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const catalogue = useCatalogue();
  const kindOf = useDueNames();
  const columns: Column<DueItem>[] = [
    {
      name: "due_on",
      title: say("dueOn"),
      sortBy: (item) => item.due_on,
      cell: (item) => (
        <>
          {day(language, item.due_on)} {item.overdue && <span class="tag warns">{say("overdueTag")}</span>}
        </>
      ),
    },
    {
      name: "weight",
      title: say("weight"),
      sortBy: (item) => weights.indexOf(item.weight),
      cell: (item) => label("legal_weight", item.weight),
    },
    { name: "kind", title: say("what"), sortBy: kindOf, cell: kindOf },
    {
      name: "service",
      title: say("service"),
      sortBy: (item) => catalogue.service(item.service),
      cell: (item) => item.service && catalogue.service(item.service),
    },
    { name: "case", title: say("case"), cell: (item) => <CaseLink id={item.case} /> },
  ];
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={items}
      keyOf={(item) => `${item.due_on} ${item.kind} ${item.about} ${item.number} ${item.what}`}
      warns={(item) => item.overdue}
      empty={empty}
    />
  );
}
