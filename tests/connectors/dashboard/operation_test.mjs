import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFits, figure, go, setStage } from "./stage.mjs";

const stage = setStage({ isPublished: true });


test("an operator sees position, lag, rates, times and disk, as /metrics tells them", async () => {
  const page = await stage.open("Responsabile della protezione dei dati");
  await page.getByText("Il servizio funziona.").waitFor();
  const status = await (await fetch(`${stage.town.url}/status`)).json();
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
  await assertFits(page, "operation");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByText("The service is well.").waitFor();
  await assertFits(page, "operation in English");
});

test("reviews are shown to whoever may ask for them, and to nobody else", async () => {
  const page = await stage.open("Coordinamento (area anziani)");
  await go(page, "#/operation");
  await page.locator(".figures li", { hasText: "da rivedere" }).waitFor();
  const other = await stage.open("Dati e flussi");
  await go(other, "#/operation");
  await other.getByText("Il servizio funziona.").waitFor();
  assert.equal(await other.locator(".figures li", { hasText: "da rivedere" }).count(), 0);
});

test("at 360 px nothing runs out of the page, and a server that stops is told of", async () => {
  const page = await stage.open("Responsabile della protezione dei dati", { width: 360, height: 740 });
  await page.getByText("Il servizio funziona.").waitFor();
  await page.getByRole("img", { name: /Richieste e commit al secondo/ }).waitFor({ timeout: 15_000 });
  await assertFits(page, "operation at 360 px");
  await stage.town.kill();
  await page.getByRole("alert").filter({ hasText: "Il servizio non sta bene" }).waitFor({ timeout: 15_000 });
  await stage.town.start();
  await page.getByText("Il servizio funziona.").waitFor({ timeout: 30_000 });
});
