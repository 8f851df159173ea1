// The main story of every role, by keyboard alone: from log-in to done. Where the keyboard is can be seen at every press of Tab.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertOrderReachesAll, choose, enter, openByKeyboard, press, reach, write } from "./keys.mjs";
import { subjectsIn } from "./pages.mjs";
import { people, setStage } from "./stage.mjs";

let one;
const stage = setStage({ inhabitants: 2500, isPublished: true }, async () => {
  one = await subjectsIn(stage.town);
  await stage.town.handIn({ type: "RegisterContact", desk: "adults_elderly", area: "elderly", reason: "home_help" }, people.frontDesk);
});
const heading = (page, name) => page.getByRole("heading", { name }).first().waitFor();
const backwards = { key: "Shift+Tab" };
/** Month and year, each in its part of the field, as this browser is asked for them, whose own language is English. */
async function writeMonth(page, name, month, year) {
  const delay = 50; // milliseconds: as fast as people type
  await reach(page, "textbox", name);
  await page.keyboard.type(month, { delay });
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type(year, { delay });
}
async function openForm(page, words) {
  await write(page, "Cerca un'azione", words, "searchbox");
  await press(page, "Enter");
  await page.locator("form.command").waitFor();
}

test("a caseworker finds a person, and writes into their case what was first incomplete", async () => {
  const { case: file } = await stage.town.ask(`/v1/cases/${one.case}`, people.worker);
  const { person } = await stage.town.ask(`/v1/persons/${file.person}`, people.worker);
  const page = await openByKeyboard(stage, "Assistente sociale");
  await assertOrderReachesAll(page, "work");
  await write(page, /^Cognome, nome/, `${person.surname} ${person.name}`, "searchbox");
  await press(page, "Enter");
  await enter(page, "button", `Vedi i fascicoli ${person.surname} ${person.name}`);
  await enter(page, "link", /^anziani/, { within: page.getByRole("table", { name: "Persone trovate" }) });
  await heading(page, `${person.surname} ${person.name}`);
  await openForm(page, "annotazione");
  await assertOrderReachesAll(page, "a case with a form");
  await enter(page, "button", "Registra");
  await page.getByText("Va indicato.").first().waitFor();
  await page.keyboard.press("ArrowDown"); // in the first field that is wrong
  await write(page, /^Testo/, "scritto con la tastiera");
  await choose(page, /^Riservatezza/, "diario");
  await enter(page, "button", "Registra");
  await page.locator(".timeline").getByText("scritto con la tastiera").waitFor();
  await page.context().close();
});

test("a front desk registers who comes, after what was missing was told", async () => {
  const page = await openByKeyboard(stage, "Sportello");
  await enter(page, "button", "Registra un contatto");
  await page.locator("form.command").waitFor();
  await assertOrderReachesAll(page, "the form of a contact");
  await enter(page, "button", "Registra");
  await page.getByText("Va indicato.").first().waitFor();
  await page.keyboard.type("adulti e anziani"); // in the first field that is wrong
  await choose(page, /^Area/, "anziani");
  await write(page, /^Motivo/, "informazioni");
  await enter(page, "button", "Registra");
  await page.getByText("Contatto registrato.").waitFor();
  await enter(page, "button", "Esci", backwards);
  await page.getByRole("button", { name: "Sportello" }).waitFor();
  await page.context().close();
});

test("a coordinator looks why somebody stands where they stand, and gives a case that nobody leads to a worker", async () => {
  const { lists } = await stage.town.ask("/v1/waiting-list?lang=it", people.coordinator);
  const longest = lists.reduce((most, each) => (each.waiting > most.waiting ? each : most));
  const page = await openByKeyboard(stage, "Coordinamento (area anziani)");
  await enter(page, "link", "Coordinamento", backwards);
  await assertOrderReachesAll(page, "coordination");
  await enter(page, "link", "domande in lista d'attesa");
  await enter(page, "button", "In attesa");
  await enter(page, "link", longest.name);
  await enter(page, "link", /^Perché è al posto/);
  await heading(page, /^Perché è al posto/);
  await enter(page, "link", "Carico e flussi", backwards);
  const table = page.getByRole("table", { name: "Fascicoli da assegnare" });
  await enter(page, "link", /^[0-9a-f]{8}$/, { within: table });
  await openForm(page, "presa in carico");
  await write(page, /^Assistente/, "assistente.sociale.03", "combobox");
  await enter(page, "button", "Registra");
  await page.getByText("Registrato: Presa in carico.").waitFor();
  await page.context().close();
});

