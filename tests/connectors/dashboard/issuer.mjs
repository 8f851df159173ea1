// An issuer as an authority has one: discovery, the authorization code flow with PKCE, ES256 tokens, keys. It knows one person, and
// asks for no password.
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

const inBase64Url = (bytes) => Buffer.from(bytes).toString("base64url");

/** `seconds`: how long its tokens are good; `now`: what its clock says, in seconds. */
export async function startIssuer({ subject, roles, areas, client, seconds = 3600, now = () => Math.floor(Date.now() / 1000) }) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const codes = new Map();
  const issuer = { url: "", seen: [], end: null };
  const tokenFor = () => {
    const header = inBase64Url(JSON.stringify({ alg: "ES256", kid: "one", typ: "JWT" }));
    const claims = { iss: issuer.url, aud: "fascicolo", sub: subject, roles, areas, iat: now(), exp: now() + seconds };
    const signed = `${header}.${inBase64Url(JSON.stringify(claims))}`;
    return `${signed}.${inBase64Url(sign("sha256", Buffer.from(signed), { key: privateKey, dsaEncoding: "ieee-p1363" }))}`;
  };
  const authorize = (query, response) => {
    if (query.get("client_id") !== client || query.get("code_challenge_method") !== "S256") return response.writeHead(400).end();
    const code = inBase64Url(randomBytes(16));
    codes.set(code, query.get("code_challenge"));
    response.writeHead(302, { Location: `${query.get("redirect_uri")}?code=${code}&state=${query.get("state")}` }).end();
  };
  const exchange = (form, response) => {
    const challenge = codes.get(form.get("code"));
    codes.delete(form.get("code"));
    const proven = createHash("sha256").update(form.get("code_verifier") ?? "").digest("base64url");
    if (challenge === undefined || challenge !== proven) return response.writeHead(400).end("{}");
    response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify({ access_token: tokenFor(), token_type: "Bearer" }));
  };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, issuer.url);
    issuer.seen.push(`${request.method} ${pathname}`);
    response.setHeader("Access-Control-Allow-Origin", "*");
    if (pathname === "/authorize") return authorize(searchParams, response);
    if (pathname === "/token") {
      let body = "";
      for await (const piece of request) body += piece;
      return exchange(new URLSearchParams(body), response);
    }
    const key = { ...publicKey.export({ format: "jwk" }), kid: "one", alg: "ES256", use: "sig" };
    const documents = {
      "/keys": { keys: [key] },
      "/.well-known/openid-configuration": {
        issuer: issuer.url, jwks_uri: `${issuer.url}/keys`, authorization_endpoint: `${issuer.url}/authorize`, token_endpoint: `${issuer.url}/token`,
      },
    };
    const document = documents[pathname];
    response.writeHead(document ? 200 : 404, { "Content-Type": "application/json" }).end(JSON.stringify(document ?? {}));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  issuer.url = `http://127.0.0.1:${server.address().port}`;
  issuer.end = () => new Promise((resolve) => server.close(resolve));
  return issuer;
}
