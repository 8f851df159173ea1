// What is told of one thing: what each fact is called, and the fact.
import type { ComponentChildren } from "preact";

export function Fact({ name, value }: { name: string; value: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** `look`: "about" stands in narrower columns, and its facts are in bold. */
export function Facts({ facts, look = "facts" }: { facts: [string, ComponentChildren][]; look?: "facts" | "about" }) {
  return (
    <dl class={look}>
      {facts.map(([name, value], index) => (
        <Fact key={index} name={name} value={value} />
      ))}
    </dl>
  );
}
