// What may be counted, and how it is asked: the parameters of GET /v1/statistics/TOPIC, which stand in the page's own address too.
import { pathOf } from "../../api/client";
import { linkTo, type Route } from "../../route";

export const topics = ["stocks", "flows", "users", "need", "spending", "outcomes", "attendance", "terms"] as const;
export type Topic = (typeof topics)[number];
export const dimensions = ["area", "service", "district", "month", "age_band", "citizenship"] as const;
export type Dimension = (typeof dimensions)[number];
export const mostDimensions = 3;

/** Of what the topic tells, where one may choose. */
export const counted: Partial<Record<Topic, string[]>> = {
  stocks: ["services", "cases", "enrolments"],
  flows: ["services", "cases", "enrolments"],
  users: ["services", "cases"],
};

export interface Query {
  topic: Topic;
  of: string; // "": as the server has it
  by: Dimension[];
  from: string; // months
  to: string;
  asOf: string; // a position; "": now
  restates: string; // published figures that these would take the place of; "": none
}

function isOneOf<One extends string>(list: readonly One[], text: string): text is One {
  return (list as readonly string[]).includes(text);
}

export function queryIn(route: Route, today: string): Query | null {
  const [topic = ""] = route.rest;
  if (!isOneOf(topics, topic)) return null;
  const told = (name: string) => route.parameters.get(name) ?? "";
  const by = told("by").split(",").filter((one): one is Dimension => isOneOf(dimensions, one));
  return { topic, of: told("of"), by: by.slice(0, mostDimensions), from: told("from") || `${today.slice(0, 4)}-01`, to: told("to") || today.slice(0, 7), asOf: told("as_of"), restates: told("restates") };
}

/** As the question takes it. */
function parametersOf({ of, by, from, to, asOf, restates }: Query) {
  return { of, by: by.join(","), from, to, as_of: asOf, restates };
}

export function linkOf(query: Query): string {
  return linkTo("reporting", [query.topic], parametersOf(query));
}

/** As it leaves the office: small cells are suppressed by the server. */
export function pathOfQuery(query: Query): string {
  return pathOf(`/v1/statistics/${query.topic}`, { ...parametersOf(query), public: true });
}

/** "users --of services --by area --from 2025-01 --to 2025-12 --public", as the server spells it. */
export function queryOfText(text: string): Query | null {
  const [topic = "", ...words] = text.split(" ");
  if (!isOneOf(topics, topic)) return null;
  const after = (option: string) => (words.includes(option) ? (words[words.indexOf(option) + 1] ?? "") : "");
  const by = after("--by").split(",").filter((one): one is Dimension => isOneOf(dimensions, one));
  return { topic, of: after("--of"), by, from: after("--from"), to: after("--to"), asOf: "", restates: "" };
}

/** The day after the last one of a month. */
export function dayAfterMonth(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
}

export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
