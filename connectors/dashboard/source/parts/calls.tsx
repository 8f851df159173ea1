import { useWords } from "../words/language";
import { partWords } from "./words";

/** Each page tells the questions that it put, for whoever wants their answers elsewhere. */
export function Calls({ paths }: { paths: string[] }) {
  const say = useWords(partWords);
  if (paths.length === 0) return null;
  return (
    <details class="calls container-xxl my-4">
      <summary>{say("calls")}</summary>
      <p>{say("callsWhy")}</p>
      <pre tabIndex={0}>{paths.map((path) => `curl -H "Authorization: Bearer $TOKEN" '${location.origin}${path}'`).join("\n")}</pre>
      <p>
        <a href="/docs">OpenAPI</a>
      </p>
    </details>
  );
}
