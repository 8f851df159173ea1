import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFindings, logIn, openBrowser, openPage, serveTown } from "./stage.mjs";

const coordinator = "Coordinamento (area anziani)";
let town, browser;
before(async () => {
  town = await serveTown({ inhabitants: 3000 });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await town?.end();
});

/** What the server answers to the same person, to hold the page against. */
async function answerOf(path) {
  const token = await (await fetch(`${town.url}/dev/token?subject=coordinamento.anziani&role=coordinator&area=elderly`)).text();
  return (await fetch(`${town.url}${path}`, { headers: { Authorization: `Bearer ${token}` } })).json();
}

async function openCoordination(options) {
  const page = await openPage(browser, town, options);
  await logIn(page, options?.locale === "en-GB" ? "Coordinator (area of the elderly)" : coordinator);
  await goTo(page, "#/coordination");
  return page;
}

async function goTo(page, hash) {
  await page.evaluate((one) => {
    location.hash = one;
  }, hash);
  await page.locator('main[tabindex="-1"] h1').waitFor();
  await page.locator('[aria-busy="true"]').first().waitFor({ state: "detached" });
}

const figure = (page, what) => page.locator(".figures li").filter({ hasText: what }).locator(".number");
const isWide = (page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

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
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole("link", { name: "in ritardo su termini di legge" }).click();
  await page.getByRole("status").filter({ hasText: new RegExp(`^${late} righe su`) }).waitFor();
  assert.equal(await page.locator("table.rows tbody tr").count(), late);
  assert.equal(await page.getByLabel("Quando").inputValue(), "overdue");
  await goTo(page, "#/coordination");
  const byWeight = page.getByRole("table", { name: "Scadenze per peso" }).getByRole("row");
  const later = byWeight.filter({ hasText: "regolamento" }).getByRole("link").last();
  const inAll = await later.innerText();
  await later.click();
  await page.getByRole("status").filter({ hasText: new RegExp(`^${inAll} righe su`) }).waitFor();
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(page.wrong, []);
});

test("a list tells why somebody stands where they stand, and what would change it", async () => {
  const { lists } = await answerOf("/v1/waiting-list");
  const { list } = lists.find((one) => one.service === "home_care_elderly");
  const { entries } = await answerOf(`/v1/waiting-list/${list}?explained=true`);
  const page = await openCoordination();
  await page.getByRole("link", { name: "Liste e posti" }).click();
  await page.getByRole("heading", { level: 1, name: "Liste e posti" }).waitFor();
  await page.getByText("oltre la capienza").first().waitFor();
  assert.deepEqual(await axeFindings(page), []);
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
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(page.wrong, []);
});

test("whose turn another list is, is explained on demand", async () => {
  const { lists } = await answerOf("/v1/waiting-list");
  const longest = lists.find((one) => one.service === "open_centre_elderly");
  const page = await openCoordination();
  await goTo(page, `#/coordination/lists/${longest.list}`);
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
  assert.deepEqual(await axeFindings(page), []);
  await page.getByLabel("Di che cosa").selectOption({ label: "Servizi" });
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
  const month = (await answerOf("/v1/agenda?limit=1")).today.slice(0, 7);
  const { figures } = await answerOf(`/v1/statistics/stocks?of=services&by=month&from=${month}&to=${month}`);
  const active = figures.rows.find((one) => one.month === month).active;
  await months.locator("tbody tr").last().getByText(String(active), { exact: true }).waitFor();
  assert.deepEqual(page.wrong, []);
});

test("plans, placements, programmes and providers are told, with the spending of twelve months", async () => {
  const page = await openCoordination();
  await goTo(page, "#/coordination/programmes");
  await page.getByRole("table", { name: "Iniziative" }).waitFor();
  await page.getByRole("table", { name: "Gestori: accreditamenti e contratti" }).waitFor();
  const spending = page.getByRole("table", { name: "Spesa degli ultimi 12 mesi per area" });
  await spending.getByText("anziani").waitFor();
  assert.deepEqual(await axeFindings(page), []);
  assert.deepEqual(page.wrong, []);
});

test("in English, on a screen of 360 pixels, no page of it scrolls sideways", async () => {
  const page = await openCoordination({ locale: "en-GB", width: 360, height: 740, reducedMotion: "reduce" });
  const { lists } = await answerOf("/v1/waiting-list");
  for (const rest of ["", "/due", "/lists", `/lists/${lists[0].list}`, "/load", "/programmes"]) {
    await goTo(page, `#/coordination${rest}`);
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
    assert.equal(await isWide(page), false, rest);
    assert.deepEqual(await axeFindings(page), [], rest);
  }
  await page.getByRole("heading", { level: 1, name: "Plans and programmes" }).waitFor();
  assert.deepEqual(page.wrong, []);
});

test("what changes in the ledger changes the figures without being asked for", async () => {
  const page = await openCoordination();
  const before = Number(await figure(page, "proposte da decidere").innerText());
  const { items } = await answerOf("/v1/agenda?kind=proposal&limit=1000");
  const one = items.find((item) => item.what === "close_case");
  const token = await (await fetch(`${town.url}/dev/token?subject=coordinamento.anziani&role=coordinator&area=elderly`)).text();
  const handed = await fetch(`${town.url}/v1/commands`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${token}`,
      "Content-Type": "application/json",
      "Idempotency-Key": "0123456789abcdef0123456789abcdef",
    },
    body: JSON.stringify({ payload: { type: "DismissProposal", entity: one.about, action: one.what, reason: "verificato" } }),
  });
  assert.equal(handed.status, 200, await handed.text());
  await page.locator(".figures li").filter({ hasText: new RegExp(`^${before - 1}\\s*proposte da decidere`) }).waitFor();
  assert.deepEqual(page.wrong, []);
});

test("who may not see the load of teams has no such page", async () => {
  const page = await openPage(browser, town);
  await logIn(page, "Ufficio casa e contabilità");
  assert.equal(await page.getByRole("link", { name: "Coordinamento" }).count(), 0);
  await page.evaluate(() => {
    location.hash = "#/coordination";
  });
  await page.getByRole("alert").filter({ hasText: "Questa pagina non c'è." }).waitFor();
  assert.deepEqual(page.wrong, []);
});
