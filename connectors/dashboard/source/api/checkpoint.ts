// The signed checkpoint at /checkpoint, where this server publishes one.
import { useEffect, useState } from "preact/hooks";
import { request } from "./client";

export interface Checkpoint {
  text: string;
  origin: string;
  size: number;
  root: string; // hexadecimal
}

function hexadecimalOf(base64: string): string {
  return [...atob(base64)].map((one) => one.charCodeAt(0).toString(16).padStart(2, "0")).join("");
}

/** C2SP tlog-checkpoint: origin, size and root are the first three lines. */
function checkpointIn(text: string): Checkpoint | null {
  const [origin = "", size = "", root = ""] = text.split("\n");
  return /^\d+$/.test(size) && root ? { text, origin, size: Number(size), root: hexadecimalOf(root) } : null;
}

export function useCheckpoint(): Checkpoint | null | "unpublished" {
  const [found, setFound] = useState<Checkpoint | null | "unpublished">(null);
  useEffect(() => {
    const ending = new AbortController();
    request("/checkpoint", { accept: "text/plain", signal: ending.signal })
      .then((response) => response.text())
      .then(
        (text) => setFound(checkpointIn(text) ?? "unpublished"),
        () => !ending.signal.aborted && setFound("unpublished"),
      );
    return () => ending.abort();
  }, []);
  return found;
}
