import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { assertFits, figure, go, people, setStage } from "./stage.mjs";

const folder = await mkdtemp(path.join(tmpdir(), "fascicolo-siuss-"));
const transmitter = path.join(folder, "siuss.json");
const codes = { "responsabile.siuss": "RSSNNA80A41Z999P" }; // whom the simulated town names to transmit
await writeFile(transmitter, JSON.stringify({ format: 1, body: "092009", name: "Comune di Prova", seat: "B354", fiscal_codes: codes }));
const stage = setStage({ inhabitants: 2500, issuer: ["--dev-issuer", "--siuss", transmitter] });
after(() => rm(folder, { recursive: true, force: true }));
const ask = (question) => stage.town.ask(question, people.reporting);

/** INPS takes all flows and rejects the last one of a benefit, whose name is given. */
async function rejectLastFlow() {
  const headers = { ...(await stage.town.headersOf({ subject: "inps", role: "siuss" })), "Content-Type": "application/json" };
  const flows = [];
  let taken = null;
  while (taken === null || taken.length > 0) {
    const since = flows.length > 0 ? Date.parse(flows.at(-1).ts_flusso) : 0;
    const answer = await fetch(`${stage.town.url}/waas/v1/flussi?since=${since}&limit=100`, { headers });
    if (answer.status === 503) continue; // the ledger is still being read
    assert.equal(answer.status, 200);
    taken = (await answer.json()).elenco_flussi;
    flows.push(...taken);
  }
  const { id_flusso, ts_flusso, tipo } = flows.findLast((one) => one.tipo === "PS_PSA_SINA");
  const outcome = { id_flusso, ts_flusso, tipo, ts_acquisizione: "2026-01-02T08:30:00.000Z", codice_esito: "RICHIESTA_INVALIDA" };
  const told = await fetch(`${stage.town.url}/waas/v1/esiti`, { method: "POST", headers, body: JSON.stringify({ elenco_esiti: [outcome] }) });
  assert.equal(told.status, 204, await told.text());
  return id_flusso;
}

test("a reporting officer counts services by area, as they may leave the office", async () => {
  const page = await stage.open("Dati e flussi");
  await page.locator(".figures .number", { hasText: /\d/ }).nth(6).waitFor();
  await assertFits(page, "overview");
  assert.equal(await page.getByRole("link", { name: "Controlli", exact: true }).count(), 0);
  await page.locator(".figures").getByRole("link", { name: "Consistenze: in essere" }).click();
  await page.getByRole("heading", { level: 1, name: "Consistenze" }).waitFor();
  await go(page, "#/reporting/stocks?from=2025-01&to=2025-12"); // the year that the town has lived
  await page.getByLabel("area", { exact: true }).check();
  await page.getByRole("button", { name: "Conta", exact: true }).click();
  await page.getByRole("cell", { name: "anziani" }).waitFor();
  await page.getByRole("cell", { name: "oscurato" }).first().waitFor();
  await page.getByRole("img", { name: /dal grafico/ }).locator("canvas").waitFor();
  const told = await ask("/v1/statistics/stocks?by=area&from=2025-01&to=2025-12&public=true");
  const elderly = told.figures.rows.find((row) => row.area === "elderly");
  const cells = await page.getByRole("row", { name: /^anziani/ }).getByRole("cell").allInnerTexts();
  assert.deepEqual(cells.slice(1), told.figures.measures.map((one) => (elderly[one] === "suppressed" ? "oscurato" : String(elderly[one]))));
  await page.getByText(told.figures.query).first().waitFor();
  await assertFits(page, "stocks");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Scarica CSV" }).click();
  const csv = await readFile(await (await saved).path(), "utf8");
  assert.match(csv, /^area,before,in,out,active/);
  assert.match(csv, /suppressed/);
  await page.getByRole("link", { name: "Collegamento a questa stessa tabella" }).click();
  await page.getByRole("link", { name: "Torna ai dati di adesso" }).waitFor();
  assert.ok(page.url().includes(`as_of=${told.position}`));
});

