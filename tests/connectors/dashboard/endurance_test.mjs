// An hour of changes while a page is open, made as fast as they are taken; and a connection that goes and comes.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startIssuer } from "./issuer.mjs";
import { logIn, openBrowser, openPage, serveTown, today } from "./stage.mjs";

/** One a second for an hour, where there is time (FASCICOLO_SOAK=1); else ten minutes of it. */
const changes = process.env.FASCICOLO_SOAK ? 3_600 : 600;
const mostGrowthBytes = 4_000_000;

let town, browser, token;
before(async () => {
  town = await serveTown({ inhabitants: 1500 });
  token = await (await fetch(`${town.url}/dev/token?subject=sportello.adulti&role=front_desk&area=elderly`)).text();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await town?.end();
});

async function registerContact(number) {
  const response = await fetch(`${town.url}/v1/commands`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Idempotency-Key": `endurance ${number}`, "Content-Type": "application/json" },
    body: JSON.stringify({ payload: { type: "RegisterContact", desk: "adults_elderly", area: "elderly", reason: "home_help" } }),
  });
  assert.equal(response.status, 200);
  await response.text();
}

/** Bytes in use and nodes, once all that nobody needs is given back. */
async function usedBy(client) {
  await client.send("HeapProfiler.collectGarbage");
  const { usedSize } = await client.send("Runtime.getHeapUsage");
  const { nodes } = await client.send("Memory.getDOMCounters");
  return { usedSize, nodes };
}

/** The coordinator's first page, with all its answers. */
async function open(page) {
  await page.evaluate(() => (location.hash = "#/coordination"));
  await page.waitForFunction(() => document.querySelector("main h1") && !document.querySelector("[aria-busy=true]"));
}

test(`a page's memory stands still while ${changes} changes come in`, async (story) => {
  const page = await openPage(browser, town);
  await logIn(page, "Coordinamento (area anziani)");
  await open(page);
  const client = await page.context().newCDPSession(page);
  const warmUp = 50;
  for (let number = 0; number < warmUp; ++number) await registerContact(number);
  await page.waitForTimeout(1_000);
  const begun = await usedBy(client);
  const asked = page.asked.length;
  for (let number = warmUp; number < warmUp + changes; ++number) await registerContact(number);
  await page.waitForTimeout(1_500);
  const ended = await usedBy(client);
  story.diagnostic(`${begun.usedSize} bytes and ${begun.nodes} nodes before, ${ended.usedSize} and ${ended.nodes} behind`);
  assert.ok(page.asked.length > asked + 5, "the page asked anew");
  assert.ok(ended.usedSize - begun.usedSize <= mostGrowthBytes, `${ended.usedSize - begun.usedSize} bytes more`);
  assert.ok(ended.nodes <= begun.nodes * 1.5, `${begun.nodes} nodes became ${ended.nodes}`);
  assert.deepEqual(page.wrong, []);
});

test("a server that is gone is said, and what happened meanwhile is there when it is back", async () => {
  const now = () => Date.parse(today) / 1000;
  const issuer = await startIssuer({ subject: "coordinamento.anziani", roles: ["coordinator"], areas: ["elderly"], client: "pages", now });
  const served = await serveTown({ inhabitants: 1000, issuer: ["--issuer", issuer.url, "--issuer-keys", `${issuer.url}/keys`, "--login-client", "pages"] });
  const page = await openPage(browser, served);
  await page.getByRole("button", { name: "Entra con le credenziali dell'ente" }).click();
  await page.getByRole("navigation").waitFor();
  await open(page);
  const lost = page.getByText("Il server non è raggiungibile");
  await served.kill("SIGKILL");
  await lost.waitFor();
  await served.start();
  await lost.waitFor({ state: "detached", timeout: 30_000 });
  await page.waitForResponse((response) => response.url().includes("/v1/agenda") && response.ok());
  await page.context().setOffline(true);
  await page.evaluate(() => (location.hash = "#/coordination/lists"));
  await lost.waitFor();
  await page.context().setOffline(false);
  await lost.waitFor({ state: "detached", timeout: 30_000 });
  assert.deepEqual(page.wrong, []);
  await served.end();
  await issuer.end();
});
