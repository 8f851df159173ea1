// What may be recorded in this case: chosen among what the server allows this reader, written into the command's own form.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { draftsNamed, dropDraft } from "../../api/drafts";
import { useQuestion, type Bearing } from "../../api/questions";
import { mayAsk, useSession, type Session } from "../../api/session";
import { CommandForm } from "../../parts/form/command_form";
import { Section } from "../../parts/section";
import { useCatalogue } from "../../words/catalogue";
import { day } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { ActionPick } from "./action_pick";
import type { Action, CaseAnswer, CommandsAnswer, PersonAnswer } from "./answers";
import { aimIn, choicesAbout, idsOf, type Known } from "./choices";
import type { History } from "./history";
import { LiveScore } from "./live_score";
import { isOffered, useOffered } from "./offered";
import { caseWords } from "./words";

interface ActionsProps {
  caseFile: string;
  one: CaseAnswer["case"];
  person: PersonAnswer | null;
  people: ReadonlyMap<string, string>;
  history: History | null;
  again: () => void;
  bearing: Bearing;
}

export function Actions(props: ActionsProps) {
  const say = useWords(caseWords);
  const asked = useQuestion<CommandsAnswer>(`/v1/cases/${props.caseFile}/commands`, props.bearing);
  if (asked.problem?.status === 404) return null; // it was said already that there is nothing
  return (
    <div class="no-print">
      <Section title={say("actions")} answered={asked}>
        {(answer) => <Offered {...props} answer={answer} lookAgain={asked.again} />}
      </Section>
    </div>
  );
}

function useKnown({ one, person, people, history }: ActionsProps, about: string[]): Known {
  const session = useSession();
  const language = useLanguage();
  const label = useLabels();
  const say = useWords(caseWords);
  const catalogue = useCatalogue();
  const offered = useOffered(about);
  const households = person?.person.households ?? [];
  return {
    one,
    history,
    people,
    households,
    offered,
    catalogue,
    label,
    say,
    dayOf: (text) => day(language, text),
    subject: session.subject,
  };
}

/** Whether the page knows what it could be about: nobody types an id. */
function isAboutCase(action: Action, known: Known, session: Session): boolean {
  const isKnown = (field: string) => {
    if (field === "case_file" || field === "document" || isOffered(session, field)) return true;
    return (idsOf(known, field)?.length ?? 0) > 0;
  };
  return action.about.length > 0 && action.about.every(isKnown);
}

function presetOf(action: Action, one: CaseAnswer["case"]): Record<string, string> {
  const preset: Record<string, string> = {};
  if (action.about.includes("case_file")) preset.case_file = one.case;
  if (action.about[0] === "person" && one.person) preset.person = one.person;
  return preset;
}

function Offered(props: ActionsProps & { answer: CommandsAnswer; lookAgain: () => void }) {
  const { answer, caseFile, one, again, lookAgain } = props;
  const say = useWords(caseWords);
  const label = useLabels();
  const [opened, setOpened] = useState<Action | null>(null);
  const [done, setDone] = useState("");
  const status = useRef<HTMLDivElement>(null);
  const session = useSession();
  const known = useKnown(props, opened?.about ?? []);
  const actions = answer.commands.filter((action) => isAboutCase(action, known, session));
  const ending = `:${caseFile}`;
  const drafts = draftsNamed("").filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length));
  // What somebody was writing when their login ended is before them again.
  useEffect(() => {
    const begun = answer.commands.find((action) => drafts.includes(action.command));
    if (begun) setOpened(begun);
  }, []);
  const preset = useMemo(() => (opened ? presetOf(opened, one) : {}), [opened, one.case, one.person]);
  const close = (said: string) => {
    setOpened(null);
    setDone(said);
    status.current?.focus();
  };
  return (
    <>
      <p class="muted">{actions.length > 0 ? say("actionsWhy") : say("noActions")}</p>
      <div role="status" ref={status} tabIndex={-1}>
        {done && <p class="said good">{done}</p>}
      </div>
      {opened ? (
        <CommandForm
          command={opened.command}
          title={label("command", opened.command)}
          draft={opened.command + ending}
          preset={preset}
          choicesOf={choicesAbout(known)}
          aimOf={(written) => aimIn(known, written, answer.version)}
          lookAgain={() => {
            again();
            lookAgain();
          }}
          {...(opened.command === "RecordAssessment" && mayAsk(session, "score") && { beneath: (written, write) => <LiveScore written={written} write={write} /> })}
          done={() => close(say("done", label("command", opened.command)))}
          leave={() => {
            dropDraft(opened.command + ending);
            close("");
          }}
        />
      ) : (
        actions.length > 0 && (
          <ActionPick
            actions={actions}
            begun={drafts}
            open={(action) => {
              setDone("");
              setOpened(action);
            }}
          />
        )
      )}
    </>
  );
}
