// One field of a command's form, by its schema: a choice, a text, a day, a list of fields.
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { DigestInput } from "./digest_input";
import { useDrawing, type Choices } from "./drawing";
import { PersonInput } from "./person_input";
import { blankOf, isDecimalForm, isIdForm, resolved, type Schema, type Written, type WrittenFields } from "./schema";
import { formWords } from "./words";

interface FieldProps {
  name: string;
  place: string; // "/payload/answers/0/item"
  schema: Schema;
  written: Written;
  row: WrittenFields; // in which it stands
  isNeeded: boolean;
  change: (written: Written) => void;
}

/** Texts in which people tell something, and not only name it. */
const toldIn = new Set(["text", "narrative", "note", "description", "strengths", "report", "request"]);

export function Field(props: FieldProps) {
  const { form } = useDrawing();
  const schema = resolved(form, props.schema);
  if (schema.type === "array") return <ListField {...props} schema={schema} />;
  if (schema.type === "object") return <GroupField {...props} schema={schema} />;
  if (schema.type === "boolean") return <CheckField {...props} schema={schema} />;
  return <PlainField {...props} schema={schema} />;
}

function useFieldLabel(name: string, schema: Schema): string {
  const language = useLanguage();
  const label = useLabels();
  const text = schema["x-label"]?.[language] ?? label("field", name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function Wrong({ place }: { place: string }) {
  const { errors, idOf } = useDrawing();
  const say = useWords(formWords);
  const detail = errors.get(place);
  if (detail === undefined) return null;
  return (
    <p class="wrong mb-0" id={`${idOf(place)}-wrong`}>
      {detail === "missing" ? say("missing") : say("wrongForm", detail)}
    </p>
  );
}

function PlainField({ name, place, schema, written, row, isNeeded, change }: FieldProps) {
  const { errors, idOf, choicesOf, written: all } = useDrawing();
  const say = useWords(formWords);
  const text = useFieldLabel(name, schema);
  const isWrong = errors.has(place);
  const isId = isIdForm(schema);
  const choices = choicesOf({ name, isId }, row, all);
  // Nobody knows an id by heart: one that may be left out, and that the page cannot offer, is not asked for.
  if (isId && !isNeeded && !isWrong && name !== "document" && !isOffered(choices)) return null;
  const shared = {
    id: idOf(place),
    value: written as string,
    "aria-required": isNeeded,
    "aria-invalid": isWrong,
    "aria-describedby": isWrong ? `${idOf(place)}-wrong` : undefined,
    autocomplete: "off" as const,
  };
  return (
    <div class="field">
      <label for={shared.id}>
        {text}
        {isNeeded && <span class="muted"> ({say("needed")})</span>}
      </label>
      <Input name={name} schema={schema} choices={choices} isNeeded={isNeeded} shared={shared} change={change} />
      {schema["x-personal"] && <span class="muted small">{say("personal")}</span>}
      <Wrong place={place} />
    </div>
  );
}

function isOffered(choices: Choices | null): boolean {
  return choices !== null && (choices.choices.length > 0 || choices.arePersons === true);
}

interface InputProps {
  name: string;
  schema: Schema;
  choices: Choices | null;
  isNeeded: boolean;
  shared: { id: string; value: string } & Record<string, unknown>;
  change: (written: Written) => void;
}

function Input({ name, schema, choices, isNeeded, shared, change }: InputProps) {
  const say = useWords(formWords);
  const language = useLanguage();
  const take = (event: Event) => change((event.currentTarget as HTMLInputElement).value);
  const named = (word: string) => ({ value: word, text: schema["x-labels"]?.[word]?.[language] ?? word });
  const words = schema.enum?.filter((one) => one !== "none").map(named);
  if (choices?.arePersons) return <PersonInput known={choices.choices} isNeeded={isNeeded} shared={shared} change={change} />;
  const closed = words ?? (choices && !choices.isOpen ? choices.choices : null);
  if (closed) {
    return (
      <select {...shared} onChange={take}>
        <option value="">{isNeeded ? say("choose") : say("nothing")}</option>
        {closed.map((one) => (
          <option key={one.value} value={one.value}>
            {one.text}
          </option>
        ))}
      </select>
    );
  }
  if (name === "document" && isIdForm(schema)) return <DigestInput shared={shared} change={change} />;
  if (toldIn.has(name) && !schema.format) return <textarea {...shared} rows={4} onInput={take} />;
  const type = schema.format === "date" ? "date" : schema.format === "date-time" ? "datetime-local" : "text";
  const inputMode = schema.type === "integer" ? "numeric" : isDecimalForm(schema) ? "decimal" : undefined;
  return (
    <>
      <input {...shared} type={type} inputMode={inputMode} list={choices ? `${shared.id}-known` : undefined} onInput={take} />
      {choices && (
        <datalist id={`${shared.id}-known`}>
          {choices.choices.map((one) => (
            <option key={one.value} value={one.value}>
              {one.text}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}

function CheckField({ name, place, schema, written, change }: FieldProps) {
  const { idOf } = useDrawing();
  const text = useFieldLabel(name, schema);
  return (
    <div class="field checked">
      <input id={idOf(place)} type="checkbox" checked={written === true} onChange={(event) => change(event.currentTarget.checked)} />
      <label for={idOf(place)}>{text}</label>
      <Wrong place={place} />
    </div>
  );
}

interface GroupFieldsProps {
  schema: Schema;
  place: string;
  written: WrittenFields;
  change: (written: Written) => void;
}

/** A table within the command, or a row of a list of them. */
export function GroupFields({ schema, place, written, change }: GroupFieldsProps) {
  const { form } = useDrawing();
  const fields = Object.entries(schema.properties ?? {});
  // What must be said comes first.
  const isNeeded = (name: string) => schema.required?.includes(name) ?? false;
  const inOrder = [...fields.filter(([name]) => isNeeded(name)), ...fields.filter(([name]) => !isNeeded(name))];
  return (
    <>
      {inOrder.map(([name, field]) => (
        <Field
          key={name}
          name={name}
          place={`${place}/${name}`}
          schema={field}
          written={written[name] ?? blankOf(form, field)}
          row={written}
          isNeeded={isNeeded(name)}
          change={(value) => change({ ...written, [name]: value })}
        />
      ))}
    </>
  );
}

function GroupField({ name, place, schema, written, change }: FieldProps) {
  const text = useFieldLabel(name, schema);
  return (
    <fieldset class="field grouped">
      <legend>{text}</legend>
      <GroupFields schema={schema} place={place} written={written as WrittenFields} change={change} />
      <Wrong place={place} />
    </fieldset>
  );
}

function ListField({ name, place, schema, written, row, isNeeded, change }: FieldProps) {
  const { form, idOf, choicesOf, written: all } = useDrawing();
  const say = useWords(formWords);
  const text = useFieldLabel(name, schema);
  const rows = written as Written[];
  const item = resolved(form, schema.items ?? {});
  const withLabel = { ...item, "x-label": schema["x-label"] } as Schema;
  const remove = (index: number) => {
    change(rows.filter((_, at) => at !== index));
    document.getElementById(idOf(place))?.focus(); // the row goes with its button
  };
  const put = (index: number, value: Written) => change(rows.map((one, at) => (at === index ? value : one)));
  const ofRow = (index: number) => ({ place: `${place}/${index}`, change: (value: Written) => put(index, value) });
  if (isIdForm(item) && !isNeeded && !isOffered(choicesOf({ name, isId: true }, row, all))) return null;
  return (
    <fieldset class="field grouped">
      <legend>
        {text}
        {isNeeded && <span class="muted"> ({say("needed")})</span>}
      </legend>
      {rows.map((one, index) => (
        <div class="listed" key={index}>
          {item.type === "object" ? (
            <GroupFields schema={item} written={one as WrittenFields} {...ofRow(index)} />
          ) : (
            <Field name={name} schema={withLabel} written={one} row={row} isNeeded={false} {...ofRow(index)} />
          )}
          <button type="button" class="btn btn-outline-secondary btn-xs" onClick={() => remove(index)}>
            {say("remove", `${text.toLowerCase()} ${index + 1}`)}
          </button>
        </div>
      ))}
      <button type="button" id={idOf(place)} class="btn btn-outline-primary btn-xs" onClick={() => change([...rows, blankOf(form, item)])}>
        {say("add")} <span class="visually-hidden">{text.toLowerCase()}</span>
      </button>
      <Wrong place={place} />
    </fieldset>
  );
}
