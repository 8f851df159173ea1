import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFits, go, people, setStage } from "./stage.mjs";

const worker = people.worker.subject;
let caseFile;
const stage = setStage({}, async () => {
  const { cases } = await stage.town.ask(`/v1/caseload?worker=${worker}&limit=500`, people.worker);
  // One with something that is under way: a rule lets nobody close it.
  caseFile = cases.find((one) => one.services.length > 0).case;
});

async function stepsOf(type) {
  const { steps } = await stage.town.ask(`/v1/cases/${caseFile}/history?limit=500`, people.worker);
  return steps.filter((one) => one.type === type);
}
async function openCase(options = {}) {
  const page = await stage.open("Assistente sociale", options);
  await go(page, `#/case/${caseFile}`);
  await page.getByRole("heading", { name: "Azioni" }).waitFor();
  return page;
}
async function openForm(page, words) {
  await page.getByLabel("Cerca un'azione").fill(words);
  await page.getByLabel("Cerca un'azione").press("Enter"); // a part above that comes late moves the button
  await page.locator("form.command").waitFor();
}
const send = (page) => page.getByRole("button", { name: "Registra", exact: true });
const told = (page) => page.locator("form.command [role=alert]");

test("a front desk registers a contact, after what was missing is said at its field", async () => {
  const page = await stage.open("Sportello");
  await page.getByRole("button", { name: "Registra un contatto" }).click();
  await page.locator("form.command").waitFor();
  await assertFits(page);
  await send(page).click();
  const desk = page.getByLabel("Sportello (obbligatorio)");
  await page.waitForFunction(() => document.activeElement?.tagName === "SELECT");
  assert.equal(await desk.getAttribute("aria-invalid"), "true");
  const said = await desk.getAttribute("aria-describedby");
  assert.equal(await page.locator(`[id="${said}"]`).innerText(), "Va indicato.");
  await assertFits(page);
  await desk.selectOption({ label: "adulti e anziani" });
  await page.getByLabel("Area (obbligatorio)").selectOption({ label: "anziani" });
  await page.getByLabel("Motivo (obbligatorio)").fill("informazioni");
  await page.getByLabel("Cognome", { exact: true }).fill("Fiordaliso");
  await page.getByLabel("Nome", { exact: true }).fill("Prova");
  await send(page).click();
  await page.getByText("Contatto registrato.").waitFor();
  await assertFits(page);
});

test("what the server finds malformed is said at the field that it names, in lists of fields too", async () => {
  const page = await openCase();
  await openForm(page, "Registrazione di una valutazione");
  await page.getByLabel("Strumento (obbligatorio)").selectOption({ index: 1 });
  await send(page).click();
  assert.match(await told(page).innerText(), /Da correggere: 1/);
  await page.getByRole("button", { name: "Aggiungi risposte" }).click();
  await page.getByLabel("Voce (obbligatorio)").selectOption({ index: 1 });
  await send(page).click();
  await page.waitForFunction(() => document.activeElement?.labels?.[0]?.textContent.startsWith("Risposta"));
  await assertFits(page);
  await page.getByRole("button", { name: "Lascia stare" }).click();
  await openForm(page, "Presentazione della domanda");
  await page.getByLabel("Servizio (obbligatorio)").selectOption({ index: 1 });
  await page.getByLabel("Quantità").fill("molte");
  await send(page).click();
  const quantity = page.getByLabel("Quantità");
  await page.locator("form.command .wrong").waitFor();
  assert.match(await page.locator("form.command .wrong").innerText(), /: non ha la forma richiesta; atteso: un numero intero da /);
  assert.equal(await quantity.getAttribute("aria-invalid"), "true");
  assert.ok(await quantity.evaluate((field) => field === document.activeElement));
  await page.getByRole("button", { name: "Lascia stare" }).click();
  assert.deepEqual(page.wrong, []);
});

test("a refusal says why, and by which law, and leaves what was written", async () => {
  const page = await openCase();
  await openForm(page, "Chiusura del fascicolo");
  const reason = page.getByLabel(/^Motivo/);
  await reason.fill("fine del bisogno");
  await send(page).click();
  await told(page).getByText("Rifiutato").waitFor();
  assert.match(await told(page).innerText(), /L\. 241\/1990/);
  assert.equal(await reason.inputValue(), "fine del bisogno");
  await assertFits(page);
  await page.getByRole("button", { name: "Lascia stare" }).click();
  assert.deepEqual(page.wrong, []);
});

test("a double press records once, and a script that is typed is shown as the text that it is", async () => {
  const page = await openCase();
  const before = (await stepsOf("DiaryEntryAdded")).length;
  await openForm(page, "Annotazione nel diario");
  const script = `<img src=x onerror="document.title='wrong'"><script>document.title='wrong'</script>`;
  for (const field of await page.locator("form.command input[type=text], form.command textarea").all()) await field.fill(script);
  for (const field of await page.locator("form.command select").all()) await field.selectOption({ index: 1 });
  await send(page).dblclick();
  await page.getByText("Registrato: Annotazione nel diario.").waitFor();
  await page.locator(".timeline").getByText(script).first().waitFor();
  assert.equal((await stepsOf("DiaryEntryAdded")).length, before + 1);
  assert.equal(await page.title(), "fascicolo");
  assert.equal(await page.locator(".timeline img").count(), 0);
  assert.deepEqual(page.wrong, []);
});

