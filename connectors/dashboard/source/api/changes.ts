// What changes, as it does: GET /v1/stream, read by fetch because EventSource sends no token.
import { tellReach, tellRefusal, watchReach } from "./client";

export interface Change {
  /** Whose answers may be others now: "agenda", "caseload" ...; null: all of them. */
  questions: Set<string> | null;
  entities: Set<string>;
}
type Listener = (change: Change) => void;

const firstWait = 500; // milliseconds until it is tried again; twice as long each time
const longestWait = 15_000;

export class Changes {
  private listeners = new Set<Listener>();
  private ending = new AbortController();
  private reading = new AbortController();
  private last: string | null = null;
  private wait = firstWait;

  constructor(private readonly token: string) {
    // A question that nobody answered is asked again once this stream is there again: it may not have noticed.
    const forget = watchReach((reach) => reach === "unreached" && this.reading.abort());
    this.ending.signal.addEventListener("abort", forget);
    void this.follow();
  }
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
  end(): void {
    this.ending.abort();
  }

  private async follow(): Promise<void> {
    while (!this.ending.signal.aborted) {
      const refused = await this.readOnce().catch(() => false);
      if (refused || this.ending.signal.aborted) return;
      tellReach("unreached");
      await new Promise((resolve) => setTimeout(resolve, this.wait));
      this.wait = Math.min(this.wait * 2, longestWait);
    }
  }

  /** Whether the server refuses to tell: asking again would not help. */
  private async readOnce(): Promise<boolean> {
    const headers: Record<string, string> = { Authorization: `Bearer ${this.token}` };
    if (this.last !== null) headers["Last-Event-ID"] = this.last;
    this.reading = new AbortController();
    const signal = AbortSignal.any([this.ending.signal, this.reading.signal]);
    const response = await fetch("/v1/stream", { headers, cache: "no-store", credentials: "omit", signal });
    if (response.status === 401) tellRefusal();
    if (response.status === 401 || response.status === 403) return true;
    if (!response.ok || !response.body) return false;
    if (this.wait > firstWait) this.tell({ questions: null, entities: new Set() });
    this.wait = firstWait;
    tellReach("reached");
    let rest = "";
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return false;
      const pieces = (rest + value).split("\n\n");
      rest = pieces.pop() ?? "";
      pieces.forEach((piece) => this.take(piece));
    }
  }

  private take(text: string): void {
    const fields = new Map(text.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]));
    const data = fields.get("data");
    if (!data) return;
    this.last = fields.get("id") ?? this.last;
    const told = JSON.parse(data) as { changes?: { entity: string; questions: string[] }[] };
    const changes = told.changes ?? [];
    this.tell({
      questions: fields.get("event") === "reset" ? null : new Set(changes.flatMap((one) => one.questions)),
      entities: new Set(changes.map((one) => one.entity)),
    });
  }
  private tell(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }
}
