// The lists that auditors ask for, as data: which question each is, and which columns it has. Any of them as of any day.
import { pathOf } from "../../api/client";
import type { auditWords } from "./words";

export type CellKind =
  | "text" | "code" | "count" | "day" | "instant" | "money" | "flag" | "service" | "person"
  | "case" | "list" | "call" | "place" | "entry" | "facts" | "due" | "act" | "position";

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

function column(member: string, title: string, kind: CellKind = "text", group?: string): ListColumn {
  return { member, title, kind, ...(group ? { group } : {}) };
}

/** Each column that some list has, by its own name: what it is of, its title, and how its cells are read. */
const columns = {
  list: column("list", "column.list", "list"),
  service: column("service", "column.service", "service"),
  waiting: column("waiting", "column.waiting", "count"),
  changed_on: column("changed_on", "column.changed_on", "day"),
  rank: column("rank", "column.rank", "count"),
  case: column("case", "column.case", "case"),
  points: column("points", "column.points"),
  since: column("since", "column.since", "day"),
  applied_on: column("applied_on", "column.applied_on", "day"),
  imported: column("imported", "text.imported", "flag"),
  why_place: column("entity", "column.why", "place"),
  kind: column("kind", "column.kind", "text", "list_exception"),
  by_day: column("by.on", "column.day", "day"),
  by_actor: column("by.actor", "column.actor", "code"),
  passed_over: column("passed_over", "column.passed_over", "count"),
  exception: column("exception", "field.exception", "code"),
  act: column("act", "field.act", "act"),
  call: column("call", "column.call", "call"),
  name: column("name", "column.name"),
  call_state: column("state", "column.state", "text", "call_state"),
  from: column("from", "column.from", "day"),
  last_day: column("last_day", "column.to", "day"),
  list_code: column("code", "column.list_code", "code"),
  standing: column("standing", "field.standing", "text", "standing"),
  entry_state: column("state", "column.state", "text", "entry_state"),
  why_entry: column("entry", "column.why", "entry"),
  criteria_act: column("criteria_act", "@criteriaAct"),
  rule_set: column("rule_set", "text.rule_set"),
  published_on: column("published_on", "@publishedOn", "day"),
  hash_holds: column("hash_holds", "@hashHolds", "flag"),
  moved_since: column("moved_since", "@movedSince", "count"),
  provider: column("provider", "column.provider", "code"),
  planned: column("planned", "column.planned", "count"),
  delivered: column("delivered", "column.delivered", "count"),
  billed: column("billed", "column.billed", "count"),
  contested: column("contested", "column.contested", "count"),
  liquidated: column("liquidated", "column.liquidated", "count"),
  paid: column("paid", "column.paid", "count"),
  paid_amount: column("paid_amount", "column.paid_amount", "money"),
  differs: column("differs", "text.differs", "flag"),
  deadline: column("deadline", "column.deadline"),
  ground: column("ground", "column.ground"),
  area: column("area", "column.area", "text", "area"),
  opened: column("opened", "column.opened", "count"),
  met_in_time: column("met_in_time", "term_outcome.met_in_time", "count"),
  met_late: column("met_late", "term_outcome.met_late", "count"),
  passed: column("passed", "term_outcome.passed", "count"),
  open: column("open", "term_outcome.open", "count"),
  suspended: column("suspended", "term_outcome.suspended", "count"),
  percent_within_term: column("percent_within_term", "@percent", "count"),
  person: column("person", "column.person", "person"),
  cause: column("cause", "field.cause", "text", "debt_cause"),
  month: column("month", "dimension.month", "day"),
  amount: column("amount", "field.amount", "money"),
  received: column("received", "total.received", "money"),
  written_off: column("written_off", "total.written_off", "money"),
  left: column("left", "text.left", "money"),
  debt_state: column("state", "column.state", "text", "debt_state"),
  year: column("year", "field.year"),
  chapter_code: column("code", "field.chapter", "code"),
  set_aside: column("set_aside", "text.set_aside", "money"),
  committed: column("committed", "text.committed", "money"),
  liquidated_amount: column("liquidated", "text.liquidated", "money"),
  paid_out: column("paid", "text.paid", "money"),
  free: column("left", "text.free", "money"),
  due_on: column("due_on", "column.due_on", "day"),
  overdue: column("overdue", "text.overdue", "flag"),
  code: column("code", "column.code", "code"),
  version: column("version", "field.version", "code"),
  valid_from: column("valid_from", "column.from", "day"),
  valid_to: column("valid_to", "column.until", "day"),
  status: column("status", "column.status", "text", "status"),
  anomaly: column("anomaly", "@anomaly", "text", "anomaly"),
  on: column("on", "column.day", "day"),
  actor: column("actor", "column.actor", "code"),
  by_act: column("by_act", "field.act", "act"),
  rule: column("rule", "text.rule", "code"),
  facts: column("facts", "@facts", "facts"),
  position: column("position", "column.position", "position"),
  dwelling: column("code", "column.dwelling", "code"),
  dwelling_state: column("state", "column.state", "text", "dwelling_state"),
  tenancy_title: column("tenancy.title", "field.title", "text", "tenancy_title"),
  lived_in_from: column("tenancy.from", "column.from", "day"),
  checked_on: column("tenancy.checked_on", "@checkedOn", "day"),
  unverified: column("unverified", "text.unverified", "flag"),
  no_contract: column("no_contract", "text.no_contract", "flag"),
  placement_state: column("state", "column.state", "text", "placement_state"),
  placement_title: column("title", "field.title", "text", "placement_title"),
  court: column("court", "field.court", "text", "court"),
  host: column("unit", "column.host", "person"),
  until: column("until", "column.until", "day"),
  payer: column("payer", "column.payer"),
  daily_fee: column("daily_fee", "field.daily_fee", "money"),
  reports_sent: column("reports_sent", "@reportsSent", "count"),
  next_due: column("next", "column.next_due", "due"),
} satisfies Record<string, ListColumn>;
const columnsOf = (...names: (keyof typeof columns)[]): ListColumn[] => names.map((name) => columns[name]);

