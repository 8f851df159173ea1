// Whoever asks their system for less motion sees none; everybody else sees some, or these tests would hold of anything.
import assert from "node:assert/strict";
import { test } from "node:test";
import { logins, pagesOf, subjectsIn, walk } from "./pages.mjs";
import { go, people, setStage } from "./stage.mjs";

const longest = 10; // milliseconds: less than a frame

let one;
const stage = setStage({ inhabitants: 2500 }, async () => {
  one = await subjectsIn(stage.town);
});

async function openMoving(kind, reducedMotion) {
  const page = await stage.open(kind, { reducedMotion });
  await page.evaluate((most) => {
    globalThis.moved = [];
    const lasting = (animation) => {
      const { activeDuration, delay } = animation.effect.getComputedTiming();
      return activeDuration + delay > most;
    };
    const look = ({ target }) => {
      for (const animation of target.getAnimations({ subtree: true }).filter(lasting)) {
        globalThis.moved.push(`${target.tagName}.${target.className} ${animation.transitionProperty ?? animation.animationName}`);
      }
    };
    for (const begun of ["transitionrun", "animationstart"]) document.addEventListener(begun, look, true);
  }, longest);
  return page;
}
/** What moved for longer since it was asked last. */
const movedOn = (page) => page.evaluate(() => globalThis.moved.splice(0));

/** What would move for longer if it changed now, or scrolls smoothly; by element, each once. */
async function wouldMove(page) {
  return page.evaluate((most) => {
    const milliseconds = (text) => Math.max(...text.split(",").map((each) => parseFloat(each) * (each.trim().endsWith("ms") ? 1 : 1000)));
    const found = new Set();
    for (const element of document.querySelectorAll("*")) {
      for (const part of [null, "::before", "::after"]) {
        const style = getComputedStyle(element, part);
        const isTurning = style.animationName !== "none" && (milliseconds(style.animationDuration) > most || style.animationIterationCount === "infinite");
        const isSliding = milliseconds(style.transitionDuration) > most;
        if (isTurning || isSliding || style.scrollBehavior === "smooth") found.add(`${element.tagName}.${element.getAttribute("class") ?? ""}${part ?? ""}`);
      }
    }
    return [...found];
  }, longest);
}

for (const { kind } of logins) {
  test(`with less motion asked for, no page moves: ${kind}`, async () => {
    const page = await openMoving(kind, "reduce");
    await walk(page, pagesOf(kind, one), async (hash) => {
      assert.deepEqual(await wouldMove(page), [], hash);
      assert.deepEqual(await movedOn(page), [], hash);
    });
    await page.context().close();
  });
}

/** Through what a page does by itself, and when it is used: a replay, what opens and closes, a change that comes in. */
async function useIt(page) {
  await go(page, `#/audit/cases/${one.case}`);
  await page.getByRole("slider").press("Home");
  await page.getByRole("heading", { name: /^Passo 1 di/ }).waitFor();
  await page.locator("summary", { hasText: "Tutti i passi" }).press("Enter");
  await page.getByRole("button", { name: "Passo successivo" }).hover();
  await go(page, "#/work");
  await page.getByRole("button", { name: "Registra un contatto" }).click();
  await page.locator("form.command").waitFor();
  await page.locator("form.command select").first().focus();
  const desk = page.waitForResponse(/caseload/);
  await stage.town.handIn({ type: "RegisterContact", desk: "adults_elderly", area: "elderly", reason: "home_help" }, people.frontDesk);
  await desk;
  await page.getByRole("button", { name: "Lascia stare" }).click();
}

test("with less motion asked for, nothing moves that is used, or that changes by itself", async () => {
  const page = await openMoving("Coordinamento (area anziani)", "reduce");
  await useIt(page);
  assert.deepEqual(await movedOn(page), []);
  assert.deepEqual(page.wrong, []);
});

test("without it something does, so that the above could fail", async () => {
  const page = await openMoving("Coordinamento (area anziani)", "no-preference");
  await useIt(page);
  assert.notDeepEqual(await movedOn(page), []);
  await go(page, "#/work");
  assert.notDeepEqual(await wouldMove(page), []);
});
