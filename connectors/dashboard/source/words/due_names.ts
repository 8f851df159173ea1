// What an item of the agenda asks for: its kind, and of what its code is a code, which depends on the kind.
import type { DueItem } from "../api/answers";
import { useLabels } from "./labels";
import { useWordText } from "./naming";

const groupOfKind: Record<string, string> = {
  proposal: "proposal",
  meeting: "meeting_kind",
  review: "project_kind",
  undertaking: "undertaking_kind",
  reply: "referral_target",
};

/** "incontro: colloquio"; the kind alone where the code only repeats it. */
export function useDueNames(): (item: DueItem) => string {
  const label = useLabels();
  const wordText = useWordText();
  return ({ kind, what, service }) => {
    const told = label("due_kind", kind);
    if (!what || what === kind) return told;
    const group = groupOfKind[kind];
    return `${told}: ${group ? label(group, what) : wordText(kind, what, { service })}`;
  };
}
