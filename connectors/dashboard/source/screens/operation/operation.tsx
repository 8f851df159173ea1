// Operation: how the process is that serves this page.
import { bucketsOf, quantileOf, rateBetween, sumOf, valueOf, type Scrape } from "../../api/metrics";
import { useQuestion } from "../../api/questions";
import { hasRole, mayAsk, useSession } from "../../api/session";
import { Chart } from "../../parts/chart";
import { Figures, type Figure } from "../../parts/figures";
import { WideTable } from "../../parts/wide_table";
import { linkTo } from "../../route";
import { count } from "../../words/formats";
import { useLanguage, useWords } from "../../words/language";
import { NodePart } from "./node_part";
import { useScrapes, type Watched } from "./scrapes";
import { RoutesPart, SeriesPart, StoresPart } from "./tables";
import { Unrelated } from "./unrelated";
import { operationWords } from "./words";

const megabyte = 1_000_000;
const few = 0.05; // a second; below it a rate is told with more digits

export default function Operation() {
  const say = useWords(operationWords);
  const watched = useScrapes();
  const now = watched.scrapes.at(-1) ?? null;
  const before = watched.scrapes.at(-2) ?? null;
  return (
    <>
      <h1>{say("title")}</h1>
      <p class="muted">{say("intro")}</p>
      <Health watched={watched} />
      <section class="mb-4">
        <h2>{say("now")}</h2>
        <NowFigures now={now} before={before} />
      </section>
      <Course scrapes={watched.scrapes} />
      <NodePart now={now} status={watched.status} />
      {now && <RoutesPart now={now} />}
      {now && <StoresPart now={now} />}
      <Oversight />
      {now && <SeriesPart now={now} />}
      <p class="muted">{say("watch")}</p>
    </>
  );
}

function Health({ watched }: { watched: Watched }) {
  const say = useWords(operationWords);
  if (watched.problem) {
    return (
      <p class="said warns" role="alert">
        {say("notWell", watched.problem.text || String(watched.problem.status))}
      </p>
    );
  }
  return <p class={`said ${watched.status ? "good" : ""}`}>{say(watched.status ? "well" : "waiting")}</p>;
}

function isError(labels: Record<string, string>): boolean {
  return labels.status?.startsWith("5") ?? false;
}

function NowFigures({ now, before }: { now: Scrape | null; before: Scrape | null }) {
  const say = useWords(operationWords);
  const language = useLanguage();
  const perSecond = (value: number | null) => (value === null ? null : count(language, Number(value.toFixed(value < few ? 3 : 1))));
  const p99 = now && quantileOf(bucketsOf(now, null, null), 0.99);
  const [memory, free] = [valueOf(now, "process_resident_memory_bytes"), valueOf(now, "fascicolo_disk_free_bytes")];
  const disk = valueOf(now, "fascicolo_disk_bytes");
  const shown: Figure[] = [
    { name: "position", what: say("position"), value: valueOf(now, "fascicolo_next_position") },
    { name: "lag", what: say("lag"), value: valueOf(now, "fascicolo_views_lag_commits"), warns: (valueOf(now, "fascicolo_views_lag_commits") ?? 0) > 100 },
    { name: "due", what: say("due"), value: valueOf(now, "fascicolo_obligations_due"), warns: (valueOf(now, "fascicolo_obligations_due") ?? 0) > 0 },
    { name: "requests", what: say("requests"), value: perSecond(rateBetween(before, now, (one) => sumOf(one, "fascicolo_http_requests_total"))) },
    { name: "commits", what: say("commits"), value: perSecond(rateBetween(before, now, (one) => sumOf(one, "fascicolo_commits_accepted_total"))) },
    { name: "errors", what: say("errors"), value: perSecond(rateBetween(before, now, (one) => sumOf(one, "fascicolo_http_answers_total", isError))) },
    { name: "p99", what: say("p99"), value: p99 === null ? null : count(language, Number((p99 * 1000).toFixed(1))) },
    { name: "queue", what: say("queue"), value: now && sumOf(now, "fascicolo_waiting") },
    { name: "streams", what: say("streams"), value: valueOf(now, "fascicolo_http_streams") },
    { name: "memory", what: say("memory"), value: memory === null ? null : Math.round(memory / megabyte) },
    { name: "disk", what: say("diskFree"), value: free === null ? null : Math.round(free / 1000 / megabyte), warns: free !== null && disk !== null && free < disk / 10 },
  ];
  return <Figures label={say("now")} figures={shown} />;
}

function Course({ scrapes }: { scrapes: Scrape[] }) {
  const say = useWords(operationWords);
  const language = useLanguage();
  const last = scrapes.at(-1)?.at ?? 0;
  const points = scrapes.slice(1).map((one, index) => {
    const earlier = scrapes[index] ?? null;
    return {
      ago: Math.round((last - one.at) / 1000),
      requests: rateBetween(earlier, one, (at) => sumOf(at, "fascicolo_http_requests_total")),
      commits: rateBetween(earlier, one, (at) => sumOf(at, "fascicolo_commits_accepted_total")),
    };
  });
  type Point = (typeof points)[number];
  if (points.length === 0) return null;
  const show = (value: number | null) => (value === null ? "–" : count(language, Number(value.toFixed(2))));
  const lines = [
    { name: say("requests"), values: points.map((one) => one.requests) },
    { name: say("commits"), values: points.map((one) => one.commits) },
  ];
  const columns = [
    { name: "ago", title: say("measured"), cell: (one: Point) => say("secondsAgo", one.ago) },
    { name: "requests", title: say("requests"), isNumber: true, cell: (one: Point) => show(one.requests) },
    { name: "commits", title: say("commits"), isNumber: true, cell: (one: Point) => show(one.commits) },
  ];
  return (
    <section class="mb-4">
      <h2>{say("course")}</h2>
      <Chart label={say("courseWhat")} labels={points.map((one) => say("secondsAgo", one.ago))} lines={lines} />
      <details>
        <summary>{say("courseWhat")}</summary>
        <WideTable caption={say("courseWhat")} columns={columns} rows={[...points].reverse()} keyOf={(one) => String(one.ago)} />
      </details>
    </section>
  );
}

/** Emergencies that nobody reviewed yet stand among what is due; shown to whoever may ask for that. */
function Oversight() {
  const say = useWords(operationWords);
  const session = useSession();
  const isAsked = mayAsk(session, "agenda");
  const answered = useQuestion<{ items: unknown[]; more: boolean }>(isAsked ? "/v1/agenda?kind=access_review&limit=1000&fields=about" : null);
  const reviews = answered.answer ? (answered.answer.more ? `${answered.answer.items.length}+` : answered.answer.items.length) : null;
  return (
    <section class="mb-4">
      <h2>{say("oversight")}</h2>
      {isAsked && <Figures label={say("oversight")} figures={[{ name: "reviews", what: say("reviews"), value: reviews, warns: reviews !== 0 && reviews !== null }]} />}
      <p>
        {mayAsk(session, "audit") ? <a href={linkTo("audit")}>{say("unrelatedWhy")}</a> : say("unrelatedWhy")} <code>fascicolo who-read CASE --unrelated</code>
      </p>
      {hasRole(session, "auditor", "dpo") && <Unrelated />}
    </section>
  );
}
