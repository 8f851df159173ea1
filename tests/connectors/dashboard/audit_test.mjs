import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { assertFits, go, judgeTime, people, program, setStage, settled } from "./stage.mjs";

const stage = setStage({ inhabitants: 2500, isPublished: true });
const ask = (question) => stage.town.ask(question, people.auditor);

/** What the verifier says, which fails where the receipt does not hold. */
const verify = (receipt) => execFileSync(path.join(path.dirname(program), "fascicolo-verify"), [receipt, "--key", stage.town.key], { encoding: "utf8" });
const longestMove = 50; // milliseconds, of 99 moves in 100

/** The case of the anomalies that has most steps. */
async function longestCase() {
  const { anomalies } = await ask("/v1/audit/grants?limit=1000");
  const cases = [...new Set(anomalies.map((one) => one.case).filter(Boolean))].slice(0, 12);
  let longest = { id: "", steps: 0 };
  for (const id of cases) {
    const { steps } = await ask(`/v1/cases/${id}/history?limit=1000`);
    if (steps.length > longest.steps) longest = { id, steps: steps.length };
  }
  return longest;
}

/** Milliseconds from each move of the slider, through all steps, until the page shows that step, laid out. */
async function momentsOfSteps(page) {
  return page.evaluate(async () => {
    const slider = document.querySelector(".replay input[type=range]");
    const replay = document.querySelector(".replay");
    const moments = [];
    const channel = new MessageChannel();
    for (let step = 0; step <= Number(slider.max); ++step) {
      const begun = performance.now();
      slider.value = String(step);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      while (replay.dataset.step !== String(step)) {
        await new Promise((done) => {
          channel.port1.onmessage = done;
          channel.port2.postMessage(null);
        });
      }
      document.body.getBoundingClientRect();
      moments.push(performance.now() - begun);
    }
    return moments;
  });
}
function p99(moments) {
  return [...moments].sort((one, other) => one - other)[Math.ceil(moments.length * 0.99) - 1];
}

test("an auditor finds what to look at this morning, and opens the rows behind a figure", async () => {
  const page = await stage.open("Controlli interni");
  await page.getByRole("heading", { level: 1, name: "Controlli" }).waitFor();
  const navigation = page.getByRole("navigation", { name: "Pagine" });
  assert.equal(await navigation.getByRole("link", { name: "Casa", exact: true }).count(), 0);
  await page.getByText("La radice che questo server calcola per quei commit è quella firmata.").waitFor();
  await page.locator(".figures .number", { hasText: /^\d/ }).nth(5).waitFor();
  await assertFits(page, "start");
  await page.locator(".figures").getByRole("link", { name: "Concessioni da esaminare" }).click();
  await page.getByRole("heading", { level: 1, name: "Concessioni da esaminare" }).waitFor();
  await page.getByText("concesso senza la valutazione richiesta").first().waitFor();
  await assertFits(page, "grants");
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Scarica CSV" }).click();
  assert.match(await readFile(await (await saved).path(), "utf8"), /^anomaly,/);
});

