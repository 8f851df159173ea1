import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFindings, logIn, openBrowser, openPage, serveTown } from "./stage.mjs";

let town, browser;
before(async () => {
  town = await serveTown({ inhabitants: 2000, isPublished: true });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await town?.end();
});

async function assertFits(page, where) {
  assert.deepEqual(await axeFindings(page), [], where);
  assert.deepEqual(page.wrong, [], where);
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(widths[0] <= widths[1], `${where}: ${widths[0]} px wide in ${widths[1]}`);
}
const figure = (page, what) => page.locator(".figures li", { hasText: what }).locator(".number");

test("an operator sees position, lag, rates, times and disk, as /metrics tells them", async () => {
  const page = await openPage(browser, town);
  await logIn(page, "Responsabile della protezione dei dati");
  await page.getByText("Il servizio funziona.").waitFor();
  const status = await (await fetch(`${town.url}/status`)).json();
  assert.equal((await figure(page, "posizione accettata").innerText()).replaceAll(".", ""), String(status.next_position));
  assert.equal(await figure(page, "commit che le viste non hanno ancora").innerText(), "0");
  await page.getByText(status.holder, { exact: true }).waitFor();
  await page.getByText(/commit, \d+ dopo di esso/).waitFor();
  // Rates want two scrapes.
  await figure(page, "richieste al secondo").filter({ hasText: /\d/ }).waitFor({ timeout: 15_000 });
  await page.getByRole("img", { name: /Richieste e commit al secondo/ }).locator("canvas").waitFor();
  assert.match(await figure(page, "MB di memoria").innerText(), /^\d+$/);
  assert.match(await figure(page, "GB liberi su disco").innerText(), /^[\d.]+$/);
  await page.getByRole("cell", { name: "/status", exact: true }).waitFor();
  await page.screenshot({ path: "/tmp/g-operation.png", fullPage: true });
  await assertFits(page, "operation");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("The service is well.").waitFor();
  await assertFits(page, "operation in English");
});

test("reviews are shown to whoever may ask for them, and to nobody else", async () => {
  const page = await openPage(browser, town);
  await logIn(page, "Coordinamento (area anziani)");
  await page.evaluate(() => (location.hash = "#/operation"));
  await page.locator(".figures li", { hasText: "da rivedere" }).waitFor();
  const other = await openPage(browser, town);
  await logIn(other, "Dati e flussi");
  await other.evaluate(() => (location.hash = "#/operation"));
  await other.getByText("Il servizio funziona.").waitFor();
  assert.equal(await other.locator(".figures li", { hasText: "da rivedere" }).count(), 0);
});

test("at 360 px nothing runs out of the page, and a server that stops is told of", async () => {
  const page = await openPage(browser, town, { width: 360, height: 740 });
  await logIn(page, "Responsabile della protezione dei dati");
  await page.getByText("Il servizio funziona.").waitFor();
  await page.getByRole("img", { name: /Richieste e commit al secondo/ }).waitFor({ timeout: 15_000 });
  await assertFits(page, "operation at 360 px");
  await page.screenshot({ path: "/tmp/g-operation-360.png" });
  await town.kill();
  await page.getByRole("alert").filter({ hasText: "Il servizio non sta bene" }).waitFor({ timeout: 15_000 });
  await town.start();
  await page.getByText("Il servizio funziona.").waitFor({ timeout: 30_000 });
});
