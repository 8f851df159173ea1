// Whether what a page shows can be seen whole, and pressed where it stands. Complaints are lines, each naming what it is about.
import assert from "node:assert/strict";
import { test } from "node:test";
import { logins, pagesOf, subjectsIn, walk } from "./pages.mjs";
import { assertFits, setStage } from "./stage.mjs";

/** What cannot be pressed once it was scrolled to, and tables that are wider than what they stand in. */
export async function outOfReach(page) {
  return page.evaluate(() => {
    const called = (element) => `${element.tagName} ${(element.innerText || element.getAttribute("aria-label") || element.id).slice(0, 60)}`;
    const isOf = (element, hit) => element.contains(hit) || hit.contains(element) || [...(element.labels ?? [])].some((label) => label.contains(hit));
    const isFree = (element) => (box) => {
      const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      return hit !== null && isOf(element, hit);
    };
    const wrongWith = (element) => {
      element.focus({ preventScroll: true }); // some are seen only when they have the keyboard
      element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      // Sideways nobody scrolls but where a table moves in its own box.
      for (let at = element; at; at = at.parentElement) if (!at.matches(".wide, .scrolled")) at.scrollTo({ left: 0, behavior: "instant" });
      const boxes = [...element.getClientRects()].filter((box) => box.width > 1 && box.height > 1);
      if (boxes.length === 0) return "has no size";
      if (boxes.some((box) => box.left < -1 || box.right > innerWidth + 1)) return "is beyond the edge";
      return element.disabled || boxes.some(isFree(element)) ? null : "is covered";
    };
    const isTooWide = (table) => !table.closest(".wide, .scrolled") && table.getBoundingClientRect().width > table.parentElement.clientWidth + 1;
    const pressed = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
    const wrong = pressed
      .filter((one) => one.checkVisibility({ visibilityProperty: true }))
      .map((one) => [one, wrongWith(one)])
      .filter(([, why]) => why)
      .map(([one, why]) => `${called(one)} ${why}`);
    const tables = [...document.querySelectorAll("table")].filter(isTooWide).map((one) => `${called(one)} is wider than its place`);
    document.activeElement?.blur();
    scrollTo({ top: 0, left: 0, behavior: "instant" });
    return [...wrong, ...tables];
  });
}

/** Texts that stand out of the button, or of the box that hides what is beyond it; and fields that are lower than their letters. */
export async function cutTexts(page) {
  return page.evaluate(() => {
    const hides = (element) => /hidden|clip/.test(getComputedStyle(element).overflow);
    const boxOf = (element) => {
      for (let at = element; at && at !== document.documentElement; at = at.parentElement) if (at.matches("button, .btn") || hides(at)) return at;
      return null;
    };
    // Pictures have a scale of their own; what is read aloud alone is seen by nobody, as headings of rows that are cards.
    const isElsewhere = (holder) => holder.closest("svg, option, .visually-hidden, .visually-hidden-focusable, th:not([aria-sort])");
    const isBeyond = (room) => (box) => box.left < room.left - 1 || box.right > room.right + 1 || box.top < room.top - 1 || box.bottom > room.bottom + 1;
    const wrong = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { parentElement: holder, textContent } = texts.currentNode;
      if (!textContent.trim() || isElsewhere(holder) || !holder.checkVisibility()) continue;
      const box = boxOf(holder);
      const range = document.createRange();
      range.selectNodeContents(texts.currentNode);
      if (box && [...range.getClientRects()].some(isBeyond(box.getBoundingClientRect()))) wrong.push(`${textContent.trim()} in ${box.tagName}.${box.className}`);
    }
    const fields = [...document.querySelectorAll("input:not([type=checkbox], [type=radio], [type=range]), select, textarea")];
    const isLow = (field) => field.checkVisibility() && field.clientHeight < parseFloat(getComputedStyle(field).fontSize);
    return [...wrong, ...fields.filter(isLow).map((one) => `${one.tagName} ${one.id} is lower than its letters`)];
  });
}

/** Last those who are shown what others have too. */
const inOrder = [...logins.filter((each) => each.who.role !== "coordinator"), ...logins.filter((each) => each.who.role === "coordinator")];

/** Tests that walk every page of every role. `language`: "kind" or "inEnglish" of `logins`; `options`: of the pages. Gives the stage. */
export function testEveryPage(language, options) {
  let one;
  const stage = setStage({ inhabitants: 2500 }, async () => {
    one = await subjectsIn(stage.town);
  });
  // To each role a case, and the first page of a screen, look otherwise; the others are walked once.
  const differsByRole = (hash) => hash === `case/${one.case}` || !/[/?]/.test(hash);
  const walked = new Set();
  for (const login of inOrder) {
    test(`nothing is too wide or out of reach: ${login[language]}`, async () => {
      const page = await stage.open(login[language], options);
      const hashes = pagesOf(login.kind, one).filter((hash) => differsByRole(hash) || !walked.has(hash));
      await walk(page, hashes, async (hash) => {
        walked.add(hash);
        await assertFits(page, hash);
        assert.deepEqual(await outOfReach(page), [], hash);
      });
      await page.context().close();
    });
  }
  return stage;
}
