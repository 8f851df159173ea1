// Who are you? By the authority's issuer; where the server signs for anybody, by a click.
import { useEffect, useState } from "preact/hooks";
import { ask, pathOf, request } from "../../api/client";
import { Problem } from "../../api/problem";
import type { Rights, Session } from "../../api/session";
import { Icon } from "../../parts/icon";
import { ProblemNote } from "../../parts/problem_note";
import { useWords, type Words } from "../../words/language";
import { goToIssuer, tokenOnReturn } from "./issuer";
import { developmentLogins, loginKinds, type DevelopmentLogin } from "./development";

const words = {
  title: ["Entrare", "Log in"],
  development: [
    "Questo server è in prova: i dati sono inventati e chiunque può entrare. Scelga con quale ruolo.",
    "This server is on trial: its data are invented, and anybody may log in. Choose a role.",
  ],
  issuer: ["Si entra con le credenziali dell'ente ({}).", "Log in with the authority's credentials ({})."],
  go: ["Entra con le credenziali dell'ente", "Log in with the authority's credentials"],
  noClient: [
    "Questo server non è configurato per l'accesso dal browser: chi lo avvia indica --login-client.",
    "This server is not set up for logging in by the browser: whoever starts it says --login-client.",
  ],
} as const satisfies Words<string>;

interface Ways {
  development: boolean;
  issuer: string;
  client: string | null;
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
    ask<Ways>("/issuer").then(setWays, fail);
  }, [turn]);

  const enterWith = async (token: string) => logIn({ ...(await ask<Rights>("/v1/me", { token })), token });
  useEffect(() => {
    tokenOnReturn().then((token) => (token === null ? undefined : enterWith(token)), fail).catch(fail);
  }, []);

  const enter = async (login: DevelopmentLogin) => {
    try {
      const path = pathOf("/dev/token", { subject: login.subject });
      const roles = [...login.roles.map((one) => `&role=${one}`), ...login.areas.map((one) => `&area=${one}`)].join("");
      const token = await (await request(path + roles, { accept: "text/plain" })).text();
      await enterWith(token);
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
      {ways && !ways.development && <ByIssuer ways={ways} fail={fail} />}
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

function ByIssuer({ ways, fail }: { ways: Ways; fail: (error: unknown) => void }) {
  const say = useWords(words);
  const { client, issuer } = ways;
  if (client === null) return <p class="said warns">{say("noClient")}</p>;
  return (
    <>
      <p>{say("issuer", issuer)}</p>
      <button type="button" class="btn btn-primary" onClick={() => void goToIssuer(issuer, client).catch(fail)}>
        {say("go")}
      </button>
    </>
  );
}