const anomalies = (name: "grants" | "overlaps" | "stale" | "declarations"): AuditList => ({
  name,
  title: name,
  question: "audit",
  path: () => `/v1/audit/${name}`,
  member: "anomalies",
  key: ["position", "event", "anomaly", "entity"],
  columns: columnsOf("anomaly", "service", "case", "on", "actor", "by_act", "rule", "facts", "position"),
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
    columns: columnsOf("list", "service", "waiting", "changed_on"),
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
    columns: columnsOf("rank", "case", "points", "since", "applied_on", "imported", "why_place"),
    about: columnsOf("service", "waiting"),
    command: "fascicolo waiting-list LIST --as-of DAY",
  },
  {
    name: "exceptions",
    title: "exceptions",
    question: "waiting-list",
    path: () => pathOf("/v1/waiting-list", { exceptions: true }),
    member: "exceptions",
    key: ["entity", "by.position", "by.event"],
    columns: columnsOf("kind", "by_day", "by_actor", "service", "case", "passed_over", "exception", "act"),
    command: "fascicolo waiting-list --exceptions",
  },
  {
    name: "rankings",
    title: "rankings",
    question: "ranking",
    path: () => "/v1/ranking",
    member: "calls",
    key: ["call"],
    columns: columnsOf("call", "name", "service", "call_state", "from", "last_day"),
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
    columns: columnsOf("rank", "list_code", "points", "standing", "entry_state", "case", "why_entry"),
    about: columnsOf("name", "call_state", "criteria_act", "rule_set", "published_on", "hash_holds", "moved_since"),
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
    columns: columnsOf(
      "provider", "service", "planned", "delivered", "billed", "contested", "liquidated", "paid", "paid_amount", "differs",
    ),
    command: "fascicolo reconcile MONTH",
  },
  {
    name: "terms",
    title: "terms",
    question: "statistics",
    path: () => "/v1/statistics/terms",
    member: "terms",
    key: ["deadline", "ground", "area"],
    columns: columnsOf(
      "deadline", "ground", "area", "opened", "met_in_time", "met_late", "passed", "open", "suspended", "percent_within_term",
    ),
    command: "fascicolo statistics terms",
  },
  {
    name: "budget",
    title: "budget",
    question: "budget",
    path: () => "/v1/budget",
    member: "chapters",
    key: ["chapter"],
    columns: columnsOf("year", "chapter_code", "amount", "set_aside", "committed", "liquidated_amount", "paid_out", "free"),
    command: "fascicolo budget",
  },
  {
    name: "receivables",
    title: "receivables",
    question: "receivables",
    path: () => "/v1/receivables",
    member: "debts",
    key: ["person", "debt"],
    columns: columnsOf("person", "cause", "month", "amount", "received", "written_off", "left", "debt_state", "due_on", "overdue"),
    about: columnsOf("left"),
    command: "fascicolo receivables",
  },
  {
    name: "tenants",
    title: "tenants",
    question: "housing",
    path: () => pathOf("/v1/housing", { unverified: true }),
    member: "dwellings",
    key: ["dwelling"],
    columns: columnsOf("dwelling", "dwelling_state", "tenancy_title", "lived_in_from", "checked_on", "unverified", "no_contract"),
    command: "fascicolo housing --unverified",
  },
  {
    name: "placements",
    title: "placements",
    question: "placements",
    path: () => "/v1/placements",
    member: "placements",
    key: ["placement"],
    columns: columnsOf(
      "case", "service", "placement_state", "placement_title", "court", "host", "from", "until", "payer", "daily_fee", "reports_sent", "next_due",
    ),
    command: "fascicolo placements",
  },
  {
    name: "rules",
    title: "rules",
    question: "services",
    path: () => "/v1/services",
    isWhole: true,
    member: "rule_sets",
    key: ["code", "version"],
    columns: columnsOf("name", "code", "version", "valid_from", "valid_to", "status"),
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
