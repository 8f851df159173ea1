// The next state of a dwelling in which nobody lives.
import { useState } from "preact/hooks";
import { handIn, newKey } from "../../api/commands";
import { Problem } from "../../api/problem";
import { useSession } from "../../api/session";
import { useSending } from "../../parts/form/sending";
import { ProblemNote } from "../../parts/problem_note";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import type { Dwelling } from "./answers";
import { words } from "./words";

/** States that the office decides; the others come of assignments and tenancies. */
const decided = ["to_repair", "under_works", "ready"];

export function MoveForm({ dwelling }: { dwelling: Dwelling }) {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const session = useSession();
  const [key, setKey] = useState(newKey);
  const [state, setState] = useState("");
  const [done, setDone] = useState("");
  const { problem, isSending, send } = useSending();
  const choices = decided.filter((one) => one !== dwelling.state);

  const choose = (next: string) => {
    setState(next);
    setKey(newKey());
  };
  const move = async () => {
    if (!state) return;
    setDone("");
    try {
      await handIn(session, language, { key, payload: { type: "MoveDwelling", dwelling: dwelling.dwelling, state } });
    } catch (error) {
      // A refusal is recorded under its key: what is put right is another command.
      if (error instanceof Problem && error.status === 422) setKey(newKey());
      throw error;
    }
    setDone(say("moved", label("dwelling_state", state)));
    setState("");
    setKey(newKey());
  };
  return (
    <section class="mb-4 no-print">
      <h2>{label("command", "MoveDwelling")}</h2>
      <form onSubmit={(event) => void send(event, move)}>
        <div class="filters">
          <div class="field">
            <label for="next-state">{say("newState")}</label>
            <select id="next-state" value={state} onChange={(event) => choose(event.currentTarget.value)} required>
              <option value="">{say("choose")}</option>
              {choices.map((one) => (
                <option key={one} value={one}>
                  {label("dwelling_state", one)}
                </option>
              ))}
            </select>
          </div>
          <button type="submit" class="btn btn-primary btn-sm" aria-disabled={isSending}>
            {say("handIn")}
          </button>
        </div>
      </form>
      <div role="status">{done && <p class="said good">{done}</p>}</div>
      <ProblemNote problem={problem} />
    </section>
  );
}