test("an answer that was lost is asked for again with the same key, and counts once", async () => {
  const page = await openCase();
  const before = (await stepsOf("DiaryEntryAdded")).length;
  await openForm(page, "Annotazione nel diario");
  await page.locator("form.command textarea").fill("la risposta va persa");
  for (const field of await page.locator("form.command select").all()) await field.selectOption({ index: 1 });
  await page.route("**/v1/commands", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await send(page).click();
  await told(page).getByText("Nessuna risposta dal server").waitFor();
  await page.unroute("**/v1/commands");
  await page.getByRole("button", { name: "Registra di nuovo" }).click();
  await page.getByText("Registrato: Annotazione nel diario.").waitFor();
  assert.equal((await stepsOf("DiaryEntryAdded")).length, before + 1);
  assert.deepEqual(page.wrong, []);
});

test("what one records, another sees arrive without asking for it", async () => {
  const other = await openCase();
  const page = await openCase();
  await openForm(page, "Annotazione nel diario");
  await page.locator("form.command textarea").fill("arriva da sola");
  for (const field of await page.locator("form.command select").all()) await field.selectOption({ index: 1 });
  await send(page).click();
  await other.locator(".timeline").getByText("arriva da sola").waitFor();
  assert.deepEqual(other.wrong, []);
  assert.deepEqual(page.wrong, []);
});

test("who was overtaken is told by what, and may look again and go on", async () => {
  const page = await openCase();
  await openForm(page, "Modifica dell'urgenza");
  await page.getByLabel(/^Urgenza/).selectOption({ label: "urgente" });
  await stage.town.handIn({ type: "SetUrgency", case_file: caseFile, urgency: "soon" }, people.worker);
  await page.getByText("urgenza a breve").waitFor();
  await send(page).click();
  await told(page).getByText("Nel frattempo qualcun altro ha registrato").waitFor();
  await assertFits(page);
  await page.getByRole("button", { name: "Guarda di nuovo il fascicolo" }).click();
  await send(page).click();
  await page.getByText("urgenza urgente").waitFor();
  assert.deepEqual(page.wrong, []);
});

test("a draft outlives the server, is handed in once, and is gone after log-out", async () => {
  const page = await openCase({ width: 360, height: 740 });
  const before = (await stepsOf("DiaryEntryAdded")).length;
  await openForm(page, "Annotazione nel diario");
  await page.locator("form.command textarea").fill("scritto prima che cadesse");
  for (const field of await page.locator("form.command select").all()) await field.selectOption({ index: 1 });
  await stage.town.kill("SIGKILL");
  await send(page).click();
  await told(page).getByText("Nessuna risposta dal server").waitFor();
  await page.getByText("Il server non è raggiungibile").waitFor();
  await assertFits(page);
  await stage.town.start();
  // A server on trial signs with another key each time; who logs in again is where they were.
  await page.getByText("L'accesso è scaduto").waitFor();
  await page.getByRole("button", { name: "Assistente sociale", exact: true }).click();
  await page.locator("form.command").waitFor();
  assert.equal(await page.locator("form.command textarea").inputValue(), "scritto prima che cadesse");
  await send(page).click();
  await page.locator(".timeline").getByText("scritto prima che cadesse").waitFor();
  assert.equal((await stepsOf("DiaryEntryAdded")).length, before + 1);
  await openForm(page, "Annotazione nel diario");
  await page.locator("form.command textarea").fill("mai registrato");
  assert.ok((await page.evaluate(() => JSON.stringify(sessionStorage))).includes("mai registrato"));
  await page.getByRole("button", { name: "Esci" }).click();
  await page.getByRole("button", { name: "Assistente sociale", exact: true }).waitFor();
  assert.ok(!(await page.evaluate(() => JSON.stringify([sessionStorage, localStorage]))).includes("mai registrato"));
  assert.deepEqual(page.wrong, []);
});

test("no form about a case offers what the server would forbid", async () => {
  const page = await openCase();
  const options = page.getByLabel("Azione", { exact: true }).locator("option");
  await options.nth(1).waitFor({ state: "attached" });
  const offered = await options.allInnerTexts();
  assert.ok(offered.length > 30, String(offered.length));
  assert.ok(offered.includes("Presa in carico"));
  assert.ok(!offered.includes("Assegnazione dell'assistente sociale"));
  assert.ok(!offered.includes("Registrazione del contatto"));
  await page.getByRole("button", { name: "English" }).click();
  await page.getByLabel("Search an action").fill("diary");
  await page.getByRole("button", { name: "Open the form" }).click();
  await page.getByRole("button", { name: "Record", exact: true }).waitFor();
  await assertFits(page);
});

test("from log-in to a recorded entry the keyboard is enough, at 200 % too", async () => {
  // What 1280 pixels show at 200 %.
  const page = await stage.open(null, { width: 640, height: 450 });
  const seen = () => page.evaluate(() => (document.activeElement?.labels?.[0] ?? document.activeElement)?.textContent?.trim() ?? "");
  const tabTo = async (text) => {
    for (let times = 0; times < 150; ++times) {
      if ((await seen()).startsWith(text)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`the keyboard does not come to ${text}`);
  };
  await page.getByRole("button", { name: "Assistente sociale", exact: true }).waitFor();
  await tabTo("Assistente sociale");
  await page.keyboard.press("Enter");
  await page.getByRole("table", { name: "I miei fascicoli, per urgenza" }).waitFor();
  await tabTo(caseFile.slice(0, 8));
  await page.keyboard.press("Enter");
  await page.getByLabel("Cerca un'azione").waitFor();
  await tabTo("Cerca un'azione");
  await page.keyboard.type("annotazione");
  await page.keyboard.press("Enter");
  await page.locator("form.command").waitFor();
  for (const label of await page.locator("form.command .field:has(select) label").allInnerTexts()) {
    await tabTo(label.split(" (")[0]);
    await page.keyboard.press("ArrowDown");
  }
  await tabTo("Testo");
  await page.keyboard.type("scritto senza mouse");
  await tabTo("Registra");
  await page.keyboard.press("Enter");
  await page.locator(".timeline").getByText("scritto senza mouse").waitFor();
  await assertFits(page);
});

test("a form that names a person lets search for one, and sends no command by it", async () => {
  const { cases } = await stage.town.ask(`/v1/caseload?worker=${worker}&limit=500`, people.worker);
  const { person } = await stage.town.ask(`/v1/persons/${cases.find((one) => one.case !== caseFile).person}`, people.worker);
  const page = await openCase();
  await openForm(page, "Registrazione della rappresentanza");
  await page.getByText("Un'altra persona").click();
  await page.getByLabel("Cognome, nome o codice fiscale").fill(`${person.surname} ${person.name}`);
  await page.getByLabel("Cognome, nome o codice fiscale").press("Enter");
  await page.getByText(/Trovate \d+/).waitFor();
  const option = page.getByLabel("Rappresentante (obbligatorio)").locator("option").filter({ hasText: `${person.surname} ${person.name}` });
  await page.getByLabel("Rappresentante (obbligatorio)").selectOption(await option.first().getAttribute("value"));
  assert.deepEqual(page.asked.filter((url) => url.endsWith("/v1/commands")), []);
  assert.ok(!(await page.evaluate(() => JSON.stringify(sessionStorage))).includes(person.surname));
  await assertFits(page);
});

test("an assessment tells what its answers come to while they are being given", async () => {
  const page = await openCase();
  await openForm(page, "Registrazione di una valutazione");
  await page.getByLabel("Strumento (obbligatorio)").selectOption("barthel");
  await page.getByText("Voci senza risposta: 10.").waitFor();
  await page.getByRole("button", { name: "Elenca tutte le 10 voci" }).click();
  const answers = page.getByLabel("Risposta (obbligatorio)");
  assert.equal(await answers.count(), 10);
  await answers.first().selectOption("independent");
  await page.getByText("Punti finora: 10. Voci senza risposta: 9.").waitFor();
  for (const answer of await answers.all()) await answer.selectOption({ index: 1 });
  await page.getByText("Punti finora: 0. Fascia: Dipendenza totale.").waitFor();
  await assertFits(page);
  await send(page).click();
  await page.getByText("Registrato: Registrazione di una valutazione.").waitFor();
  assert.deepEqual(page.wrong, []);
});

test("what takes effect on another day says so in its form", async () => {
  const page = await openCase();
  const before = (await stepsOf("UrgencySet")).length;
  await openForm(page, "Modifica dell'urgenza");
  await page.getByLabel(/^Urgenza/).selectOption({ label: "ordinaria" });
  await page.getByLabel("Con effetto dal (se non da oggi)").fill("2025-12-30");
  await send(page).click();
  await page.getByText("Registrato: Modifica dell'urgenza.").waitFor();
  const steps = await stepsOf("UrgencySet");
  assert.equal(steps.length, before + 1);
  assert.equal(steps.at(-1).effective_on, "2025-12-30");
  await page.locator(".timeline").getByText("efficace dal 30").first().waitFor();
});

test("a case applies to a call, and its person is enrolled in a programme", async () => {
  const page = await openCase();
  const options = page.getByLabel("Azione", { exact: true }).locator("option");
  await options.nth(1).waitFor({ state: "attached" });
  const offered = await options.allInnerTexts();
  assert.ok(offered.includes("Domanda a un bando"), "ApplyToCall");
  await openForm(page, "Iscrizione di una persona");
  const { programmes } = await stage.town.ask("/v1/programmes", people.worker);
  const choices = page.getByLabel(/^Programma \(obbligatorio\)/).locator("option");
  assert.equal(await choices.count(), 1 + programmes.filter((one) => one.state === "open").length);
  await assertFits(page);
});
