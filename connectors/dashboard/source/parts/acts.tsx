// Acts without effect yet: which wait for a signature, and which for a visa, publication or notice; the next step is taken here.
import { useState } from "preact/hooks";
import { useQuestion } from "../api/questions";
import { useSession } from "../api/session";
import { useLabels } from "../words/labels";
import { useLanguage, useWords, type Words } from "../words/language";
import { day } from "../words/formats";
import { CaseLink } from "./case_link";
import { CommandForm } from "./form/command_form";
import { Section } from "./section";
import type { Column } from "./table";
import { TakeAway } from "./take_away";
import { WideTable } from "./wide_table";

const words = {
  title: ["Atti da firmare o completare", "Acts to sign or complete"],
  act: ["Atto", "Act"],
  waits: ["Attende", "Waits for"],
  carries: ["Decisioni", "Decisions"],
  next: ["Passo seguente", "Next step"],
  none: [
    "Nessun atto attende: le bozze compaiono qui quando un ufficio le predispone.",
    "No act is waiting: drafts appear here when an office prepares them.",
  ],
  done: ["Registrato: {}.", "Recorded: {}."],
} as const satisfies Words<string>;

interface ActRow {
  act: string;
  kind: string;
  state: string;
  case: string | null;
  number: string | null;
  signed_on: string | null;
  carries: number;
  waits: string[];
}

/** The command by which an act gets what it waits for. */
const stepFor: Record<string, string> = { signature: "SignAct", visa: "GiveVisa", publication: "PublishAct", notice: "NotifyAct" };
const path = "/v1/acts";

export function ActsPart() {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const session = useSession();
  const answered = useQuestion<{ acts: ActRow[] }>(path);
  const [opened, setOpened] = useState<{ act: string; command: string } | null>(null);
  const [done, setDone] = useState("");
  const stepOf = (row: ActRow) => row.waits.map((one) => stepFor[one]).find((one) => one && session.commands.includes(one));
  const called = (row: ActRow) => `${label("act_kind", row.kind)} ${row.number ?? row.act.slice(0, 8)}`;
  const columns: Column<ActRow>[] = [
    { name: "act", title: say("act"), sortBy: called, cell: called },
    { name: "state", title: label("column", "state"), cell: (row) => label("act_state", row.state) },
    { name: "waits", title: say("waits"), cell: (row) => row.waits.map((one) => label("act_waits", one)).join(", ") },
    { name: "case", title: label("column", "case"), cell: (row) => row.case && <CaseLink id={row.case} /> },
    { name: "carries", title: say("carries"), isNumber: true, cell: (row) => row.carries },
    { name: "signed", title: label("event", "ActSigned"), cell: (row) => day(language, row.signed_on) },
    {
      name: "next",
      title: say("next"),
      cell: (row) => {
        const command = stepOf(row);
        return (
          command && (
            <button type="button" class="btn btn-outline-primary btn-xs" onClick={() => setOpened({ act: row.act, command })}>
              {label("command", command)}
              <span class="visually-hidden"> {called(row)}</span>
            </button>
          )
        );
      },
    },
  ];
  return (
    <Section title={say("title")} answered={answered}>
      {(answer) => (
        <>
          <div role="status">{done && <p class="said good">{say("done", done)}</p>}</div>
          <WideTable caption={say("title")} columns={columns} rows={answer.acts} keyOf={(row) => row.act} empty={say("none")} />
          <TakeAway path={path} name="atti" />
          {opened && (
            <CommandForm
              key={`${opened.command} ${opened.act}`}
              command={opened.command}
              title={label("command", opened.command)}
              draft={`${opened.command}:${opened.act}`}
              preset={{ act: opened.act }}
              choicesOf={({ name }) => (name === "signer" ? { choices: [{ value: session.subject, text: session.subject }], isOpen: true } : null)}
              done={() => {
                setDone(label("command", opened.command));
                setOpened(null);
                answered.again();
              }}
              leave={() => setOpened(null)}
            />
          )}
        </>
      )}
    </Section>
  );
}
