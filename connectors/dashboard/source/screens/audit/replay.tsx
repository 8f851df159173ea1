// The slider over a history. All steps are here already, so that moving it asks nobody.
import { useMemo, useState } from "preact/hooks";
import { Icon } from "../../parts/icon";
import { Table } from "../../parts/table";
import { useTakingOver } from "../../parts/taking_over";
import { WideTable } from "../../parts/wide_table";
import { day, instant } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { caseWords } from "./case_words";
import { ActText, ShortId, titleOf, useTextOf, type TextOf } from "./cells";
import { changesOf, statesAt, type Change, type EntityState, type Step } from "./history";

export function Replay({ steps }: { steps: Step[] }) {
  const say = useWords(caseWords);
  const language = useLanguage();
  const label = useLabels();
  const text = useTextOf();
  const [chosen, setChosen] = useState(steps.length - 1);
  // The same piece at each step, so that it is not drawn again with each.
  const all = useMemo(() => <AllSteps steps={steps} go={setChosen} />, [steps]);
  const index = Math.max(0, Math.min(chosen, steps.length - 1));
  const step = steps[index];
  if (!step) return <p class="muted">{say("noSteps")}</p>;
  const spoken = `${say("stepOf", index + 1, steps.length)}: ${label("event", step.type)}, ${day(language, step.effective_on)}`;
  return (
    <div class="replay" data-step={index}>
      <div class="mover no-print">
        <button type="button" class="btn btn-outline-primary btn-sm" aria-disabled={index === 0} onClick={() => setChosen(Math.max(0, index - 1))}>
          <Icon name="arrow-left" /> <span class="visually-hidden">{say("previous")}</span>
        </button>
        <input
          type="range"
          min={0}
          max={steps.length - 1}
          value={index}
          aria-label={say("slider")}
          aria-valuetext={spoken}
          onInput={(event) => setChosen(Number(event.currentTarget.value))}
        />
        <button type="button" class="btn btn-outline-primary btn-sm" aria-disabled={index === steps.length - 1} onClick={() => setChosen(Math.min(steps.length - 1, index + 1))}>
          <Icon name="arrow-right" /> <span class="visually-hidden">{say("next")}</span>
        </button>
      </div>
      <p class="muted no-print">{say("howTo")}</p>
      <StepCard step={step} heading={`${say("stepOf", index + 1, steps.length)}: ${label("event", step.type)}`} text={text} />
      <div class="two">
        <Difference changes={changesOf(steps, index)} text={text} />
        <States states={statesAt(steps, index)} now={step.entity} text={text} />
      </div>
      <details class="my-3">
        <summary>{say("steps")}</summary>
        {all}
      </details>
    </div>
  );
}

/** Members of a fact that say why. */
const reasons = ["reason", "cause", "ground", "note", "narrative", "exception"];

function StepCard({ step, heading, text }: { step: Step; heading: string; text: TextOf }) {
  const say = useWords(caseWords);
  const language = useLanguage();
  const label = useLabels();
  const said = { ...step.fields, ...step.sealed };
  const ruled = typeof said.fee === "object" && said.fee !== null ? { ...(said.fee as Record<string, unknown>), ...said } : said;
  const why = reasons.filter((one) => said[one]).map((one) => text(one, said[one]));
  return (
    <div class="step-card">
      <h3>{heading}</h3>
      {step.refused && (
        <p class="said warns">
          {say("refused", step.refused.text)} ({step.refused.ground})
        </p>
      )}
      {!step.understood && <p class="said warns">{say("notUnderstood")}</p>}
      <dl class="about">
        <Told term={say("who")}>
          <span class="code">{step.actor}</span>
        </Told>
        <Told term={say("recorded")}>{instant(language, step.recorded_at)}</Told>
        <Told term={say("happened")}>{instant(language, step.occurred_at)}</Told>
        <Told term={say("effective")}>{day(language, step.effective_on)}</Told>
        <Told term={say("command")}>{label("command", step.command_type)}</Told>
        <Told term={say("where")}>
          <span class="code">
            {step.position}.{step.event ?? 0}
          </span>
        </Told>
        {typeof ruled.rule_set === "string" && <Told term={say("rule")}>{say("ruleVersion", text("rule_set", ruled.rule_set), String(ruled.rule_version ?? ""))}</Told>}
        <Told term={say("act")}>{step.by_act ? <ActText act={step.by_act} /> : <span class="muted">{say("noAct")}</span>}</Told>
        {why.length > 0 && <Told term={say("why")}>{why.join(" · ")}</Told>}
      </dl>
      {ruled.sample === true && <span class="tag sample">{say("sample")}</span>} {step.imported && <span class="tag">{say("imported")}</span>}
      {Object.keys(step.closed).length > 0 && (
        <p class="muted">
          {say(
            "closed",
            Object.keys(step.closed)
              .map((one) => titleOf(label, one))
              .join(", "),
          )}
        </p>
      )}
    </div>
  );
}

