// A picture of numbers. Beside it stands its table, for whoever does not see the picture, and for whoever wants the numbers.
import { useEffect, useRef } from "preact/hooks";
import { count } from "../words/formats";
import { useLanguage, type Language } from "../words/language";
import type { Drawing } from "./plot";

interface ChartProps extends Omit<Drawing, "show"> {
  label: string; // what it shows, in a sentence
}

// Of one identity each, so that a chart is not drawn again with every answer.
const shown: Record<Language, (value: number) => string> = { it: (value) => count("it", value), en: (value) => count("en", value) };

export function Chart({ label, labels, lines, isBars = false }: ChartProps) {
  const show = shown[useLanguage()];
  const box = useRef<HTMLDivElement>(null);
  const content = JSON.stringify([labels, lines, isBars]);
  useEffect(() => {
    let isOld = false;
    let plot: { destroy: () => void; setSize: (size: { width: number; height: number }) => void; height: number } | undefined;
    const sizes = new ResizeObserver(() => {
      if (box.current) plot?.setSize({ width: box.current.clientWidth, height: plot.height });
    });
    void import("./plot").then(({ draw }) => {
      if (isOld || !box.current) return;
      plot = draw(box.current, { labels, lines, isBars, show });
      sizes.observe(box.current);
    });
    return () => {
      isOld = true;
      sizes.disconnect();
      plot?.destroy();
    };
  }, [content, show]);
  return (
    <figure class="chart">
      <div ref={box} role="img" aria-label={label} />
      <figcaption>
        <ul>
          {lines.map((one, index) => (
            <li key={one.name} class={`line-${index + 1}`}>
              {one.name}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
