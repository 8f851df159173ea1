// What somebody may not do is not offered, and not possible from the page either; what is not theirs is not told.
import assert from "node:assert/strict";
import { test } from "node:test";
import { payloadFor } from "./payloads.mjs";
import { logins, pagesOf, subjectsIn } from "./pages.mjs";
import { go, logIn, setStage, settled } from "./stage.mjs";

/** May be handed in by their role though it is about no case, so that it stands on no list of a case's. */
const withoutCase = { reporting: ["PublishFigures", "GiveUpFlow"] };

let one, forms, questions;
const stage = setStage({ inhabitants: 2500 }, async () => {
  one = await subjectsIn(stage.town);
  const { forms: all } = await stage.town.ask("/v1/forms", logins[0].who);
  forms = new Map();
  for (const { command, href } of all) forms.set(command, await (await fetch(stage.town.url + href, { headers: await stage.town.headersOf(logins[0].who) })).json());
  questions = new Set();
  for (const { who } of logins) for (const each of (await stage.town.ask("/v1/me", who)).questions) questions.add(each.question);
});

/** A page and what it says who it is by: the token that it holds, as it sends it. */
async function openHolding(kind) {
  const page = await stage.open(null);
  page.on("request", (request) => {
    page.authorization = request.headers().authorization ?? page.authorization;
  });
  await logIn(page, kind);
  return page;
}

/** Answers to requests that the page itself makes, one after the other. `payload`: of a command; without one `path` is asked. */
async function answersTo(page, requests) {
  return page.evaluate(
    async ({ requests, authorization }) => {
      const answers = [];
      for (const { path = "/v1/commands", payload } of requests) {
        const posted = {
          method: "POST",
          headers: { Authorization: authorization, "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
          body: JSON.stringify({ payload }),
        };
        const response = await fetch(path, payload ? posted : { headers: { Authorization: authorization } });
        answers.push({ status: response.status, body: await response.json() });
      }
      return answers;
    },
    { requests, authorization: page.authorization },
  );
}
const positionNow = async () => (await (await fetch(`${stage.town.url}/status`)).json()).next_position;

const countOf = (answers, status) => answers.filter((each) => each.status === status).length;

for (const { kind, who } of logins) {
  test(`what is not offered cannot be handed in: ${kind}`, async (story) => {
    const page = await openHolding(kind);
    const [told] = await answersTo(page, [{ path: `/v1/cases/${one.case}/commands` }]);
    const offered = told.body.commands?.map((each) => each.command) ?? [];
    const allowed = new Set([...offered, ...(withoutCase[who.role] ?? [])]);
    const forbidden = [...forms.keys()].filter((command) => !allowed.has(command));
    const before = await positionNow();
    const answers = await answersTo(page, forbidden.map((command) => ({ payload: payloadFor(forms.get(command), one.case) })));
    // Whom no case is told of is told of none when they name it.
    const isRight = ({ status, body }) => (status === 403 && body.type.endsWith("not_permitted")) || (told.status === 404 && status === 404);
    const wrong = answers.flatMap((each, at) => (isRight(each) ? [] : [`${forbidden[at]}: ${each.status} ${JSON.stringify(each.body)}`]));
    assert.deepEqual(wrong, []);
    assert.ok(countOf(answers, 403) > 10, "commands are forbidden, and not only cases unknown");
    assert.equal(await positionNow(), before, "nothing is recorded of what was forbidden");
    story.diagnostic(`${offered.length} of ${forms.size} commands offered, ${countOf(answers, 403)} answered 403, ${countOf(answers, 404)} 404`);
    await page.context().close();
  });
}

/** Whether a command's fields name the case, its person or a service of it, as far as this reader is told of them. */
function isAbout(fields, file) {
  const known = { case_file: true, person: Boolean(file.person), activation: Boolean(file.services?.length) };
  return fields.length > 0 && fields.every((field) => known[field]);
}

for (const { kind, who } of logins) {
  test(`the page of a case offers what the server allows, and nothing else: ${kind}`, async () => {
    const { commands: allowed = [] } = await stage.town.ask(`/v1/cases/${one.case}/commands`, who);
    const { case: file } = await stage.town.ask(`/v1/cases/${one.case}`, who);
    const page = await stage.open(kind);
    await go(page, `#/case/${one.case}`);
    const offered = await page.locator("#action-pick option:not([value=''])").evaluateAll((options) => options.map((each) => each.value));
    const names = allowed.map((each) => each.command);
    assert.deepEqual(offered.filter((each) => !names.includes(each)), []);
    const aboutIt = allowed.filter((each) => isAbout(each.about, file)).map((each) => each.command);
    assert.deepEqual(aboutIt.filter((each) => !offered.includes(each)), []);
    assert.equal(offered.length > 0, aboutIt.length > 0);
    await page.context().close();
  });
}

const screenOf = (hash) => hash.split(/[/?]/)[0];
/** What is asked whatever the page: who one is, what codes are called, what changes. */
const isOfThePage = (url) => url.includes("/v1/") && !/\/v1\/(me|sheets|stream)\b/.test(url);

// A coordinator has every screen.
for (const { kind } of logins.filter((each) => each.who.role !== "coordinator")) {
  test(`pages that are not theirs say so, and ask nothing: ${kind}`, async () => {
    const own = pagesOf(kind, one);
    const screens = new Set(own.map(screenOf));
    // Each once: what is picked on a page makes no other page of it.
    const pages = logins.flatMap((each) => pagesOf(each.kind, one)).filter((hash) => !hash.includes("?"));
    const others = new Set(pages.filter((hash) => !own.includes(hash)));
    const page = await stage.open(kind);
    await settled(page);
    for (const hash of others) {
      const isTheirScreen = screens.has(screenOf(hash));
      const before = page.asked.length;
      await go(page, `#/${hash}`);
      const says = isTheirScreen ? "Questa pagina non è prevista per il suo ruolo." : "Questa pagina non c'è.";
      await page.getByText(says).first().waitFor();
      if (!isTheirScreen) assert.deepEqual(page.asked.slice(before).filter(isOfThePage), [], hash);
    }
    assert.ok(others.size > 5);
    assert.deepEqual(page.wrong, []);
    await page.context().close();
  });
}

for (const { kind, who } of logins) {
  test(`no question is answered that is not theirs: ${kind}`, async () => {
    const page = await openHolding(kind);
    const mine = new Map((await stage.town.ask("/v1/me", who)).questions.map((each) => [each.question, each.only]));
    const isOnly = (question) => mine.get(question) ?? null;
    const ofOthers = [...questions].filter((question) => !mine.has(question)).map((question) => `/v1/${question}`);
    const partly = [...mine.keys()].filter(isOnly);
    const ofAnother = partly.filter((question) => isOnly(question) === "own").map((question) => `/v1/${question}?worker=somebody.else`);
    const paths = [...ofOthers, ...partly.map((question) => `/v1/${question}`), ...ofAnother];
    const answers = await answersTo(page, paths.map((path) => ({ path })));
    assert.deepEqual(paths.filter((path, at) => answers[at].status !== 403), []);
    const unbounded = [...mine.keys()].filter((question) => !isOnly(question));
    const told = await answersTo(page, unbounded.map((question) => ({ path: `/v1/${question}` })));
    assert.deepEqual(unbounded.filter((_, at) => told[at].status === 403), [], "what is theirs is not forbidden");
    await page.context().close();
  });
}
