// What the ledger knows by codes, pages call by names: a code that an answer has stands on no page as it is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { go, setStage } from "./stage.mjs";
import { linksToCases, logins, openAs, walk } from "./walk.mjs";

const stage = setStage();

/** "need_overcome", "hospital"; and an id that nobody knows by heart. */
const code = /^(?!true$|false$)[a-z]+(_[a-z0-9]+)*$|^[0-9a-f]{32}$/;

/** Adds each code that stands somewhere in an answer. */
function gather(value, codes) {
  if (typeof value === "string" && code.test(value)) codes.add(value);
  else if (value !== null && typeof value === "object") Object.values(value).forEach((one) => gather(one, codes));
}

/** What the page shows, in parts as small as they stand in it, each with its surroundings; what is meant to be copied stands as code. */
const textsOf = (page) =>
  page.evaluate(() => {
    const texts = [];
    const nodes = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      const element = nodes.currentNode.parentElement;
      if (element.closest("code, pre, .code, script")) continue;
      const around = element.closest("li, tr, dl > div, p, form, label, div").textContent.slice(0, 120);
      for (const text of nodes.currentNode.data.split(/[,;:()]\s*|\s·\s/)) texts.push({ text: text.trim(), around });
    }
    return texts;
  });

for (const login of logins) {
  const [kind, who] = login;
  test(`no page shows a code: ${kind}, ${who.subject}`, async () => {
    const [codes, reading] = [new Set(), []];
    const listen = (page) =>
      page.on("response", (response) => {
        const isAnswer = response.url().includes("/v1/") && /json/.test(response.headers()["content-type"] ?? "");
        if (isAnswer) reading.push(response.json().then((answer) => gather(answer, codes), () => undefined));
      });
    const page = await openAs(stage, login, {}, listen);
    const labels = new Set(Object.values((await stage.town.ask("/labels", who)).it));
    const shown = new Map();
    const look = async (hash) => {
      await Promise.all(reading);
      const raw = (await textsOf(page)).filter(({ text }) => codes.has(text) && !labels.has(text));
      for (const { text, around } of raw) shown.set(text, `${hash}: ${around}`);
    };
    await walk(page, look, { from: await linksToCases(stage.town, who) });
    assert.deepEqual([...shown], []);
    await page.context().close();
  });
}

test("the control: a code that has no name would be seen", async () => {
  const page = await stage.open("Controlli interni");
  await page.route("**/v1/waiting-list?**", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replaceAll('"home_care_elderly"', '"nobody_named_this"') });
  });
  await go(page, "#/audit/waiting-lists");
  assert.ok((await textsOf(page)).some(({ text }) => text === "nobody_named_this" && code.test(text)));
  await page.context().close();
});