function Told({ term, children }: { term: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Difference({ changes, text }: { changes: Change[]; text: TextOf }) {
  const say = useWords(caseWords);
  const label = useLabels();
  const columns = [
    { name: "member", title: say("member"), cell: (one: Change) => titleOf(label, one.member) },
    { name: "before", title: say("before"), cell: (one: Change) => text(one.member, one.before) },
    { name: "after", title: say("after"), cell: (one: Change) => text(one.member, one.after) },
  ];
  return (
    <div>
      <h3>{say("difference")}</h3>
      <Table caption={say("difference")} columns={columns} rows={changes} keyOf={(one) => one.member} empty={say("noChange")} />
    </div>
  );
}

const drawnStates = 8; // what was touched last; the others when asked for, as a case may have hundreds

function States({ states, now, text }: { states: EntityState[]; now: string; text: TextOf }) {
  const say = useWords(caseWords);
  const [isWhole, setWhole] = useState(false);
  const shown = useTakingOver<HTMLDivElement>(isWhole);
  return (
    <div ref={shown} tabIndex={-1}>
      <h3>{say("state")}</h3>
      {states.slice(0, isWhole ? states.length : drawnStates).map((one) => (
        <OneState key={one.entity} state={one} isNow={one.entity === now} text={text} />
      ))}
      {states.length > drawnStates && !isWhole && (
        <button type="button" class="btn btn-outline-primary btn-xs mt-2 no-print" onClick={() => setWhole(true)}>
          {say("otherStates", states.length - drawnStates)}
        </button>
      )}
    </div>
  );
}

/** What stands within is drawn when opened, so that the slider moves at once. */
function OneState({ state, isNow, text }: { state: EntityState; isNow: boolean; text: TextOf }) {
  const say = useWords(caseWords);
  const label = useLabels();
  const [isOpen, setOpen] = useState(false);
  const isShown = isOpen || isNow;
  const said = Object.fromEntries(state.said);
  return (
    <details class="state" open={isShown} onToggle={(event) => setOpen(event.currentTarget.open && !isNow)}>
      <summary>{say("stateOf", label("entity_kind", state.kind), state.entity.slice(0, 8), state.version, label("event", state.lastType))}</summary>
      {isShown && state.said.size === 0 && <p class="muted">{say("unsaid")}</p>}
      {isShown && (
        <dl>
          {[...state.said].map(([member, value]) => (
            <div key={member}>
              <dt>{titleOf(label, member)}</dt>
              <dd>{text(member, value, said)}</dd>
            </div>
          ))}
        </dl>
      )}
    </details>
  );
}

function AllSteps({ steps, go }: { steps: Step[]; go: (index: number) => void }) {
  const say = useWords(caseWords);
  const language = useLanguage();
  const label = useLabels();
  const rows = useMemo(() => steps.map((step, index) => ({ step, index })), [steps]);
  type Numbered = (typeof rows)[number];
  const columns = [
    {
      name: "number",
      title: "n.",
      cell: ({ index }: Numbered) => (
        <button type="button" class="btn btn-outline-primary btn-xs" aria-label={say("goTo", index + 1)} onClick={() => go(index)}>
          {index + 1}
        </button>
      ),
    },
    { name: "when", title: say("when"), cell: ({ step }: Numbered) => instant(language, step.recorded_at) },
    { name: "what", title: say("what"), cell: ({ step }: Numbered) => label("event", step.type) },
    { name: "who", title: say("who"), cell: ({ step }: Numbered) => <span class="code">{step.actor}</span> },
    { name: "entity", title: label("column", "entity"), cell: ({ step }: Numbered) => <ShortId id={step.entity} /> },
  ];
  return (
    <WideTable caption={say("steps")} columns={columns} rows={rows} keyOf={({ index }) => String(index)} />
  );
}
