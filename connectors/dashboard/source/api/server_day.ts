// The day that the server lives in, by its own clock: that of this machine may be another, or wrong.
import type { Session } from "./session";

const loginAt = new WeakMap<Session, number>();

/** "2026-11-27", in Rome; as the server counted when one logged in, and as much later as has passed since. */
export function serverDay(session: Session): string {
  if (!loginAt.has(session)) loginAt.set(session, performance.now());
  const passed = performance.now() - (loginAt.get(session) ?? 0);
  const now = Date.parse(session.until) - session.seconds_left * 1000 + passed;
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Rome", year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date(now));
}
