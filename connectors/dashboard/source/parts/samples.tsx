import { useWords } from "../words/language";
import { partWords } from "./words";

/** Rules and sheets that nobody has adopted yet stand behind what is shown. */
export function Samples({ names }: { names: string[] | undefined }) {
  const say = useWords(partWords);
  if (!names?.length) return null;
  return (
    <p>
      <span class="tag sample">{say("sample")}</span> <span class="muted">{say("sampleBehind")}</span>
    </p>
  );
}
