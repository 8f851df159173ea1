// One of the auditors' lists: as of a day, and what is different from another day.
import { useMemo, useState } from "preact/hooks";
import { useQuestion, type Answered } from "../../api/questions";
import { useRows } from "../../api/rows";
import { serverDay } from "../../api/server_day";
import { useSession } from "../../api/session";
import { Facts } from "../../parts/facts";
import { Section } from "../../parts/section";
import { TakeAway } from "../../parts/take_away";
import { useTakingOver } from "../../parts/taking_over";
import { WideTable } from "../../parts/wide_table";
import { linkTo, type Route } from "../../route";
import { day } from "../../words/formats";
import { useLanguage, useWords } from "../../words/language";
import { useSampleName } from "../../words/naming";
import { useCells, useColumnTitle, useTextOf } from "./cells";
import { differencesBetween, type RowDifference } from "./difference";
import { keyOf, memberOf, type AuditList, type Row } from "./lists";
import { auditWords } from "./words";

interface ListAnswer {
  position: number;
  more?: boolean;
  next?: string;
  samples?: string[];
}
type Rows = ListAnswer & { rows: Row[] };

/** In pages, or whole where the answer has no pages. */
function useList(list: AuditList, path: string | null): Answered<Rows> & { hasMore: boolean } {
  const paged = useRows<Row, ListAnswer>(list.isWhole ? null : path, list.member);
  const whole = useQuestion<ListAnswer>(list.isWhole ? path : null);
  if (!list.isWhole) return paged;
  const rows = (whole.answer as unknown as Record<string, Row[]> | null)?.[list.member] ?? [];
  return { ...whole, answer: whole.answer && { ...whole.answer, rows }, hasMore: false };
}

export function ListPage({ list, route }: { list: AuditList; route: Route }) {
  const say = useWords(auditWords);
  const language = useLanguage();
  const session = useSession();
  const subject = route.rest[1] ?? (list.subject === "month" ? serverDay(session).slice(0, 7) : "");
  const asOf = route.parameters.get("as_of") ?? "";
  const against = route.parameters.get("against") ?? "";
  const isAsked = !list.subject || subject !== "";
  const base = list.path(encodeURIComponent(subject));
  const at = (moment: string) => (moment ? `${base}${base.includes("?") ? "&" : "?"}as_of=${moment}` : base);
  const answered = useList(list, isAsked ? at(asOf) : null);
  const other = useList(list, isAsked && against ? at(against) : null);
  return (
    <>
      <h1>{say(list.title)}</h1>
      <p>
        <a href={linkTo("audit")}>{say("back")}</a>
      </p>
      {isAsked ? <Moments list={list} subject={subject} asOf={asOf} against={against} /> : <p class="said">{say("nowhere")}</p>}
      {isAsked && (
        <Section title={asOf ? `${say("asOf")} ${day(language, asOf)}` : say("now")} answered={answered}>
          {(answer: Rows) => <ListRows list={list} subject={subject} asOf={asOf} answer={answer} path={at(asOf)} hasMore={answered.hasMore} />}
        </Section>
      )}
      {isAsked && against && answered.answer && <Differences list={list} subject={subject} now={answered.answer} other={other} />}
      <p class="muted">
        {say("atLedger")} <code>{list.command}</code>
      </p>
    </>
  );
}

