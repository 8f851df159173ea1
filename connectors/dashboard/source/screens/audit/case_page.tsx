// Any case by its id, at the level that the policy grants: its history, who read it, its process, its receipt.
import { useState } from "preact/hooks";
import { pathOf, request, withLanguage } from "../../api/client";
import { Problem } from "../../api/problem";
import { useQuestion } from "../../api/questions";
import { useSession } from "../../api/session";
import { CommandForm } from "../../parts/form/command_form";
import { Facts } from "../../parts/facts";
import { Icon } from "../../parts/icon";
import { ProblemNote } from "../../parts/problem_note";
import { Section } from "../../parts/section";
import { WideTable } from "../../parts/wide_table";
import { linkTo } from "../../route";
import { day, instant } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { caseWords } from "./case_words";
import { ShortId, useTextOf } from "./cells";
import { useHistory } from "./history";
import { ProcessMap } from "./process_map";
import { Replay } from "./replay";
import { auditWords } from "./words";

interface CaseAnswer {
  position: number;
  case: {
    case: string;
    state: string;
    area: string;
    desk: string;
    urgency: string;
    worker: string | null;
    opened_on: string | null;
    in_charge_since: string | null;
    closed_on: string | null;
    services: { activation: string; service: string; state: string; suspended: boolean }[];
  };
  withheld: boolean;
}

export function CasePage({ id }: { id: string }) {
  const say = useWords(caseWords);
  const sayScreen = useWords(auditWords);
  const history = useHistory(id);
  const one = useQuestion<CaseAnswer>(`/v1/cases/${encodeURIComponent(id)}`, { entities: [id] });
  return (
    <>
      <h1>
        {say("title", "")}
        <ShortId id={id} />
      </h1>
      <p>
        <a href={linkTo("audit")}>{sayScreen("back")}</a>
      </p>
      <p class="muted">{say("readIsRecorded")}</p>
      <Section title={say("header")} answered={one}>
        {(answer) => <CaseNow answer={answer} />}
      </Section>
      <Section title={say("replay")} answered={history}>
        {(answer) => (
          <>
            {answer.withheld && <p class="said">{say("withheld")}</p>}
            <Replay steps={answer.steps} />
          </>
        )}
      </Section>
      {history.answer && history.answer.steps.length > 1 && (
        <section class="mb-4 process-part">
          <h2>{say("map")}</h2>
          <ProcessMap steps={history.answer.steps} />
        </section>
      )}
      <Readers id={id} />
      <Receipt id={id} />
    </>
  );
}

function CaseNow({ answer }: { answer: CaseAnswer }) {
  const say = useWords(caseWords);
  const label = useLabels();
  const language = useLanguage();
  const text = useTextOf();
  const told: [string, string][] = [
    [label("column", "state"), label("case_state", answer.case.state)],
    [label("column", "area"), label("area", answer.case.area)],
    [label("column", "urgency"), label("urgency", answer.case.urgency)],
    [say("worker"), answer.case.worker ?? "–"],
    [label("column", "opened_on"), day(language, answer.case.opened_on) || "–"],
    [label("column", "in_charge_since"), day(language, answer.case.in_charge_since) || "–"],
    [label("column", "services"), answer.case.services.map((one) => `${text("service", one.service)} (${label("activation_state", one.state)})`).join(", ") || "–"],
  ];
  return (
    <>
      {answer.withheld && <p class="said">{say("withheld")}</p>}
      <Facts facts={told} look="about" />
    </>
  );
}

interface Reading {
  at: string;
  reading: string;
  who: string;
  roles: string[];
  question: string;
  levels: string[];
  why: string;
  stood: string[] | null;
}

