// The signed checkpoint, held against the ledger that answers here, and what to run so as to rely on nobody's page.
import { useCheckpoint } from "../../api/checkpoint";
import { useQuestion } from "../../api/questions";
import { mayAsk, useSession } from "../../api/session";
import { count } from "../../words/formats";
import { useLanguage, useWords, type Words } from "../../words/language";
import { useFocusWhere } from "./focus_where";

const words = {
  title: ["Il registro è lo stesso di allora?", "Is the ledger the same as then?"],
  unpublished: ["Questo server non pubblica punti di controllo firmati. Chi ha il registro li firma e pubblica con:", "This server publishes no signed checkpoints. Who has the ledger signs and publishes them by:"],
  note: ["Punto di controllo pubblicato: {} commit, registro {}.", "Published checkpoint: {} commits, ledger {}."],
  noteText: ["La nota firmata", "The signed note"],
  holds: ["La radice che questo server calcola per quei commit è quella firmata.", "The root that this server computes for those commits is the one that was signed."],
  differs: ["La radice che questo server calcola per quei commit NON è quella firmata: il registro è stato cambiato, o è un altro.", "The root that this server computes for those commits is NOT the one that was signed: the ledger was changed, or is another."],
  verify: ["Non credere a questa pagina: le prove si fanno con", "Do not believe this page: proofs are made with"],
  verifyLedger: ["tutto il registro, riletto da capo", "the whole ledger, read again"],
  verifyNote: ["il registro contro una nota conservata altrove", "the ledger against a note kept elsewhere"],
  verifyReceipt: ["una ricevuta, su qualsiasi computer", "a receipt, on any computer"],
} as const satisfies Words<string>;

export function CheckpointPart({ isWanted }: { isWanted: boolean }) {
  const say = useWords(words);
  const language = useLanguage();
  const session = useSession();
  const found = useCheckpoint();
  const heading = useFocusWhere<HTMLHeadingElement>(isWanted);
  const isFound = found !== null && found !== "unpublished";
  // Any answer as of that size says which root the ledger has there.
  const there = useQuestion<{ root: string }>(isFound && mayAsk(session, "services") ? `/v1/services?as_of=${found.size - 1}` : null);
  return (
    <section class="mb-4">
      <h2 ref={heading} tabIndex={-1}>
        {say("title")}
      </h2>
      {found === "unpublished" && (
        <p class="said">
          {say("unpublished")} <code>fascicolo checkpoint --publish FOLDER; fascicolo serve --published FOLDER</code>
        </p>
      )}
      {isFound && (
        <>
          <p>{say("note", count(language, found.size), found.origin)}</p>
          {there.answer && <p class={`said ${there.answer.root === found.root ? "good" : "warns"}`}>{say(there.answer.root === found.root ? "holds" : "differs")}</p>}
          <details class="mb-3">
            <summary>{say("noteText")}</summary>
            <pre tabIndex={0} class="note">
              {found.text}
            </pre>
          </details>
        </>
      )}
      <p>{say("verify")}</p>
      <ul>
        <li>
          <code>fascicolo verify</code>: {say("verifyLedger")}
        </li>
        <li>
          <code>fascicolo verify --against NOTE --signed-by KEY</code>: {say("verifyNote")}
        </li>
        <li>
          <code>fascicolo-verify RECEIPT --key KEY</code>: {say("verifyReceipt")}
        </li>
      </ul>
    </section>
  );
}
