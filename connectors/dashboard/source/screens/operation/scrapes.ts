// /metrics and /status, asked every five seconds while the page is looked at.
import { useEffect, useRef, useState } from "preact/hooks";
import { request } from "../../api/client";
import { samplesIn, type Scrape } from "../../api/metrics";
import { Problem } from "../../api/problem";

const everyMs = 5_000;
const kept = 121; // ten minutes

export interface Status {
  status: string;
  part: "writes" | "follows";
  writer: boolean;
  term: number;
  holder: string;
  next_position: number;
}
export interface Watched {
  scrapes: Scrape[]; // the oldest first
  status: Status | null;
  problem: Problem | null; // of the last round: not well, or not reached
}

export function useScrapes(): Watched {
  const [watched, setWatched] = useState<Watched>({ scrapes: [], status: null, problem: null });
  const isAsking = useRef(false);
  useEffect(() => {
    const ending = new AbortController();
    const look = async () => {
      if (isAsking.current || document.hidden) return;
      isAsking.current = true;
      try {
        const text = await (await request("/metrics", { accept: "application/openmetrics-text", signal: ending.signal })).text();
        const scrape = { at: performance.now(), samples: samplesIn(text) };
        setWatched((was) => ({ ...was, scrapes: [...was.scrapes, scrape].slice(-kept) }));
        const status = (await (await request("/status", { signal: ending.signal })).json()) as Status;
        setWatched((was) => ({ ...was, status, problem: null }));
      } catch (error) {
        if (!ending.signal.aborted) setWatched((was) => ({ ...was, status: null, problem: error instanceof Problem ? error : new Problem(0, String(error)) }));
      } finally {
        isAsking.current = false;
      }
    };
    void look();
    const timer = setInterval(() => void look(), everyMs);
    return () => {
      clearInterval(timer);
      ending.abort();
    };
  }, []);
  return watched;
}
