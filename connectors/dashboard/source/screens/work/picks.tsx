import { linkTo, routeOf } from "../../route";

interface PicksProps<Pick extends string> {
  name: string; // of the route's parameter
  label: string;
  picks: readonly Pick[];
  picked: Pick;
  words: Record<Pick, string>;
}

/** Which rows of a list are shown; stands behind the hash, so that a figure can lead there. */
export function Picks<Pick extends string>({ name, label, picks, picked, words }: PicksProps<Pick>) {
  const id = `pick-${name}`;
  const go = (pick: string) => {
    const now = Object.fromEntries(routeOf(location.hash).parameters);
    history.replaceState(null, "", linkTo("work", [], { ...now, [name]: pick }));
    dispatchEvent(new HashChangeEvent("hashchange"));
    document.getElementById(id)?.focus();
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={picked} onChange={(event) => go(event.currentTarget.value)}>
        {picks.map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </select>
    </div>
  );
}