test("any list is shown as of a day, with what is different on another", async () => {
  const page = await stage.open("Controlli interni");
  await go(page, "#/audit/waiting-lists");
  await page.getByLabel("Com'era il giorno").fill("2025-06-30");
  await page.getByLabel("e confronta con il giorno").fill("2025-12-30");
  await page.getByRole("button", { name: "Mostra" }).click();
  await page.getByRole("heading", { name: "Differenze fra le due date" }).waitFor();
  await page.getByText(/in attesa: da \d+ a \d+/).first().waitFor();
  await assertFits(page, "waiting lists");
  for (const name of [
    "rankings", "exceptions", "terms", "receivables", "budget", "reconcile", "rules", "stale", "declarations", "overlaps", "payments/1",
  ]) {
    await go(page, `#/audit/${name}`);
    await page.locator("section[aria-busy=false]").first().waitFor();
    await assertFits(page, name);
  }
  await go(page, "#/audit/terms");
  await page.getByRole("cell", { name: "Decisione sulla domanda" }).first().waitFor();
  const { calls } = await ask("/v1/ranking");
  await go(page, `#/audit/ranking/${calls[0].call}`);
  await page.getByRole("link", { name: "perché" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Perché a questo posto" }).waitFor();
  await page.getByText("criteri approvati con").waitFor();
  await assertFits(page, "entry");
});

test("a case is replayed by keyboard, with its readers and its process", async (story) => {
  const page = await stage.open("Controlli interni");
  const longest = await longestCase();
  await page.getByLabel("Id del fascicolo").fill("nothing");
  await page.getByLabel("Id del fascicolo").press("Enter");
  await page.getByText("Occorrono 32 cifre").waitFor();
  await page.getByLabel("Id del fascicolo").fill(longest.id);
  await page.getByLabel("Id del fascicolo").press("Enter");
  const slider = page.getByRole("slider", { name: "Passo della storia" });
  await slider.focus();
  await page.keyboard.press("Home");
  await page.getByRole("heading", { name: new RegExp(`Passo 1 di ${longest.steps}:`) }).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("heading", { name: new RegExp(`Passo 2 di ${longest.steps}:`) }).waitFor();
  assert.match(await slider.getAttribute("aria-valuetext"), /^Passo 2 di .*2025$/);
  const asked = page.asked.length;
  const moments = await momentsOfSteps(page);
  assert.equal(page.asked.length, asked, "no step asks the server");
  judgeTime(story, `slider through a case, ${moments.length} moves: p99`, p99(moments), longestMove);
  await page.getByRole("heading", { name: "Mappa del procedimento" }).waitFor();
  const boxes = await page.locator(".process .node").count();
  await page.getByLabel("Di che cosa").selectOption({ index: 1 });
  await page.waitForFunction((before) => document.querySelectorAll(".process .node").length < before, boxes);
  await page.getByRole("cell", { name: "controlli.interni" }).first().waitFor();
  await page.getByLabel("Solo chi non l'aveva in carico").check();
  await page.getByRole("cell", { name: "nessun rapporto" }).first().waitFor();
  await assertFits(page, "case");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "The history, step by step" }).waitFor();
  await assertFits(page, "case in English");
});

test("a history of 500 events is read by pages, and replayed as one", async (story) => {
  const page = await stage.open("Controlli interni");
  const { id } = await longestCase();
  const answer = await ask(`/v1/cases/${id}/history?limit=1000`);
  const steps = Array.from({ length: 500 }, (_, index) => {
    const entity = (index % 120).toString(16).padStart(32, "0");
    return { ...answer.steps[index % answer.steps.length], position: index + 1, version: index + 1, entity };
  });
  let pages = 0;
  await page.route(/\/history\?/, (route) => {
    const isFirst = !route.request().url().includes("after=");
    pages += 1;
    const paged = { steps: isFirst ? steps.slice(0, 300) : steps.slice(300), more: isFirst, next: isFirst ? "300.0" : null };
    return route.fulfill({ json: { ...answer, ...paged } });
  });
  await go(page, `#/audit/cases/${id}`);
  await page.getByRole("heading", { name: /Passo 500 di 500/ }).waitFor();
  assert.equal(pages, 2);
  const moments = await momentsOfSteps(page);
  judgeTime(story, `slider through 500 events, ${moments.length} moves: p99`, p99(moments), longestMove);
});

test("at 360 px nothing runs out of the page", async () => {
  const page = await stage.open("Auditor", { width: 360, height: 740, locale: "en-GB" });
  await page.getByRole("heading", { name: "Twenty questions of an auditor" }).waitFor();
  await assertFits(page, "start");
  const { id } = await longestCase();
  for (const hash of ["#/audit/grants", "#/audit/waiting-lists?as_of=2025-06-30&against=2025-12-30", `#/audit/cases/${id}`]) {
    await go(page, hash);
    await page.locator("section[aria-busy=false]").first().waitFor();
    await assertFits(page, hash);
  }
});

test("the twenty questions lead to what answers them", async () => {
  const page = await stage.open("Controlli interni");
  const questions = page.getByRole("region", { name: "Venti domande di chi controlla" });
  await settled(page); // figures that come move what is pressed
  assert.equal(await questions.getByRole("row").count(), 21);
  assert.equal(await questions.getByRole("link").count(), 20, "each is answered here");
  await questions.getByRole("link", { name: "Chi ha deciso, con quale atto e delega?" }).click();
  await page.waitForFunction(() => document.activeElement?.id === "open-cases");
  await questions.getByRole("link", { name: /È sparito qualcosa/ }).click();
  await page.waitForFunction(() => document.activeElement?.textContent === "Il registro è lo stesso di allora?");
  await questions.getByRole("link", { name: /Un dato pubblicato torna ancora/ }).click();
  await page.getByRole("heading", { level: 1, name: "Dati pubblicati" }).waitFor();
  await assertFits(page, "published figures of an auditor");
  await go(page, "#/audit");
  await questions.getByRole("link", { name: /^Ogni minore collocato/ }).click();
  const { placements } = await ask("/v1/placements");
  await page.getByRole("heading", { level: 1, name: "Collocamenti" }).waitFor();
  assert.equal(await page.getByRole("table").first().locator("tbody tr").count(), placements.length);
  assert.ok(placements.length > 0);
  await assertFits(page, "placements of an auditor");
});

