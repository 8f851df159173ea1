import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertFits, figure, go, people, setStage } from "./stage.mjs";

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

test("an operator sees when a backup was last restored, once the node was told", async () => {
  const page = await stage.open("Responsabile della protezione dei dati");
  await go(page, "#/operation");
  const fact = page.locator("dl div").filter({ hasText: "Ultima copia ripristinata" });
  await fact.getByText("mai, per quanto si sappia qui").waitFor();
  await stage.town.restoreBackup("2025-12-28T09:00:00Z");
  await fact.getByText("5 giorni fa").waitFor({ timeout: 15_000 });
  await page.locator("dl div").filter({ hasText: "Ultima copia controllata" }).getByText("5 giorni fa").waitFor();
  await assertFits(page, "operation with a restored backup");
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

test("readings by outsiders are looked through over all cases, by those who oversee them alone", async () => {
  // Given an auditor who read a case, which nobody who oversees is in charge of.
  const { cases } = await stage.town.ask("/v1/caseload?limit=1", people.coordinator);
  await stage.town.ask(`/v1/cases/${cases[0].case}`, people.auditor);
  const page = await stage.open("Responsabile della protezione dei dati");
  await go(page, "#/operation");
  await page.getByRole("heading", { name: "Letture estranee, su tutti i fascicoli" }).waitFor();
  assert.ok(!page.asked.some((one) => one.includes("/v1/readings")), "looking is recorded, so that nobody looks by opening the page");
  // When the officer looks, then the reading is there, with its case; and a worker's own are not.
  await page.getByRole("button", { name: "Mostra", exact: true }).click();
  const row = page.getByRole("table", { name: "Letture trovate" }).getByRole("row").filter({ hasText: people.auditor.subject });
  await row.first().getByRole("link", { name: cases[0].case.slice(0, 8) }).waitFor();
  await page.getByText("Letture registrate dai nodi: here.").waitFor();
  await assertFits(page, "readings by outsiders");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Scarica CSV" }).click();
  assert.match(await readFile(await (await saved).path(), "utf8"), /^at,reading,node,who,/);
  await page.getByLabel("Di un operatore").fill("nessuno");
  await page.getByRole("button", { name: "Mostra", exact: true }).click();
  await page.getByText("Nessuna lettura estranea in questo periodo").waitFor();
  const coordinator = await stage.open("Coordinator (area of the elderly)", { locale: "en-GB" });
  await go(coordinator, "#/operation");
  await coordinator.getByText("The service is well.").waitFor();
  assert.equal(await coordinator.getByRole("heading", { name: "Readings by outsiders, over all cases" }).count(), 0);
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
