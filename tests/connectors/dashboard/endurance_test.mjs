// An hour of changes while a page is open, made as fast as they are taken; and a connection that goes and comes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startIssuer } from "./issuer.mjs";
import { go, openPage, people, serveTown, setStage, settled, today } from "./stage.mjs";

/** One a second for an hour, where there is time (FASCICOLO_SOAK=1); else ten minutes of it. */
const changes = process.env.FASCICOLO_SOAK ? 3_600 : 600;
const mostGrowthBytes = 4_000_000;
const contact = { type: "RegisterContact", desk: "adults_elderly", area: "elderly", reason: "home_help" };

const stage = setStage({ inhabitants: 1500 });

/** Bytes in use and nodes, once all that nobody needs is given back. */
async function usedBy(client) {
  await client.send("HeapProfiler.collectGarbage");
  const { usedSize } = await client.send("Runtime.getHeapUsage");
  const { nodes } = await client.send("Memory.getDOMCounters");
  return { usedSize, nodes };
}

test(`a page's memory stands still while ${changes} changes come in`, async (story) => {
  const page = await stage.open("Coordinamento (area anziani)");
  await go(page, "#/coordination");
  const client = await page.context().newCDPSession(page);
  const warmUp = 50;
  for (let number = 0; number < warmUp; ++number) await stage.town.handIn(contact, people.frontDesk);
  await page.waitForTimeout(1_000);
  const begun = await usedBy(client);
  const asked = page.asked.length;
  for (let number = warmUp; number < warmUp + changes; ++number) await stage.town.handIn(contact, people.frontDesk);
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
  const options = ["--issuer", issuer.url, "--issuer-keys", `${issuer.url}/keys`, "--login-client", "pages"];
  const served = await serveTown({ inhabitants: 1000, issuer: options });
  const page = await openPage(stage.browser, served);
  await page.getByRole("button", { name: "Entra con le credenziali dell'ente" }).click();
  await page.getByRole("navigation").waitFor();
  await go(page, "#/coordination");
  const lost = page.getByText("Il server non è raggiungibile");
  await served.kill("SIGKILL");
  await lost.waitFor();
  const askedAnew = page.waitForResponse((response) => response.url().includes("/v1/agenda") && response.ok(), { timeout: 30_000 });
  await served.start();
  await lost.waitFor({ state: "detached", timeout: 30_000 });
  await askedAnew;
  await settled(page);
  await page.context().setOffline(true);
  await go(page, "#/coordination/lists");
  await lost.waitFor();
  await page.context().setOffline(false);
  await lost.waitFor({ state: "detached", timeout: 30_000 });
  assert.deepEqual(page.wrong, []);
  await served.end();
  await issuer.end();
});
