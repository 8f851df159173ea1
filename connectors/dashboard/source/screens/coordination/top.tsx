import { useSession } from "../../api/session";
import { Subpages } from "../../parts/subpages";
import { useLabels } from "../../words/labels";
import { useWords } from "../../words/language";
import { words } from "./words";

/** The heading of a page of this screen, and the way to the others. */
export function Top({ title, current }: { title: string; current: string }) {
  const say = useWords(words);
  const label = useLabels();
  const areas = useSession().areas.map((one) => label("area", one));
  const pages = [
    { name: "", title: say("overview") },
    { name: "due", title: say("due") },
    { name: "lists", title: say("lists") },
    { name: "load", title: say("load") },
    { name: "programmes", title: say("programmes") },
  ];
  return (
    <>
      <h1>{title}</h1>
      {areas.length > 0 && <p class="muted">{say("areas", areas.join(", "))}</p>}
      <Subpages screen="coordination" label={say("pages")} pages={pages} current={current} />
    </>
  );
}
