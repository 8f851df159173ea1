// One query: what is counted, its chart, its table, where it comes from, and its way out of the office.
import { useState } from "preact/hooks";
import { useQuestion } from "../../api/questions";
import { useSession } from "../../api/session";
import { Section } from "../../parts/section";
import { TakeAway } from "../../parts/take_away";
import { useTakingOver } from "../../parts/taking_over";
import { WideTable } from "../../parts/wide_table";
import { useLabels } from "../../words/labels";
import { useWords } from "../../words/language";
import { FiguresChart } from "./figures_chart";
import { useCellText, useDimensionText, type FigureRow, type FiguresAnswer } from "./figures_answer";
import { Publish } from "./publish";
import { counted, dimensions, linkOf, mostDimensions, pathOfQuery, type Dimension, type Query } from "./query";
import { reportingWords } from "./words";

export function FiguresPage({ query, today }: { query: Query; today: string }) {
  const say = useWords(reportingWords);
  const session = useSession();
  const path = pathOfQuery(query);
  const answered = useQuestion<FiguresAnswer>(path);
  return (
    <>
      <QueryForm query={query} today={today} />
      <Section title={say("result", say(query.topic))} answered={answered}>
        {(answer) => (
          <>
            {query.restates && <p class="said">{say("restating")}</p>}
            <Result query={query} answer={answer} path={path} />
          </>
        )}
      </Section>
      {answered.answer && session.commands.includes("PublishFigures") && <Publish query={query} today={today} answer={answered.answer} />}
    </>
  );
}

function QueryForm({ query, today }: { query: Query; today: string }) {
  const say = useWords(reportingWords);
  const label = useLabels();
  const [chosen, setChosen] = useState(query);
  const form = useTakingOver<HTMLFormElement>(true); // what it leads to is drawn anew
  const turn = (one: Dimension) => setChosen({ ...chosen, by: chosen.by.includes(one) ? chosen.by.filter((other) => other !== one) : [...chosen.by, one] });
  const ofWhat = counted[query.topic];
  return (
    <form
      ref={form}
      tabIndex={-1}
      class="filters no-print"
      onSubmit={(event) => {
        event.preventDefault();
        location.hash = linkOf({ ...chosen, asOf: "", restates: "" });
      }}
    >
      {ofWhat && (
        <div class="field">
          <label for="query-of">{say("of")}</label>
          <select id="query-of" value={chosen.of || "services"} onChange={(event) => setChosen({ ...chosen, of: event.currentTarget.value })}>
            {ofWhat.map((one) => (
              <option key={one} value={one}>
                {say(one as "services" | "cases" | "enrolments")}
              </option>
            ))}
          </select>
        </div>
      )}
      <fieldset class="field dimensions">
        <legend>{say("by")}</legend>
        {dimensions.map((one) => (
          <span key={one}>
            <input
              type="checkbox"
              id={`by-${one}`}
              checked={chosen.by.includes(one)}
              disabled={!chosen.by.includes(one) && chosen.by.length >= mostDimensions}
              onChange={() => turn(one)}
            />{" "}
            <label for={`by-${one}`}>{label("dimension", one)}</label>
          </span>
        ))}
      </fieldset>
      {(["from", "to"] as const).map((one) => (
        <div class="field" key={one}>
          <label for={`query-${one}`}>{say(one)}</label>
          <input id={`query-${one}`} type="month" required max={today.slice(0, 7)} value={chosen[one]} onInput={(event) => setChosen({ ...chosen, [one]: event.currentTarget.value })} />
        </div>
      ))}
      <button type="submit" class="btn btn-primary btn-sm">
        {say("count")}
      </button>
    </form>
  );
}

function Result({ query, answer, path }: { query: Query; answer: FiguresAnswer; path: string }) {
  const say = useWords(reportingWords);
  const label = useLabels();
  const cell = useCellText();
  const name = useDimensionText();
  const { by, measures, rows } = answer.figures;
  const columns = [
    ...by.map((one) => ({ name: one, title: label("dimension", one), cell: (row: FigureRow) => name(one, row[one]) })),
    ...measures.map((one) => ({ name: one, title: label("measure", one), isNumber: true, cell: (row: FigureRow) => cell(row[one]) })),
  ];
  const pinned = linkOf({ ...query, asOf: String(answer.position) });
  return (
    <>
      {answer.breaches.length > 0 && (
        <p class="said warns" role="alert">
          {say("breaches", answer.breaches.join("; "))}
        </p>
      )}
      {answer.not_understood > 0 && <p class="said warns">{say("notUnderstood", answer.not_understood)}</p>}
      <FiguresChart topic={say(query.topic)} answer={answer} />
      <WideTable caption={say(query.topic)} columns={columns} rows={rows} keyOf={(row) => by.map((one) => String(row[one])).join(" ")} empty={say("nothing")} />
      <p class="my-2">
        {say("query")} <code>{answer.figures.query}</code> {say("position")} <span class="code">{answer.position}</span>.{" "}
        {query.asOf ? <a href={linkOf({ ...query, asOf: "" })}>{say("newest")}</a> : <a href={pinned}>{say("sameAgain")}</a>}
      </p>
      <TakeAway path={path} name={`${query.topic}-${answer.position}`} />
    </>
  );
}
