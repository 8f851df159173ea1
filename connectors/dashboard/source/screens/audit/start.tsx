// The first page: what to look at this morning, any file by its id, the twenty questions, the checkpoint.
import { useState } from "preact/hooks";
import { useQuestion } from "../../api/questions";
import { serverDay } from "../../api/server_day";
import { mayAsk, useSession } from "../../api/session";
import { Figures, type Figure } from "../../parts/figures";
import { WideTable } from "../../parts/wide_table";
import { linkTo } from "../../route";
import { useLanguage, useWords, type Words } from "../../words/language";
import { auditorsQuestions, type AuditorsQuestion } from "./auditors_questions";
import { CheckpointPart } from "./checkpoint";
import { useFocusWhere } from "./focus_where";
import { auditLists } from "./lists";
import { auditWords } from "./words";

const words = {
  questions: ["Venti domande di chi controlla", "Twenty questions of an auditor"],
  question: ["Domanda", "Question"],
  answeredBy: ["Risponde", "Answered by"],
  here: ["questa pagina", "this page"],
  atLedger: ["Dove sta il registro", "Where the ledger is"],
  elsewhere: ["non per questo ruolo", "not for this role"],
  month: ["mese con differenze fra previsto e pagato: righe", "rows that differ from planned to paid, last month"],
  unfit: ["dati pubblicati che non tornano", "published figures that do not stand"],
  overdue: ["crediti scaduti", "receivables overdue"],
} as const satisfies Words<string>;

export function Start({ opens }: { opens: Wanted | null }) {
  const say = useWords(auditWords);
  const session = useSession();
  const lists = auditLists.filter((one) => mayAsk(session, one.question) && (!one.subject || one.subject === "month"));
  return (
    <>
      <h1>{say("title")}</h1>
      <p class="muted">{say("intro")}</p>
      <Morning />
      <section class="mb-4">
        <h2>{say("openOne")}</h2>
        <div class="openers">
          {(Object.keys(openers) as (keyof typeof openers)[]).map((one) => (
            <Opener key={one} name={one} isWanted={opens === one} />
          ))}
        </div>
      </section>
      <section class="mb-4">
        <h2>{say("lists")}</h2>
        <ul class="columns">
          {lists.map((one) => (
            <li key={one.name}>
              <a href={linkTo("audit", [one.name])}>{say(one.title)}</a>
            </li>
          ))}
          {furtherPages.map(
            (one) =>
              mayAsk(session, one.question) && (
                <li key={one.name}>
                  <a href={linkTo("audit", [one.name])}>{say(one.title)}</a>
                </li>
              ),
          )}
        </ul>
      </section>
      <Questions />
      <CheckpointPart isWanted={opens === "checkpoint"} />
    </>
  );
}

/** What is no list. */
const furtherPages = [
  { name: "processes", question: "process-map", title: "processes" },
  { name: "may", question: "may", title: "mayPage" },
  { name: "policy", question: "services", title: "policyPage" },
] as const;

interface Counted {
  anomalies?: unknown[];
  exceptions?: unknown[];
  units?: unknown[];
  debts?: unknown[];
  figures?: { recomputes: boolean; changed: unknown[] }[];
  more?: boolean;
}

