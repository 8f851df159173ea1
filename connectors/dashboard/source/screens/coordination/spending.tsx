// What the last twelve months' services have cost, by area; what was not recorded is not guessed.
import { pathOf } from "../../api/client";
import { useQuestion } from "../../api/questions";
import { Section } from "../../parts/section";
import { Table, type Column } from "../../parts/table";
import { TakeAway } from "../../parts/take_away";
import { money } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { lastYear } from "./months";
import { words } from "./words";

interface SpendingRow {
  area: string;
  gross: string | null;
  users_share: string | null;
  net: string | null;
}

export function Spending({ today }: { today: string }) {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const path = pathOf("/v1/statistics/spending", { by: "area", ...lastYear(today) });
  const answered = useQuestion<{ figures: { rows: SpendingRow[] } }>(path);
  const columns: Column<SpendingRow>[] = [
    { name: "area", title: say("area"), cell: (row) => (row.area === "*" ? say("allAreas") : label("area", row.area)) },
    ...(["gross", "users_share", "net"] as const).map((name) => ({
      name,
      title: label("measure", name),
      isNumber: true,
      cell: (row: SpendingRow) => money(language, row[name]),
    })),
  ];
  return (
    <Section title={say("spending")} answered={answered}>
      {(answer) => (
        <>
          <Table
            caption={say("spending")}
            columns={columns}
            rows={answer.figures.rows}
            keyOf={(row) => row.area}
            empty={say("noSpending")}
          />
          <TakeAway path={path} name="spesa" />
        </>
      )}
    </Section>
  );
}
