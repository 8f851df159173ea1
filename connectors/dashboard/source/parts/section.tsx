import type { ComponentChildren } from "preact";
import type { Answered } from "../api/questions";
import { useWords } from "../words/language";
import { ProblemNote } from "./problem_note";
import { partWords } from "./words";

/** A part of a page with its heading; says that it waits, or what went wrong, in the place of what it shows. */
export function Section<Answer>({
  title,
  answered,
  children,
  level = 2,
}: {
  title: string;
  answered: Answered<Answer>;
  children: (answer: Answer) => ComponentChildren;
  level?: 2 | 3;
}) {
  const say = useWords(partWords);
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section class="mb-4" aria-busy={answered.isAsking}>
      <Heading>{title}</Heading>
      <ProblemNote problem={answered.problem} again={answered.again} />
      {answered.answer ? children(answered.answer) : answered.isAsking && <p class="muted">{say("asking")}</p>}
    </section>
  );
}
