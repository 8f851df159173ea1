// Commands. The key is made when the form is opened, so that a second press, or a retry after a lost answer, counts once.
import type { Language } from "../words/language";
import { ask } from "./client";
import type { Session } from "./session";

export interface Outcome {
  outcome: "accepted";
  position: number;
  events: number;
}

/** 128 bits of chance as 32 hexadecimal digits. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export interface Handed {
  key: string;
  payload: Record<string, unknown>; // with "type"
  /** The version that the case had when the form was opened: a command aimed at another is answered 412. */
  version?: number;
  /** Members of the command beside its payload. */
  beside?: Record<string, string>;
}

/** Throws Problem: 422 with code, text and ground, 412 with what came between, 400 with an error per field. */
export async function handIn(session: Session, language: Language, handed: Handed): Promise<Outcome> {
  const headers: Record<string, string> = { "Idempotency-Key": handed.key, "Accept-Language": language };
  if (handed.version !== undefined) headers["If-Match"] = `"${handed.version}"`;
  return ask<Outcome>("/v1/commands", {
    token: session.token,
    method: "POST",
    headers,
    body: { ...handed.beside, payload: handed.payload },
  });
}
