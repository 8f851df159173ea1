// The lists that auditors ask for, as data: which question each is, and which columns it has. Any of them as of any day.
import { pathOf } from "../../api/client";
import type { auditWords } from "./words";

export type CellKind =
  | "text" | "code" | "count" | "day" | "instant" | "money" | "flag" | "service" | "person" | "case" | "list" | "call" | "place" | "entry" | "facts" | "act" | "position";

export interface ListColumn {
  member: string; // of a row; "by.on" of what stands in it
  title: string; // a label, "column.case"; or "@" and a word of this screen
  kind: CellKind;
  group?: string; // of labels that name the member's codes
}

export interface AuditList {
  name: string;
  title: keyof typeof auditWords;
  question: string;
  path: (subject: string) => string;
  subject?: "month" | "list" | "call"; // without it nothing is asked
  member: string;
  key: string[]; // members that tell rows apart, at two dates
  columns: ListColumn[];
  isWhole?: boolean; // its answer has more than one list, and is not told in pages
  about?: ListColumn[]; // members of the answer itself
  command: string; // that gives the same at the ledger
}

const column = (member: string, title: string, kind: CellKind = "text", group?: string): ListColumn => ({ member, title, kind, ...(group ? { group } : {}) });

const anomalyColumns = [
  column("anomaly", "@anomaly", "text", "anomaly"),
  column("service", "column.service", "service"),
  column("case", "column.case", "case"),
  column("on", "column.day", "day"),
  column("actor", "column.actor", "code"),
  column("by_act", "field.act", "act"),
  column("rule", "text.rule", "code"),
  column("facts", "@facts", "facts"),
  column("position", "column.position", "position"),
];
const anomalies = (name: "grants" | "overlaps" | "stale" | "declarations"): AuditList => ({
  name,
  title: name,
  question: "audit",
  path: () => `/v1/audit/${name}`,
  member: "anomalies",
  key: ["position", "event", "anomaly", "entity"],
  columns: anomalyColumns,
  command: `fascicolo audit ${name}`,
});

