// What a form about a case may name beyond it: units, programmes and calls that the authority has. Asked for when a form needs them.
import { useQuestion } from "../../api/questions";
import { mayAsk, useSession, type Session } from "../../api/session";
import { useCatalogue } from "../../words/catalogue";
import { day } from "../../words/formats";
import { useLanguage } from "../../words/language";
import { shortId } from "../../words/recorded";

interface Entity {
  value: string;
  text: string;
}
interface Row {
  unit?: string;
  programme?: string;
  call?: string;
  name?: string;
  service: string;
  state?: string;
  from?: string | null;
}

/** By the field that names one: the question that lists them. */
const questions = { unit: "occupancy", programme: "programmes", call: "ranking" } as const;
type OfferedField = keyof typeof questions;
const fields = Object.keys(questions) as OfferedField[];

export function isOffered(session: Session, field: string): boolean {
  return fields.includes(field as OfferedField) && mayAsk(session, questions[field as OfferedField]);
}

/** Of the fields among `wanted`; a field that nobody asked for has none. */
export function useOffered(wanted: string[]): Partial<Record<string, Entity[]>> {
  const session = useSession();
  const language = useLanguage();
  const catalogue = useCatalogue();
  const pathOf = (field: OfferedField) => (wanted.includes(field) && isOffered(session, field) ? `/v1/${questions[field]}` : null);
  const rowsOf = {
    unit: useQuestion<{ units: Row[] }>(pathOf("unit")).answer?.units,
    programme: useQuestion<{ programmes: Row[] }>(pathOf("programme")).answer?.programmes,
    call: useQuestion<{ calls: Row[] }>(pathOf("call")).answer?.calls,
  };
  const called = (row: Row) => [row.name || catalogue.service(row.service), row.from ? day(language, row.from) : ""].filter(Boolean).join(", ");
  return Object.fromEntries(
    fields.map((field) => [
      field,
      (rowsOf[field] ?? [])
        .filter((row) => row.state === undefined || row.state === "open")
        .map((row) => ({ value: row[field] ?? "", text: called(row) || shortId(row[field] ?? "") })),
    ]),
  );
}
