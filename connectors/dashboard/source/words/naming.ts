// What a code is called: by the program's labels, and by the sheets and rule sets that the authority adopted.
import { useContext } from "preact/hooks";
import { useCatalogue } from "./catalogue";
import { LabelContext } from "./labels";
import { useLanguage } from "./language";

/** What stands beside a code, by which it may be told apart: the instrument and item of an answer, the service of a deadline. */
export type Around = Record<string, unknown>;

/** Fields are named as groups of labels are, or as their kinds; of the others, which group names their codes. */
const groupOfField: Record<string, string> = {
  action: "proposal", cause: "suspension_cause", direction: "protocol_direction", effect: "list_effect", ground: "dropped", kind: "diary_kind",
  level: "read_level", need: "urgency", outcome: "goal_outcome", owner: "dwelling_owner", payer: "cost_payer", rule_kind: "status",
  sign: "party", title: "placement_title", way: "payment_way", what: "obligation", within: "goal_term",
};

/** wordText("urgency", "soon") -> "a breve". A word that nobody names, as offices write words of their own, is told as it is. */
export function useWordText(): (field: string, word: string, around?: Around) => string {
  const labels = useContext(LabelContext)[useLanguage()];
  const catalogue = useCatalogue();
  return (field, word, around = {}) => {
    const known = (name: string) => (typeof around[name] === "string" ? (around[name] as string) : "");
    const ending = `_${field}.${word}`;
    const inGroups = () => labels[Object.keys(labels).find((one) => one.endsWith(ending)) ?? ""];
    return (
      labels[`${field}.${word}`] ??
      labels[`${groupOfField[field]}.${word}`] ??
      labels[`${field}_kind.${word}`] ??
      catalogue.inInstrument(field, word, known("instrument"), known("item")) ??
      catalogue.inCriteria(field, word, known("name") || known("criterion")) ??
      catalogue.named(field, word, known("service")) ??
      inGroups() ??
      catalogue.named("service", word) ??
      catalogue.namedAnywhere(word, known("service")) ??
      catalogue.namedAnywhere(word) ??
      labels[`office_word.${word}`] ??
      catalogue.ruleSet(word)
    );
  };
}

/** What stands behind an answer with values that nobody adopted: "plan_162_base 2026" -> "Base ... (2026)". */
export function useSampleName(): (sample: string) => string {
  const catalogue = useCatalogue();
  return (sample) => {
    const [code = "", version] = sample.split(" ");
    const name = catalogue.named("rule_set", code) ?? catalogue.service(code);
    return version ? `${name} (${version})` : name;
  };
}