export const auditLists: AuditList[] = [
  anomalies("grants"),
  anomalies("overlaps"),
  anomalies("stale"),
  anomalies("declarations"),
  {
    name: "waiting-lists",
    title: "waitingLists",
    question: "waiting-list",
    path: () => "/v1/waiting-list",
    member: "lists",
    key: ["list"],
    columns: [column("list", "column.list", "list"), column("service", "column.service", "service"), column("waiting", "column.waiting", "count"), column("changed_on", "column.changed_on", "day")],
    command: "fascicolo waiting-list",
  },
  {
    name: "waiting-list",
    title: "waitingList",
    question: "waiting-list",
    subject: "list",
    path: (list) => `/v1/waiting-list/${list}`,
    member: "entries",
    key: ["entity"],
    columns: [
      column("rank", "column.rank", "count"),
      column("case", "column.case", "case"),
      column("points", "column.points"),
      column("since", "column.since", "day"),
      column("applied_on", "column.applied_on", "day"),
      column("imported", "text.imported", "flag"),
      column("entity", "column.why", "place"),
    ],
    about: [column("service", "column.service", "service"), column("waiting", "column.waiting", "count")],
    command: "fascicolo waiting-list LIST --as-of DAY",
  },
  {
    name: "exceptions",
    title: "exceptions",
    question: "waiting-list",
    path: () => pathOf("/v1/waiting-list", { exceptions: true }),
    member: "exceptions",
    key: ["entity", "by.position", "by.event"],
    columns: [
      column("kind", "column.kind", "text", "list_exception"),
      column("by.on", "column.day", "day"),
      column("by.actor", "column.actor", "code"),
      column("service", "column.service", "service"),
      column("case", "column.case", "case"),
      column("passed_over", "column.passed_over", "count"),
      column("exception", "field.exception", "code"),
      column("act", "field.act", "act"),
    ],
    command: "fascicolo waiting-list --exceptions",
  },
  {
    name: "rankings",
    title: "rankings",
    question: "ranking",
    path: () => "/v1/ranking",
    member: "calls",
    key: ["call"],
    columns: [
      column("call", "column.call", "call"),
      column("name", "column.name"),
      column("service", "column.service", "service"),
      column("state", "column.state", "text", "call_state"),
      column("from", "column.from", "day"),
      column("last_day", "column.to", "day"),
    ],
    command: "fascicolo ranking",
  },
  {
    name: "ranking",
    title: "ranking",
    question: "ranking",
    subject: "call",
    path: (call) => `/v1/ranking/${call}`,
    member: "lines",
    key: ["code"],
    columns: [
      column("rank", "column.rank", "count"),
      column("code", "column.list_code", "code"),
      column("points", "column.points"),
      column("standing", "field.standing", "text", "standing"),
      column("state", "column.state", "text", "entry_state"),
      column("case", "column.case", "case"),
      column("entry", "column.why", "entry"),
    ],
    about: [
      column("name", "column.name"),
      column("state", "column.state", "text", "call_state"),
      column("criteria_act", "@criteriaAct"),
      column("rule_set", "text.rule_set"),
      column("published_on", "@publishedOn", "day"),
      column("hash_holds", "@hashHolds", "flag"),
      column("moved_since", "@movedSince", "count"),
    ],
    command: "fascicolo ranking CALL",
  },
  {
    name: "reconcile",
    title: "reconcile",
    question: "reconcile",
    subject: "month",
    path: (month) => `/v1/reconcile/${month}`,
    member: "units",
    key: ["provider", "unit", "service"],
    columns: [
      column("provider", "column.provider", "code"),
      column("service", "column.service", "service"),
      column("planned", "column.planned", "count"),
      column("delivered", "column.delivered", "count"),
      column("billed", "column.billed", "count"),
      column("contested", "column.contested", "count"),
      column("liquidated", "column.liquidated", "count"),
      column("paid", "column.paid", "count"),
      column("paid_amount", "column.paid_amount", "money"),
      column("differs", "text.differs", "flag"),
    ],
    command: "fascicolo reconcile MONTH",
  },
  {
    name: "terms",
    title: "terms",
    question: "statistics",
    path: () => "/v1/statistics/terms",
    member: "terms",
    key: ["deadline", "ground", "area"],
    columns: [
      column("deadline", "column.deadline"),
      column("ground", "column.ground"),
      column("area", "column.area", "text", "area"),
      column("opened", "column.opened", "count"),
      column("met_in_time", "term_outcome.met_in_time", "count"),
      column("met_late", "term_outcome.met_late", "count"),
      column("passed", "term_outcome.passed", "count"),
      column("open", "term_outcome.open", "count"),
      column("suspended", "term_outcome.suspended", "count"),
      column("percent_within_term", "@percent", "count"),
    ],
    command: "fascicolo statistics terms",
  },
  {
    name: "receivables",
    title: "receivables",
    question: "receivables",
    path: () => "/v1/receivables",
    member: "debts",
    key: ["person", "debt"],
    columns: [
      column("person", "column.person", "person"),
      column("cause", "field.cause", "text", "debt_cause"),
      column("month", "dimension.month", "day"),
      column("amount", "field.amount", "money"),
      column("received", "total.received", "money"),
      column("written_off", "total.written_off", "money"),
      column("left", "text.left", "money"),
      column("state", "column.state", "text", "debt_state"),
      column("due_on", "column.due_on", "day"),
      column("overdue", "text.overdue", "flag"),
    ],
    about: [column("left", "text.left", "money")],
    command: "fascicolo receivables",
  },
  {
    name: "rules",
    title: "rules",
    question: "services",
    path: () => "/v1/services",
    isWhole: true,
    member: "rule_sets",
    key: ["code", "version"],
    columns: [
      column("name", "column.name"),
      column("code", "column.code", "code"),
      column("version", "field.version", "code"),
      column("valid_from", "column.from", "day"),
      column("valid_to", "column.until", "day"),
      column("status", "column.status", "text", "status"),
    ],
    command: "fascicolo services",
  },
];

export type Row = Record<string, unknown>;

/** "by.on" in {"by": {"on": ..}}. */
export function memberOf(row: Row, member: string): unknown {
  return member.split(".").reduce<unknown>((within, name) => (within && typeof within === "object" ? (within as Row)[name] : undefined), row);
}

export function keyOf(list: AuditList, row: Row): string {
  return list.key.map((member) => JSON.stringify(memberOf(row, member) ?? null)).join(" ");
}
