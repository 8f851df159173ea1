// The pictures of the README, taken of the pages as they are. FASCICOLO_DRAW=1 writes them into connectors/dashboard/pictures.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { before, test } from "node:test";
import { go, people, root, setStage } from "./stage.mjs";

const folder = path.join(root, "connectors/dashboard/pictures");
const mostBytes = 400_000;

const stage = setStage({ inhabitants: 2500 });
before(async () => {
  if (process.env.FASCICOLO_DRAW) await mkdir(folder, { recursive: true });
});

const pictures = [
  { name: "work", kind: "Assistente sociale", hash: async () => "#/work" },
  {
    name: "list",
    kind: "Coordinamento (area anziani)",
    hash: async () => {
      const { lists } = await stage.town.ask("/v1/waiting-list", people.coordinator);
      const longest = [...lists].sort((one, other) => other.waiting - one.waiting)[0];
      return `#/coordination/lists/${longest.list}`;
    },
  },
  {
    name: "replay",
    kind: "Controlli interni",
    hash: async () => {
      const { anomalies } = await stage.town.ask("/v1/audit/grants?limit=50", people.auditor);
      return `#/audit/cases/${anomalies.find((one) => one.case).case}`;
    },
  },
  { name: "housing", kind: "Ufficio casa e contabilità", hash: async () => "#/housing" },
];

for (const { name, kind, hash } of pictures) {
  test(`the README's picture of ${name} is of a page without a problem`, async () => {
    const page = await stage.open(kind, { width: 1280, height: 860 });
    await go(page, await hash());
    await page.evaluate(() => document.fonts.ready);
    assert.equal(await page.locator("main [role=alert]").count(), 0);
    const file = process.env.FASCICOLO_DRAW ? { path: path.join(folder, `${name}.png`) } : {};
    const picture = await page.screenshot({ ...file, animations: "disabled" });
    assert.ok(picture.length > 10_000 && picture.length < mostBytes, `${picture.length} bytes`);
    assert.deepEqual(page.wrong, []);
  });
}
