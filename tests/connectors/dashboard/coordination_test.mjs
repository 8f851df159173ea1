import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFits, figure, go, people, setStage, settled } from "./stage.mjs";

const stage = setStage({ inhabitants: 3000 });
/** What the server answers to the same person, to hold the page against. */
const answerOf = (question) => stage.town.ask(question, people.coordinator);

async function openCoordination(options) {
  const kind = options?.locale === "en-GB" ? "Coordinator (area of the elderly)" : "Coordinamento (area anziani)";
  const page = await stage.open(kind, options);
  await go(page, "#/coordination");
  return page;
}

test("the morning's figures are those of the server, and each leads to its rows", async () => {
  const page = await openCoordination();
  const { items } = await answerOf("/v1/agenda?limit=1000");
  const late = items.filter((one) => one.overdue && one.weight === "law").length;
  assert.ok(late > 0);
  await page.locator(".figures li.warns").first().waitFor();
  assert.equal(await figure(page, "in ritardo su termini di legge").innerText(), String(late));
  const { team, nobody } = await answerOf("/v1/workload");
  assert.equal(await figure(page, "peso dei fascicoli della squadra").innerText(), String(team.weight));
  assert.equal(await figure(page, "fascicoli senza assistente sociale").innerText(), String(nobody.cases));
  await assertFits(page);
  await page.getByRole("link", { name: "in ritardo su termini di legge" }).click();
  await page.getByRole("status").filter({ hasText: new RegExp(`^${late} righe su`) }).waitFor();
  assert.equal(await page.locator("table.rows tbody tr").count(), late);
  assert.equal(await page.getByLabel("Quando").inputValue(), "overdue");
  await go(page, "#/coordination");
  const byWeight = page.getByRole("table", { name: "Scadenze per peso" }).getByRole("row");
  const later = byWeight.filter({ hasText: "regolamento" }).getByRole("link").last();
  const inAll = await later.innerText();
  await later.click();
  await page.getByRole("status").filter({ hasText: new RegExp(`^${inAll} righe su`) }).waitFor();
  await assertFits(page);
});

test("a list tells why somebody stands where they stand, and what would change it", async () => {
  const { lists } = await answerOf("/v1/waiting-list");
  const { list } = lists.find((one) => one.service === "home_care_elderly");
  const { entries } = await answerOf(`/v1/waiting-list/${list}?explained=true`);
  const page = await openCoordination();
  await page.getByRole("link", { name: "Liste e posti" }).click();
  await page.getByRole("heading", { level: 1, name: "Liste e posti" }).waitFor();
  await page.getByText("oltre la capienza").first().waitFor();
  await assertFits(page);
  await page.getByRole("link", { name: "Assistenza domiciliare anziani" }).click();
  await page.getByRole("heading", { level: 1, name: "Lista d'attesa: Assistenza domiciliare anziani" }).waitFor();
  await page.getByRole("heading", { level: 2, name: "Perché è al posto 1" }).waitFor();
  const score = page.getByRole("table", { name: "Punti per criterio" });
  await score.getByText("dipendenza severa (da 21 a 60)").or(score.getByText("Indice di Barthel")).first().waitFor();
  assert.equal(await score.locator("tbody tr").count(), entries[0].explanation.score.lines.length);
  const changes = page.getByRole("table", { name: "Che cosa cambierebbe il posto" });
  assert.equal(await changes.locator("tbody tr").count(), entries[0].explanation.would_change.length);
  await changes.getByRole("button", { name: "Punti allora" }).click();
  const totals = await changes.locator("tbody tr td.number:nth-child(3)").allInnerTexts();
  assert.deepEqual(totals, [...totals].sort((left, right) => Number(left) - Number(right)));
  assert.ok(await page.getByText("esempio, non adottato").first().isVisible(), "rules that nobody adopted are marked");
  await assertFits(page);
});

test("whose turn another list is, is explained on demand", async () => {
  const { lists } = await answerOf("/v1/waiting-list");
  const longest = lists.find((one) => one.service === "open_centre_elderly");
  const page = await openCoordination();
  await go(page, `#/coordination/lists/${longest.list}`);
  await page.getByRole("heading", { name: "Perché è al posto 1" }).waitFor();
  await page.getByRole("link", { name: "Perché è al posto 3" }).press("Enter");
  await page.getByRole("heading", { name: "Perché è al posto 3" }).waitFor();
  await page.getByText("Precedono 2. La lista va per ordine di arrivo, senza punti.").waitFor();
  assert.deepEqual(page.wrong, []);
});

test("the load is the team's, single workers are asked for on purpose, and months have a chart with its table", async () => {
  const page = await openCoordination();
  await page.getByRole("link", { name: "Carico e flussi" }).click();
  await page.getByRole("table", { name: "Carico della squadra" }).waitFor();
  assert.ok(!page.asked.some((url) => url.includes("per_worker")));
  assert.equal(await page.getByText("assistente.sociale.01").count(), 0);
  await page.getByText("Carico per assistente sociale").click();
  await page.getByText("L. 300/1970, art. 4").waitFor();
  await page.getByRole("table", { name: "Carico per assistente sociale" }).getByText("assistente.sociale.01").waitFor();
  await page.locator(".chart canvas").waitFor();
  const months = page.getByRole("table", { name: "Entrate e uscite per mese" });
  assert.equal(await months.locator("tbody tr").count(), 12);
  await assertFits(page);
  await page.getByLabel("Di che cosa").selectOption({ label: "Servizi" });
  await settled(page);
  const month = (await answerOf("/v1/agenda?limit=1")).today.slice(0, 7);
  const { figures } = await answerOf(`/v1/statistics/stocks?of=services&by=month&from=${month}&to=${month}`);
  const active = figures.rows.find((one) => one.month === month).active;
  await months.locator("tbody tr").last().getByText(String(active), { exact: true }).waitFor();
  assert.deepEqual(page.wrong, []);
});

