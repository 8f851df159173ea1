// What the fields of one form share.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { CommandSchema, WrittenFields } from "./schema";

export interface Choice {
  value: string;
  text: string;
}
/** What may stand in a field, where the page knows it; `isOpen`: something else may, too; `arePersons`: others can be searched for. */
export interface Choices {
  choices: Choice[];
  isOpen?: boolean;
  arePersons?: boolean;
}
/** `row`: the fields beside it, in a list those of its row; `all`: those of the command. */
export type ChoicesOf = (field: { name: string; isId: boolean }, row: WrittenFields, all: WrittenFields) => Choices | null;

export interface Drawing {
  form: CommandSchema;
  written: WrittenFields;
  errors: ReadonlyMap<string, string>; // by place: "/payload/desk"
  choicesOf: ChoicesOf;
  idOf: (place: string) => string;
}
export const DrawingContext = createContext<Drawing | null>(null);

export function useDrawing(): Drawing {
  const drawing = useContext(DrawingContext);
  if (!drawing) throw new Error("a field outside of a form");
  return drawing;
}
