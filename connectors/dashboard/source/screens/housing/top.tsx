import { Subpages } from "../../parts/subpages";
import { useWords } from "../../words/language";
import { words } from "./words";

/** The heading of a page of this screen, and the way to the others. */
export function Top({ title, current }: { title: string; current: string }) {
  const say = useWords(words);
  const pages = [
    { name: "", title: say("overview") },
    { name: "dwellings", title: say("dwellings") },
    { name: "vacant", title: say("vacant") },
    { name: "tenancies", title: say("tenancies") },
    { name: "calls", title: say("calls") },
  ];
  return (
    <>
      <h1>{title}</h1>
      <Subpages screen="housing" label={say("pages")} pages={pages} current={current} />
    </>
  );
}
