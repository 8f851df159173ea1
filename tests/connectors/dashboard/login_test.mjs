import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startIssuer } from "./issuer.mjs";
import { assertFits, setStage, today } from "./stage.mjs";

// By the clock on which the town is served.
const now = () => Date.parse(today) / 1000;
let issuer;
const stage = setStage(async () => {
  issuer = await startIssuer({ subject: "anna.rossi", roles: ["coordinator"], areas: ["elderly"], client: "fascicolo-pages", now });
  return { issuer: ["--issuer", issuer.url, "--issuer-keys", `${issuer.url}/keys`, "--login-client", "fascicolo-pages"] };
});
after(() => issuer?.end());

const enter = (page) => page.getByRole("button", { name: "Entra con le credenziali dell'ente" }).click();
const isIn = (page) => page.getByRole("banner").getByText("anna.rossi").waitFor();

test("somebody logs in by the authority's issuer, and neither address nor storage keep anything of it", async () => {
  const page = await stage.open(null);
  await assertFits(page);
  await enter(page);
  await isIn(page);
  assert.equal(new URL(page.url()).search, "");
  const kept = await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]));
  assert.doesNotMatch(kept, /anna|eyJ|verifier/);
  assert.deepEqual(page.wrong, []);
});

test("an answer of the issuer that this page did not ask for logs nobody in", async () => {
  const page = await stage.open(null);
  await page.goto(`${stage.town.url}/?code=stolen&state=guessed`);
  await page.getByRole("alert").waitFor();
  assert.equal(await page.getByRole("navigation").count(), 0);
});

test("a page that is loaded again asks the issuer again", async () => {
  const page = await stage.open(null);
  await enter(page);
  await isIn(page);
  const before = issuer.seen.filter((one) => one === "POST /token").length;
  await page.reload();
  await enter(page);
  await isIn(page);
  assert.equal(issuer.seen.filter((one) => one === "POST /token").length, before + 1);
});
