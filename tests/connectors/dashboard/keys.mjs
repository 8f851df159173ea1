// A page used by keyboard alone, as somebody does who has no mouse: by pressing Tab, and looking where one is.
import assert from "node:assert/strict";
import { openPage, settled } from "./stage.mjs";

const mostStops = 400; // a page has fewer

/** Where the keyboard is now, and what is wrong with that; null: nowhere. */
async function lookAtFocus(page) {
  return page.evaluate(async () => {
    // What gets the keyboard is scrolled to, and shows it, with the next frames.
    for (let frame = 0; frame < 3; ++frame) await new Promise(requestAnimationFrame);
    // Its outline and its shadow, as far as they are not transparent.
    const lookOf = (element) => {
      const { outlineStyle, outlineColor, outlineWidth, boxShadow } = getComputedStyle(element);
      const isClear = (text) => /rgba\(\d+, \d+, \d+, 0\)/.test(text);
      const outline = outlineStyle === "none" || isClear(outlineColor) ? "" : `${outlineWidth} ${outlineColor}`;
      return [outline, ...boxShadow.split(/,(?= rgb)/).filter((shadow) => !isClear(shadow))].join();
    };
    const called = (element) => `${element.tagName} ${(element.innerText || element.getAttribute("aria-label") || element.id).slice(0, 60)}`;
    const wrong = [];
    const was = globalThis.lastFocus;
    const now = document.activeElement === document.body ? null : document.activeElement;
    // What is left looks otherwise than it did with the keyboard, or nobody could see where that was.
    const isLeft = was?.element.isConnected && was.element !== now && !was.element.disabled;
    if (isLeft && lookOf(was.element) === was.look) wrong.push(`${called(was.element)} does not show that it has the keyboard`);
    // Where it is in a part that the browser draws in a field, as its calendar, the browser shows that too.
    globalThis.lastFocus = now?.matches(":focus") ? { element: now, look: lookOf(now) } : null;
    if (!now) return { wrong, called: null };
    // A part of it is enough, as of a long table.
    const isHere = (box) => {
      const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
      const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
      const hit = right > left && bottom > top ? document.elementFromPoint((left + right) / 2, (top + bottom) / 2) : null;
      return hit !== null && (now.contains(hit) || hit.contains(now));
    };
    if (![...now.getClientRects()].some(isHere)) wrong.push(`${called(now)} has the keyboard, and is not in sight`);
    return { wrong, called: called(now) };
  });
}

/** One press, after which one sees where one is. */
async function tab(page, key = "Tab") {
  await page.keyboard.press(key);
  const { wrong, called } = await lookAtFocus(page);
  assert.deepEqual(wrong, []);
  return called;
}

/** What stands on a page, reached by its role and name. `key`: "Shift+Tab" where it is nearer that way. */
export async function reach(page, role, name, { key = "Tab", within = page } = {}) {
  const wanted = within.getByRole(role, { name });
  await wanted.first().waitFor();
  for (let stops = 0; stops < mostStops; ++stops) {
    if (await wanted.evaluateAll((elements) => elements.includes(document.activeElement))) return;
    await tab(page, key);
  }
  assert.fail(`the keyboard does not come to ${role} ${name}`);
}

/** Presses a key on what has the keyboard. It stays somewhere: whoever hears the page would else be at its beginning again. */
export async function press(page, key) {
  await page.keyboard.press(key);
  await settled(page);
  const isLost = await page.evaluate(() => document.activeElement === document.body);
  assert.ok(!isLost, `after ${key} nothing has the keyboard`);
}

/** Reaches a link or a button, and presses Enter on it. */
export async function enter(page, role, name, options) {
  await reach(page, role, name, options);
  await press(page, "Enter");
}

/** Reaches a field, and types into it. */
export async function write(page, name, text, role = "textbox") {
  await reach(page, role, name);
  await page.keyboard.type(text);
}

/** Reaches a choice, and takes what begins so. */
export async function choose(page, name, option) {
  await reach(page, "combobox", name);
  await page.keyboard.type(option);
}

/** Somebody who logs in by keyboard. */
export async function openByKeyboard(stage, kind) {
  const page = await openPage(stage.browser, stage.town, { reducedMotion: "reduce" });
  await reach(page, "button", kind);
  await page.keyboard.press("Enter");
  await page.locator("nav.screens").waitFor();
  await settled(page);
  return page;
}

/** Through the whole page with Tab: everything that can be used is come to, and left again, and the way back is the way there. */
export async function assertOrderReachesAll(page, where) {
  const usable = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  await page.evaluate((selector) => {
    const all = [...document.querySelectorAll(selector)];
    globalThis.unreached = new Set(all.filter((one) => !one.disabled && one.checkVisibility({ visibilityProperty: true })));
  }, usable);
  const takeHere = () =>
    page.evaluate(() => {
      globalThis.unreached.delete(document.activeElement);
      return [...globalThis.unreached].map((one) => one.outerHTML.slice(0, 120));
    });
  let left = await takeHere();
  for (let stops = 0; left.length > 0 && stops < mostStops; ++stops) {
    await tab(page);
    left = await takeHere();
  }
  assert.deepEqual(left, [], where);
  const here = await tab(page);
  await tab(page);
  assert.equal(await tab(page, "Shift+Tab"), here, `${where}: the way back`);
}
