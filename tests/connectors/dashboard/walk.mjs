// Every page of a login: those that the navigation leads to, and those that their links lead to.
import { go, settled } from "./stage.mjs";

const subject = /^[0-9a-f]{32}$|^\d{4}-\d\d$/;

/** "#/case/*" of "#/case/0a1b...": what a page is, without its subject and what was chosen in it. */
function kindOf(hash) {
  const [path] = hash.split("?");
  return path.split("/").map((part) => (subject.test(part) ? "*" : part)).join("/");
}

const linksOf = (page) => page.evaluate(() => [...document.querySelectorAll('a[href^="#/"]')].map((one) => one.getAttribute("href")));

/** Calls `look(hash)` on each page, after all that it folds away was opened; on at most `most` of one kind to which links lead. `from`:
 * pages that are walked besides. Gives the hashes. */
export async function walk(page, look, { most = 3, from = [] } = {}) {
  const walked = [];
  const ofKind = new Map();
  const waiting = [...from, ...(await linksOf(page))];
  for (let hash = waiting.shift(); hash !== undefined; hash = waiting.shift()) {
    const ofThisKind = from.includes(hash) ? 0 : (ofKind.get(kindOf(hash)) ?? 0) + 1;
    if (walked.includes(hash) || ofThisKind > most) continue;
    if (ofThisKind > 0) ofKind.set(kindOf(hash), ofThisKind);
    walked.push(hash);
    await go(page, hash);
    await openAll(page);
    await look(hash);
    waiting.push(...(await linksOf(page)));
  }
  return walked;
}

/** Opens what is folded away, and shows what is shown on wish alone. */
export async function openAll(page) {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll("details:not([open])")) one.open = true;
    for (const one of document.querySelectorAll("main button[aria-pressed=false]")) one.click();
  });
  await settled(page);
}

/** Draws the form of every action that a case's page offers, with one row in each of its lists. */
export async function openEveryForm(page, look) {
  const pick = page.locator("#action-pick");
  const commands = await pick.locator("option").evaluateAll((all) => all.map((one) => one.value).filter(Boolean));
  for (const command of commands) {
    await pick.selectOption(command);
    await page.locator("form.filters button[type=submit]").filter({ hasText: "Apri il modulo" }).click();
    await page.locator("form.command").waitFor();
    for (const add of await page.locator("form.command fieldset > button.btn-outline-primary").all()) await add.click();
    await look(command);
    await page.getByRole("button", { name: "Lascia stare" }).click();
    await pick.waitFor();
  }
  return commands;
}
