import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFits, figure, go, people, setStage, settled } from "./stage.mjs";

const office = "Ufficio casa e contabilità";
const stage = setStage({ inhabitants: 3000 });
const answerOf = (question, who = people.office) => stage.town.ask(question, who);

async function openHousing(kind = office, options = {}) {
  const page = await stage.open(kind, options);
  await go(page, "#/housing");
  return page;
}

test("the housing office sees dwellings by state and district, and each number leads to its rows", async () => {
  const page = await openHousing();
  const { by_state, dwellings } = await answerOf("/v1/housing?limit=1000");
  assert.equal(await figure(page, "occupato").innerText(), String(by_state.occupied));
  assert.equal(await page.locator(".plan .tile").count(), dwellings.length, "one tile a dwelling");
  assert.equal(await page.locator(".plan .tile.occupied text").first().textContent(), "O", "a state is told by a letter too");
  const north = dwellings.filter((one) => one.district === "Nord" && one.state === "occupied").length;
  await assertFits(page);
  const row = page.getByRole("table", { name: "Alloggi per quartiere" }).getByRole("row").filter({ hasText: "Nord" });
  await row.getByRole("link", { name: String(north), exact: true }).click();
  await page.getByRole("status").filter({ hasText: `${north} alloggi su ${dwellings.length}` }).waitFor();
  assert.equal(await page.getByLabel("Quartiere").inputValue(), "Nord");
  await page.getByLabel("Quartiere").selectOption("");
  await page.getByRole("status").filter({ hasText: `${by_state.occupied} alloggi su` }).waitFor();
  await assertFits(page);
});

test("an empty dwelling is made ready, and whoever looks at it sees so without asking again", async () => {
  const [empty] = (await answerOf("/v1/housing?vacant=true")).dwellings;
  const watching = await openHousing();
  const page = await openHousing();
  await page.getByRole("link", { name: "alloggi sfitti" }).click();
  const row = page.getByRole("table", { name: "Alloggi in cui non abita nessuno" }).getByRole("row").filter({ hasText: empty.code });
  await row.getByText(String(empty.vacant_days), { exact: true }).waitFor();
  await assertFits(page);
  await row.getByRole("link", { name: empty.code }).click();
  await page.getByRole("heading", { level: 1, name: `Alloggio ${empty.code}` }).waitFor();
  for (const state of ["under_works", "ready"]) {
    await page.getByLabel("Nuovo stato").selectOption(state);
    await page.getByRole("button", { name: "Registra" }).press("Enter");
    await page.locator(".said.good").filter({ hasText: state === "ready" ? "pronto" : "in lavori" }).waitFor();
  }
  await page.locator(".paired dd").filter({ hasText: /^pronto, dal/ }).waitFor();
  await assertFits(page);
  await watching.locator(".figures li").filter({ hasText: "pronto" }).waitFor();
  assert.equal(await watching.locator(".plan .tile.ready").count(), 1);
  assert.deepEqual([...page.wrong, ...watching.wrong], []);
});

test("rents overdue, checks, lodgings and forfeitures are listed, and a tenant's name is read on purpose", async () => {
  const { dwellings } = await answerOf("/v1/housing?arrears=true");
  const page = await openHousing();
  await page.getByRole("link", { name: "alloggi con canoni scaduti" }).click();
  const arrears = page.getByRole("table", { name: "Canoni scaduti" });
  await arrears.waitFor();
  assert.equal(await arrears.locator("tbody tr").count(), dwellings.length);
  const forfeitures = page.getByRole("table", { name: "Decadenze per fase" });
  await forfeitures.getByText("Alloggio non abitato da oltre tre mesi senza autorizzazione").waitFor();
  await arrears.getByRole("button", { name: "Canoni scaduti" }).click();
  await arrears.getByRole("button", { name: "Canoni scaduti" }).click();
  const [most] = [...dwellings].sort((left, right) => Number(right.arrears) - Number(left.arrears));
  assert.equal(await arrears.locator("tbody tr").first().getByRole("link").innerText(), most.code);
  await assertFits(page);
  await arrears.locator("tbody tr").first().getByRole("link").click();
  await page.getByText("Mostra l'intestatario (la consultazione è registrata)").waitFor();
  assert.ok(!page.asked.some((url) => url.includes("/v1/persons/")));
  await page.getByText("Mostra l'intestatario").click();
  await page.getByText("Intestatario", { exact: true }).waitFor();
  assert.ok(page.asked.some((url) => url.includes("/v1/persons/")));
  assert.doesNotMatch(await page.title(), /ERP/);
  assert.deepEqual(page.wrong, []);
});

test("the housing office sees who is next for a new dwelling, with their requisites, and why", async () => {
  const traits = { square_metres: 50, rooms: 2, district: "Nord" };
  const what = { type: "RegisterDwelling", code: "ERP-901", owner: "municipality", use: "public_housing" };
  const payload = { ...what, traits, street: "via Inventata 901", state: "ready" };
  const page = await openHousing();
  await go(page, "#/housing/vacant");
  await stage.town.handIn(payload, people.office);
  const table = page.getByRole("table", { name: /^Prossimi 20/ });
  const next = table.getByRole("row").filter({ has: page.getByRole("link", { name: "ERP-901" }) });
  await next.getByText("verificati", { exact: true }).waitFor();
  await assertFits(page);
  await next.locator("a.code").first().click();
  await page.getByRole("heading", { name: "Perché è a quel posto" }).waitFor();
  await page.getByRole("table", { name: "Punti per criterio" }).waitFor();
  await assertFits(page);
});

test("a ranking is shown as published, as it stands, and as the public sees it: by codes alone", async () => {
  const page = await openHousing();
  await page.getByRole("link", { name: "Bandi e graduatorie" }).click();
  await page.getByRole("table", { name: "Bandi" }).getByRole("link").first().click();
  await page.getByText(/^L'ultima pubblicazione, riga per riga\./).waitFor();
  assert.equal(await page.locator('.phases [aria-current="step"]').innerText(), "graduatoria definitiva");
  await page.getByRole("columnheader", { name: "Fascicolo" }).waitFor();
  await assertFits(page);
  await page.getByRole("link", { name: "Com'è ora" }).click();
  await page.getByText("Domande che da allora sono altrove").waitFor();
  await page.getByRole("link", { name: "Come la vede il pubblico" }).click();
  await page.getByText("Solo codici: nessun nome e nessun fascicolo.").waitFor();
  await settled(page);
  assert.equal(await page.getByRole("columnheader", { name: "Fascicolo" }).count(), 0);
  await page.getByRole("table", { name: "Graduatoria" }).locator("tbody tr").nth(4).waitFor();
  await assertFits(page);
});

test("in English, on a screen of 360 pixels, no page of it scrolls sideways", async () => {
  const { dwellings } = await answerOf("/v1/housing?arrears=true");
  const [call] = (await answerOf("/v1/ranking")).calls;
  const narrow = { locale: "en-GB", width: 360, height: 740, reducedMotion: "reduce" };
  const page = await openHousing("Housing and accounts office", narrow);
  for (const rest of ["", "/dwellings", `/dwellings/${dwellings[0].dwelling}`, "/vacant", "/tenancies", "/calls", `/calls/${call.call}`]) {
    await go(page, `#/housing${rest}`);
    await assertFits(page, rest);
  }
  await page.getByRole("link", { name: "As the public sees it" }).waitFor();
  assert.deepEqual(page.wrong, []);
});
