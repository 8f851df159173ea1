import { linkTo } from "../route";

const shownDigits = 8; // enough to tell the cases of one town apart

/** A case by the first digits of its id, which say nothing of anybody; its page says the rest to whoever may read it. */
export function CaseLink({ id }: { id: string | null | undefined }) {
  if (!id) return null;
  return (
    <a class="code" href={linkTo("case", [id])} title={id}>
      {id.slice(0, shownDigits)}
    </a>
  );
}
