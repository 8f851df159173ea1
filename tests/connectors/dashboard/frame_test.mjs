import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFits, go, logIn, setStage, settled } from "./stage.mjs";

const stage = setStage();

test("a caseworker logs in, and asks nobody but this server", async () => {
  const page = await stage.open("Assistente sociale");
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.deepEqual(page.asked.filter((url) => !url.startsWith(stage.town.url)), []);
  await assertFits(page);
});

test("an address that is none says so, and the page goes on", async () => {
  const page = await stage.open("Assistente sociale");
  for (const hash of ["#/nowhere", "#/%E0%A4%A"]) {
    await go(page, hash);
    await page.getByText("Questa pagina non c'è.").waitFor();
  }
  await go(page, "#/case/%");
  await page.getByText("Manca il numero del fascicolo").waitFor();
  await go(page, "#/work");
  await page.getByRole("heading", { level: 1, name: "Il mio lavoro" }).waitFor();
  assert.deepEqual(page.wrong, []);
});

/** Bytes as they come over the wire, of everything that a browser without a copy asks for. */
test("a first visit, to the first page of whoever logs in, loads no more than 250 kB", async (story) => {
  const most = 250_000;
  const page = await stage.open(null);
  const sizes = [];
  const take = (response) => {
    const isOfTheServer = response.url().startsWith(stage.town.url) && !response.url().includes("/v1/");
    if (isOfTheServer) sizes.push(response.request().sizes().then((one) => one.responseBodySize));
  };
  page.on("response", take);
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Network.setCacheDisabled", { cacheDisabled: true });
  await page.reload();
  await logIn(page, "Assistente sociale");
  await settled(page);
  await page.evaluate(() => document.fonts.ready);
  const bytes = (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0);
  story.diagnostic(`${bytes} bytes in ${sizes.length} answers`);
  assert.ok(sizes.length > 5, "styles, code, fonts and labels came");
  assert.ok(bytes <= most, `${bytes} bytes`);
});
