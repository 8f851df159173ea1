// Requests to the server that this page came from, and to no other.
import type { Language } from "../words/language";
import { Problem, problemOf } from "./problem";

/** What counts a connection as lost, or found again: app.tsx shows it. */
export type Reach = "reached" | "unreached";
const watchers = new Set<(reach: Reach) => void>();
export function watchReach(watcher: (reach: Reach) => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
export function tellReach(reach: Reach): void {
  for (const watcher of watchers) watcher(reach);
}

/** Of a token that the server takes no longer: app.tsx asks for another one. */
const refusals = new Set<() => void>();
export function watchRefusal(watcher: () => void): () => void {
  refusals.add(watcher);
  return () => refusals.delete(watcher);
}
export function tellRefusal(): void {
  for (const watcher of refusals) watcher();
}

export interface Asked {
  token?: string;
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal;
  accept?: string;
}

/** The response, of a good status; throws Problem. */
export async function request(path: string, asked: Asked = {}): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: asked.accept ?? "application/json",
    "Accept-Language": document.documentElement.lang, // that of the page: the browser may speak another
    ...asked.headers,
  };
  if (asked.token) headers.Authorization = `Bearer ${asked.token}`;
  if (asked.body !== undefined) headers["Content-Type"] = "application/json";
  const response = await fetch(path, {
    method: asked.method ?? "GET",
    headers,
    cache: "no-store",
    credentials: "omit",
    ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
    ...(asked.signal ? { signal: asked.signal } : {}),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    tellReach("unreached");
    throw new Problem(0, "");
  });
  tellReach("reached");
  if (response.status === 401 && asked.token) tellRefusal();
  if (!response.ok) throw await problemOf(response);
  return response;
}

export async function ask<Answer>(path: string, asked: Asked = {}): Promise<Answer> {
  return (await (await request(path, asked)).json()) as Answer;
}

/** "/v1/agenda?from=..": parameters that say nothing are left out. */
export function pathOf(path: string, parameters: Record<string, string | number | boolean | null | undefined> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined && value !== "" && value !== false) query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

export function withLanguage(path: string, language: Language): string {
  return `${path}${path.includes("?") ? "&" : "?"}lang=${language}`;
}
