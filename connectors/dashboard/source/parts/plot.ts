// uPlot as the pages use it; a part of its own, loaded when the first chart is drawn.
import uPlot from "uplot";

export interface Line {
  name: string;
  values: (number | null)[]; // null: not told; the line has a gap there
}
export interface Drawing {
  labels: string[]; // of the places on the x axis
  lines: Line[];
  isBars?: boolean; // else lines
  show: (value: number) => string;
}

/** Told apart by colour and by dashes, both. */
const strokes = [
  { colour: "#0059b3", dash: [] },
  { colour: "#a11d35", dash: [8, 4] },
  { colour: "#006b48", dash: [2, 4] },
  { colour: "#6b3fa0", dash: [12, 4, 2, 4] },
  { colour: "#8a5300", dash: [4, 2] },
];
export const mostLines = strokes.length;
const height = 260;
const font = '13px "Titillium Web", sans-serif';

function shortened(text: string): string {
  return text.length > 16 ? `${text.slice(0, 15)}…` : text;
}

/** Bars of several measures share the room of a place: each has a piece of it, as parts of the picture's width. */
function besideEachOther(index: number, measures: number, places: number): uPlot.Series.PathBuilder | null {
  const room = 0.8 / places;
  const piece = Math.min(room / measures, 0.08);
  const begin = (place: number) => (place + 0.5) / places - (piece * measures) / 2 + index * piece;
  return (
    uPlot.paths.bars?.({
      disp: {
        x0: { unit: 2, values: (_plot, _series, from, to) => Array.from({ length: to - from + 1 }, (_, one) => begin(from + one)) },
        size: { unit: 2, values: (_plot, _series, from, to) => Array.from({ length: to - from + 1 }, () => piece * 0.9) },
      },
    }) ?? null
  );
}

/** The axes begin at nought: a cut axis makes small changes look large. */
export function draw(box: HTMLElement, { labels, lines, isBars, show }: Drawing): uPlot {
  const series = lines.slice(0, mostLines).map((one, index) => {
    const { colour, dash } = strokes[index] ?? { colour: "#0059b3", dash: [] };
    const line = { label: one.name, stroke: colour, width: 2, dash, points: { show: !isBars, size: 6 } };
    const paths = isBars ? besideEachOther(index, lines.length, labels.length) : null;
    return paths ? { ...line, dash: [], fill: colour, paths } : line;
  });
  const places = labels.map((_, index) => index);
  const options: uPlot.Options = {
    width: box.clientWidth || 600,
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false, range: [-0.5, Math.max(0.5, labels.length - 0.5)] },
      y: { range: (_, least, most) => [Math.min(0, least ?? 0), Math.max(1, (most ?? 1) * 1.08)] },
    },
    axes: [
      {
        font,
        stroke: "#17324d",
        grid: { show: false },
        splits: () => places,
        values: (plot, splits) => {
          const every = Math.ceil(splits.length / Math.max(1, Math.floor(plot.width / 90)));
          return splits.map((place, index) => (index % every === 0 ? shortened(labels[place] ?? "") : null));
        },
      },
      { font, stroke: "#17324d", grid: { stroke: "#dcdfe2" }, size: 72, values: (_, splits) => splits.map(show) },
    ],
    series: [{}, ...series],
  };
  return new uPlot(options, [places, ...lines.slice(0, mostLines).map((one) => one.values)] as uPlot.AlignedData, box);
}
