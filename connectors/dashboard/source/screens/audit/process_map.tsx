import { useMemo, useState } from "preact/hooks";
import { Choice } from "../../parts/choice";
import { Wide } from "../../parts/wide";
import { WideTable } from "../../parts/wide_table";
import { count } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { caseWords } from "./case_words";
import type { Step } from "./history";
import { byFrequency, mostFrequent, processGraphOf, type Follow, type ProcessGraph } from "./process_graph";
import { layoutOf, nodeHeight, nodeWidth } from "./process_layout";

const dayMs = 86_400_000;
const lineLength = 24;

function useWait(): (ms: number) => string {
  const say = useWords(caseWords);
  const language = useLanguage();
  return (ms) => (ms < 3_600_000 ? say("atOnce") : ms < dayMs ? say("hours", count(language, Math.round(ms / 3_600_000))) : say("days", count(language, Math.round(ms / dayMs))));
}

/** A label of an event in one or two lines of a box. */
function linesOf(text: string): string[] {
  if (text.length <= lineLength) return [text];
  const cut = text.lastIndexOf(" ", lineLength);
  const first = cut > 0 ? text.slice(0, cut) : text.slice(0, lineLength);
  const rest = text.slice(first.length).trim();
  return [first, rest.length > lineLength ? `${rest.slice(0, lineLength - 1)}…` : rest];
}

/** Of the whole case, or of one thing in it: several services at once interleave, and say little of each. */
export function ProcessMap({ steps }: { steps: Step[] }) {
  const say = useWords(caseWords);
  const label = useLabels();
  const [entity, setEntity] = useState("");
  const entities = useMemo(() => {
    const counted = new Map<string, { kind: string; steps: number }>();
    for (const one of steps) counted.set(one.entity, { kind: one.kind, steps: (counted.get(one.entity)?.steps ?? 0) + 1 });
    return [...counted].filter(([, one]) => one.steps > 1);
  }, [steps]);
  const shown = useMemo(() => (entity ? steps.filter((one) => one.entity === entity) : steps), [steps, entity]);
  const graph = useMemo(() => processGraphOf(shown), [shown]);
  return (
    <>
      <p>{say("mapWhat")}</p>
      {entities.length > 1 && (
        <div class="field no-print">
          <label for="map-of">{say("mapOf")}</label>
          <select id="map-of" value={entity} onChange={(event) => setEntity(event.currentTarget.value)}>
            <option value="">{say("mapOfAll")}</option>
            {entities.map(([id, one]) => (
              <option key={id} value={id}>
                {say("mapOfOne", label("entity_kind", one.kind), id.slice(0, 8), one.steps)}
              </option>
            ))}
          </select>
        </div>
      )}
      <Graph graph={graph} />
    </>
  );
}

/** The drawing and its table. */
export function Graph({ graph }: { graph: ProcessGraph }) {
  const say = useWords(caseWords);
  const label = useLabels();
  const wait = useWait();
  const columns = [
    { name: "from", title: say("from"), cell: (one: Follow) => label("event", one.from) },
    { name: "to", title: say("to"), cell: (one: Follow) => label("event", one.to) },
    { name: "times", title: say("times"), isNumber: true, cell: (one: Follow) => one.times },
    { name: "median", title: say("median"), isNumber: true, cell: (one: Follow) => wait(one.medianMs) },
    { name: "longest", title: say("longest"), isNumber: true, cell: (one: Follow) => wait(one.longestMs) },
  ];
  if (graph.follows.length === 0) return <p class="muted">{say("noSteps")}</p>;
  return (
    <>
      <Drawing graph={graph} />
      <details class="my-2" open>
        <summary>{say("mapRows")}</summary>
        <WideTable caption={say("mapRows")} columns={columns} rows={byFrequency(graph.follows)} keyOf={(one) => `${one.from} ${one.to}`} />
      </details>
    </>
  );
}

/** So many ways that a picture of them can still be followed by eye; more, on demand. */
const drawnAtFirst = "20";
const drawnMore = "40";
const drawnAll = "all";

function Drawing({ graph }: { graph: ProcessGraph }) {
  const say = useWords(caseWords);
  const [drawn, setDrawn] = useState(drawnAtFirst);
  const all = graph.follows.length;
  const shown = useMemo(() => (drawn === drawnAll ? graph : mostFrequent(graph, Number(drawn))), [graph, drawn]);
  const offered = [drawnAtFirst, drawnMore].filter((one) => Number(one) < all);
  return (
    <>
      {offered.length > 0 && (
        <div class="no-print">
          <Choice
            id="map-ways"
            title={say("mapWays")}
            value={drawn}
            codes={[...offered, drawnAll]}
            nameOf={(one) => (one === drawnAll ? say("mapAllWays", all) : say("mapFrequentWays", one))}
            choose={setDrawn}
          />
        </div>
      )}
      <Picture graph={shown} />
    </>
  );
}

function Picture({ graph }: { graph: ProcessGraph }) {
  const say = useWords(caseWords);
  const label = useLabels();
  const wait = useWait();
  const textAt = (one: Follow) => `${one.times > 1 ? `${one.times}× ` : ""}${wait(one.medianMs)}`;
  const language = useLanguage();
  const layout = useMemo(() => layoutOf(graph, textAt), [graph, language]);
  const most = Math.max(1, ...graph.follows.map((one) => one.times));
  return (
    <Wide label={say("map")}>
      <svg class="process" viewBox={`0 0 ${layout.width} ${layout.height}`} width={layout.width} height={layout.height} role="img" aria-label={say("mapWhat")}>
        <defs>
          <marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" markerUnits="userSpaceOnUse" orient="auto-start-reverse">
            <path d="M0,0 L10,5 L0,10 z" />
          </marker>
        </defs>
        {layout.ways.map(({ follow, path }) => (
          <path key={`${follow.from} ${follow.to}`} class="follow" d={path} stroke-width={1 + (3 * follow.times) / most} marker-end="url(#arrow)" />
        ))}
        {graph.nodes.map(({ type, times }) => {
          const spot = layout.nodes.get(type);
          return spot && <NodeBox key={type} x={spot.x} y={spot.y} name={label("event", type)} times={times} />;
        })}
        {layout.ways.map(({ follow, label: spot }) => (
          <text key={`${follow.from} ${follow.to}`} class="wait" x={spot.x} y={spot.y + 4} text-anchor="middle">
            {textAt(follow)}
          </text>
        ))}
      </svg>
    </Wide>
  );
}

function NodeBox({ x, y, name, times }: { x: number; y: number; name: string; times: number }) {
  const lines = linesOf(name);
  return (
    <g class="node">
      <rect x={x - nodeWidth / 2} y={y - nodeHeight / 2} width={nodeWidth} height={nodeHeight} rx="6" />
      {lines.map((one, index) => (
        <text key={one} x={x} y={y + 5 + (index - (lines.length - 1) / 2) * 17} text-anchor="middle">
          {one}
          {index === lines.length - 1 && times > 1 ? ` (${times})` : ""}
        </text>
      ))}
    </g>
  );
}