test("every topic has its page, with its chart along the months", async () => {
  const page = await stage.open("Dati e flussi");
  for (const topic of ["flows", "users", "need", "spending", "outcomes", "attendance", "terms", "stocks"]) {
    await go(page, `#/reporting/${topic}?by=month&from=2025-01&to=2025-11`);
    await page.locator(`code:has-text("${topic} ")`).first().waitFor();
    if (["flows", "users", "spending"].includes(topic)) await page.locator("canvas").waitFor();
    await assertFits(page, topic);
  }
  await go(page, "#/reporting/users?by=area,district,month&from=2025-01&to=2025-11");
  await page.getByText("Il grafico mostra i totali per mese").waitFor();
  await assertFits(page, "users by three dimensions");
});

test("figures are published with their query, position and digest, and then counted again", async () => {
  const page = await stage.open("Dati e flussi");
  await go(page, "#/reporting/flows?by=area&from=2025-01&to=2025-11");
  await page.getByLabel("Chi ne risponde").fill("neri");
  await page.getByLabel("Numero e data dell'atto").fill("det. 12/2025");
  await page.getByRole("button", { name: "Pubblica", exact: true }).click();
  await page.getByText(/Pubblicato, alla posizione \d+/).waitFor();
  await page.getByText("Questi dati sono già pubblicati").waitFor();
  await assertFits(page, "published from its page");
  const { figures } = await ask("/v1/figures/list");
  assert.equal(figures.length, 1);
  const { figures: counted } = await ask(`/v1/statistics/flows?by=area&from=2025-01&to=2025-11&public=true&as_of=${figures[0].as_of}`);
  assert.equal(figures[0].digest, createHash("sha256").update(JSON.stringify(counted)).digest("hex"));
  await page.getByRole("link", { name: "riconta", exact: true }).click();
  await page.getByText("ricontati alla loro posizione, sono gli stessi").waitFor();
  await page.getByText("Da allora non è cambiato nulla.").waitFor();
  assert.equal(await page.getByRole("link", { name: "Pubblicare la rettifica" }).count(), 0);
  await page.getByRole("cell", { name: "det. 12/2025" }).waitFor();
  await assertFits(page, "published");
  await page.getByRole("link", { name: /^flows/ }).click();
  await page.getByRole("link", { name: "Torna ai dati di adesso" }).waitFor();
});

test("figures that a late event changes are restated, and tell of nobody by what is different", async () => {
  // Given published figures, and a service of their period that ended, as is recorded afterwards.
  const { figures: before } = await ask("/v1/figures/list");
  const { cases } = await stage.town.ask("/v1/caseload?limit=100&area=elderly", people.coordinator);
  const { activation } = cases.flatMap((one) => one.services).find((one) => one.state === "in_force");
  await stage.town.handIn({ type: "EndService", activation, on: "2025-11-28", reason: "renounced" }, people.coordinator);
  // When they are counted again,
  const page = await stage.open("Dati e flussi");
  await go(page, "#/reporting/published");
  await page.getByRole("link", { name: /^riconta: flows/ }).click();
  const changed = page.getByRole("table", { name: /^Celle cambiate/ });
  await changed.getByRole("row", { name: /anziani/ }).first().waitFor();
  await page.getByText("Eventi tardivi", { exact: true }).click();
  await page.getByRole("cell", { name: "Servizio concluso" }).first().waitFor();
  await assertFits(page, "counted again");
  // and published anew by the form of the first time,
  await page.getByRole("link", { name: "Pubblicare la rettifica" }).click();
  await page.getByText("Contati per prendere il posto").waitFor();
  await page.getByLabel("Chi ne risponde").fill("neri");
  await page.getByLabel("Numero e data dell'atto").fill("det. 13/2025");
  await page.getByRole("button", { name: "Pubblica la rettifica", exact: true }).click();
  await page.getByText(/Pubblicato, alla posizione \d+/).waitFor();
  await assertFits(page, "restated from its page");
  // then they stand in the place of the former, and what differs by one person is told in neither way.
  const { figures } = await ask("/v1/figures/list");
  assert.deepEqual(figures.map((one) => [one.act, one.restates, one.restated]).sort(), [["det. 12/2025", null, true], ["det. 13/2025", before[0].figure, false]]);
  const [restated] = figures.filter((one) => !one.restated);
  const { figures: again } = await ask(`/v1/figures/restate?figure=${restated.figure}`);
  assert.equal(again[0].recomputes, true);
  const beside = await ask(`/v1/statistics/flows?by=area&from=2025-01&to=2025-11&public=true&as_of=${restated.as_of}`);
  assert.notEqual(restated.digest, createHash("sha256").update(JSON.stringify(beside.figures)).digest("hex"), "more is suppressed than by itself");
  await go(page, `#/reporting/published/${before[0].figure}`);
  await page.getByText("Questi dati sono già stati rettificati.").waitFor();
});

