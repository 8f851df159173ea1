// A command's form as the server describes it (GET /v1/forms/COMMAND, JSON Schema 2020-12), and what is written into it.
import type { FieldError } from "../../api/problem";
import type { Language } from "../../words/language";

type BothLanguages = Record<Language, string>;

export interface Schema {
  type?: "string" | "integer" | "boolean" | "array" | "object";
  enum?: string[];
  format?: string;
  pattern?: string;
  items?: Schema;
  $ref?: string;
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  "x-label"?: BothLanguages;
  "x-labels"?: Record<string, BothLanguages>;
  "x-personal"?: boolean;
}
export interface CommandSchema extends Schema {
  $defs: Record<string, Schema>;
}

export function resolved(form: CommandSchema, schema: Schema): Schema {
  const name = schema.$ref?.split("/").pop();
  return name ? (form.$defs[name] ?? {}) : schema;
}
export function payloadOf(form: CommandSchema): Schema {
  return resolved(form, form.properties?.payload ?? {});
}

/** Of an entity, or a digest. */
export function isIdForm(schema: Schema): boolean {
  return schema.pattern?.startsWith("^([0-9a-fA-F]") ?? false;
}
/** Of money or points. */
export function isDecimalForm(schema: Schema): boolean {
  return schema.pattern?.startsWith("^-?[0-9]") ?? false;
}

export type Written = string | boolean | Written[] | { [field: string]: Written };
export type WrittenFields = { [field: string]: Written };

/** What a field holds before anybody wrote into it. */
export function blankOf(form: CommandSchema, schema: Schema): Written {
  const one = resolved(form, schema);
  if (one.type === "array") return [];
  if (one.type === "object") return {};
  return one.type === "boolean" ? false : "";
}

function isBlank(written: Written | undefined): boolean {
  if (written === undefined || written === "" || written === false) return true;
  if (Array.isArray(written)) return written.length === 0;
  return typeof written === "object" && Object.values(written).every(isBlank);
}

/** As it is handed in: whatever says nothing is left out, unless the form wants it. */
export function handedOf(form: CommandSchema, schema: Schema, written: Written): unknown {
  const one = resolved(form, schema);
  if (one.type === "array") return (written as Written[]).map((item) => handedOf(form, one.items ?? {}, item));
  if (one.type === "object") {
    const fields: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(one.properties ?? {})) {
      const value = (written as WrittenFields)[name] ?? blankOf(form, field);
      const isWanted = one.required?.includes(name) ?? false;
      const isAnswer = isWanted && resolved(form, field).type === "boolean";
      if (!isBlank(value) || isAnswer) fields[name] = handedOf(form, field, value);
    }
    return fields;
  }
  if (typeof written !== "string") return written;
  const text = written.trim();
  if (one.type === "integer" && /^-?\d+$/.test(text)) return Number(text);
  if (isDecimalForm(one)) return text.replace(",", ".");
  // What is written is the local time of this machine; what is recorded is UTC.
  if (one.format === "date-time" && text) return new Date(text).toISOString().replace(".000Z", "Z");
  return text;
}

/** Fields that the form wants and nobody wrote into, by their place, as the server would name them. */
export function missingIn(form: CommandSchema, schema: Schema, written: Written, place = "/payload"): FieldError[] {
  const one = resolved(form, schema);
  if (one.type === "array") {
    return (written as Written[]).flatMap((item, index) => missingIn(form, one.items ?? {}, item, `${place}/${index}`));
  }
  if (one.type !== "object") return [];
  return Object.entries(one.properties ?? {}).flatMap(([name, field]) => {
    const value = (written as WrittenFields)[name] ?? blankOf(form, field);
    const at = `${place}/${name}`;
    const isBoolean = resolved(form, field).type === "boolean";
    if (!isBlank(value)) return missingIn(form, field, value, at);
    return one.required?.includes(name) && !isBoolean ? [{ pointer: at, detail: "missing" }] : [];
  });
}
