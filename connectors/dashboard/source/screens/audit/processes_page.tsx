// How matters of a kind go: the steps of all their histories, as the server counts them, drawn.
import { useMemo, useState } from "preact/hooks";
import { pathOf } from "../../api/client";
import { useQuestion } from "../../api/questions";
import { Choice } from "../../parts/choice";
import { Section } from "../../parts/section";
import { TakeAway } from "../../parts/take_away";
import { linkTo, type Route } from "../../route";
import { useCatalogue } from "../../words/catalogue";
import { useLabels } from "../../words/labels";
import { useWords } from "../../words/language";
import type { ProcessGraph } from "./process_graph";
import { Graph } from "./process_map";
import { auditWords } from "./words";

interface MapAnswer {
  position: number;
  histories: number;
  types: { type: string; times: number }[];
  follows: { from: string; to: string; times: number; median_minutes: number; longest_minutes: number }[];
}

const kinds = ["activation", "case_file", "placement", "plan", "act", "entry", "tenancy", "dwelling", "programme"];
/** Kinds of which each is of one service. */
const ofServices = new Set(["activation", "placement", "plan", "tenancy", "programme"]);
const minuteMs = 60_000;

function graphOf(answer: MapAnswer): ProcessGraph {
  return {
    nodes: answer.types,
    follows: answer.follows.map((one) => ({
      from: one.from,
      to: one.to,
      times: one.times,
      medianMs: one.median_minutes * minuteMs,
      longestMs: one.longest_minutes * minuteMs,
    })),
  };
}

export function ProcessesPage({ route }: { route: Route }) {
  const say = useWords(auditWords);
  const kind = route.rest[1] ?? "activation";
  const parameters = Object.fromEntries(["service", "from", "to"].map((name) => [name, route.parameters.get(name) ?? undefined]));
  const path = pathOf(`/v1/process-map/${encodeURIComponent(kind)}`, parameters);
  const answered = useQuestion<MapAnswer>(path);
  return (
    <>
      <h1>{say("processes")}</h1>
      <p>
        <a href={linkTo("audit")}>{say("back")}</a>
      </p>
      <p class="muted">{say("processesWhat")}</p>
      <Filters key={location.hash} kind={kind} route={route} />
      <Section title={say("ofKind")} answered={answered}>
        {(answer) => (
          <>
            <p role="status">{say("histories", answer.histories)}</p>
            <Drawn answer={answer} />
            <TakeAway path={path} name="processi" />
          </>
        )}
      </Section>
      <p class="muted">
        {say("atLedger")} <code>fascicolo process-map {kind}</code>
      </p>
    </>
  );
}

function Drawn({ answer }: { answer: MapAnswer }) {
  const graph = useMemo(() => graphOf(answer), [answer]);
  return <Graph graph={graph} />;
}

function Filters({ kind, route }: { kind: string; route: Route }) {
  const say = useWords(auditWords);
  const label = useLabels();
  const catalogue = useCatalogue();
  const given = (name: string) => route.parameters.get(name) ?? "";
  const [chosen, setChosen] = useState({ kind, service: given("service"), from: given("from"), to: given("to") });
  const services = new Map(catalogue.services());
  const day = (name: "from" | "to", title: string) => (
    <div class="field">
      <label for={`map-${name}`}>{title}</label>
      <input id={`map-${name}`} type="date" value={chosen[name]} onInput={(event) => setChosen({ ...chosen, [name]: event.currentTarget.value })} />
    </div>
  );
  return (
    <form
      class="filters no-print"
      onSubmit={(event) => {
        event.preventDefault();
        const service = ofServices.has(chosen.kind) ? chosen.service : "";
        location.hash = linkTo("audit", ["processes", chosen.kind], { service, from: chosen.from, to: chosen.to });
      }}
    >
      <Choice id="map-kind" title={say("ofKind")} value={chosen.kind} codes={kinds} nameOf={(one) => label("entity_kind", one)} choose={(one) => setChosen({ ...chosen, kind: one })} />
      {ofServices.has(chosen.kind) && (
        <Choice
          id="map-service"
          title={say("ofService")}
          value={chosen.service}
          all={say("anyService")}
          codes={[...services.keys()]}
          nameOf={(code) => services.get(code) ?? code}
          choose={(service) => setChosen({ ...chosen, service })}
        />
      )}
      {day("from", say("begunFrom"))}
      {day("to", say("begunTo"))}
      <button type="submit" class="btn btn-primary btn-sm">
        {say("show")}
      </button>
    </form>
  );
}
