// What /metrics tells (OpenMetrics 1.0 text), read in the page.
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}
export interface Scrape {
  at: number; // milliseconds of this machine's steady clock
  samples: Sample[];
}

const line = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)/;
const label = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, (_, one: string) => (one === "n" ? "\n" : one));
}

export function samplesIn(text: string): Sample[] {
  const samples: Sample[] = [];
  for (const one of text.split("\n")) {
    if (one.startsWith("#")) continue;
    const found = line.exec(one);
    if (!found) continue;
    const [, name = "", labels = "", value = ""] = found;
    const told = Object.fromEntries([...labels.matchAll(label)].map(([, key = "", text = ""]) => [key, unescaped(text)]));
    samples.push({ name, labels: told, value: value === "+Inf" ? Infinity : Number(value) });
  }
  return samples;
}

/** Null: the server does not tell it. */
export function valueOf(scrape: Scrape | null, name: string, labels: Record<string, string> = {}): number | null {
  const found = scrape?.samples.find((one) => one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value));
  return found ? found.value : null;
}

export function sumOf(scrape: Scrape | null, name: string, counts: (labels: Record<string, string>) => boolean = () => true): number {
  return (scrape?.samples ?? []).reduce((sum, one) => (one.name === name && counts(one.labels) ? sum + one.value : sum), 0);
}

/** Of a counter, a second; null before there are two scrapes, or where the process began anew. */
export function rateBetween(earlier: Scrape | null, later: Scrape | null, total: (scrape: Scrape) => number): number | null {
  if (!earlier || !later || later.at <= earlier.at) return null;
  const more = total(later) - total(earlier);
  return more < 0 ? null : (more * 1000) / (later.at - earlier.at);
}

/** As histogram_quantile of Prometheus: within a bucket as if its values were spread evenly. Seconds; null without any. */
export function quantileOf(buckets: { bound: number; count: number }[], quantile: number): number | null {
  const sorted = [...buckets].sort((one, other) => one.bound - other.bound);
  const all = sorted.at(-1)?.count ?? 0;
  if (all === 0) return null;
  const wanted = quantile * all;
  const index = sorted.findIndex((one) => one.count >= wanted);
  const bucket = sorted[index];
  const below = sorted[index - 1] ?? { bound: 0, count: 0 };
  if (!bucket) return null;
  if (!Number.isFinite(bucket.bound)) return below.bound;
  return below.bound + ((bucket.bound - below.bound) * (wanted - below.count)) / Math.max(1, bucket.count - below.count);
}

/** The buckets of one route, or of all; since the earlier scrape where there is one. */
export function bucketsOf(later: Scrape, earlier: Scrape | null, route: string | null): { bound: number; count: number }[] {
  const counted = new Map<number, number>();
  const add = (scrape: Scrape, sign: number) => {
    for (const one of scrape.samples) {
      if (one.name !== "fascicolo_http_seconds_bucket" || (route !== null && one.labels.route !== route)) continue;
      const bound = one.labels.le === "+Inf" ? Infinity : Number(one.labels.le);
      counted.set(bound, (counted.get(bound) ?? 0) + sign * one.value);
    }
  };
  add(later, 1);
  if (earlier) add(earlier, -1);
  return [...counted].map(([bound, count]) => ({ bound, count }));
}