test("plans, placements, programmes and providers are told, with the spending of twelve months", async () => {
  const page = await openCoordination();
  await go(page, "#/coordination/programmes");
  await page.getByRole("table", { name: "Iniziative" }).waitFor();
  await page.getByRole("table", { name: "Gestori: accreditamenti e contratti" }).waitFor();
  const spending = page.getByRole("table", { name: "Spesa degli ultimi 12 mesi per area" });
  await spending.getByText("anziani").waitFor();
  await assertFits(page);
});

test("an absence that nobody covers is counted, and somebody is named to stand in", async () => {
  const page = await openCoordination();
  const before = Number(await figure(page, "assenze senza sostituto").innerText());
  await stage.town.handIn({ type: "ReportAbsence", worker: "operatore.di.prova", until: "2026-01-20" }, people.coordinator);
  await page.locator(".figures li.warns").filter({ hasText: new RegExp(`^${before + 1}\\s*assenze senza sostituto`) }).waitFor();
  await page.getByRole("link", { name: "assenze senza sostituto" }).click();
  const row = page.getByRole("table", { name: "Assenze e sostituzioni" }).getByRole("row").filter({ hasText: "operatore.di.prova" });
  await row.getByText("nessuno").waitFor();
  await assertFits(page);
  await page.getByRole("button", { name: "Sostituzione per assenza" }).click();
  await page.getByLabel("Assistente sociale (obbligatorio)").fill("operatore.di.prova");
  await page.getByLabel("Sostituto (obbligatorio)").fill("chi.lo.sostituisce");
  await page.getByLabel("Fino al (escluso) (obbligatorio)").fill("2026-01-20");
  await page.getByLabel("Motivo (obbligatorio)").fill("ferie");
  await assertFits(page, "the form");
  await page.getByRole("button", { name: "Registra", exact: true }).click();
  await row.getByText("chi.lo.sostituisce").waitFor();
  await assertFits(page, "covered");
});

test("each chapter of the budget tells what is left of it", async () => {
  const page = await openCoordination();
  const { chapters } = await answerOf("/v1/budget");
  assert.ok(chapters.length > 0);
  await go(page, "#/coordination/programmes");
  const rows = page.getByRole("table", { name: "Bilancio per capitolo" }).locator("tbody tr");
  assert.equal(await rows.count(), chapters.length);
  await rows.filter({ hasText: chapters[0].code }).first().waitFor();
  await assertFits(page);
});

test("a drafted act is signed from the morning's page", async () => {
  const { cases } = await answerOf("/v1/caseload?limit=1000");
  const waits = (service) => service.state === "waiting";
  const { case: caseFile, services } = cases.find((one) => one.services.some(waits));
  const carried = { payload: { type: "DenyApplication", activation: services.find(waits).activation, reason: "no_requisite" } };
  await stage.town.handIn({ type: "DraftAct", kind: "determination", about: "refusal", case_file: caseFile, carries: [carried] }, people.coordinator);
  const page = await openCoordination();
  await go(page, "#/work");
  const drafts = page.getByRole("table", { name: "Atti da firmare o completare" }).getByRole("row").filter({ hasText: "la firma" });
  await drafts.first().waitFor();
  const before = await drafts.count();
  await assertFits(page);
  await drafts.filter({ hasText: caseFile.slice(0, 8) }).getByRole("button").click();
  await page.getByLabel("Numero (obbligatorio)").fill("901/2026");
  await page.getByLabel("Firmatario (obbligatorio)").fill(people.coordinator.subject);
  await page.getByRole("button", { name: "Registra", exact: true }).click();
  await page.locator(".said.good").filter({ hasText: "Registrato" }).waitFor();
  await page.waitForFunction((most) => [...document.querySelectorAll("td")].filter((one) => one.textContent.includes("la firma")).length < most, before);
  assert.deepEqual(page.wrong, []);
});

test("in English, on a screen of 360 pixels, no page of it scrolls sideways", async () => {
  const page = await openCoordination({ locale: "en-GB", width: 360, height: 740, reducedMotion: "reduce" });
  const { lists } = await answerOf("/v1/waiting-list");
  for (const rest of ["", "/due", "/lists", `/lists/${lists[0].list}`, "/load", "/programmes"]) {
    await go(page, `#/coordination${rest}`);
    await assertFits(page, rest);
  }
  await page.getByRole("heading", { level: 1, name: "Plans and programmes" }).waitFor();
  assert.deepEqual(page.wrong, []);
});

test("what changes in the ledger changes the figures without being asked for", async () => {
  const page = await openCoordination();
  const before = Number(await figure(page, "proposte da decidere").innerText());
  const { items } = await answerOf("/v1/agenda?kind=proposal&limit=1000");
  const one = items.find((item) => item.what === "close_case");
  await stage.town.handIn({ type: "DismissProposal", entity: one.about, action: one.what, reason: "verificato" }, people.coordinator);
  await page.locator(".figures li").filter({ hasText: new RegExp(`^${before - 1}\\s*proposte da decidere`) }).waitFor();
  assert.deepEqual(page.wrong, []);
});

test("who may not see the load of teams has no such page", async () => {
  const page = await stage.open("Ufficio casa e contabilità");
  assert.equal(await page.getByRole("link", { name: "Coordinamento" }).count(), 0);
  await go(page, "#/coordination");
  await page.getByRole("alert").filter({ hasText: "Questa pagina non c'è." }).waitFor();
  assert.deepEqual(page.wrong, []);
});
