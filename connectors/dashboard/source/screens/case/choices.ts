// What may stand in the fields of a form about this case, where the page knows it: its services, its persons, its numbers.
import type { ChoicesOf } from "../../parts/form/drawing";
import type { Aim } from "../../parts/form/command_form";
import type { WrittenFields } from "../../parts/form/schema";
import type { Catalogue } from "../../words/catalogue";
import { shortId } from "../../words/recorded";
import type { CaseAnswer, Step } from "./answers";
import type { History } from "./history";
import { caseWords } from "./words";
import type { useWords } from "../../words/language";

export interface Known {
  one: CaseAnswer["case"];
  history: History | null;
  people: ReadonlyMap<string, string>; // names by id
  households: string[];
  offered: Partial<Record<string, { value: string; text: string }[]>>; // by field: what the authority has
  catalogue: Catalogue;
  label: (group: string, code: string | null | undefined) => string;
  say: ReturnType<typeof useWords<keyof typeof caseWords>>;
  dayOf: (text: string) => string;
  subject: string;
}

const personFields = new Set([
  "person", "relative", "representative", "signer", "reference", "payee", "authorised_by", "duplicate", "members", "persons", "heard",
]);
/** Levels of secrecy that are asked for, or given beyond the policy. */
const levels = ["administrative", "assessment", "diary", "juvenile_court", "protected_address"];
const aboutAnything = new Set(["about", "entity"]);
/** Fields that name what has a history of its own behind this case. */
const kindOf: Record<string, string> = { placement: "placement", plan: "plan", entry: "entry", programme: "programme", act: "act" };

/** Entities of a kind that the history of the case tells of, with what they are called. */
function entitiesIn(known: Known, kind: string): { value: string; text: string }[] {
  const firsts = new Map<string, Step>();
  for (const step of known.history?.steps ?? []) {
    if (step.kind === kind && step.entity && !firsts.has(step.entity)) firsts.set(step.entity, step);
  }
  return [...firsts].map(([entity, step]) => {
    const { service } = step.fields;
    const called = typeof service === "string" ? known.catalogue.service(service) : known.label("entity_kind", kind);
    return { value: entity, text: `${called}, ${known.dayOf(step.effective_on)}` };
  });
}

function activationsOf(known: Known): { value: string; text: string }[] {
  return (known.one.services ?? []).map((one) => ({
    value: one.activation,
    text: `${known.catalogue.service(one.service)} (${known.label("activation_state", one.suspended ? "suspended" : one.state)})`,
  }));
}

function itselfOf(known: Known): { value: string; text: string } {
  return { value: known.one.case, text: `${known.label("entity_kind", "case_file")} ${shortId(known.one.case)}` };
}

/** What an id may be; null: the page does not know. */
export function idsOf(known: Known, field: string): { value: string; text: string }[] | null {
  const people = [...known.people].map(([value, name]) => ({ value, text: name || shortId(value) }));
  if (field === "activation") return activationsOf(known);
  if (field === "household") return known.households.map((one) => ({ value: one, text: shortId(one) }));
  if (field === "case_file") return [itselfOf(known)];
  if (personFields.has(field)) return people;
  if (aboutAnything.has(field)) return [itselfOf(known), ...activationsOf(known)];
  const kind = kindOf[field];
  const offered = known.offered[field] ?? [];
  if (!kind) return offered.length > 0 ? offered : null;
  const within = entitiesIn(known, kind);
  return [...within, ...offered.filter((one) => within.every((other) => other.value !== one.value))];
}

function servicesOf(known: Known): string[] {
  return [...new Set(known.one.services?.map((one) => one.service) ?? [])];
}

function serviceOf(known: Known, all: WrittenFields): string {
  const chosen = known.one.services?.find((one) => one.activation === all.activation)?.service;
  return chosen ?? (typeof all.service === "string" ? all.service : "");
}

/** "no. 3 · meeting planned · 9 Dec": numbers that the history gave to what is to be gone on with. */
function numbersOf(known: Known, all: WrittenFields): { value: string; text: string }[] {
  const entity = (all.activation || all.placement || all.plan || all.about || all.entity || all.case_file) as string | undefined;
  const firsts = new Map<number, Step>();
  for (const step of known.history?.steps ?? []) {
    const number = step.fields.number;
    if (step.entity === entity && typeof number === "number" && !firsts.has(number)) firsts.set(number, step);
  }
  return [...firsts].reverse().map(([number, step]) => ({
    value: String(number),
    text: known.say("number", number, known.label("event", step.type), known.dayOf(step.effective_on)),
  }));
}

export function choicesAbout(known: Known): ChoicesOf {
  const named = (pairs: [string, string][], isOpen = false) => {
    return pairs.length > 0 ? { choices: pairs.map(([value, text]) => ({ value, text })), isOpen } : null;
  };
  return ({ name, isId }, row, all) => {
    if (isId) {
      const ids = idsOf(known, name);
      return ids ? { choices: ids, arePersons: personFields.has(name) } : null;
    }
    const { catalogue } = known;
    const service = serviceOf(known, all);
    switch (name) {
      case "service":
      case "oriented_to":
        return named(catalogue.services(), name === "oriented_to");
      case "action":
        return named(levels.map((one) => [one, known.label("read_level", one)]));
      case "instrument":
        return named(catalogue.instruments());
      case "item":
        return named(catalogue.items(String(all.instrument ?? "")));
      case "answer":
        return named(catalogue.answers(String(all.instrument ?? ""), String(row.item ?? "")));
      case "activity":
        return named(catalogue.listed(service, "activities"));
      case "deadline":
        return named(servicesOf(known).flatMap((one) => catalogue.listed(one, "deadlines")), true);
      case "reason":
        return named([...catalogue.listed(service, "end_reasons"), ...catalogue.listed(service, "refusal_reasons")], true);
      case "worker":
        return { choices: workersIn(known).map((value) => ({ value, text: value })), isOpen: true };
      case "number": {
        const numbers = numbersOf(known, all);
        return numbers.length > 0 ? { choices: numbers } : null;
      }
      default:
        return null;
    }
  };
}

function workersIn(known: Known): string[] {
  const others = known.one.co_responsible?.map((one) => one.worker) ?? [];
  return [...new Set([known.subject, known.one.worker ?? "", ...others])].filter(Boolean);
}

/** Of services and the case itself; of others the page does not know the version, and aims at none. */
export function aimIn(known: Known, written: WrittenFields, caseVersion: number | null): Aim | undefined {
  const activation = written.activation as string | undefined;
  if (["placement", "plan", "entry", "programme", "act"].some((one) => written[one])) return undefined;
  if (!activation) return written.case_file && caseVersion !== null ? { entity: known.one.case, version: caseVersion } : undefined;
  if (!known.history?.isWhole || known.history.withheld) return undefined;
  const version = Math.max(0, ...known.history.steps.map((step) => (step.entity === activation ? (step.version ?? 0) : 0)));
  return version > 0 ? { entity: activation, version } : undefined;
}