function Moments({ list, subject, asOf, against }: { list: AuditList; subject: string; asOf: string; against: string }) {
  const say = useWords(auditWords);
  const session = useSession();
  const today = serverDay(session);
  const [chosen, setChosen] = useState({ subject, asOf, against });
  const form = useTakingOver<HTMLFormElement>(true); // what it leads to is drawn anew
  const field = (name: "asOf" | "against", title: string) => (
    <div class="field">
      <label for={`moment-${name}`}>{title}</label>
      <input id={`moment-${name}`} type="date" max={today} value={chosen[name]} onInput={(event) => setChosen({ ...chosen, [name]: event.currentTarget.value })} />
    </div>
  );
  return (
    <form
      ref={form}
      tabIndex={-1}
      class="filters no-print"
      onSubmit={(event) => {
        event.preventDefault();
        location.hash = linkTo("audit", chosen.subject ? [list.name, chosen.subject] : [list.name], { as_of: chosen.asOf, against: chosen.against });
      }}
    >
      {list.subject === "month" && (
        <div class="field">
          <label for="moment-month">{say("month")}</label>
          <input id="moment-month" type="month" required value={chosen.subject} onInput={(event) => setChosen({ ...chosen, subject: event.currentTarget.value })} />
        </div>
      )}
      {field("asOf", say("asOf"))}
      {field("against", say("against"))}
      <button type="submit" class="btn btn-primary btn-sm">
        {say("show")}
      </button>
    </form>
  );
}

interface RowsProps {
  list: AuditList;
  subject: string;
  asOf: string;
  answer: Rows;
  path: string;
  hasMore: boolean;
}

function ListRows({ list, subject, asOf, answer, path, hasMore }: RowsProps) {
  const say = useWords(auditWords);
  const cell = useCells(subject, asOf);
  const title = useColumnTitle();
  const nameOfSample = useSampleName();
  const columns = list.columns.map((one) => ({
    name: one.member,
    title: title(one),
    isNumber: one.kind === "count" || one.kind === "money" || one.kind === "position",
    cell: (row: Row) => cell(one, row),
  }));
  const about = (list.about ?? []).filter((one) => memberOf(answer as unknown as Row, one.member) !== null);
  return (
    <>
      {about.length > 0 && <Facts facts={about.map((one) => [title(one), cell(one, answer as unknown as Row)])} look="about" />}
      <p>{say(hasMore ? "standsMore" : "stands", answer.position, answer.rows.length)}</p>
      {answer.samples && answer.samples.length > 0 && (
        <p>
          <span class="tag sample">{say("samples", answer.samples.map(nameOfSample).join(", "))}</span>
        </p>
      )}
      <WideTable caption={say(list.title)} columns={columns} rows={answer.rows} keyOf={(row) => keyOf(list, row)} empty={say("none")} />
      {!list.isWhole && <TakeAway path={path} name={list.name} />}
    </>
  );
}

function Differences({ list, subject, now, other }: { list: AuditList; subject: string; now: Rows; other: Answered<Rows> }) {
  const say = useWords(auditWords);
  return (
    <Section title={say("differences")} answered={other}>
      {(then: Rows) => <DifferenceRows list={list} subject={subject} pair={then.position <= now.position ? [then, now] : [now, then]} />}
    </Section>
  );
}

function DifferenceRows({ list, subject, pair: [earlier, later] }: { list: AuditList; subject: string; pair: [Rows, Rows] }) {
  const say = useWords(auditWords);
  const title = useColumnTitle();
  const cell = useCells(subject);
  const text = useTextOf();
  const found = useMemo(() => differencesBetween(list, earlier.rows, later.rows), [list, earlier, later]);
  const shown = list.columns.filter((one) => one.kind !== "facts" && one.kind !== "place" && one.kind !== "entry").slice(0, 3);
  const columns = [
    { name: "what", title: say("whatChanged"), cell: (one: RowDifference) => <span class={`tag ${one.what === "changed" ? "" : "warns"}`}>{say(one.what)}</span> },
    ...shown.map((one) => ({ name: one.member, title: title(one), cell: ({ row }: RowDifference) => cell(one, row) })),
    {
      name: "changes",
      title: say("differences"),
      cell: ({ changes }: RowDifference) =>
        changes.map((one) => (
          <div key={one.column.member}>{say("change", title(one.column), text(one.column.group ?? one.column.member, one.before), text(one.column.group ?? one.column.member, one.after))}</div>
        )),
    },
  ];
  return (
    <>
      <p role="status">{say("differencesOf", earlier.position, later.position, found.length)}</p>
      <WideTable caption={say("differences")} columns={columns} rows={found} keyOf={(one) => one.key} empty={say("same")} />
    </>
  );
}
