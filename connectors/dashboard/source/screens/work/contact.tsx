// Who comes to a desk is registered here: the first event of every case.
import { useState } from "preact/hooks";
import { draftOf } from "../../api/drafts";
import { CommandForm } from "../../parts/form/command_form";
import type { ChoicesOf } from "../../parts/form/drawing";
import { Icon } from "../../parts/icon";
import { useTakingOver } from "../../parts/taking_over";
import { useCatalogue } from "../../words/catalogue";
import { useLabels } from "../../words/labels";
import { useWords } from "../../words/language";
import { workWords } from "./words";

const command = "RegisterContact";
const nothing = {};

export function Contact() {
  const say = useWords(workWords);
  const label = useLabels();
  const catalogue = useCatalogue();
  const [isOpen, setOpen] = useState(draftOf(command) !== null);
  const [isDone, setDone] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  const status = useTakingOver<HTMLDivElement>(wasOpen && !isOpen);
  const close = () => {
    setOpen(false);
    setWasOpen(true);
  };
  const choicesOf: ChoicesOf = ({ name }) => {
    const services = catalogue.services().map(([value, text]) => ({ value, text }));
    return (name === "needs" || name === "reason") && services.length > 0 ? { choices: services, isOpen: name === "reason" } : null;
  };
  if (isOpen) {
    return (
      <CommandForm
        command={command}
        title={label("command", command)}
        draft={command}
        preset={nothing}
        choicesOf={choicesOf}
        level={2}
        done={() => {
          close();
          setDone(true);
        }}
        leave={close}
      />
    );
  }
  return (
    <section class="mb-4 no-print">
      <h2>{say("contactTitle")}</h2>
      <div role="status" ref={status} tabIndex={-1}>{isDone && <p class="said good">{say("contactDone")}</p>}</div>
      <button
        type="button"
        class="btn btn-primary btn-sm"
        onClick={() => {
          setDone(false);
          setOpen(true);
        }}
      >
        <Icon name="pencil" /> {say("contactOpen")}
      </button>
    </section>
  );
}
