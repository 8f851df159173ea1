// What was written and not handed in yet, in this browser alone, until it is handed in or its writer logs out.
const prefix = "draft:";

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

export function dropDraft(name: string): void {
  sessionStorage.removeItem(prefix + name);
}

export function clearDrafts(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
}
