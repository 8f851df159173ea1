// Why somebody stands where they stand on a list: points by criterion, what would change them, what happened so far.
import type { ScoreLine } from "../../api/answers";
import { Table, type Column } from "../../parts/table";
import { day, money } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { useCatalogue } from "../../words/catalogue";
import { useWordText } from "../../words/naming";
import type { Entry, Explanation } from "./answers";
import { words } from "./words";

type Score = NonNullable<Explanation["score"]>;
type Change = NonNullable<Explanation["would_change"]>[number];

export function StandingOf({ entry, service }: { entry: Entry; service: string }) {
  const say = useWords(words);
  const { score, would_change, before } = entry.explanation;
  return (
    <section class="mb-4" aria-live="polite">
      <h2>{say("whyRank", entry.rank)}</h2>
      <p>
        {before.length === 0 ? say("nobodyBefore") : say("before", entry.rank - 1)} {score ? say("scored", score.total) : say("byArrival")}
      </p>
      {score && <ScoreTable score={score} />}
      {score && would_change && <ChangeTable entry={entry} score={score} changes={would_change} />}
      <MoveTable explanation={entry.explanation} service={service} />
    </section>
  );
}

/** Rule sets reckon in cents, and say so in their names; here the same is shown in euros. */
function inEuro(name: string): string {
  return name.replace(/ in (centesimi|cents)$/, "");
}

/** Inputs and rows as people say them: "true" is yes, cents are euros, bands have their name. */
function useScoreWords(ruleSet: string) {
  const say = useWords(words);
  const language = useLanguage();
  const catalogue = useCatalogue();
  const plain = (text: string, isMoney: boolean): string => {
    if (text === "true" || text === "false") return say(text === "true" ? "yes" : "no");
    return isMoney && /^\d+$/.test(text) ? money(language, String(Number(text) / 100)) : text;
  };
  const rowOf = (line: ScoreLine, input: string): string => {
    const isMoney = input.endsWith("_cents") || /isee|income/.test(line.criterion);
    const [from, until] = line.row.split("..");
    if (until === undefined) return catalogue.row(ruleSet, line.criterion, line.row) ?? plain(line.row, isMoney);
    const least = plain(from ?? "", isMoney);
    const most = plain(until, isMoney);
    const bounds = until === "" ? say("fromOn", least) : from === until ? most : say("fromTo", least, most);
    const name = catalogue.row(ruleSet, line.criterion, line.row);
    return name ? `${name} (${bounds})` : bounds;
  };
  const inputOf = (line: ScoreLine) => {
    const isMoney = /isee|income/.test(line.criterion);
    return catalogue.row(ruleSet, line.criterion, line.input) ?? plain(line.input, isMoney);
  };
  return { rowOf, inputOf, tieOf: (by: string, value: string) => plain(value, by.endsWith("_cents")) };
}

function ScoreTable({ score }: { score: Score }) {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const catalogue = useCatalogue();
  const { rowOf, inputOf, tieOf } = useScoreWords(score.rule_set);
  const columns: Column<ScoreLine>[] = [
    { name: "criterion", title: say("criterion"), cell: (row) => inEuro(row.label) },
    { name: "input", title: say("input"), cell: inputOf },
    { name: "row", title: say("row"), cell: (row) => rowOf(row, row.criterion) },
    { name: "points", title: say("points"), isNumber: true, cell: (row) => row.points },
  ];
  const nameOfTie = (by: string) => (by === "applied_on" ? label("column", by) : inEuro(catalogue.input(score.rule_set, by)));
  const valueOfTie = (by: string, value: string) => (/^\d{4}-\d\d-\d\d$/.test(value) ? day(language, value) : tieOf(by, value));
  const textOfTie = ({ by, value, order }: Score["tie_breaks"][number]) =>
    `${nameOfTie(by)} ${valueOfTie(by, value)} (${say(order === "descending" ? "highFirst" : "lowFirst")})`;
  return (
    <>
      <h3>{say("pointsBy")}</h3>
      <Table caption={say("pointsBy")} columns={columns} rows={score.lines} keyOf={(row) => row.criterion} />
      <p class="mt-2">
        {say("rules", catalogue.ruleSet(score.rule_set), score.version)}{" "}
        {score.status === "sample" && <span class="tag sample">{say("sample")}</span>}
      </p>
      {score.tie_breaks.length > 0 && (
        <p>
          {say("ties")} {score.tie_breaks.map(textOfTie).join("; ")}.
        </p>
      )}
    </>
  );
}

function ChangeTable({ entry, score, changes }: { entry: Entry; score: Score; changes: Change[] }) {
  const say = useWords(words);
  const { rowOf } = useScoreWords(score.rule_set);
  const columns: Column<Change>[] = [
    { name: "criterion", title: say("criterion"), sortBy: (row) => row.label, cell: (row) => inEuro(row.label) },
    { name: "row", title: say("ifItWere"), cell: (row) => rowOf(row, row.input) },
    { name: "total", title: say("totalThen"), isNumber: true, sortBy: (row) => Number(row.total), cell: (row) => row.total },
    {
      name: "rank",
      title: say("rankThen"),
      isNumber: true,
      sortBy: (row) => row.rank,
      cell: (row) => (row.rank === entry.rank ? say("sameRank", row.rank) : say(row.rank < entry.rank ? "higher" : "lower", row.rank)),
    },
  ];
  return (
    <>
      <h3 class="mt-4">{say("wouldChange")}</h3>
      <p class="muted">{say("allElse")}</p>
      <Table
        caption={say("wouldChange")}
        columns={columns}
        rows={changes}
        keyOf={(row) => `${row.criterion} ${row.row}`}
        empty={say("nothingChanges")}
      />
    </>
  );
}

type Move = Explanation["moves"][number];

function MoveTable({ explanation, service }: { explanation: Explanation; service: string }) {
  const say = useWords(words);
  const label = useLabels();
  const wordText = useWordText();
  const language = useLanguage();
  const columns: Column<Move>[] = [
    { name: "on", title: say("on"), cell: (row) => day(language, row.on) },
    { name: "kind", title: say("what"), cell: (row) => label("move_kind", row.kind) },
    { name: "effect", title: say("effect"), cell: (row) => label("list_effect", row.effect) },
    { name: "points", title: say("points"), isNumber: true, cell: (row) => (explanation.score ? row.points : "") },
    { name: "reason", title: say("reason"), cell: (row) => row.reason && wordText("reason", row.reason, { service }) },
  ];
  return (
    <>
      <h3 class="mt-4">{say("moves")}</h3>
      <Table caption={say("moves")} columns={columns} rows={explanation.moves} keyOf={(row) => `${row.position}.${row.event}`} />
    </>
  );
}
