import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFits, go, logIn, people, setStage } from "./stage.mjs";

const worker = people.worker.subject;
const stage = setStage();
const ask = (question) => stage.town.ask(question, people.worker);
async function openWork(options = {}, kind = "Assistente sociale") {
  const page = await stage.open(kind, options);
  await page.getByRole("heading", { level: 1 }).waitFor();
  return page;
}
const cases = (page) => page.getByRole("table", { name: "I miei fascicoli, per urgenza" });

test("a caseworker's morning has a figure for what weighs most, and each leads to the rows that it counts", async () => {
  const page = await openWork();
  const { cases: mine } = await ask(`/v1/caseload?worker=${worker}&limit=500`);
  const { items } = await ask("/v1/agenda?limit=1000");
  const late = items.filter((one) => one.overdue && mine.some((each) => each.case === one.case));
  assert.ok(mine.length > 0);
  const figures = page.getByRole("list", { name: "Stamattina" });
  await figures.waitFor();
  assert.equal(await figures.getByRole("listitem").count(), 11);
  assert.match(await figures.getByRole("listitem").filter({ hasText: "in carico" }).innerText(), new RegExp(`^${mine.length}\\b`));
  const overdue = figures.getByRole("listitem").filter({ hasText: "in ritardo" });
  assert.match(await overdue.innerText(), new RegExp(`^${late.length}\\b`));
  await overdue.getByRole("link").click();
  await page.waitForFunction(() => document.activeElement?.textContent === "Scadenze, per peso giuridico");
  const dues = page.getByRole("table", { name: "Scadenze, per peso giuridico" });
  assert.equal(await dues.locator("tbody tr").count(), late.length);
  assert.equal(await cases(page).locator("tbody tr").count(), mine.length);
  await assertFits(page);
});

test("names are shown when they are asked for, and stand in no address, title or storage", async () => {
  const page = await openWork();
  await cases(page).waitFor();
  const before = await cases(page).innerText();
  await page.getByRole("button", { name: "Mostra i nomi" }).click();
  const link = cases(page).getByRole("link").first();
  await page.waitForFunction((was) => document.querySelector("table.rows")?.innerText !== was, before);
  const name = await link.innerText();
  assert.match(name, /^\p{Lu}\p{L}+ \p{Lu}/u);
  await link.click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  assert.ok(!page.url().includes(name.split(" ")[0]));
  assert.equal(await page.title(), "fascicolo");
  const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
  assert.ok(!stored.includes(name.split(" ")[0]) && !stored.includes("assistente"), stored);
  assert.deepEqual(page.asked.filter((url) => url.includes(name.split(" ")[0])), []);
  assert.deepEqual(page.wrong, []);
});

test("a case shows its person, services, papers and history, in both languages and on a narrow screen", async () => {
  const page = await openWork({ width: 360, height: 740 });
  await cases(page).waitFor();
  await assertFits(page);
  await cases(page).getByRole("link").first().click();
  for (const name of ["Persona", "Servizi e domande", "Azioni", "Atti", "Documenti", "Storia"]) {
    await page.getByRole("heading", { level: 2, name, exact: true }).waitFor();
  }
  await page.getByText("Contatto registrato").first().waitFor();
  await page.getByText("Dettagli").first().click();
  await assertFits(page);
  await page.getByRole("button", { name: "English" }).click();
  for (const name of ["Person", "Services and applications", "Actions", "History"]) {
    await page.getByRole("heading", { level: 2, name, exact: true }).waitFor();
  }
  await page.getByText("Contact registered").first().waitFor();
  await assertFits(page);
});

test("a person is found by their name, and leads to their case", async () => {
  const { cases: mine } = await ask(`/v1/caseload?worker=${worker}&limit=1`);
  const { person } = await ask(`/v1/persons/${mine[0].person}`);
  const page = await openWork();
  await page.getByRole("searchbox").fill(`${person.name} ${person.surname}`);
  await page.getByRole("searchbox").press("Enter");
  const found = page.getByRole("table", { name: "Persone trovate" });
  const row = found.getByRole("row").filter({ hasText: `${person.surname} ${person.name}` });
  await row.getByRole("button", { name: "Vedi i fascicoli" }).click();
  await row.getByRole("link").first().click();
  await page.getByRole("heading", { level: 1, name: `${person.surname} ${person.name}` }).waitFor();
  assert.deepEqual(page.asked.filter((url) => url.toLowerCase().includes(person.surname.toLowerCase())), []);
  assert.deepEqual(page.wrong, []);
});

