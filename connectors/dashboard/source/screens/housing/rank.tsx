// Why an application stands where it stands in a ranking, and what it would take to stand higher.
import { pathOf } from "../../api/client";
import { useQuestion } from "../../api/questions";
import { Fact } from "../../parts/facts";
import { Section } from "../../parts/section";
import { Table, type Column } from "../../parts/table";
import { day, money } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { useCatalogue } from "../../words/catalogue";
import type { RankExplained } from "./answers";
import { words } from "./words";

type Line = NonNullable<RankExplained["score"]>["lines"][number];

export function Rank({ call, entry }: { call: string; entry: string }) {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const answered = useQuestion<{ explanation: RankExplained }>(pathOf(`/v1/ranking/${encodeURIComponent(call)}`, { explain: entry }));
  return (
    <Section title={say("whyThere")} answered={answered}>
      {({ explanation: one }) => (
        <div aria-live="polite">
          <dl class="paired">
            <Fact name={say("listCode")} value={one.code} />
            <Fact name={say("rankNow")} value={one.rank === null ? "–" : String(one.rank)} />
            {one.published_rank !== null && <Fact name={say("rankPublished")} value={String(one.published_rank)} />}
            <Fact
              name={say("entryState")}
              value={label("entry_state", one.state) + (one.with_reserve ? `, ${label("standing", "with_reserve")}` : "")}
            />
            <Fact name={say("appliedOn")} value={day(language, one.applied_on)} />
            <Fact name={say("points")} value={one.points} />
            {one.lot !== null && <Fact name={say("lot")} value={String(one.lot)} />}
            {one.ordered_rank !== null && <Fact name={say("orderedRank")} value={String(one.ordered_rank)} />}
          </dl>
          <p class="said">
            {one.to_stand_higher
              ? one.to_stand_higher.by_tie_break
                ? say("higherByTie", one.to_stand_higher.code)
                : say("higherByPoints", one.to_stand_higher.code, one.to_stand_higher.points_more)
              : say("first")}
          </p>
          {one.score && <Points score={one.score} />}
          <History history={one.history} />
        </div>
      )}
    </Section>
  );
}

function Points({ score }: { score: NonNullable<RankExplained["score"]> }) {
  const say = useWords(words);
  const language = useLanguage();
  const catalogue = useCatalogue();
  const isMoney = (line: Line) => /income|isee/.test(line.criterion);
  const euros = (text: string) => (/^\d+$/.test(text) ? money(language, String(Number(text) / 100)) : text);
  const plain = (line: Line, text: string) => {
    if (text === "true" || text === "false") return say(text === "true" ? "yes" : "no");
    return isMoney(line) ? euros(text) : text;
  };
  const named = (line: Line, text: string) => catalogue.row(score.rule_set, line.criterion, text) ?? plain(line, text);
  const rowOf = (line: Line) => {
    const [from, until] = line.row.split("..");
    if (until === undefined) return named(line, line.row);
    return until === "" ? say("fromOn", plain(line, from ?? "")) : say("fromTo", plain(line, from ?? ""), plain(line, until));
  };
  const columns: Column<Line>[] = [
    { name: "criterion", title: say("criterion"), cell: (row) => row.label },
    { name: "input", title: say("input"), cell: (row) => named(row, row.input) },
    { name: "row", title: say("row"), cell: rowOf },
    { name: "points", title: say("points"), isNumber: true, cell: (row) => row.points },
  ];
  return (
    <>
      <h3>{say("pointsBy")}</h3>
      <Table caption={say("pointsBy")} columns={columns} rows={score.lines} keyOf={(row) => row.criterion} />
      {score.ground.length > 0 && <p class="muted">{say("basis", score.ground.join("; "))}</p>}
    </>
  );
}

function History({ history }: { history: RankExplained["history"] }) {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const columns: Column<RankExplained["history"][number]>[] = [
    { name: "on", title: say("on"), cell: (row) => day(language, row.on) },
    { name: "what", title: say("what"), cell: (row) => label("event", row.type) },
  ];
  return (
    <>
      <h3>{say("history")}</h3>
      <Table caption={say("history")} columns={columns} rows={history} keyOf={(row) => `${row.position}.${row.event}`} />
    </>
  );
}
