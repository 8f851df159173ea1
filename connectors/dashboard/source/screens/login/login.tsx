// Who are you? By the authority's issuer; where the server signs for anybody, by a click.
import { useEffect, useState } from "preact/hooks";
import { ask, pathOf, request } from "../../api/client";
import { Problem } from "../../api/problem";
import type { Rights, Session } from "../../api/session";
import { Icon } from "../../parts/icon";
import { ProblemNote } from "../../parts/problem_note";
import { useWords, type Words } from "../../words/language";
import { developmentLogins, loginKinds, type DevelopmentLogin } from "./development";

const words = {
  title: ["Entrare", "Log in"],
  development: [
    "Questo server è in prova: i dati sono inventati e chiunque può entrare. Scelga con quale ruolo.",
    "This server is on trial: its data are invented, and anybody may log in. Choose a role.",
  ],
  issuer: ["Si entra con le credenziali dell'ente ({}).", "Log in with the authority's credentials ({})."],
} as const satisfies Words<string>;

interface Ways {
  development: boolean;
  issuer: string;
}

export function Login({ logIn, note }: { logIn: (session: Session) => void; note: string }) {
  const say = useWords(words);
  const sayKind = useWords(loginKinds);
  const [ways, setWays] = useState<Ways | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);
  const fail = (error: unknown) => setProblem(error instanceof Problem ? error : new Problem(0, String(error)));
  useEffect(() => {
    setProblem(null);
    ask<Ways>("/v1/login").then(setWays, fail);
  }, [turn]);

  const enter = async (login: DevelopmentLogin) => {
    try {
      const path = pathOf("/dev/token", { subject: login.subject });
      const roles = [...login.roles.map((one) => `&role=${one}`), ...login.areas.map((one) => `&area=${one}`)].join("");
      const token = await (await request(path + roles, { accept: "text/plain" })).text();
      logIn({ ...(await ask<Rights>("/v1/me", { token })), token });
    } catch (error) {
      fail(error);
    }
  };
  return (
    <>
      <h1>{say("title")}</h1>
      {note && (
        <p class="said warns" role="alert">
          {note}
        </p>
      )}
      <ProblemNote problem={problem} again={() => setTurn(turn + 1)} />
      {ways && !ways.development && <p>{say("issuer", ways.issuer)}</p>}
      {ways?.development && (
        <>
          <p>{say("development")}</p>
          <ul class="figures">
            {developmentLogins.map((one) => (
              <li key={one.key}>
                <button type="button" class="btn btn-primary btn-sm mb-2" onClick={() => void enter(one)}>
                  <Icon name="user" /> {sayKind(one.key)}
                </button>
                <div class="code">{one.subject}</div>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