test("a receipt is taken away once another has agreed, and verifies without the server", async () => {
  const page = await stage.open("Controlli interni");
  const { id } = await longestCase();
  await go(page, `#/audit/cases/${id}`);
  const take = page.getByRole("button", { name: "Scarica la ricevuta" });
  await take.click();
  await page.getByText("richiede due persone").waitFor();
  await page.getByLabel("Motivo (obbligatorio)").fill("verifica annuale");
  await assertFits(page, "asking for agreement");
  await page.getByRole("button", { name: "Registra", exact: true }).click();
  await page.getByText("Chiesto.").waitFor();
  await stage.town.handIn({ type: "ApproveAccess", case_file: id, request: 1, until: "2026-01-02T12:00:00Z" }, people.protection);
  const saved = page.waitForEvent("download");
  await take.click();
  const receipt = await saved;
  assert.equal(receipt.suggestedFilename(), `receipt-${id.slice(0, 8)}.html`);
  const file = await receipt.path();
  verify(file);
  const text = await readFile(file, "utf8");
  const longest = text.match(/[A-Za-z0-9+/]{60,}/g).reduce((one, other) => (other.length > one.length ? other : one));
  const changed = longest.slice(0, 30) + (longest[30] === "A" ? "B" : "A") + longest.slice(31);
  await writeFile(file, text.replace(longest, changed));
  assert.throws(() => verify(file), "what was changed does not verify");
});

/** Texts at the ways of the drawn process that lie over a box. */
async function labelsOverBoxes(page) {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll(".process .node rect")].map((one) => one.getBoundingClientRect());
    const isOver = (text, box) => text.left < box.right && text.right > box.left && text.top < box.bottom && text.bottom > box.top;
    const texts = [...document.querySelectorAll(".process .wait")];
    return texts.filter((one) => boxes.some((box) => isOver(one.getBoundingClientRect(), box))).map((one) => one.textContent);
  });
}

test("how matters of a service go is drawn over all of them, and each edge has its row", async () => {
  const page = await stage.open("Controlli interni");
  await page.getByRole("link", { name: /mappa dei processi/ }).click();
  await page.getByRole("heading", { level: 1, name: /mappa dei processi/ }).waitFor();
  await page.getByLabel("Servizio").selectOption("home_care_elderly");
  await page.getByRole("button", { name: "Mostra" }).click();
  const { histories, types, follows } = await ask("/v1/process-map/activation?service=home_care_elderly");
  assert.ok(follows.length > 3, String(follows.length));
  await page.getByText(`Storie: ${histories}.`).waitFor();
  assert.equal(await page.locator(".process .node").count(), types.length);
  assert.equal(await page.locator("table tbody tr").count(), follows.length);
  assert.deepEqual(await labelsOverBoxes(page), [], "what is written at a way hides no event");
  await assertFits(page);
  await page.getByLabel("Storie di").selectOption("case_file");
  await page.getByRole("button", { name: "Mostra" }).click();
  const ofCases = await ask("/v1/process-map/case_file");
  await page.getByText(`Storie: ${ofCases.histories}.`).waitFor();
  assert.equal(await page.locator(".process .follow").count(), 20, "of many ways the most frequent are drawn first");
  assert.equal(await page.locator("table tbody tr").count(), ofCases.follows.length);
  assert.deepEqual(await labelsOverBoxes(page), []);
  await page.getByLabel("Passaggi disegnati").selectOption("all");
  await page.waitForFunction((all) => document.querySelectorAll(".process .follow").length === all, ofCases.follows.length);
  assert.equal(await page.locator(".process .node").count(), ofCases.types.length);
  assert.deepEqual(await labelsOverBoxes(page), []);
  await assertFits(page, "of cases");
});

test("whether somebody may do something is answered, with the row of the policy", async () => {
  const page = await stage.open("Controlli interni");
  const { id } = await longestCase();
  const { case: one } = await ask(`/v1/cases/${id}`);
  await go(page, "#/audit/may");
  await page.getByRole("button", { name: "Chiedi" }).click();
  await page.getByText("Occorrono il nome utente e").waitFor();
  await page.getByLabel("Chi (nome utente)").fill(one.worker);
  await page.getByLabel("Id del fascicolo").fill(id);
  await page.getByRole("button", { name: "Chiedi" }).click();
  await page.getByText("Sì, può").waitFor();
  await page.getByText("assistente sociale, fascicoli di cui è responsabile").waitFor();
  await assertFits(page);
  await page.getByLabel("Chi (nome utente)").fill("un.estraneo");
  await page.getByRole("button", { name: "Chiedi" }).click();
  await page.getByText("No, non può").waitFor();
  await page.getByText("nessuna riga della regola lo consente").waitFor();
  assert.ok(!page.url().includes("estraneo"), "nobody's name stands in the address");
  await assertFits(page, "not allowed");
});

