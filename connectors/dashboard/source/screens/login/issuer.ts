// Logging in by the authority's issuer: the authorization code flow with PKCE (RFC 6749, RFC 7636, OpenID Connect Discovery 1.0).
import { Problem } from "../../api/problem";

/** What is kept in this tab between leaving for the issuer and coming back; nothing of it is about a person. */
interface Begun {
  state: string;
  verifier: string;
  tokenEndpoint: string;
  client: string;
  hash: string; // the page that was asked for
}
const place = "login";

function inBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
const chance = () => inBase64Url(crypto.getRandomValues(new Uint8Array(32)));

async function endpointsOf(issuer: string): Promise<{ authorization_endpoint: string; token_endpoint: string }> {
  const response = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, { credentials: "omit" });
  if (!response.ok) throw new Problem(response.status, response.statusText);
  return (await response.json()) as { authorization_endpoint: string; token_endpoint: string };
}

const ownAddress = () => `${location.origin}/`;

/** Leaves this page. */
export async function goToIssuer(issuer: string, client: string): Promise<void> {
  const endpoints = await endpointsOf(issuer);
  const begun: Begun = { state: chance(), verifier: chance(), tokenEndpoint: endpoints.token_endpoint, client, hash: location.hash };
  const challenge = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(begun.verifier));
  sessionStorage.setItem(place, JSON.stringify(begun));
  const asked = new URLSearchParams({
    response_type: "code",
    client_id: client,
    redirect_uri: ownAddress(),
    scope: "openid",
    state: begun.state,
    code_challenge: inBase64Url(new Uint8Array(challenge)),
    code_challenge_method: "S256",
  });
  location.assign(`${endpoints.authorization_endpoint}?${asked}`);
}

/** The token, where the issuer has just sent somebody back; null: nobody came from there. Throws Problem. */
export async function tokenOnReturn(): Promise<string | null> {
  const query = new URLSearchParams(location.search);
  const text = sessionStorage.getItem(place);
  sessionStorage.removeItem(place);
  if (!query.has("state")) return null;
  const begun = text === null ? null : (JSON.parse(text) as Begun);
  history.replaceState(null, "", `/${begun?.hash ?? ""}`);
  const code = query.get("code");
  // Somebody else's answer, or one that was used already, logs nobody in.
  if (!begun || query.get("state") !== begun.state || !code) throw new Problem(401, query.get("error") ?? "state");
  const response = await fetch(begun.tokenEndpoint, {
    method: "POST",
    credentials: "omit",
    body: new URLSearchParams({
      grant_type: "authorization_code",
      code,
      redirect_uri: ownAddress(),
      client_id: begun.client,
      code_verifier: begun.verifier,
    }),
  });
  if (!response.ok) throw new Problem(response.status, response.statusText);
  return ((await response.json()) as { access_token: string }).access_token;
}
