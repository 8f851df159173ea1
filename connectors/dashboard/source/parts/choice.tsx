interface ChoiceProps {
  id: string;
  title: string;
  value: string;
  all?: string; // the name of ""; without it one code is always chosen
  codes: string[];
  nameOf: (code: string) => string;
  choose: (code: string) => void;
}

/** One of several codes, by its name. */
export function Choice({ id, title, value, all, codes, nameOf, choose }: ChoiceProps) {
  return (
    <div class="field">
      <label for={id}>{title}</label>
      <select id={id} value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {all !== undefined && <option value="">{all}</option>}
        {codes.map((code) => (
          <option key={code} value={code}>
            {nameOf(code)}
          </option>
        ))}
      </select>
    </div>
  );
}