function Readers({ id }: { id: string }) {
  const say = useWords(caseWords);
  const label = useLabels();
  const language = useLanguage();
  const [isUnrelated, setUnrelated] = useState(false);
  const answered = useQuestion<{ readings: Reading[] }>(pathOf(`/v1/cases/${encodeURIComponent(id)}/readers`, { unrelated: isUnrelated }));
  const columns = [
    { name: "at", title: say("when"), cell: (one: Reading) => instant(language, one.at) },
    { name: "who", title: say("who"), cell: (one: Reading) => <span class="code">{one.who}</span> },
    { name: "roles", title: label("column", "roles"), cell: (one: Reading) => one.roles.map((role) => label("role", role)).join(", ") },
    { name: "question", title: say("question"), cell: (one: Reading) => <span class="code">{one.question}</span> },
    { name: "levels", title: label("column", "levels"), cell: (one: Reading) => one.levels.map((level) => label("read_level", level)).join(", ") },
    { name: "why", title: label("column", "why"), cell: (one: Reading) => label("may", one.why) },
    ...(isUnrelated
      ? [{ name: "stood", title: say("stood"), cell: (one: Reading) => (one.stood && one.stood.length > 0 ? <span class="code">{one.stood.join(", ")}</span> : say("unrelated")) }]
      : []),
  ];
  return (
    <Section title={say("readers")} answered={answered}>
      {(answer) => (
        <>
          <p class="no-print">
            <input id="unrelated" type="checkbox" checked={isUnrelated} onChange={(event) => setUnrelated(event.currentTarget.checked)} />{" "}
            <label for="unrelated">{say("onlyUnrelated")}</label>
          </p>
          <WideTable caption={say("readers")} columns={columns} rows={answer.readings} keyOf={(one) => one.reading} empty={say("nobodyRead")} />
        </>
      )}
    </Section>
  );
}

/** `path`: of a receipt; saved as the page that fascicolo-verify reads. */
export async function saveReceipt(path: string, name: string, token: string): Promise<void> {
  const response = await request(path, { token, accept: "text/html" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = `${name}.html`;
  link.click();
  URL.revokeObjectURL(link.href);
}

function Receipt({ id }: { id: string }) {
  const say = useWords(caseWords);
  const session = useSession();
  const language = useLanguage();
  const [problem, setProblem] = useState<Problem | null>(null);
  const take = async () => {
    setProblem(null);
    try {
      await saveReceipt(withLanguage(`/v1/cases/${encodeURIComponent(id)}/receipt`, language), `receipt-${id.slice(0, 8)}`, session.token);
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem(0, String(error)));
    }
  };
  const needsAnother = problem?.kind === "needs_two";
  const isNotTheirs = !needsAnother && (problem?.status === 404 || problem?.status === 403);
  return (
    <section class="mb-4 no-print">
      <h2>{say("receipt")}</h2>
      <p>{say("receiptWhat")}</p>
      <button type="button" class="btn btn-primary btn-sm" onClick={() => void take()}>
        <Icon name="download" /> {say("takeReceipt")}
      </button>
      {isNotTheirs && (
        <p class="said" role="alert">
          {say("noReceipt", `fascicolo prove ${id} --out receipt.html`)}
        </p>
      )}
      {needsAnother && <AskAnother id={id} />}
      {!isNotTheirs && !needsAnother && <ProblemNote problem={problem} again={() => void take()} />}
    </section>
  );
}

/** What the policy lets nobody do alone: another is asked to agree, and does so on the case's own page. */
function AskAnother({ id }: { id: string }) {
  const say = useWords(caseWords);
  const [isAsked, setAsked] = useState(false);
  const [isOpen, setOpen] = useState(true);
  if (isAsked) {
    return (
      <p class="said good" role="status">
        {say("anotherAsked")}
      </p>
    );
  }
  if (!isOpen) return null;
  return (
    <>
      <p class="said" role="alert">
        {say("needsAnother")}
      </p>
      <CommandForm
        command="RequestAccess"
        title={say("askAnother")}
        draft={`RequestAccess:${id}`}
        preset={{ case_file: id, action: "export" }}
        choicesOf={() => null}
        done={() => setAsked(true)}
        leave={() => setOpen(false)}
      />
    </>
  );
}
