import { Problem } from "../api/problem";
import { useWords } from "../words/language";
import { partWords } from "./words";

/** What went wrong, in a place that is read aloud; with a way on where the same may work later. */
export function ProblemNote({ problem, again }: { problem: Problem | null; again?: () => void }) {
  const say = useWords(partWords);
  if (!problem) return null;
  const text =
    problem.status === 0 ? say("unanswered") : problem.status === 403 ? say("notAllowed") : problem.status === 404 ? say("notThere") : say("failed", problem.text);
  return (
    <div class="said warns" role="alert">
      <p class="mb-1">{text}</p>
      {problem.ground && <p class="mb-1">{say("ground", problem.ground)}</p>}
      {problem.isPassing && again && (
        <button type="button" class="btn btn-sm btn-outline-primary" onClick={again}>
          {say("again")}
        </button>
      )}
    </div>
  );
}
