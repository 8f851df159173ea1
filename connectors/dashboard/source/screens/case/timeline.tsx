// One line of time through a case and what it consists of, the newest first.
import { useEffect, useState } from "preact/hooks";
import { Facts } from "../../parts/facts";
import { useTakingOver } from "../../parts/taking_over";
import { day, dayOf, instant } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { useFieldText } from "../../words/recorded";
import type { Step } from "./answers";
import { caseWords } from "./words";

const drawnAtFirst = 100; // events; older ones are drawn when they are asked for

export function Timeline({ steps }: { steps: Step[] }) {
  const say = useWords(caseWords);
  const label = useLabels();
  const [pick, setPick] = useState("everything");
  const [drawn, setDrawn] = useState(drawnAtFirst);
  const list = useTakingOver<HTMLOListElement>(drawn > drawnAtFirst);
  useEffect(() => openedOnPaper(list), []);
  if (steps.length === 0) return <p class="muted">{say("timelineEmpty")}</p>;
  const kinds = [...new Set(steps.map((step) => step.kind).filter((one): one is string => Boolean(one)))];
  const isPicked = (step: Step) => {
    if (pick === "everything") return true;
    if (pick === "refusals") return Boolean(step.refused);
    return pick === "texts" ? Object.keys(step.sealed).length > 0 : step.kind === pick;
  };
  const picked = steps.filter(isPicked).reverse();
  return (
    <>
      <div class="filters no-print">
        <div class="field">
          <label for="timeline-pick">{say("show")}</label>
          <select id="timeline-pick" value={pick} onChange={(event) => setPick(event.currentTarget.value)}>
            <option value="everything">{say("everything")}</option>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {label("entity_kind", kind)}
              </option>
            ))}
            <option value="texts">{say("texts")}</option>
            <option value="refusals">{say("refusals")}</option>
          </select>
        </div>
      </div>
      <ol class="timeline" ref={list} tabIndex={-1}>
        {picked.slice(0, drawn).map((step) => (
          <Event key={`${step.position} ${step.event}`} step={step} />
        ))}
      </ol>
      {picked.length === 0 && <p class="muted">{say("timelineEmpty")}</p>}
      {picked.length > drawn && (
        <button type="button" class="btn btn-outline-primary btn-sm no-print" onClick={() => setDrawn(picked.length)}>
          {say("everything")} ({picked.length})
        </button>
      )}
    </>
  );
}

/** On paper nothing can be opened: the details are printed, and are closed again afterwards. */
function openedOnPaper(list: { current: HTMLElement | null }): () => void {
  let opened: HTMLDetailsElement[] = [];
  const open = () => {
    opened = [...(list.current?.querySelectorAll<HTMLDetailsElement>("details:not([open])") ?? [])];
    for (const one of opened) one.open = true;
  };
  const close = () => {
    for (const one of opened) one.open = false;
  };
  addEventListener("beforeprint", open);
  addEventListener("afterprint", close);
  return () => {
    removeEventListener("beforeprint", open);
    removeEventListener("afterprint", close);
  };
}

function Event({ step }: { step: Step }) {
  const say = useWords(caseWords);
  const label = useLabels();
  const language = useLanguage();
  const fieldText = useFieldText();
  const { secrecy, case_file: _case, ...fields } = step.fields;
  const title = step.type ? label("event", step.type) : label("command", step.command_type);
  const texts = Object.entries(step.sealed).filter(([, text]) => text);
  const isLater = step.effective_on !== dayOf(step.occurred_at);
  return (
    <li class={step.refused ? "warns" : ""}>
      <p class="mb-1">
        <strong>{title}</strong> {step.refused && <span class="tag warns">{say("refused")}</span>}{" "}
        {step.kind && step.kind !== "case_file" && <span class="tag">{label("entity_kind", step.kind)}</span>}{" "}
        {typeof secrecy === "string" && <span class="tag">{label("secrecy", secrecy)}</span>}
        <span class="muted d-block small">
          <time dateTime={step.occurred_at}>{instant(language, step.occurred_at)}</time>, {say("by", step.actor)}
          {isLater && `, ${say("effective", day(language, step.effective_on))}`}
        </span>
      </p>
      {step.refused && (
        <p class="mb-1">
          {step.refused.text} {step.refused.ground && <span class="muted">{say("ground", step.refused.ground)}</span>}
        </p>
      )}
      {texts.map(([name, text]) => (
        <p class="told mb-1" key={name}>
          {text}
        </p>
      ))}
      {Object.entries(step.closed).map(([name, { why }]) => (
        <p class="muted mb-1" key={name}>
          {say("closed", label("field", name), label("text", why))}
        </p>
      ))}
      {Object.keys(step.rectified).map((name) => (
        <p class="muted mb-1" key={name}>
          {say("rectified", label("field", name))}
        </p>
      ))}
      {Object.keys(fields).length > 0 && (
        <details>
          <summary>
            {say("details")} <span class="visually-hidden">{title}</span>
          </summary>
          <Facts facts={Object.entries(fields).map(([name, value]) => [label("field", name), fieldText(name, value, fields)])} />
        </details>
      )}
    </li>
  );
}
