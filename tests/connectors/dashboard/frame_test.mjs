import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFits, setStage } from "./stage.mjs";

const stage = setStage();

test("a caseworker logs in, and asks nobody but this server", async () => {
  const page = await stage.open("Assistente sociale");
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.deepEqual(page.asked.filter((url) => !url.startsWith(stage.town.url)), []);
  await assertFits(page);
});
