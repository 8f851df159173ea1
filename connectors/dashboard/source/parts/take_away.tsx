import { request } from "../api/client";
import { useSession } from "../api/session";
import { useWords } from "../words/language";
import { Icon } from "./icon";
import { partWords } from "./words";

/** The same rows as CSV, asked of the server, and the page on paper. `path`: the question, without limit. */
export function TakeAway({ path, name }: { path: string; name: string }) {
  const say = useWords(partWords);
  const session = useSession();
  const save = async () => {
    const response = await request(path, { token: session.token, accept: "text/csv" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await response.blob());
    link.download = `${name}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <p class="no-print">
      <button type="button" class="btn btn-outline-primary btn-sm me-2" onClick={() => void save()}>
        <Icon name="download" /> {say("csv")}
      </button>
      <button type="button" class="btn btn-outline-primary btn-sm" onClick={() => print()}>
        <Icon name="print" /> {say("print")}
      </button>
    </p>
  );
}