function Morning() {
  const say = useWords(auditWords);
  const sayFirst = useWords(words);
  const session = useSession();
  const may = (question: string, path: string) => (mayAsk(session, question) ? path : null);
  const today = serverDay(session);
  const lastMonth = new Date(Date.UTC(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 2, 1)).toISOString().slice(0, 7);
  const grants = useQuestion<Counted>(may("audit", "/v1/audit/grants?limit=1000&fields=anomaly")).answer;
  const stale = useQuestion<Counted>(may("audit", "/v1/audit/stale?limit=1000&fields=anomaly")).answer;
  const overlaps = useQuestion<Counted>(may("audit", "/v1/audit/overlaps?limit=1000&fields=anomaly")).answer;
  const exceptions = useQuestion<Counted>(may("waiting-list", "/v1/waiting-list?exceptions=true&limit=1000&fields=kind")).answer;
  const units = useQuestion<Counted>(may("reconcile", `/v1/reconcile/${lastMonth}?differences=true&limit=1000&fields=unit`)).answer;
  const debts = useQuestion<Counted>(may("receivables", "/v1/receivables?overdue=true&limit=1000&fields=debt")).answer;
  const figures = useQuestion<Counted>(may("figures", "/v1/figures/restate")).answer;
  const number = (rows: unknown[] | undefined, more: boolean | undefined) => (rows === undefined ? null : more ? `${rows.length}+` : rows.length);
  const shown: Figure[] = [
    { name: "grants", what: say("grants"), value: number(grants?.anomalies, grants?.more), href: linkTo("audit", ["grants"]), warns: true },
    { name: "stale", what: say("stale"), value: number(stale?.anomalies, stale?.more), href: linkTo("audit", ["stale"]), warns: true },
    { name: "overlaps", what: say("overlaps"), value: number(overlaps?.anomalies, overlaps?.more), href: linkTo("audit", ["overlaps"]) },
    { name: "exceptions", what: say("exceptions"), value: number(exceptions?.exceptions, exceptions?.more), href: linkTo("audit", ["exceptions"]) },
    { name: "month", what: sayFirst("month"), value: number(units?.units, units?.more), href: linkTo("audit", ["reconcile", lastMonth]) },
    { name: "debts", what: sayFirst("overdue"), value: number(debts?.debts, debts?.more), href: linkTo("audit", ["receivables"]) },
    { name: "figures", what: sayFirst("unfit"), value: figures ? (figures.figures ?? []).filter((one) => !one.recomputes || one.changed.length > 0).length : null, href: linkTo("reporting", ["published"]) },
  ];
  return (
    <section class="mb-4">
      <h2>{say("first")}</h2>
      <Figures label={say("first")} figures={shown.map((one) => ({ ...one, warns: Boolean(one.warns) && one.value !== 0 && one.value !== null }))} />
    </section>
  );
}

const entityId = /^[0-9a-f]{32}$/i;
const openers = {
  cases: { title: "openCase", label: "idOfCase", fits: entityId },
  households: { title: "openHousehold", label: "idOfHousehold", fits: entityId },
  payments: { title: "openPayment", label: "idOfPayment", fits: /\S/ },
} as const;
type OpenerName = keyof typeof openers;
/** What a link of this page led to. */
export type Wanted = OpenerName | "checkpoint";

function Opener({ name, isWanted }: { name: OpenerName; isWanted: boolean }) {
  const say = useWords(auditWords);
  const { title, label, fits } = openers[name];
  const [id, setId] = useState("");
  const [isWrong, setWrong] = useState(false);
  const input = useFocusWhere<HTMLInputElement>(isWanted);
  const open = (event: Event) => {
    event.preventDefault();
    const typed = id.trim();
    setWrong(!fits.test(typed));
    // A payment's number is told apart by its capitals; an id is not.
    if (fits.test(typed)) location.hash = linkTo("audit", [name, fits === entityId ? typed.toLowerCase() : typed]);
  };
  return (
    <form class={isWanted ? "wanted" : ""} onSubmit={open} noValidate>
      <h3>{say(title)}</h3>
      <div class="field">
        <label for={`open-${name}`}>{say(label)}</label>
        <input
          id={`open-${name}`}
          ref={input}
          value={id}
          autocomplete="off"
          spellcheck={false}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? `open-${name}-wrong` : undefined}
          onInput={(event) => setId(event.currentTarget.value)}
        />
        {isWrong && (
          <span class="wrong" id={`open-${name}-wrong`} role="alert">
            {say("wrongId")}
          </span>
        )}
      </div>
      <button type="submit" class="btn btn-primary btn-sm">
        {say("open")}
      </button>
    </form>
  );
}

function Questions() {
  const say = useWords(words);
  const language = useLanguage();
  const session = useSession();
  const leads = (one: AuditorsQuestion) => (one.to && (!one.asks || mayAsk(session, one.asks)) ? linkTo(one.screen ?? "audit", one.to) : null);
  const columns = [
    { name: "number", title: "n.", isNumber: true, cell: (one: AuditorsQuestion) => one.number },
    {
      name: "question",
      title: say("question"),
      cell: (one: AuditorsQuestion) => {
        const text = one.text[language === "it" ? 0 : 1];
        const href = leads(one);
        return href ? <a href={href}>{text}</a> : text;
      },
    },
    { name: "by", title: say("answeredBy"), cell: (one: AuditorsQuestion) => (leads(one) ? say("here") : <span class="muted">{say("elsewhere")}</span>) },
    { name: "command", title: say("atLedger"), cell: (one: AuditorsQuestion) => <code>{one.command}</code> },
  ];
  return (
    <section class="mb-4">
      <h2>{say("questions")}</h2>
      <WideTable caption={say("questions")} columns={columns} rows={auditorsQuestions} keyOf={(one) => String(one.number)} />
    </section>
  );
}
