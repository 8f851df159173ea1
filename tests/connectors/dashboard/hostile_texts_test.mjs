// A town in which every free text would run, if a page put it into itself as it is: on all pages of all roles texts stay texts, and
// in what is taken away from them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { go, people, setStage, settled } from "./stage.mjs";
import { linksToCases, logins, openAs, openEveryForm, walk } from "./walk.mjs";

/** Both begin a formula of a spreadsheet, too. The program puts two digits in the place of "%", by which a text is known again. */
const marks = {
  plain: "=<style onload=r=1>%",
  personal: `="'><img src=x onerror="globalThis.r=1"><script>globalThis.r=1</script>% `,
};
let cases, household, payment, fiscalCode;
const stage = setStage({ marks }, prepare);
/** Names of the texts that some page has shown. */
const seen = new Set();
/** What the pages of a login have asked, by login. */
const questions = new Map();

async function prepare() {
  ({ cases } = await stage.town.ask(`/v1/caseload?worker=${people.worker.subject}&limit=500`, people.worker));
  for (const one of cases) {
    const { person } = await stage.town.ask(`/v1/persons/${one.person}`, people.worker);
    fiscalCode ??= person?.fiscal_code;
    household ??= person?.households?.[0];
  }
  const { mark } = stage.town.marked.find((one) => one.text === "PayMoney.number");
  payment = `${mark}M-12`;
}

/** No text has become part of the page; notes which texts stand in it. */
async function look(page, where) {
  const found = await page.evaluate(() => {
    const attributes = ["title", "aria-label", "value", "label", "alt", "placeholder", "data-title"];
    const told = [...document.querySelectorAll("*")].flatMap((one) => attributes.map((name) => one.getAttribute(name) ?? ""));
    const typed = [...document.querySelectorAll("input, textarea")].map((one) => one.value);
    const made = document.querySelectorAll("img, iframe, object, style, [onload], [onerror], script:not([src]), a[href^='javascript:']");
    const text = [document.title, document.body.textContent, ...told, ...typed].join("\n");
    return { text, ran: globalThis.r, made: [...made].map((one) => one.outerHTML) };
  });
  assert.equal(found.ran, undefined, `${where} has run a text`);
  assert.deepEqual(found.made, [], where);
  for (const { text, mark } of stage.town.marked) if (found.text.includes(mark)) seen.add(text);
}

/** The same on paper, where more is drawn. */
async function lookOnPaperToo(page, where) {
  await look(page, where);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await settled(page);
  await look(page, `${where} on paper`);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
}

test("the control: either mark would run in a page that takes texts for its own", async () => {
  for (const mark of Object.values(marks)) {
    const page = await stage.open(null, { bypassCSP: true });
    await page.evaluate((text) => document.body.insertAdjacentHTML("beforeend", text), mark);
    await page.waitForFunction(() => globalThis.r === 1);
    await assert.rejects(look(page, "the control"), /has run a text/);
    await page.evaluate(() => delete globalThis.r);
    await assert.rejects(look(page, "the control"), assert.AssertionError);
    await page.context().close();
  }
});

// Without the policy that would forbid scripts: that none runs is the pages' own doing.
for (const login of logins) {
  const [kind, who] = login;
  test(`no text runs on any page: ${kind}, ${who.subject}`, async (story) => {
    const page = await openAs(stage, login, { bypassCSP: true });
    const beside = [`#/audit/households/${household}`, `#/audit/payments/${encodeURIComponent(payment)}`, "#/audit/reconcile/2025-06"];
    const from = [...(await linksToCases(stage.town, who)), ...beside];
    const walked = await walk(page, (hash) => lookOnPaperToo(page, hash), { most: 4, from });
    story.diagnostic(`${walked.length} pages`);
    questions.set(who, [...new Set(page.asked.map((url) => url.slice(stage.town.url.length)).filter((path) => path.startsWith("/v1/")))]);
    assert.deepEqual(page.wrong, []);
    await page.context().close();
  });
}

