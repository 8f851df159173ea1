// Publishing figures: the result as the server told it, and its digest, which the server reckons again.
import { useState } from "preact/hooks";
import { handIn, newKey } from "../../api/commands";
import { digestOf } from "../../api/digest";
import { useQuestion } from "../../api/questions";
import { useSession, type Session } from "../../api/session";
import { useSending } from "../../parts/form/sending";
import { ProblemNote } from "../../parts/problem_note";
import { useTakingOver } from "../../parts/taking_over";
import { linkTo } from "../../route";
import { useLanguage, useWords, type Language } from "../../words/language";
import type { FiguresAnswer } from "./figures_answer";
import { dayAfterMonth, nextDay, type Query } from "./query";
import { reportingWords } from "./words";

const mostResultBytes = 65_536; // what the ledger keeps of a result; of a larger one the digest alone

interface Handed {
  query: Query;
  answer: FiguresAnswer; // as it was looked at, whatever came since
  signer: string;
  act: string;
  key: string;
}

async function publish(session: Session, language: Language, { query, answer, signer, act, key }: Handed): Promise<number> {
  // Its members keep their order, so that this is the text that the server makes of it.
  const result = new TextEncoder().encode(JSON.stringify(answer.figures));
  const payload = {
    type: "PublishFigures",
    query: answer.figures.query,
    from: `${query.from}-01`,
    until: dayAfterMonth(query.to),
    as_of: answer.position,
    digest: await digestOf(result),
    ...(result.length <= mostResultBytes ? { result: answer.figures } : {}),
    ...(query.restates ? { restates: query.restates } : {}),
    signer,
    act,
  };
  return (await handIn(session, language, { key, payload })).position;
}

export function Publish({ query, today, answer }: { query: Query; today: string; answer: FiguresAnswer }) {
  const say = useWords(reportingWords);
  const session = useSession();
  const language = useLanguage();
  const [form, setForm] = useState({ signer: "", act: "", key: newKey() });
  const [said, setSaid] = useState<string | null>(null);
  const { problem, isSending, send } = useSending();
  const listed = useQuestion<{ figures: { figure: string; query: string; restated: boolean }[] }>("/v1/figures/list");
  const standing = listed.answer?.figures.find((one) => one.query === answer.figures.query && !one.restated)?.figure ?? "";
  const isOver = query.to < today.slice(0, 7) || dayAfterMonth(query.to) <= nextDay(today);
  const isTaken = listed.answer !== null && standing !== query.restates;
  const status = useTakingOver<HTMLDivElement>(isTaken && said !== null);
  const obstacle = isTaken ? say(query.restates ? "restatedAlready" : "already") : !isOver ? say("notOver", query.to) : !crypto.subtle ? say("unsafe") : null;
  const handIn = async () => {
    setSaid(say("publishedNow", await publish(session, language, { query, answer, ...form })));
    listed.again();
  };
  return (
    <section class="mb-4 no-print">
      <h2>{say(query.restates ? "publishRestated" : "publish")}</h2>
      <p>{say("publishWhy")}</p>
      <div role="status" ref={status} tabIndex={-1}>{said && <p class="said good">{said}</p>}</div>
      <ProblemNote problem={problem} />
      {obstacle ? (
        <p class="said">
          {obstacle} {isTaken && standing && <a href={linkTo("reporting", ["published", standing])}>{say("countAgain")}</a>}
        </p>
      ) : (
        <form onSubmit={(event) => void send(event, handIn)}>
          {(["signer", "act"] as const).map((one) => (
            <div class="field" key={one}>
              <label for={`publish-${one}`}>{say(one)}</label>
              <input id={`publish-${one}`} required autocomplete="off" value={form[one]} onInput={(event) => setForm({ ...form, [one]: event.currentTarget.value })} />
            </div>
          ))}
          <button type="submit" class="btn btn-primary btn-sm" aria-disabled={isSending}>
            {say(query.restates ? "doRestate" : "doPublish")}
          </button>
        </form>
      )}
    </section>
  );
}
