// What the answers of an assessment come to while they are being given: the server scores, by the instrument in force.
import { useQuestion } from "../../api/questions";
import type { WrittenFields } from "../../parts/form/schema";
import { useCatalogue } from "../../words/catalogue";
import { useWords } from "../../words/language";
import { caseWords } from "./words";

interface Score {
  points: string;
  band_name: string | null; // null: items are missing
  missing: string[];
  sample: boolean;
}

/** Answered items, each once: the last answer counts while it is being changed. */
function answersIn(written: WrittenFields): [string, string][] {
  const rows = (written.answers ?? []) as WrittenFields[];
  return [...new Map(rows.filter((row) => row.item && row.answer).map((row) => [row.item as string, row.answer as string]))];
}

interface LiveScoreProps {
  written: WrittenFields;
  write: (written: WrittenFields) => void;
}

export function LiveScore({ written, write }: LiveScoreProps) {
  const say = useWords(caseWords);
  const catalogue = useCatalogue();
  const instrument = typeof written.instrument === "string" ? written.instrument : "";
  const answers = answersIn(written);
  const query = answers.map(([item, answer]) => `answer=${encodeURIComponent(`${item}=${answer}`)}`).join("&");
  const isAsked = instrument !== "";
  const score = useQuestion<Score>(isAsked ? `/v1/score/${encodeURIComponent(instrument)}${query ? `?${query}` : ""}` : null).answer;
  const items = catalogue.items(instrument);
  const isListed = items.length <= ((written.answers as unknown[] | undefined)?.length ?? 0);
  const listAll = () => {
    if (isListed) return;
    const given = new Map(answers);
    write({ ...written, answers: items.map(([item]) => ({ item, answer: given.get(item) ?? "" })) });
  };
  // Always there, so that nothing moves under the hand while answers come.
  return (
    <div class="mb-3">
      <button type="button" class="btn btn-outline-primary btn-xs mb-2" aria-disabled={isListed} onClick={listAll}>
        {isAsked ? say("listItems", items.length) : say("listItemsOf")}
      </button>
      <p class="said" role="status">
        {score ? say("scoreSoFar", score.points) : say("scoreNone")} {score && (score.band_name ? say("scoreBand", score.band_name) : say("scoreMissing", score.missing.length))}{" "}
        {score?.sample && <span class="tag sample">{say("scoreSample")}</span>}
      </p>
    </div>
  );
}