test("the housing office looks into a call, and who is next for a dwelling", async () => {
  const page = await openByKeyboard(stage, "Ufficio casa e contabilità");
  await enter(page, "link", "Bandi e graduatorie");
  await enter(page, "link", /^Bando/);
  await enter(page, "link", "Com'è ora");
  await enter(page, "link", /^Perché /);
  await heading(page, "Perché è a quel posto");
  await assertOrderReachesAll(page, "a ranking");
  await enter(page, "link", "Sfitti e prossimi", backwards);
  await heading(page, /^Prossimi 20/);
  await page.context().close();
});

test("the housing office makes an empty dwelling ready", async () => {
  const page = await openByKeyboard(stage, "Ufficio casa e contabilità");
  await assertOrderReachesAll(page, "housing");
  await enter(page, "link", "alloggi sfitti");
  await enter(page, "link", /^ERP-/);
  await choose(page, "Nuovo stato", "in lavori");
  await enter(page, "button", "Registra");
  await page.getByText("Registrato: in lavori.").waitFor();
  await page.context().close();
});

test("an auditor replays a case, compares two days, asks a ready question, and holds the checkpoint against the ledger", async () => {
  const page = await openByKeyboard(stage, "Controlli interni");
  await assertOrderReachesAll(page, "audit");
  await write(page, /^Id del fascicolo/, one.case);
  await press(page, "Enter");
  await reach(page, "slider", "Passo della storia");
  await press(page, "Home");
  await heading(page, /^Passo 1 di/);
  await press(page, "ArrowRight");
  await heading(page, /^Passo 2 di/);
  await reach(page, "button", "Passo precedente", backwards);
  await press(page, "Space");
  await heading(page, /^Passo 1 di/);
  await enter(page, "link", "Torna a Controlli", backwards);
  await enter(page, "link", "Liste d'attesa");
  await write(page, "Com'era il giorno", "06302025"); // month, day, year
  await write(page, "e confronta con il giorno", "12302025");
  await enter(page, "button", "Mostra");
  await heading(page, "Differenze fra le due date");
  await enter(page, "link", "Torna a Controlli", backwards);
  await enter(page, "link", /^Chi è stato servito fuori turno/);
  await heading(page, "Serviti fuori turno");
  await enter(page, "link", "Torna a Controlli");
  await enter(page, "link", /^È sparito qualcosa/);
  await page.waitForFunction(() => document.activeElement?.textContent === "Il registro è lo stesso di allora?");
  await page.getByText("La radice che questo server calcola per quei commit è quella firmata.").waitFor();
  await page.context().close();
});

test("a reporting officer counts a year by area, and publishes it", async () => {
  const page = await openByKeyboard(stage, "Dati e flussi");
  await enter(page, "link", "Entrate e uscite");
  await assertOrderReachesAll(page, "flows");
  await writeMonth(page, "Dal mese", "jan", "2025");
  await writeMonth(page, /^Al mese/, "nov", "2025");
  await reach(page, "checkbox", "area", backwards);
  await press(page, "Space");
  await enter(page, "button", "Conta");
  await page.getByRole("cell", { name: "anziani" }).waitFor();
  await write(page, "Chi ne risponde", "neri");
  await write(page, /^Numero e data/, "det. 12/2025");
  await enter(page, "button", "Pubblica");
  await page.getByText(/Pubblicato, alla posizione/).waitFor();
  await page.context().close();
});

test("a data protection officer reads how the service is, its tables and the statement, and logs out", async () => {
  const page = await openByKeyboard(stage, "Responsabile della protezione dei dati");
  await page.getByText("Il servizio funziona.").waitFor();
  await assertOrderReachesAll(page, "operation");
  await reach(page, "region", "Risposte, per indirizzo");
  await page.keyboard.press("ArrowRight");
  await enter(page, "link", "Dichiarazione di accessibilità");
  await heading(page, "Dichiarazione di accessibilità");
  await assertOrderReachesAll(page, "the statement");
  await enter(page, "button", "Esci", backwards);
  await page.getByRole("button", { name: "Sportello" }).waitFor();
  await page.context().close();
});
