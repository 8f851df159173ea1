// What stands in a list or in a history, as people read it: codes by their labels, days and money by the language.
import type { ComponentChildren } from "preact";
import { linkTo } from "../../route";
import { count, day, instant, money } from "../../words/formats";
import { useLanguage, useWords } from "../../words/language";
import { useLabels } from "../../words/labels";
import { useWordText, type Around } from "../../words/naming";
import { memberOf, type ListColumn, type Row } from "./lists";
import { auditWords } from "./words";

const isId = /^[0-9a-f]{32}$/;
const isDay = /^\d{4}-\d{2}-\d{2}$/;
const isInstant = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const isMoney = /^-?\d+\.\d{2}$/;

/** The first digits tell entities apart well enough to be read; the whole id is in what it leads to. */
export function ShortId({ id, href }: { id: string; href?: string }) {
  const short = id.length > 10 ? id.slice(0, 8) : id;
  return href ? (
    <a class="code" href={href}>
      {short}
    </a>
  ) : (
    <span class="code" title={id}>
      {short}
    </span>
  );
}

export type TextOf = (member: string, value: unknown, around?: Around) => string;

/** text("urgency", "soon"): one line of anything that a fact says. */
export function useTextOf(): TextOf {
  const language = useLanguage();
  const label = useLabels();
  const say = useWords(auditWords);
  const wordText = useWordText();
  const text: TextOf = (member, value, around = {}) => {
    if (value === null || value === undefined || value === "") return "–";
    if (typeof value === "boolean") return say(value ? "yes" : "no");
    if (typeof value === "number") return Number.isSafeInteger(value) ? count(language, value) : "–"; // the most that is: it was not known
    if (Array.isArray(value)) return value.map((one) => text(member, one, around)).join("; ");
    if (typeof value === "object") {
      return Object.entries(value as Row)
        .filter(([, one]) => one !== null)
        .map(([key, one]) => `${titleOf(label, key)} ${text(key, one, { ...around, ...value })}`)
        .join(", ");
    }
    const told = String(value);
    if (told === "true" || told === "false") return say(told === "true" ? "yes" : "no");
    if (isId.test(told)) return told.slice(0, 8);
    if (isDay.test(told)) return day(language, told);
    if (isInstant.test(told)) return instant(language, told);
    if (isMoney.test(told)) return money(language, told);
    return wordText(member, told, around);
  };
  return text;
}

/** "field.note" -> the label; without one the member's own name, as words. */
export function titleOf(label: (group: string, code: string) => string, member: string, groups = ["field", "fact", "column", "text"]): string {
  for (const group of groups) {
    const found = label(group, member);
    if (found !== member) return found;
  }
  return member.replaceAll("_", " ");
}

interface Act {
  number?: string;
  act?: string;
  kind?: string;
  signed_on?: string | null;
  signer?: string;
  delegation?: string;
}

/** "determinazione 12/2025 · 3 mar 2025 · neri": who decided, by which act, and by whose delegation. */
export function ActText({ act }: { act: unknown }) {
  const language = useLanguage();
  const label = useLabels();
  if (!act) return <>–</>;
  if (typeof act === "string") return <span class="code">{act}</span>;
  const { kind, number, signed_on, signer, delegation } = act as Act;
  return <>{[label("act_kind", kind), number, day(language, signed_on), signer, delegation].filter(Boolean).join(" · ")}</>;
}

export function useColumnTitle(): (column: ListColumn) => string {
  const label = useLabels();
  const say = useWords(auditWords);
  return ({ title }) => {
    if (title.startsWith("@")) return say(title.slice(1) as keyof typeof auditWords);
    const [group = "", code = ""] = title.split(".");
    return label(group, code);
  };
}

/** `subject`: of the list that the row is in, and as of when it is shown, for links that go on from there. */
export function useCells(subject: string, asOf = ""): (column: ListColumn, row: Row) => ComponentChildren {
  const say = useWords(auditWords);
  const label = useLabels();
  const text = useTextOf();
  return (column, row) => {
    const value = memberOf(row, column.member);
    if (value === null || value === undefined || value === "") return "–";
    const told = String(value);
    switch (column.kind) {
      case "case":
        return <ShortId id={told} href={linkTo("audit", ["cases", told])} />;
      case "list":
        return <ShortId id={told} href={linkTo("audit", ["waiting-list", told], { as_of: asOf })} />;
      case "call":
        return <ShortId id={told} href={linkTo("audit", ["ranking", told], { as_of: asOf })} />;
      case "place":
      case "entry":
        return <a href={linkTo("audit", [column.kind, subject, told], { as_of: asOf })}>{say("whyHere")}</a>;
      case "person":
        return <ShortId id={told} />;
      case "act":
        return <ActText act={value} />;
      case "facts":
        return Object.entries(value as Row).map(([member, one]) => (
          <div key={member}>
            {titleOf(label, member)}: {text(member, one, row)}
          </div>
        ));
      case "due": {
        const { on, what } = value as { on: string; what: string };
        return `${text("on", on)}: ${text("deadline", what, row)}`;
      }
      case "position":
        return <span class="code">{told}</span>;
      case "code":
        return <span class="code">{told}</span>;
      case "service":
        return text("service", value);
      default:
        return column.group ? label(column.group, told) : text(column.member, value);
    }
  };
}