test("the policy of access is shown as it was adopted, and what a later version changes", async () => {
  const page = await stage.open("Controlli interni");
  await go(page, "#/audit");
  await page.getByRole("link", { name: "Regola di accesso e sue modifiche" }).click();
  const table = page.getByRole("table", { name: "Regola di accesso e sue modifiche" });
  const { rule_sets } = await ask("/v1/sheets");
  const policies = rule_sets.filter((one) => one.kind === "access");
  const sample = policies.find((one) => one.version === "sample");
  await page.getByLabel("Versione").selectOption("2025");
  await page.getByText("È la prima versione adottata.").waitFor();
  assert.equal(await table.locator("tbody tr").count(), policies.find((one) => one.version === "2025").rows.length);
  assert.equal(await table.locator("ins, del").count(), 0);
  const rows = sample.rows
    .filter((row) => row.role !== "front_desk")
    .map((row) => (row.role === "auditor" ? { ...row, actions: [...row.actions.filter((one) => one !== "export"), "assessment"] } : row));
  const later = { ...sample, version: "2026.2", valid_from: "2026-02-01", rows };
  await stage.town.handIn({ type: "AdoptRuleSet", rule_set: later }, { subject: "segreteria.generale", role: "catalogue" });
  await page.getByLabel("Versione").selectOption("2026.2");
  await page.getByText("Confrontata con la precedente: versione «sample»").waitFor();
  const rowOf = (role) => table.getByRole("row").filter({ hasText: role });
  assert.equal(await rowOf("controlli interni").locator("ins").innerText(), "valutazioni");
  assert.equal(await rowOf("controlli interni").locator("del").innerText(), "esportazione");
  assert.equal(await rowOf("sportello").locator("del").innerText(), "esistenza");
  assert.equal(await table.locator("ins, del").count(), 3);
  await assertFits(page, "policy");
});

test("the page of an auditor is not shown to a caseworker", async () => {
  const other = await stage.open("Assistente sociale");
  assert.equal(await other.getByRole("link", { name: "Controlli", exact: true }).count(), 0);
  await go(other, "#/audit");
  await other.getByText("Questa pagina non c'è.").waitFor();
});

test("a coordinator, who may audit too, is shown only what they may ask", async () => {
  const page = await stage.open("Coordinamento (area anziani)");
  await go(page, "#/audit");
  await page.locator(".figures .number", { hasText: /^\d/ }).first().waitFor();
  assert.equal(await page.getByRole("link", { name: "Crediti", exact: true }).count(), 0);
  assert.equal(await page.getByRole("link", { name: /Previsto, erogato/ }).count(), 0);
  await assertFits(page, "start of a coordinator");
  assert.deepEqual(page.asked.filter((url) => /receivables|reconcile/.test(url)), []);
  await go(page, "#/audit/receivables");
  await page.getByText("Questa pagina non è prevista per il suo ruolo.").waitFor();
});

test("the place on a waiting list is explained as of the day of the list", async () => {
  const page = await stage.open("Controlli interni");
  await go(page, "#/audit/waiting-lists?as_of=2025-06-30");
  await page.getByRole("table").getByRole("link").first().click();
  await page.getByRole("link", { name: "perché" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Perché a questo posto" }).waitFor();
  await page.getByText("inserita").first().waitFor();
  assert.match(page.url(), /as_of=2025-06-30/);
  assert.ok(page.asked.some((url) => /explain=[0-9a-f]{32}&as_of=2025-06-30/.test(url)));
  await assertFits(page, "place");
});

test("a payment is opened by its number, as the accounts wrote it", async () => {
  const page = await stage.open("Controlli interni");
  const form = page.locator("form").filter({ has: page.getByRole("heading", { name: "Un pagamento" }) });
  await form.getByLabel("Numero del mandato o id").fill(" M-14 ");
  await form.getByRole("button", { name: "Apri" }).click();
  await page.getByRole("heading", { name: /: M-14$/ }).waitFor();
  await page.locator("dl.about").first().waitFor();
  await assertFits(page, "a payment");
  await page.context().close();
});
