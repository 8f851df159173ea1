// What came in and went out, by month.
import { useState } from "preact/hooks";
import { pathOf } from "../../api/client";
import { useQuestion } from "../../api/questions";
import { Chart } from "../../parts/chart";
import { Choice } from "../../parts/choice";
import { Section } from "../../parts/section";
import { Table, type Column } from "../../parts/table";
import { TakeAway } from "../../parts/take_away";
import { count, month } from "../../words/formats";
import { useLanguage, useWords } from "../../words/language";
import { lastYear } from "./months";
import { words } from "./words";

interface MonthRow {
  month: string;
  before: number;
  in: number;
  out: number;
  active: number;
}
interface Counted {
  figures: { rows: MonthRow[] };
}

export function Flows({ today }: { today: string }) {
  const say = useWords(words);
  const language = useLanguage();
  const [of, setOf] = useState("cases");
  const path = pathOf("/v1/statistics/stocks", { of, by: "month", ...lastYear(today) });
  const answered = useQuestion<Counted>(path);
  return (
    <Section title={say("flows")} answered={answered}>
      {(answer) => {
        const rows = answer.figures.rows.filter((one) => one.month !== "*");
        return (
          <>
            <div class="filters no-print">
              <Choice
                id="flows-of"
                title={say("flowsOf")}
                value={of === "cases" ? "" : of}
                all={say("cases")}
                codes={["services"]}
                nameOf={() => say("services")}
                choose={(one) => setOf(one || "cases")}
              />
            </div>
            <Chart
              label={say("flowsLabel")}
              labels={rows.map((one) => month(language, one.month))}
              lines={[
                { name: say("in"), values: rows.map((one) => one.in) },
                { name: say("out"), values: rows.map((one) => one.out) },
              ]}
            />
            <FlowTable rows={rows} />
            <TakeAway path={path} name="flussi" />
          </>
        );
      }}
    </Section>
  );
}

function FlowTable({ rows }: { rows: MonthRow[] }) {
  const say = useWords(words);
  const language = useLanguage();
  const numbers = ["before", "in", "out", "active"] as const;
  const columns: Column<MonthRow>[] = [
    { name: "month", title: say("month"), sortBy: (row) => row.month, cell: (row) => month(language, row.month) },
    ...numbers.map((name) => ({
      name,
      title: say(name === "before" ? "beforeMonth" : name),
      isNumber: true,
      sortBy: (row: MonthRow) => row[name],
      cell: (row: MonthRow) => count(language, row[name]),
    })),
  ];
  return <Table caption={say("flowsLabel")} columns={columns} rows={rows} keyOf={(row) => row.month} />;
}
