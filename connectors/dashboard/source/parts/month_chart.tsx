// Lines over months, drawn by uPlot, which is loaded when the first of them is. Never alone: its numbers stand in a table beside it.
import type uPlot from "uplot";
import { useEffect, useRef } from "preact/hooks";
import { useLanguage, type Language } from "../words/language";

export interface Line {
  name: string;
  values: (number | null)[];
}
interface MonthChartProps {
  label: string; // what is drawn, for whoever does not see it
  months: string[]; // "2025-03"
  lines: Line[]; // three at most: each has a colour and a dash of its own
}

const looks = [
  { colour: "#0059b3", dash: [] as number[], width: 3 },
  { colour: "#a11d35", dash: [8, 4], width: 3 },
  { colour: "#455b71", dash: [2, 3], width: 2 },
];
const height = 240; // pixels
const narrow = 480; // pixels; below, every second month is named

export function monthName(language: Language, month: string): string {
  const format = new Intl.DateTimeFormat(language === "it" ? "it-IT" : "en-GB", { month: "short", year: "2-digit", timeZone: "UTC" });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}

export function MonthChart({ label, months, lines }: MonthChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const language = useLanguage();
  const drawn = JSON.stringify([months, lines]);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let chart: uPlot | null = null;
    let isOver = false;
    const sizes = new ResizeObserver(() => chart?.setSize({ width: element.clientWidth, height }));
    void import("uplot").then(({ default: Plot }) => {
      if (isOver) return;
      const data = [months.map((_, index) => index), ...lines.map((one) => one.values)] as uPlot.AlignedData;
      chart = new Plot(optionsOf(months, lines, language, element.clientWidth), data, element);
      sizes.observe(element);
    });
    return () => {
      isOver = true;
      sizes.disconnect();
      chart?.destroy();
    };
  }, [drawn, language]);
  return (
    <figure class="chart">
      <div ref={place} role="img" aria-label={label} />
      <figcaption>
        {lines.map((one, index) => (
          <span key={one.name}>
            <svg width={36} height={10} aria-hidden="true" focusable="false">
              <line
                x1={0}
                x2={36}
                y1={5}
                y2={5}
                stroke={looks[index]?.colour}
                stroke-width={looks[index]?.width}
                stroke-dasharray={looks[index]?.dash.join(" ") || "none"}
              />
            </svg>{" "}
            {one.name}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function optionsOf(months: string[], lines: Line[], language: Language, width: number): uPlot.Options {
  const font = '13px "Titillium Web", sans-serif';
  const axis = { font, stroke: "#17324d", grid: { stroke: "#e3e7ea", width: 1 }, ticks: { show: false } };
  return {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: [-0.25, months.length - 0.75] }, y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] } },
    axes: [
      {
        ...axis,
        splits: (plot) => months.map((_, index) => index).filter((index) => plot.width > narrow || index % 3 === 0),
        values: (_, splits) => splits.map((index) => monthName(language, months[index] ?? "")),
      },
      { ...axis, size: 44, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000] },
    ],
    series: [
      {},
      ...lines.map((one, index) => ({
        label: one.name,
        stroke: looks[index]?.colour ?? "#17324d",
        width: looks[index]?.width ?? 2,
        dash: looks[index]?.dash ?? [],
        points: { show: true, size: 6 },
      })),
    ],
  };
}
