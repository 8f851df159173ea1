import { useLanguage } from "../words/language";
import { count } from "../words/formats";

export interface Figure {
  name: string;
  what: string;
  value: number | string | null | undefined; // null: not told to this person
  href?: string; // the question behind it, opened
  warns?: boolean;
}

/** Numbers of a morning, each leading to the rows behind it. */
export function Figures({ figures, label }: { figures: Figure[]; label: string }) {
  const language = useLanguage();
  return (
    <ul class="figures" aria-label={label}>
      {figures.map((one) => (
        <li key={one.name} class={one.warns ? "warns" : ""}>
          <span class="number">{typeof one.value === "number" ? count(language, one.value) : (one.value ?? "–")}</span>
          {one.href ? <a href={one.href}>{one.what}</a> : <span class="what">{one.what}</span>}
        </li>
      ))}
    </ul>
  );
}
