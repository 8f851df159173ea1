import { digestOf } from "../../api/digest";
import { useWords } from "../../words/language";
import type { Written } from "./schema";
import { formWords } from "./words";

interface DigestInputProps {
  shared: { id: string; value: string } & Record<string, unknown>;
  change: (written: Written) => void;
}

/** A document is named by its digest, which this page reckons: the document itself is sent to nobody. */
export function DigestInput({ shared, change }: DigestInputProps) {
  const say = useWords(formWords);
  const { value, ...rest } = shared;
  const take = async (event: Event) => {
    const file = (event.currentTarget as HTMLInputElement).files?.[0];
    if (!file) return change("");
    change(await digestOf(await file.arrayBuffer()));
  };
  return (
    <>
      <input {...rest} type="file" onChange={(event) => void take(event)} />
      <span class="muted small">{say("digest")}</span>
      {value && <span class="code d-block">{value}</span>}
    </>
  );
}
