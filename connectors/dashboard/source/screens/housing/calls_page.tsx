// Calls for public housing, each with how far its ranking has come.
import { useRows } from "../../api/rows";
import { Section } from "../../parts/section";
import type { Column } from "../../parts/table";
import { WideTable } from "../../parts/wide_table";
import { linkTo } from "../../route";
import { day } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { useCatalogue } from "../../words/catalogue";
import type { Call } from "./answers";
import { Top } from "./top";
import { words } from "./words";

export function CallsPage() {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const catalogue = useCatalogue();
  const answered = useRows<Call>("/v1/ranking", "calls");
  const columns: Column<Call>[] = [
    {
      name: "name",
      title: say("call"),
      sortBy: (row) => row.name,
      cell: (row) => (
        <>
          <a href={linkTo("housing", ["calls", row.call])}>{row.name}</a> {row.sample && <span class="tag sample">{say("sample")}</span>}
        </>
      ),
    },
    { name: "service", title: say("service"), cell: (row) => catalogue.service(row.service) },
    { name: "state", title: say("phase"), sortBy: (row) => row.state, cell: (row) => label("call_state", row.state) },
    { name: "from", title: say("openFrom"), sortBy: (row) => row.from, cell: (row) => day(language, row.from) },
    { name: "last", title: say("lastDay"), sortBy: (row) => row.last_day, cell: (row) => day(language, row.last_day) },
    {
      name: "appeals",
      title: say("appealsUntil"),
      sortBy: (row) => row.appeals_until ?? "",
      cell: (row) => (row.appeals_until ? day(language, row.appeals_until) : "–"),
    },
    { name: "editions", title: say("editions"), isNumber: true, cell: (row) => row.editions },
  ];
  return (
    <>
      <Top title={say("calls")} current="calls" />
      <Section title={say("callRows")} answered={answered}>
        {(answer) => (
          <WideTable
            caption={say("callRows")}
            columns={columns}
            rows={answer.rows}
            keyOf={(row) => row.call}
            empty={say("noCalls")}
          />
        )}
      </Section>
    </>
  );
}
