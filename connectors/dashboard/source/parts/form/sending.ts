// A short form with its own button: sent once at a time, and what went wrong is kept for whoever sent it.
import { useState } from "preact/hooks";
import { Problem } from "../../api/problem";

export function useSending() {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isSending, setSending] = useState(false);
  const send = async (event: Event, handIn: () => Promise<void>) => {
    event.preventDefault();
    if (isSending) return;
    setSending(true);
    setProblem(null);
    try {
      await handIn();
    } catch (error) {
      setProblem(error instanceof Problem ? error : new Problem(0, String(error)));
    } finally {
      setSending(false);
    }
  };
  return { problem, isSending, send };
}
