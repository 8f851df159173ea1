// Letters of twice the size, as they are chosen in a browser's settings, with nothing else enlarged.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cutTexts, outOfReach } from "./in_sight.mjs";
import { logins, pagesOf, subjectsIn, walk } from "./pages.mjs";
import { setStage, settled } from "./stage.mjs";

let one;
const stage = setStage({ inhabitants: 2500 }, async () => {
  one = await subjectsIn(stage.town);
});

async function openWithLargeLetters(kind, options) {
  const page = await stage.open(kind, options);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  return page;
}
const scrollsSideways = (page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);

for (const { kind } of logins) {
  test(`no text is cut, and nothing out of reach: ${kind}`, async () => {
    const page = await openWithLargeLetters(kind);
    await walk(page, pagesOf(kind, one), async (hash) => {
      assert.deepEqual(await cutTexts(page), [], hash);
      assert.deepEqual(await outOfReach(page), [], hash);
      assert.equal(await scrollsSideways(page), false, hash);
    });
    await page.context().close();
  });
}

test("the form of a command is whole too", async () => {
  const page = await openWithLargeLetters("Assistente sociale");
  await page.getByRole("button", { name: "Registra un contatto" }).click();
  await page.locator("form.command").waitFor();
  assert.deepEqual([...(await cutTexts(page)), ...(await outOfReach(page))], []);
  assert.equal(await scrollsSideways(page), false);
});

test("a text that is cut would be told", async () => {
  const page = await openWithLargeLetters("Assistente sociale");
  await settled(page);
  await page.evaluate(() => {
    document.querySelector("main h1").style.cssText = "height: 10px; overflow: hidden";
    document.querySelector("main input").style.height = "12px";
    document.querySelector("main button[type=submit]").style.cssText = "height: 12px; padding: 0; line-height: 3rem";
  });
  assert.equal((await cutTexts(page)).length, 3);
});
