import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axeFindings, logIn, openBrowser, openPage, serveTown } from "./stage.mjs";

let town, browser;
before(async () => {
  town = await serveTown();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await town?.end();
});

test("a caseworker logs in, and asks nobody but this server", async () => {
  const page = await openPage(browser, town);
  await logIn(page, "Assistente sociale");
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.deepEqual(page.asked.filter((url) => !url.startsWith(town.url)), []);
  assert.deepEqual(page.wrong, []);
  assert.deepEqual(await axeFindings(page), []);
});
