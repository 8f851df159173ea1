// Every page of a login: those that the navigation leads to, and those that their links lead to.
import { logins as everybody } from "./pages.mjs";
import { go, logIn, settled } from "./stage.mjs";

/** What stands on the button of each login, and who logs in by it; a second worker, as the first has few cases. */
export const logins = [
  ...everybody.map(({ kind, who }) => [kind, who]),
  ["Assistente sociale", { subject: "assistente.sociale.01", role: "worker", area: "minors_family" }],
];

/** A page whose button of `kind` logs `who` in; `begin(page)` is called before. */
export async function openAs(stage, [kind, who], options = {}, begin = () => undefined) {
  const page = await stage.open(null, options);
  await page.route("**/dev/token?*", (route) => route.continue({ url: `${stage.town.url}/dev/token?${new URLSearchParams(who)}` }));
  begin(page);
  await logIn(page, kind);
  return page;
}

/** Links to the pages of the open cases that somebody may list. */
export async function linksToCases(town, who, most = 60) {
  const worker = who.role === "worker" ? `worker=${who.subject}&` : "";
  const { cases } = await town.ask(`/v1/caseload?${worker}limit=${most}`, who);
  return (cases ?? []).map((one) => `#/case/${one.case}`);
}

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

/** Draws the form of every action that a case's page offers, with one row in each of its lists. Buttons are pressed wherever they are:
 * a page of another height scrolls under the mouse. */
export async function openEveryForm(page, look) {
  const pick = page.locator("#action-pick");
  const press = (button) => button.evaluate((one) => one.click());
  await pick.waitFor();
  const commands = await pick.locator("option").evaluateAll((all) => all.map((one) => one.value).filter(Boolean));
  for (const command of commands) {
    await pick.selectOption(command);
    await press(page.locator("form.filters button[type=submit]:enabled").filter({ hasText: "Apri il modulo" }));
    await page.locator("form.command").waitFor();
    for (const add of await page.locator("form.command fieldset > button.btn-outline-primary").all()) await press(add);
    await look(command);
    await press(page.getByRole("button", { name: "Lascia stare" }));
    await pick.waitFor();
  }
  return commands;
}
