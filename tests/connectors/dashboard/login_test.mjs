import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startIssuer } from "./issuer.mjs";
import { axeFindings, openBrowser, openPage, serveTown, today } from "./stage.mjs";

// By the clock on which the town is served.
const now = () => Date.parse(today) / 1000;
let issuer, town, browser;
before(async () => {
  issuer = await startIssuer({ subject: "anna.rossi", roles: ["coordinator"], areas: ["elderly"], client: "fascicolo-pages", now });
  const options = ["--issuer", issuer.url, "--issuer-keys", `${issuer.url}/keys`, "--login-client", "fascicolo-pages"];
  town = await serveTown({ issuer: options });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await town?.end();
  await issuer?.end();
});

const enter = (page) => page.getByRole("button", { name: "Entra con le credenziali dell'ente" }).click();

test("somebody logs in by the authority's issuer, and neither address nor storage keep anything of it", async () => {
  const page = await openPage(browser, town);
  assert.deepEqual(await axeFindings(page), []);
  await enter(page);
  await page.getByText("anna.rossi").waitFor();
  assert.equal(new URL(page.url()).search, "");
  const kept = await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]));
  assert.doesNotMatch(kept, /anna|eyJ|verifier/);
  assert.deepEqual(page.wrong, []);
});

test("an answer of the issuer that this page did not ask for logs nobody in", async () => {
  const page = await openPage(browser, town);
  await page.goto(`${town.url}/?code=stolen&state=guessed`);
  await page.getByRole("alert").waitFor();
  assert.equal(await page.getByRole("navigation").count(), 0);
});

test("a page that is loaded again asks the issuer again", async () => {
  const page = await openPage(browser, town);
  await enter(page);
  await page.getByText("anna.rossi").waitFor();
  const before = issuer.seen.filter((one) => one === "POST /token").length;
  await page.reload();
  await enter(page);
  await page.getByText("anna.rossi").waitFor();
  assert.equal(issuer.seen.filter((one) => one === "POST /token").length, before + 1);
});
