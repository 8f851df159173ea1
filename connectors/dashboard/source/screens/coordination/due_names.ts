import { useLabels } from "../../words/labels";
import { useSheets } from "../../words/sheets";
import type { DueItem } from "./answers";

/** What an item asks for, beside its kind: the meaning of its code depends on the kind. */
export function useDueNames(): (item: DueItem) => string {
  const label = useLabels();
  const sheets = useSheets();
  return (item) => {
    if (item.kind === "proposal") return label("proposal", item.what);
    if (item.kind === "meeting") return label("meeting_kind", item.what);
    if (item.kind === "deadline" || item.kind === "document") return sheets.term(item.what, item.service);
    // Of these the code repeats the kind, or is the office's own word.
    if (["review", "permit_ends"].includes(item.kind)) return "";
    return item.what;
  };
}
