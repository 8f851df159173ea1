interface ChoiceProps {
  id: string;
  title: string;
  value: string;
  all: string;
  codes: string[];
  nameOf: (code: string) => string;
  choose: (code: string) => void;
}

/** One of several codes, by its name; "" is all of them. */
export function Choice({ id, title, value, all, codes, nameOf, choose }: ChoiceProps) {
  return (
    <div class="field">
      <label for={id}>{title}</label>
      <select id={id} value={value} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{all}</option>
        {codes.map((code) => (
          <option key={code} value={code}>
            {nameOf(code)}
          </option>
        ))}
      </select>
    </div>
  );
}
