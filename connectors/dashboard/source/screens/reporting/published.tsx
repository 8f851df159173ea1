// What was published, and what the same queries would say today.
import { useQuestion } from "../../api/questions";
import { useRows } from "../../api/rows";
import { mayAsk, useSession } from "../../api/session";
import { Section } from "../../parts/section";
import { TakeAway } from "../../parts/take_away";
import { WideTable } from "../../parts/wide_table";
import { linkTo } from "../../route";
import { day, instant } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { useCellText, useDimensionText } from "./figures_answer";
import { linkOf, queryOfText } from "./query";
import { reportingWords } from "./words";

interface PublishedFigure {
  figure: string;
  query: string;
  as_of: number;
  digest: string;
  signer: string;
  act: string;
  published_on: string;
  restated: boolean;
}
interface Restated extends PublishedFigure {
  recomputes: boolean;
  changed: { row: string[]; measure: string; published: string; now: string }[];
  late_events: { position: number; event: number; recorded_at: string; type: string; bears_on: string }[];
  more: boolean;
}

/** `figure`: the one that is counted again; "": none. */
export function Published({ figure }: { figure: string }) {
  const session = useSession();
  if (!mayAsk(session, "figures")) return null;
  return (
    <>
      {figure && <CountedAgain key={figure} figure={figure} />}
      <PublishedList />
    </>
  );
}

function PublishedList() {
  const say = useWords(reportingWords);
  const label = useLabels();
  const language = useLanguage();
  const answered = useRows<PublishedFigure>("/v1/figures/list", "figures");
  const opened = (one: PublishedFigure) => {
    const query = queryOfText(one.query);
    return query && linkOf({ ...query, asOf: String(one.as_of) });
  };
  const columns = [
    { name: "query", title: label("field", "query"), cell: (one: PublishedFigure) => (opened(one) ? <a href={opened(one) ?? ""}><code>{one.query}</code></a> : <code>{one.query}</code>) },
    { name: "published_on", title: label("column", "day"), cell: (one: PublishedFigure) => day(language, one.published_on) },
    { name: "as_of", title: label("column", "position"), isNumber: true, cell: (one: PublishedFigure) => <span class="code">{one.as_of}</span> },
    { name: "signer", title: label("field", "signer"), cell: (one: PublishedFigure) => one.signer },
    { name: "act", title: label("field", "act"), cell: (one: PublishedFigure) => one.act },
    { name: "state", title: label("column", "state"), cell: (one: PublishedFigure) => <span class="tag">{say(one.restated ? "restated" : "stands")}</span> },
    { name: "again", title: say("again"), cell: (one: PublishedFigure) => <a href={linkTo("reporting", ["published", one.figure])} aria-label={say("countAgainWhat", one.query)}>{say("countAgain")}</a> },
    { name: "digest", title: say("digest"), cell: (one: PublishedFigure) => <span class="code">{one.digest.slice(0, 16)}…</span> },
  ];
  return (
    <Section title={say("published")} answered={answered}>
      {(answer) => (
        <>
          <WideTable caption={say("published")} columns={columns} rows={answer.rows} keyOf={(one) => one.figure} empty={say("figuresNone")} />
          {answer.rows.length > 0 && <TakeAway path="/v1/figures/list" name="published" />}
        </>
      )}
    </Section>
  );
}

function CountedAgain({ figure }: { figure: string }) {
  const say = useWords(reportingWords);
  const answered = useQuestion<{ figures: Restated[] }>(`/v1/figures/restate?figure=${encodeURIComponent(figure)}`);
  return (
    <Section title={say("restate")} answered={answered}>
      {(answer) => (
        <>
          <p class="muted">{say("restateWhy")}</p>
          {answer.figures.map((one) => (
            <Restatement key={one.figure} figure={one} />
          ))}
        </>
      )}
    </Section>
  );
}

/** The way to publish others in the place of figures that stand, and do not say any more what is so. */
function Restating({ figure }: { figure: Restated }) {
  const say = useWords(reportingWords);
  const session = useSession();
  const query = queryOfText(figure.query);
  if (figure.restated) return <p class="said">{say("restatedSince")}</p>;
  if (figure.changed.length === 0 || !query || !session.commands.includes("PublishFigures")) return null;
  return (
    <p>
      <a class="btn btn-primary btn-sm" href={linkOf({ ...query, restates: figure.figure })}>
        {say("publishRestated")}
      </a>
    </p>
  );
}

function Restatement({ figure }: { figure: Restated }) {
  const say = useWords(reportingWords);
  const label = useLabels();
  const language = useLanguage();
  const name = useDimensionText();
  const cell = useCellText();
  const by = queryOfText(figure.query)?.by ?? [];
  type Changed = Restated["changed"][number];
  type Late = Restated["late_events"][number];
  const changedColumns = [
    { name: "row", title: say("row"), cell: (one: Changed) => one.row.map((value, index) => name(by[index] ?? "", value)).join(", ") || say("total") },
    { name: "measure", title: say("measure"), cell: (one: Changed) => label("measure", one.measure) },
    { name: "was", title: say("was"), isNumber: true, cell: (one: Changed) => shownText(cell, one.published) },
    { name: "now", title: say("now"), isNumber: true, cell: (one: Changed) => shownText(cell, one.now) },
  ];
  const lateColumns = [
    { name: "type", title: label("column", "event"), cell: (one: Late) => label("event", one.type) },
    { name: "recorded", title: label("column", "when"), cell: (one: Late) => instant(language, one.recorded_at) },
    { name: "bears_on", title: label("text", "bears_on"), cell: (one: Late) => day(language, one.bears_on) },
    { name: "position", title: label("column", "position"), isNumber: true, cell: (one: Late) => <span class="code">{one.position}</span> },
  ];
  return (
    <div class="mb-3">
      <h3>
        <code>{figure.query}</code>
      </h3>
      <p class={`said ${figure.recomputes ? "good" : "warns"}`}>{say(figure.recomputes ? "recomputes" : "differs")}</p>
      {figure.changed.length === 0 ? (
        <p>{say("unchanged")}</p>
      ) : (
        <WideTable caption={`${say("changed")}: ${figure.query}`} columns={changedColumns} rows={figure.changed} keyOf={(one) => `${one.row.join(" ")} ${one.measure}`} />
      )}
      {figure.late_events.length > 0 && (
        <details class="my-2">
          <summary>{say("late")}</summary>
          <WideTable caption={`${say("late")}: ${figure.query}`} columns={lateColumns} rows={figure.late_events} keyOf={(one) => `${one.position}.${one.event}`} />
        </details>
      )}
      <Restating figure={figure} />
    </div>
  );
}

/** Changed cells are texts: "12", "1234.56", "suppressed". */
function shownText(cell: (value: number | string) => string, text: string): string {
  return /^-?\d+$/.test(text) ? cell(Number(text)) : cell(text);
}
