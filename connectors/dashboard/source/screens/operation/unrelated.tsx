// Who read files that they had nothing to do with, over all cases: for auditors and the data protection officer. Looking is itself
// recorded, so that nothing is asked before somebody does.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { pathOf } from "../../api/client";
import { useQuestion } from "../../api/questions";
import { serverDay } from "../../api/server_day";
import { useSession } from "../../api/session";
import { CaseLink } from "../../parts/case_link";
import { Section } from "../../parts/section";
import { TakeAway } from "../../parts/take_away";
import { WideTable } from "../../parts/wide_table";
import { instant } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { operationWords } from "./words";

interface UnrelatedReading {
  at: string;
  reading: string;
  node: string;
  who: string;
  roles: string[];
  kind: string;
  file: string;
  levels: string[];
  why: string;
  case: string | null;
}
interface Readings {
  from: string;
  to: string;
  nodes: string[];
  readings: UnrelatedReading[];
  more: boolean;
}

export function Unrelated() {
  const say = useWords(operationWords);
  const [path, setPath] = useState<string | null>(null);
  const answered = useQuestion<Readings>(path);
  return (
    <section class="mb-4">
      <h2>{say("unrelated")}</h2>
      <p>{say("unrelatedWhat")}</p>
      <Wanted look={setPath} />
      {path && (
        <Section title={say("unrelatedFound")} level={3} answered={answered}>
          {(answer) => <Found answer={answer} path={path} />}
        </Section>
      )}
    </section>
  );
}

function Wanted({ look }: { look: (path: string) => void }) {
  const say = useWords(operationWords);
  const session = useSession();
  const today = serverDay(session);
  const [chosen, setChosen] = useState({ from: `${today.slice(0, 7)}-01`, to: today, by: "", case: "" });
  const field = (name: keyof typeof chosen, input: (attributes: { id: string; value: string; onInput: (event: { currentTarget: { value: string } }) => void }) => ComponentChildren) => (
    <div class="field">
      <label for={`unrelated-${name}`}>{say(`unrelated_${name}`)}</label>
      {input({ id: `unrelated-${name}`, value: chosen[name], onInput: (event) => setChosen({ ...chosen, [name]: event.currentTarget.value }) })}
    </div>
  );
  return (
    <form
      class="filters no-print"
      onSubmit={(event) => {
        event.preventDefault();
        look(pathOf("/v1/readings", { ...chosen, limit: "1000" }));
      }}
    >
      {field("from", (attributes) => (
        <input type="date" required {...attributes} />
      ))}
      {field("to", (attributes) => (
        <input type="date" required {...attributes} />
      ))}
      {field("by", (attributes) => (
        <input autocomplete="off" {...attributes} />
      ))}
      {field("case", (attributes) => (
        <input autocomplete="off" pattern="[0-9a-f]{32}" {...attributes} />
      ))}
      <button type="submit" class="btn btn-primary btn-sm">
        {say("look")}
      </button>
    </form>
  );
}

function Found({ answer, path }: { answer: Readings; path: string }) {
  const say = useWords(operationWords);
  const label = useLabels();
  const language = useLanguage();
  const columns = [
    { name: "at", title: label("column", "when"), sortBy: (one: UnrelatedReading) => one.at, cell: (one: UnrelatedReading) => instant(language, one.at) },
    { name: "who", title: label("column", "reader"), sortBy: (one: UnrelatedReading) => one.who, cell: (one: UnrelatedReading) => one.who },
    { name: "roles", title: label("column", "roles"), cell: (one: UnrelatedReading) => one.roles.map((role) => label("role", role)).join(", ") },
    { name: "file", title: label("column", "file"), cell: (one: UnrelatedReading) => label("reads", one.kind) },
    { name: "case", title: label("column", "case"), sortBy: (one: UnrelatedReading) => one.case, cell: (one: UnrelatedReading) => <CaseLink id={one.case} /> },
    { name: "levels", title: label("column", "levels"), cell: (one: UnrelatedReading) => one.levels.map((level) => label("read_level", level)).join(", ") },
    { name: "why", title: label("column", "why"), cell: (one: UnrelatedReading) => label("may", one.why) },
    { name: "node", title: say("nodeName"), cell: (one: UnrelatedReading) => <span class="code">{one.node}</span> },
  ];
  return (
    <>
      <p class="muted">{answer.nodes.length > 0 ? say("nodesSeen", answer.nodes.join(", ")) : say("noNodes")}</p>
      {answer.more && <p class="said warns">{say("unrelatedMore")}</p>}
      <WideTable caption={say("unrelatedFound")} columns={columns} rows={answer.readings} keyOf={(one) => `${one.node} ${one.reading} ${one.file}`} empty={say("unrelatedNone")} />
      {answer.readings.length > 0 && <TakeAway path={path} name="readings" />}
    </>
  );
}
