// The narrowest screen that has to do: that of a telephone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { outOfReach, testEveryPage } from "./in_sight.mjs";

const narrow = { width: 360, height: 740 };
const stage = testEveryPage("kind", narrow);

test("what is beyond the edge, or covered, would be told", async () => {
  const page = await stage.open(null, narrow);
  await page.getByRole("button", { name: "Sportello" }).waitFor();
  await page.evaluate(() => {
    const [first, second] = document.querySelectorAll("main button");
    first.style.cssText = "position: absolute; left: 400px";
    const cover = document.createElement("div");
    cover.style.cssText = "position: absolute; inset: 0; background: white";
    second.parentElement.style.position = "relative";
    second.after(cover);
  });
  const told = await outOfReach(page);
  assert.equal(told.length, 2, told.join("\n"));
  assert.match(told[0], /is beyond the edge$/);
  assert.match(told[1], /is covered$/);
});
