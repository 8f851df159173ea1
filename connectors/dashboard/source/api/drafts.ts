// What was written and not handed in yet, in this browser alone, until it is handed in, its writer logs out, or another logs in.
// A login that is over by itself ends no draft: whoever wrote it finds it again.
import { keyOf } from "./subject_key";

const prefix = "draft:";
const writer = "drafts-of";

/** `name`: what is being written, by code and id; never a person's name. */
export function keepDraft(name: string, value: unknown): void {
  try {
    sessionStorage.setItem(prefix + name, JSON.stringify(value));
  } catch {
    // A full or forbidden storage keeps no drafts; the form itself goes on.
  }
}

export function draftOf<Value>(name: string): Value | null {
  const text = sessionStorage.getItem(prefix + name);
  return text === null ? null : (JSON.parse(text) as Value);
}

/** Names of what is being written, of those that begin so. */
export function draftsNamed(beginning: string): string[] {
  const names = Object.keys(sessionStorage).filter((key) => key.startsWith(prefix + beginning));
  return names.map((key) => key.slice(prefix.length));
}

export function dropDraft(name: string): void {
  sessionStorage.removeItem(prefix + name);
}

/** Whose the drafts are from now on: another's are gone. */
export function openDrafts(subject: string): void {
  if (sessionStorage.getItem(writer) !== keyOf(subject)) clearDrafts();
  sessionStorage.setItem(writer, keyOf(subject));
}

export function clearDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix) || key === writer) sessionStorage.removeItem(key);
}
