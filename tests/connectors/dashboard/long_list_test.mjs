import assert from "node:assert/strict";
import { test } from "node:test";
import { assertFits, go, judgeTime, logIn, root, setStage, today } from "./stage.mjs";

const rows = 10_000;
const longestFrame = 33; // milliseconds, of 95 frames in 100: two refreshes of a screen at 60 Hz

const stage = setStage();

/** The town's agenda is short: another one is answered in its place, page by page as the server does. */
async function answerLongAgenda(page) {
  const kinds = ["deadline", "meeting", "proposal", "review", "service_ends", "permit_ends"];
  const item = (index) => ({
    due_on: new Date(Date.UTC(2020, 0, 1) + Math.floor(index / 5) * 86_400_000).toISOString().slice(0, 10),
    kind: kinds[index % kinds.length],
    what: "",
    weight: ["hours", "law", "regulation", "office"][index % 4],
    overdue: index < rows / 2,
    about: index.toString(16).padStart(32, "0"),
    number: index,
    case: (rows - index).toString(16).padStart(32, "0"),
    unit: null,
    service: index % 3 === 0 ? "home_care_elderly" : "",
    opened_at: index,
    frozen_since: null,
  });
  await page.route("**/v1/agenda?*", async (route) => {
    const asked = new URL(route.request().url()).searchParams;
    const from = Number(asked.get("cursor") ?? 0);
    const until = Math.min(rows, from + Number(asked.get("limit")));
    const items = Array.from({ length: until - from }, (_, index) => item(from + index));
    const more = until < rows;
    const next = more ? { next: String(until) } : {};
    await route.fulfill({ json: { position: 1, root: "", today: "2025-12-31", samples: [], items, more, ...next } });
  });
}

async function openLongList(options) {
  const page = await stage.open(null, options);
  await answerLongAgenda(page);
  await logIn(page, "Coordinamento (area anziani)");
  await go(page, "#/coordination/due");
  await page.getByRole("status").filter({ hasText: /10.?000 righe su 10.?000/ }).waitFor();
  return page;
}

/** Lengths of frames, sorted: from the top in steps of a notch of the wheel, and then in leaps, as by the scroll bar. */
function scrollThrough(page) {
  return page.locator(".scrolled").evaluate(async (box) => {
    const lengths = [];
    box.scrollTop = 0;
    let last = await new Promise(requestAnimationFrame);
    for (let frame = 0; frame < 400; frame += 1) {
      box.scrollTop += frame < 300 ? 120 : 3000;
      const now = await new Promise(requestAnimationFrame);
      lengths.push(now - last);
      last = now;
    }
    return lengths.sort((left, right) => left - right);
  });
}

/** Until the list rests: a key that comes while the browser still scrolls by another is lost, in any page. */
async function pressAndRest(page, key) {
  await page.keyboard.press(key);
  await page.locator(".scrolled").evaluate(async (box) => {
    let was = -1;
    for (let same = 0; same < 20; same = box.scrollTop === was ? same + 1 : 0) {
      was = box.scrollTop;
      await new Promise(requestAnimationFrame);
    }
  });
}

const lastDrawn = async (page) => Number(await page.locator("tbody tr[aria-rowindex]").last().getAttribute("aria-rowindex"));

test("ten thousand rows scroll, and only those in sight are drawn", async (story) => {
  const page = await openLongList();
  assert.equal(await page.locator("table.rows").getAttribute("aria-rowcount"), String(rows + 1));
  const frames = await scrollThrough(page);
  judgeTime(story, `scrolling ${rows} rows, ${frames.length} frames: p95`, frames[Math.ceil(frames.length * 0.95) - 1], longestFrame);
  assert.ok((await page.locator("tbody tr[aria-rowindex]").count()) < 200);
  const rowsInSight = await page.locator(".scrolled").evaluate((box) => {
    const { top, bottom } = box.getBoundingClientRect();
    const drawn = [...box.querySelectorAll("tbody tr[aria-rowindex]")].map((row) => row.getBoundingClientRect());
    return drawn.filter((row) => row.bottom > top && row.top < bottom).length;
  });
  assert.ok(rowsInSight > 5, "what is in sight is drawn");
  await assertFits(page);
});

test("the keyboard alone leads through the list to its last row and back", async () => {
  const page = await openLongList();
  const box = page.getByRole("region", { name: "Che cosa scade" });
  await box.focus();
  await pressAndRest(page, "PageDown");
  assert.ok(await box.evaluate((one) => one.scrollTop > 0));
  await pressAndRest(page, "End");
  assert.equal(await lastDrawn(page), rows + 1);
  await pressAndRest(page, "Home");
  assert.equal(await page.locator('tr[aria-rowindex="2"]').count(), 1);
  assert.deepEqual(page.wrong, []);
});

test("a heading sorts the whole list, tells its direction, and gives the order back", async () => {
  const page = await openLongList();
  const heading = page.getByRole("columnheader", { name: "Scadenza" });
  const firstDay = () => page.locator('tr[aria-rowindex="2"] td').first().innerText();
  assert.equal(await heading.getAttribute("aria-sort"), "none");
  assert.match(await firstDay(), /^1 gen 2020/);
  await heading.getByRole("button").press("Enter");
  assert.equal(await heading.getAttribute("aria-sort"), "ascending");
  await heading.getByRole("button").press("Enter");
  assert.equal(await heading.getAttribute("aria-sort"), "descending");
  assert.match(await firstDay(), /2025/);
  await heading.getByRole("button").press("Enter");
  assert.equal(await heading.getAttribute("aria-sort"), "none");
  assert.match(await firstDay(), /^1 gen 2020/);
});

test("on a narrow screen the rows are cards, and the page does not scroll sideways", async () => {
  const page = await openLongList({ width: 360, height: 740 });
  await assertFits(page);
  await page.locator(".scrolled").evaluate((box) => {
    box.scrollTop = box.scrollHeight;
  });
  await page.waitForFunction((last) => document.querySelector(`tr[aria-rowindex="${last}"]`), rows + 1);
  await assertFits(page);
});
