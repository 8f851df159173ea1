// One action among a hundred: a word narrows the list, which is grouped by what the actions are about.
import { useState } from "preact/hooks";
import { useLabels } from "../../words/labels";
import { useWords } from "../../words/language";
import type { Action } from "./answers";
import { caseWords } from "./words";

interface ActionPickProps {
  actions: Action[];
  begun: string[]; // commands of which there is a draft
  open: (action: Action) => void;
}

export function ActionPick({ actions, begun, open }: ActionPickProps) {
  const say = useWords(caseWords);
  const label = useLabels();
  const [typed, setTyped] = useState("");
  const [picked, setPicked] = useState("");
  const plain = (text: string) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const named = actions.map((action) => ({ action, name: label("command", action.command), group: groupOf(action) }));
  const found = named.filter((one) => plain(one.name).includes(plain(typed))).sort((left, right) => left.name.localeCompare(right.name));
  const groups = [...new Set(named.map((one) => one.group))].filter((group) => found.some((one) => one.group === group));
  const groupName = (group: string) => (group === "terms" ? say("termsGroup") : label("entity_kind", group));
  // One that is left is meant.
  const chosen = found.find((one) => one.action.command === picked) ?? (typed && found.length === 1 ? found[0] : undefined);
  const drafts = named.filter((one) => begun.includes(one.action.command));
  return (
    <>
      {drafts.length > 0 && (
        <p>
          {say("drafts")}:{" "}
          {drafts.map((one) => (
            <button key={one.action.command} type="button" class="btn btn-outline-primary btn-xs me-2" onClick={() => open(one.action)}>
              {one.name}
            </button>
          ))}
        </p>
      )}
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen) open(chosen.action);
        }}
      >
        <div class="field">
          <label for="action-search">{say("searchAction")}</label>
          <input
            id="action-search"
            type="search"
            autocomplete="off"
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="action-pick">{say("action")}</label>
          <select id="action-pick" value={chosen?.action.command ?? ""} onChange={(event) => setPicked(event.currentTarget.value)}>
            <option value="">{say("chooseAction", found.length)}</option>
            {groups.map((group) => (
              <optgroup key={group} label={groupName(group)}>
                {found
                  .filter((one) => one.group === group)
                  .map((one) => (
                    <option key={one.action.command} value={one.action.command}>
                      {one.name}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        </div>
        <button type="submit" class="btn btn-primary btn-sm" disabled={!chosen}>
          {say("open")}
        </button>
      </form>
    </>
  );
}

function groupOf({ about }: Action): string {
  const first = about.find((field) => field === "case_file") ?? about[0] ?? "";
  return first === "about" || first === "entity" ? "terms" : first;
}