test("no text runs in the forms of a case, nor where somebody is searched for", async (story) => {
  const page = await stage.open("Assistente sociale", { bypassCSP: true });
  page.setDefaultTimeout(30_000); // a hundred forms, one after the other
  await go(page, `#/case/${cases.find((one) => one.services.length > 0).case}`);
  const commands = await openEveryForm(page, (command) => look(page, command));
  story.diagnostic(`${commands.length} forms`);
  assert.ok(commands.length >= 30, String(commands.length));
  await go(page, "#/work");
  await page.getByRole("button", { name: "Registra un contatto" }).click();
  await page.locator("form.command").waitFor();
  await look(page, "the form of a contact");
  await page.locator("#search-words").fill(fiscalCode);
  await page.getByRole("button", { name: "Cerca", exact: true }).click();
  await page.getByRole("button", { name: /^Vedi i fascicoli/ }).first().click();
  await settled(page);
  assert.ok((await page.locator("main").textContent()).includes(`</script>`), "somebody was found");
  await look(page, "the search");
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

test("with its policy, the server's pages have nothing to complain of", async () => {
  const page = await stage.open("Coordinamento (area anziani)");
  await walk(page, (hash) => look(page, hash), { most: 1 });
  await page.goto(`${stage.town.url}/v1/api`);
  await look(page, "the description of the doors");
  assert.deepEqual(page.wrong, []);
  await page.context().close();
});

/** Cells of CSV (RFC 4180). */
function cellsOf(csv) {
  const cells = [];
  for (const [, quoted, plain] of csv.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)) cells.push(quoted?.replaceAll('""', '"') ?? plain);
  return cells;
}

test("no cell of CSV is a formula, and whoever reads texts gets nothing that a browser would draw", async (story) => {
  let [cells, texts] = [0, 0];
  for (const [who, asked] of questions) {
    const headers = await stage.town.headersOf(who);
    for (const path of asked) {
      const answered = async (accept) => fetch(stage.town.url + path, { headers: { ...headers, Accept: accept } });
      const csv = await answered("text/csv");
      if (csv.headers.get("Content-Type").startsWith("text/csv")) {
        const told = cellsOf(await csv.text());
        assert.deepEqual(told.filter((cell) => /^[=+\-@\t\r]/.test(cell) && !/^-[\d.]+$/.test(cell)), [], path);
        cells += told.filter((cell) => cell.startsWith("'=")).length;
      }
      const plain = path.endsWith("/stream") ? null : await answered("text/plain");
      if (plain?.status === 200) {
        assert.match(plain.headers.get("Content-Type"), /^text\/plain|^application\/json/);
        texts += (await plain.text()).split("onload=r=1").length - 1;
      }
    }
  }
  story.diagnostic(`${cells} cells that would have been formulas, ${texts} texts`);
  assert.ok(cells > 100 && texts > 100);
});

test("what a button takes away as a file has no formula in it either", async () => {
  const page = await stage.open("Ufficio casa e contabilità");
  await go(page, "#/housing/dwellings");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV" }).click()]);
  const file = await download.createReadStream();
  let csv = "";
  for await (const part of file) csv += part;
  assert.ok(cellsOf(csv).some((cell) => cell.startsWith("'=<style")), csv.slice(0, 300));
  assert.deepEqual(cellsOf(csv).filter((cell) => cell.startsWith("=")), []);
  await page.context().close();
});

test("pages showed texts of the kinds that they are there to show", (story) => {
  const inTown = stage.town.marked.filter((one) => one.times > 0).map((one) => one.text);
  story.diagnostic(`seen: ${[...seen].sort().join(" ")}`);
  story.diagnostic(`not seen: ${inTown.filter((text) => !seen.has(text)).join(" ")}`);
  assert.ok(seen.size >= 58, `${seen.size} of ${inTown.length}`);
});
