// Any command's form: drawn by its schema, kept as a draft, handed in once however often it is sent.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { handIn, newKey, type Outcome } from "../../api/commands";
import { draftOf, dropDraft, keepDraft } from "../../api/drafts";
import { Problem } from "../../api/problem";
import { useQuestion } from "../../api/questions";
import { useSession } from "../../api/session";
import { useLanguage, useWords } from "../../words/language";
import { Section } from "../section";
import { useTakingOver } from "../taking_over";
import { DrawingContext, type ChoicesOf } from "./drawing";
import { Field, GroupFields } from "./field";
import { Refused } from "./refused";
import { handedOf, missingIn, payloadOf, type CommandSchema, type Written, type WrittenFields } from "./schema";
import { formWords } from "./words";

interface CommandFormProps {
  command: string;
  title: string;
  draft: string; // its name: command and id
  preset: Record<string, string>; // fields that the page fills, and does not show
  choicesOf: ChoicesOf;
  aimOf?: (written: WrittenFields) => Aim | undefined; // as the page shows it
  lookAgain?: () => void; // asks for what the page shows anew
  done: (outcome: Outcome) => void;
  leave: () => void;
  level?: 2 | 3;
  /** What the page says of what is written so far, and may write for its writer. */
  beneath?: (written: WrittenFields, write: (written: WrittenFields) => void) => ComponentChildren;
}

/** What a command is aimed at, in the version that its writer saw. */
export interface Aim {
  entity: string;
  version: number;
}

export function CommandForm(props: CommandFormProps) {
  const asked = useQuestion<CommandSchema>(`/v1/forms/${props.command}`);
  return (
    <Section title={props.title} answered={asked} level={props.level ?? 3}>
      {(form) => <Opened key={props.draft} form={form} {...props} />}
    </Section>
  );
}

interface Draft {
  key: string;
  aim?: Aim | undefined;
  written: WrittenFields;
  effectiveOn?: string; // of the command as a whole; without it: today
}

const effectiveOn = "effective_on";

/** The schema without what the page fills itself. */
function shownOf(form: CommandSchema, preset: Record<string, string>) {
  const payload = payloadOf(form);
  const fields = Object.entries(payload.properties ?? {}).filter(([name]) => name !== "type" && !(name in preset));
  const required = payload.required?.filter((name) => name !== "type" && !(name in preset)) ?? [];
  return { ...payload, properties: Object.fromEntries(fields), required };
}

function useSending({ form, command, preset, draft: name, aimOf, done }: CommandFormProps & { form: CommandSchema }) {
  const session = useSession();
  const language = useLanguage();
  const shown = useMemo(() => shownOf(form, preset), [form, preset]);
  const [draft, setDraft] = useState<Draft>(() => draftOf<Draft>(name) ?? { key: newKey(), aim: aimOf?.({ ...preset }), written: {} });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSending, setSending] = useState(false);
  const sent = useRef(false); // at once, where a state comes with the next drawing
  const put = (next: Draft) => {
    keepDraft(name, next);
    setDraft(next);
  };
  const write = (written: Written) => {
    const all = written as WrittenFields;
    // What it is aimed at may be chosen in the form; its version is that of the moment of the choice.
    const aim = aimOf?.({ ...all, ...preset });
    put({ ...draft, written: all, aim: aim?.entity === draft.aim?.entity ? draft.aim : aim });
  };
  const send = async (key = draft.key) => {
    if (sent.current) return;
    const missing = missingIn(form, shown, draft.written);
    if (missing.length > 0) return setProblem(new Problem(400, "", { errors: missing }));
    sent.current = true;
    setSending(true);
    setProblem(null);
    try {
      const payload = { type: command, ...preset, ...(handedOf(form, shown, draft.written) as Record<string, unknown>) };
      const version = draft.aim ? { version: draft.aim.version } : {};
      const beside = draft.effectiveOn ? { [effectiveOn]: draft.effectiveOn } : {};
      const outcome = await handIn(session, language, { key, payload, beside, ...version });
      dropDraft(name);
      done(outcome);
    } catch (error) {
      const why = error instanceof Problem ? error : new Problem(0, String(error));
      // A refusal is recorded under its key: what is put right counts as another command.
      if (why.status === 422 || key !== draft.key) put({ ...draft, key: why.status === 422 ? newKey() : key });
      setProblem(why);
    } finally {
      sent.current = false;
      setSending(false);
    }
  };
  return { shown, draft, put, write, send, problem, setProblem, isSending };
}

function Opened(props: CommandFormProps & { form: CommandSchema }) {
  const say = useWords(formWords);
  const { form, preset, choicesOf, lookAgain, leave, draft: name } = props;
  const { shown, draft, put, write, send, problem, setProblem, isSending } = useSending(props);
  const own = useId();
  const element = useTakingOver<HTMLFormElement>(true);
  const errors = useMemo(() => new Map(problem?.errors.map((one) => [one.pointer, one.detail]) ?? []), [problem]);
  const idOf = (place: string) => `${own}${place}`;
  useEffect(() => {
    // To the first field that is wrong; to what is said about all of it where no field is.
    const first = [...errors.keys()].map((place) => document.getElementById(idOf(place))).find(Boolean);
    const said = element.current?.querySelector<HTMLElement>("[role=alert]");
    (first ?? (problem ? said : null))?.focus();
  }, [problem]);
  const takeOver = () => {
    const between = (problem?.body.between as { version: number }[] | undefined) ?? [];
    const last = Math.max(0, ...between.map((one) => one.version));
    if (draft.aim) put({ ...draft, aim: { ...draft.aim, version: Math.max(draft.aim.version, last) } });
    setProblem(null);
    lookAgain?.();
  };
  return (
    <form
      ref={element}
      class="command"
      tabIndex={-1}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Refused problem={problem} sendAgain={() => void send()} asNew={() => void send(newKey())} lookAgain={takeOver} />
      <DrawingContext.Provider value={{ form, written: { ...draft.written, ...preset }, errors, choicesOf, idOf }}>
        <GroupFields schema={shown} place="/payload" written={draft.written} change={write} />
        <Field
          name={effectiveOn}
          place={`/${effectiveOn}`}
          schema={{ type: "string", format: "date", "x-label": { it: formWords.effectiveOn[0], en: formWords.effectiveOn[1] } }}
          written={draft.effectiveOn ?? ""}
          row={{}}
          isNeeded={false}
          change={(day) => put({ ...draft, effectiveOn: day as string })}
        />
      </DrawingContext.Provider>
      {props.beneath?.(draft.written, write)}
      <p class="muted small">{say("kept")}</p>
      <button type="submit" class="btn btn-primary btn-sm me-2" aria-disabled={isSending}>
        {isSending ? say("sending") : say("send")}
      </button>
      <button
        type="button"
        class="btn btn-outline-primary btn-sm"
        onClick={() => {
          dropDraft(name);
          leave();
        }}
      >
        {say("cancel")}
      </button>
    </form>
  );
}
