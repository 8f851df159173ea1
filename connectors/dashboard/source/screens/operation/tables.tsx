import { bucketsOf, quantileOf, sumOf, valueOf, type Sample, type Scrape } from "../../api/metrics";
import { WideTable } from "../../parts/wide_table";
import { count } from "../../words/formats";
import { useLanguage, useWords } from "../../words/language";
import { operationWords } from "./words";

interface RouteTimes {
  route: string;
  answers: number;
  failed: number;
  quantiles: (number | null)[]; // seconds
}

/** Since the process began, as the histograms count. */
export function RoutesPart({ now }: { now: Scrape }) {
  const say = useWords(operationWords);
  const language = useLanguage();
  const routes = [...new Set(now.samples.filter((one) => one.name === "fascicolo_http_answers_total").map((one) => one.labels.route ?? ""))].sort();
  const rows: RouteTimes[] = routes.map((route) => {
    const buckets = bucketsOf(now, null, route);
    return {
      route,
      answers: sumOf(now, "fascicolo_http_answers_total", (labels) => labels.route === route),
      failed: sumOf(now, "fascicolo_http_answers_total", (labels) => labels.route === route && (labels.status?.startsWith("5") ?? false)),
      quantiles: [0.5, 0.9, 0.99].map((one) => quantileOf(buckets, one)),
    };
  });
  const milliseconds = (seconds: number | null | undefined) => (seconds === null || seconds === undefined ? "–" : count(language, Number((seconds * 1000).toFixed(1))));
  const quantile = (index: number) => (one: RouteTimes) => milliseconds(one.quantiles[index]);
  const columns = [
    { name: "route", title: say("route"), cell: (one: RouteTimes) => <span class="code">{one.route || "–"}</span> },
    { name: "answers", title: say("answers"), isNumber: true, cell: (one: RouteTimes) => count(language, one.answers) },
    { name: "failed", title: say("failed"), isNumber: true, cell: (one: RouteTimes) => count(language, one.failed) },
    { name: "median", title: say("median"), isNumber: true, cell: quantile(0) },
    { name: "ninety", title: say("ninety"), isNumber: true, cell: quantile(1) },
    { name: "ninetyNine", title: say("ninetyNine"), isNumber: true, cell: quantile(2) },
  ];
  return (
    <section class="mb-4">
      <h2>{say("routes")}</h2>
      <WideTable caption={say("routes")} columns={columns} rows={rows} keyOf={(one) => one.route} warns={(one) => one.failed > 0} empty={say("none")} />
    </section>
  );
}

const megabyte = 1_000_000;
const stores = ["state", "views"] as const;
type Store = (typeof stores)[number];

export function StoresPart({ now }: { now: Scrape }) {
  const say = useWords(operationWords);
  const language = useLanguage();
  const megabytes = (name: string) => (store: Store) => count(language, Number(((valueOf(now, name, { store }) ?? 0) / megabyte).toFixed(1)));
  const plain = (name: string) => (store: Store) => count(language, valueOf(now, name, { store }));
  const columns = [
    { name: "store", title: say("store"), cell: (one: Store) => say(one) },
    { name: "rows", title: say("rows"), isNumber: true, cell: plain("fascicolo_rocksdb_rows") },
    { name: "files", title: say("files"), isNumber: true, cell: megabytes("fascicolo_rocksdb_file_bytes") },
    { name: "unwritten", title: say("unwritten"), isNumber: true, cell: megabytes("fascicolo_rocksdb_unwritten_bytes") },
    { name: "snapshots", title: say("snapshots"), isNumber: true, cell: plain("fascicolo_rocksdb_snapshots") },
  ];
  const lag = valueOf(now, "fascicolo_kafka_lag_records");
  return (
    <section class="mb-4">
      <h2>{say("stores")}</h2>
      <WideTable caption={say("stores")} columns={columns} rows={[...stores]} keyOf={(one) => one} />
      {lag !== null && (
        <p>
          {say("brokers")}: {count(language, lag)} {say("brokerLag")}
        </p>
      )}
    </section>
  );
}

/** As the server tells them: for whoever misses one above. */
export function SeriesPart({ now }: { now: Scrape }) {
  const say = useWords(operationWords);
  const shown = now.samples.filter((one) => !one.name.endsWith("_bucket"));
  const nameOf = ({ name, labels }: Sample) => {
    const told = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
    return told.length === 0 ? name : `${name}{${told.join(",")}}`;
  };
  const columns = [
    { name: "series", title: say("series"), cell: (one: Sample) => <span class="code">{nameOf(one)}</span> },
    { name: "value", title: say("value"), isNumber: true, cell: (one: Sample) => <span class="code">{one.value}</span> },
  ];
  return (
    <details class="mb-4">
      <summary>{say("all")}</summary>
      <WideTable caption={say("all")} columns={columns} rows={shown} keyOf={nameOf} />
    </details>
  );
}
