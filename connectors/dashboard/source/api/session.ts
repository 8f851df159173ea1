// Who is logged in. The token lives in memory alone: nothing of it is stored, and a closed page is logged out.
import { createContext } from "preact";
import { useContext } from "preact/hooks";

/** What GET /v1/me answers: what may be shown to this person at all. */
export interface Rights {
  subject: string;
  roles: string[];
  areas: string[];
  until: string;
  seconds_left: number; // by the server's clock
  /** Questions that may be put; `only`: "own" with worker=subject, "public" with public=true. */
  questions: { question: string; only: "own" | "public" | null }[];
  commands: string[];
}

export interface Session extends Rights {
  token: string;
}

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("a screen is shown to nobody");
  return session;
}

export function mayAsk(session: Session, question: string): boolean {
  return session.questions.some((one) => one.question === question && one.only !== "public");
}

export function hasRole(session: Session, ...roles: string[]): boolean {
  return roles.some((role) => session.roles.includes(role));
}