test("rankings are shown as to everybody, without a case", async () => {
  const page = await stage.open("Reporting officer", { locale: "en-GB" });
  await go(page, "#/reporting/rankings");
  await page.getByRole("table").getByRole("link").first().click();
  await page.getByText("Hash of the ranking").or(page.getByText("Fewer than five applications")).first().waitFor();
  assert.equal(await page.locator('a[href*="/cases/"]').count(), 0);
  await assertFits(page, "public rankings");
});

test("flows to INPS are told by month and kind, and those rejected with its reason, live, with the case to whoever may find it", async () => {
  const page = await stage.open("Dati e flussi");
  await page.getByRole("link", { name: "Flussi all'INPS" }).click();
  await page.getByRole("heading", { level: 1, name: "Flussi all'INPS" }).waitFor();
  const { months, untransmissible } = await ask("/v1/transmissions");
  const due = months.reduce((all, one) => all + one.due, 0);
  await figure(page, "dovuti finora").filter({ hasText: String(due) }).waitFor();
  assert.ok(due > 0 && months.length > 1);
  assert.equal(await figure(page, "record non trasmissibili").innerText(), String(untransmissible));
  const rows = page.getByRole("table", { name: "Flussi per mese e tipo" }).getByRole("row");
  assert.equal(await rows.count(), months.length + 1);
  // When INPS takes the flows and rejects the last one, then it is there without asking, and here without the case.
  const flow = await rejectLastFlow();
  const owed = page.getByRole("table", { name: "Scartati dall'INPS" }).getByRole("row").filter({ hasText: flow });
  await owed.getByText("contenuto non valido (RICHIESTA_INVALIDA)").waitFor();
  await owed.getByText("non mostrato a lei, o non noto").waitFor();
  assert.equal(await owed.getByRole("link").count(), 0);
  await assertFits(page, "flows to INPS");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Scarica CSV" }).first().click();
  const csv = await readFile(await (await saved).path(), "utf8");
  assert.ok(csv.split("\r\n").some((line) => line.startsWith(`${flow},ps_psa_sina,rejected,RICHIESTA_INVALIDA,`)), csv);
  const told = (await stage.town.ask("/v1/transmissions?rejected=true", people.coordinator)).flows.find((one) => one.flow === flow);
  const coordinator = await stage.open("Coordinator (area of the elderly)", { locale: "en-GB" });
  await go(coordinator, "#/reporting/transmissions");
  await coordinator.getByRole("row").filter({ hasText: flow }).getByRole("link").click();
  await coordinator.waitForFunction((id) => location.hash.includes(id), told.concerns.case);
});

test("at 360 px nothing runs out of the page", async () => {
  const page = await stage.open("Dati e flussi", { width: 360, height: 740 });
  const months = "from=2025-01&to=2025-11";
  for (const rest of ["", `/flows?by=month&${months}`, `/stocks?by=area,service&${months}`, "/published", "/rankings", "/transmissions"]) {
    await go(page, `#/reporting${rest}`);
    await assertFits(page, rest);
  }
  await go(page, "#/reporting/flows?by=month&from=2025-01&to=2025-11");
  await page.locator("canvas").waitFor();
  await assertFits(page, "flows");
});
