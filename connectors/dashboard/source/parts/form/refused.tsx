import type { Problem } from "../../api/problem";
import { instant } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { formWords } from "./words";

interface Between {
  type: string;
  recorded_at: string;
  version: number;
}
interface RefusedProps {
  problem: Problem | null;
  sendAgain: () => void;
  asNew: () => void;
  lookAgain: () => void;
}

/** Why a command had no effect, and what can be done about it. Takes the focus, so that it is read. */
export function Refused({ problem, sendAgain, asNew, lookAgain }: RefusedProps) {
  const say = useWords(formWords);
  if (!problem) return null;
  return (
    <div class="said warns" role="alert" tabIndex={-1}>
      <Told problem={problem} />
      {problem.isPassing && <Next does={sendAgain} text={say("sendAgain")} />}
      {problem.status === 409 && <Next does={asNew} text={say("asNew")} />}
      {problem.status === 412 && <Next does={lookAgain} text={say("lookAgain")} />}
    </div>
  );
}

function Next({ does, text }: { does: () => void; text: string }) {
  return (
    <button type="button" class="btn btn-sm btn-outline-primary" onClick={does}>
      {text}
    </button>
  );
}

function Told({ problem }: { problem: Problem }) {
  const say = useWords(formWords);
  const label = useLabels();
  const language = useLanguage();
  switch (problem.status) {
    case 400:
      return <p class="mb-0">{problem.errors.length > 0 ? say("toMend", problem.errors.length) : say("failed", problem.text)}</p>;
    case 422:
      return (
        <>
          <p class="mb-1">
            <strong>{say("refused", problem.text)}</strong>
          </p>
          {problem.ground && <p class="mb-1">{say("ground", problem.ground)}</p>}
          <p class="mb-0">{say("refusedNext")}</p>
        </>
      );
    case 412:
      return (
        <>
          <p class="mb-1">{say("overtaken")}</p>
          <ul>
            {((problem.body.between as Between[] | undefined) ?? []).map((one) => (
              <li key={one.version}>
                {label("event", one.type)}, {instant(language, one.recorded_at)}
              </li>
            ))}
          </ul>
        </>
      );
    case 409:
      return <p>{say("keyUsed")}</p>;
    case 403:
      return <p class="mb-0">{say("notAllowed")}</p>;
    case 404:
      return <p class="mb-0">{say("notThere")}</p>;
    default:
      return <p>{problem.isPassing ? say("unanswered") : say("failed", problem.text)}</p>;
  }
}
