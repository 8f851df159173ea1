import type { DueItem } from "../../api/answers";
import { useLabels } from "../../words/labels";
import { useCatalogue } from "../../words/catalogue";

/** What an item asks for, beside its kind: the meaning of its code depends on the kind. */
export function useDueNames(): (item: DueItem) => string {
  const label = useLabels();
  const catalogue = useCatalogue();
  return (item) => {
    if (item.kind === "proposal") return label("proposal", item.what);
    if (item.kind === "meeting") return label("meeting_kind", item.what);
    if (item.kind === "deadline" || item.kind === "document") return catalogue.named(item.kind, item.what, item.service) ?? item.what;
    // Of these the code repeats the kind, or is the office's own word.
    if (["review", "permit_ends"].includes(item.kind)) return "";
    return item.what;
  };
}
