// The pictures of the README, taken of the pages as they are. FASCICOLO_DRAW=1 writes them into connectors/dashboard/pictures.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { logIn, openBrowser, openPage, root, serveTown } from "./stage.mjs";

const folder = path.join(root, "connectors/dashboard/pictures");
const mostBytes = 400_000;

let town, browser;
before(async () => {
  town = await serveTown({ inhabitants: 2500 });
  browser = await openBrowser();
  if (process.env.FASCICOLO_DRAW) await mkdir(folder, { recursive: true });
});
after(async () => {
  await browser?.close();
  await town?.end();
});

const ask = async (query, who) => {
  const token = await (await fetch(`${town.url}/dev/token?${who}`)).text();
  return (await fetch(town.url + query, { headers: { Authorization: `Bearer ${token}` } })).json();
};
const asCoordinator = "subject=coordinamento.anziani&role=coordinator&area=elderly";
const asAuditor = "subject=controlli.interni&role=auditor";

const pictures = [
  { name: "work", kind: "Assistente sociale", hash: async () => "#/work" },
  {
    name: "list",
    kind: "Coordinamento (area anziani)",
    hash: async () => {
      const { lists } = await ask("/v1/waiting-list", asCoordinator);
      const longest = lists.toSorted((one, other) => other.waiting - one.waiting)[0];
      return `#/coordination/lists/${longest.list}`;
    },
  },
  {
    name: "replay",
    kind: "Controlli interni",
    hash: async () => {
      const { anomalies } = await ask("/v1/audit/grants?limit=50", asAuditor);
      return `#/audit/cases/${anomalies.find((one) => one.case).case}`;
    },
  },
  { name: "housing", kind: "Ufficio casa e contabilità", hash: async () => "#/housing" },
];

for (const { name, kind, hash } of pictures) {
  test(`the README's picture of ${name} is of a page without a problem`, async () => {
    const page = await openPage(browser, town, { width: 1280, height: 860 });
    await logIn(page, kind);
    const to = await hash();
    await page.evaluate((where) => (location.hash = where), to);
    await page.waitForFunction(() => document.querySelector("main h1") && !document.querySelector("[aria-busy=true]"));
    await page.evaluate(() => document.fonts.ready);
    assert.equal(await page.locator("main [role=alert]").count(), 0);
    const file = process.env.FASCICOLO_DRAW ? { path: path.join(folder, `${name}.png`) } : {};
    const picture = await page.screenshot({ ...file, animations: "disabled" });
    assert.ok(picture.length > 10_000 && picture.length < mostBytes, `${picture.length} bytes`);
    assert.deepEqual(page.wrong, []);
  });
}