test("what others record is told as it happens, and on the next visit as what changed since", async () => {
  const page = await openWork();
  await page.getByText("È la prima visita con questo browser").waitFor();
  const href = await cases(page).getByRole("link").first().getAttribute("href");
  const caseFile = href.split("/").pop();
  await cases(page).getByRole("link").first().click();
  await page.getByText("Contatto registrato").first().waitFor();
  const { case: one } = await ask(`/v1/cases/${caseFile}`);
  const other = { subject: "coordinamento", role: "coordinator", area: one.area };
  await stage.town.handIn({ type: "SetUrgency", case_file: caseFile, urgency: "urgent" }, other);
  await page.getByText("urgenza urgente").waitFor();
  await page.getByRole("button", { name: "Esci" }).click();
  await logIn(page, "Assistente sociale");
  const changed = page.getByRole("table", { name: "Che cosa è cambiato dall'ultima visita" });
  await changed.waitFor();
  assert.match(await changed.innerText(), /coordinamento/);
  const figures = page.getByRole("list", { name: "Stamattina" }).getByRole("listitem");
  assert.match(await figures.filter({ hasText: "cambiati" }).innerText(), /^1\b/);
  await page.getByRole("button", { name: "Ho visto" }).click();
  await page.getByText("Nessun altro ha registrato qualcosa nei suoi fascicoli.").waitFor();
  await assertFits(page);
});

test("who may not read a case is shown that it is not there, and nothing of it", async () => {
  const { cases: mine } = await ask(`/v1/caseload?worker=${worker}&limit=1`);
  const page = await openWork({}, "Dati e flussi");
  assert.equal(await page.getByRole("link", { name: "Il mio lavoro" }).count(), 0);
  await go(page, `#/case/${mine[0].case}`);
  await page.getByText("Non c'è, o non può essere mostrato.").first().waitFor();
  assert.equal(await page.getByRole("heading", { name: "Azioni" }).count(), 0);
  assert.equal(await page.getByRole("heading", { name: "Persona" }).count(), 0);
  await assertFits(page);
});

test("a front desk searches and registers, and is shown neither cases nor terms", async () => {
  const page = await openWork({}, "Sportello");
  await page.getByRole("heading", { name: "Cerca una persona" }).waitFor();
  await page.getByRole("button", { name: "Registra un contatto" }).waitFor();
  assert.equal(await page.getByRole("heading", { name: "I miei fascicoli, per urgenza" }).count(), 0);
  assert.equal(await page.getByRole("heading", { name: "Scadenze, per peso giuridico" }).count(), 0);
  await assertFits(page);
});

test("a coordinator reads a case without its diary, and is told that something is not shown", async () => {
  const { cases: mine } = await ask(`/v1/caseload?worker=${worker}&limit=500`);
  const elderly = mine.find((one) => one.area === "elderly").case;
  const { steps } = await ask(`/v1/cases/${elderly}/history?limit=500`);
  const diary = steps.filter((one) => one.type === "DiaryEntryAdded");
  assert.ok(diary.length > 0);
  const page = await openWork({}, "Coordinamento (area anziani)");
  await page.getByRole("list", { name: "Stamattina" }).getByText("contatti non assegnati").waitFor();
  await go(page, `#/case/${elderly}`);
  await page.getByText("Non tutto è mostrato").first().waitFor();
  await page.getByText("Contatto registrato").first().waitFor();
  assert.equal(await page.locator(".timeline").getByText("Annotazione nel diario").count(), 0);
  const offered = await page.getByLabel("Azione", { exact: true }).locator("option").allInnerTexts();
  assert.ok(offered.includes("Assegnazione dell'assistente sociale"));
  await assertFits(page);
});

test("on paper a case has its events with their details, and nothing to press", async () => {
  const page = await openWork();
  await cases(page).getByRole("link").first().click();
  await page.getByText("Contatto registrato").first().waitFor();
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".timeline details:not([open])").count(), 0);
  assert.equal(await page.locator("main button:visible, main select:visible, nav:visible").count(), 0);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.equal(await page.locator(".timeline details[open]").count(), 0);
  assert.deepEqual(page.wrong, []);
});
