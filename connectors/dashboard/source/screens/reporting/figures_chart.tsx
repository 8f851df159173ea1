// The totals of a table as a picture: along the months where they are told apart, else by its first dimension.
import { useState } from "preact/hooks";
import { Chart } from "../../parts/chart";
import { useLabels } from "../../words/labels";
import { useWords } from "../../words/language";
import { everything, numberIn, useDimensionText, type FigureRow, type FiguresAnswer } from "./figures_answer";
import { reportingWords } from "./words";

const mostBars = 30;
const linesAtFirst = 3;

/** Rows that tell the axis apart and total over all else. */
function alongAxis(answer: FiguresAnswer, axis: string): FigureRow[] {
  return answer.figures.rows.filter((row) => row[axis] !== everything && answer.figures.by.every((one) => one === axis || row[one] === everything));
}

export function FiguresChart({ topic, answer }: { topic: string; answer: FiguresAnswer }) {
  const say = useWords(reportingWords);
  const label = useLabels();
  const name = useDimensionText();
  const { by, measures } = answer.figures;
  const [chosen, setChosen] = useState<string[] | null>(null);
  const axis = by.includes("month") ? "month" : by[0];
  if (!axis) return null;
  const rows = alongAxis(answer, axis).slice(0, mostBars);
  if (rows.length < 2) return null;
  const told = measures.filter((measure) => rows.some((row) => numberIn(row[measure]) !== null));
  const shown = told.filter((one, index) => (chosen ? chosen.includes(one) : index < linesAtFirst));
  const lines = shown.map((measure) => ({ name: label("measure", measure), values: rows.map((row) => numberIn(row[measure])) }));
  const turn = (measure: string) => setChosen(shown.includes(measure) ? shown.filter((one) => one !== measure) : [...shown, measure]);
  return (
    <>
      {told.length > 1 && (
        <fieldset class="field dimensions no-print">
          <legend>{say("chartMeasure")}</legend>
          {told.map((one) => (
            <span key={one}>
              <input type="checkbox" id={`drawn-${one}`} checked={shown.includes(one)} onChange={() => turn(one)} /> <label for={`drawn-${one}`}>{label("measure", one)}</label>
            </span>
          ))}
        </fieldset>
      )}
      <Chart label={say("chart", topic)} labels={rows.map((row) => name(axis, row[axis]))} lines={lines} isBars={axis !== "month"} />
      {by.length > 1 && <p class="muted">{say("chartMany", label("dimension", axis))}</p>}
    </>
  );
}
