// What is left of people when somebody has worked: nothing of them in addresses, in what the server writes and measures, or in what a
// browser keeps, beyond drafts, which end with their writer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { go, logIn, people, setStage } from "./stage.mjs";
import { linksToCases, logins, openAs, walk } from "./walk.mjs";

/** Before every personal text of the town; within everything that is typed. */
const personal = "Canarinopersonale";
const typed = "Canarinodigitato";
const canary = /canarino/i;
let caseFile, person;
const stage = setStage({ marks: { plain: "", personal: `${personal} ` } }, async () => {
  const { cases } = await stage.town.ask(`/v1/caseload?worker=${people.worker.subject}&limit=500`, people.worker);
  ({ case: caseFile, person } = cases.find((one) => one.services.length > 0));
});

/** All that a browser keeps of the page beyond what it shows, and where it has been. */
async function keptBy(page) {
  const kept = await page.evaluate(async () => ({
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookie: document.cookie,
    name: window.name,
    state: history.state,
    title: document.title,
    addresses: [location.href, document.referrer, ...performance.getEntries().map((one) => one.name)],
  }));
  return { ...kept, cookies: await page.context().cookies(), asked: page.asked, visited: page.visited };
}
const draftsIn = (kept) => kept.session.filter(([name]) => name.startsWith("draft"));
function assertKeepsNothing(kept, where) {
  assert.doesNotMatch(JSON.stringify(kept), canary, where);
  assert.deepEqual([kept.databases, kept.caches, kept.workers, kept.cookies, kept.cookie], [[], [], 0, [], ""], where);
}
const logOut = (page) => page.getByRole("button", { name: "Esci" }).click();

function note(page) {
  page.visited = [];
  page.on("framenavigated", (frame) => page.visited.push(frame.url()));
}
async function open(kind) {
  const page = await stage.open(null);
  note(page);
  await logIn(page, kind);
  return page;
}

async function openForm(page, words) {
  await page.getByLabel("Cerca un'azione").fill(words);
  await page.getByLabel("Cerca un'azione").press("Enter"); // a part above that comes late moves the button
  await page.locator("form.command").waitFor();
}
async function writeEverywhere(page) {
  for (const field of await page.locator("form.command input[type=text], form.command textarea").all()) await field.fill(typed);
  for (const field of await page.locator("form.command select").all()) await field.selectOption({ index: 1 });
}
const send = (page) => page.getByRole("button", { name: "Registra", exact: true }).click();

for (const login of logins) {
  const [kind, who] = login;
  test(`who has looked at every page leaves nothing of anybody in the browser: ${kind}, ${who.subject}`, async (story) => {
    const page = await openAs(stage, login, {}, note);
    const from = await linksToCases(stage.town, who, 10);
    let shown = 0;
    const walked = await walk(page, async () => (shown += canary.test(await page.locator("body").textContent()) ? 1 : 0), { most: 2, from });
    story.diagnostic(`${walked.length} pages, on ${shown} of them somebody's texts`);
    if (kind === "Assistente sociale") assert.ok(shown > 0, "the town has personal texts, and pages show them");
    assertKeepsNothing(await keptBy(page), "before");
    await logOut(page);
    assertKeepsNothing(await keptBy(page), "after");
    await page.context().close();
  });
}

test("who searches for somebody, and opens their file, leaves nothing of them in the browser", async () => {
  const page = await open("Assistente sociale");
  await page.locator("#search-words").fill(`${typed} ${personal}`);
  await page.getByRole("button", { name: "Cerca", exact: true }).click();
  await page.locator("section [role=status]").getByText(/Nessun|Canarino/).first().waitFor();
  await go(page, `#/case/${caseFile}`);
  await page.getByLabel("Cerca un'azione").fill(typed);
  assertKeepsNothing(await keptBy(page), "the search");
  await page.context().close();
});

test("a file that is taken away is called by what it lists", async () => {
  const page = await open("Coordinamento (area anziani)");
  for (const hash of ["#/coordination/due", "#/coordination/lists", "#/coordination/programmes", "#/work"]) {
    await go(page, hash);
    for (const button of await page.getByRole("button", { name: "CSV" }).all()) {
      const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
      assert.match(download.suggestedFilename(), /^[a-z-]+\.csv$/);
    }
  }
  assertKeepsNothing(await keptBy(page), "the files");
  await page.context().close();
});

test("a draft is kept for its writer alone: a refusal and a mistake leave it, and logging out ends it", async () => {
  const page = await open("Assistente sociale");
  await go(page, `#/case/${caseFile}`);
  await openForm(page, "Chiusura del fascicolo");
  await writeEverywhere(page);
  await send(page);
  await page.locator("form.command [role=alert]").waitFor();
  const kept = await keptBy(page);
  assert.match(JSON.stringify(draftsIn(kept)), canary, "the control: a draft has what was typed");
  assertKeepsNothing({ ...kept, session: kept.session.filter(([name]) => !name.startsWith("draft:")) }, "beside the draft");
  await logOut(page);
  const after = await keptBy(page);
  assertKeepsNothing(after, "logged out");
  assert.deepEqual(draftsIn(after), []);
  await page.context().close();
});

test("a draft whose writer's login is over is not the next one's", async () => {
  const page = await open("Assistente sociale");
  await go(page, `#/case/${caseFile}`);
  await openForm(page, "Annotazione nel diario");
  await writeEverywhere(page);
  await page.route("**/v1/**", (route) => route.fulfill({ status: 401, contentType: "application/problem+json", body: "{}" }));
  await send(page);
  await page.getByRole("button", { name: "Sportello", exact: true }).waitFor();
  assert.match(JSON.stringify((await keptBy(page)).session), canary, "the control: their draft waits for them");
  await page.unroute("**/v1/**");
  await logIn(page, "Sportello");
  assertKeepsNothing(await keptBy(page), "another is logged in");
  await page.context().close();
});

test("what was handed in leaves no draft", async () => {
  const page = await open("Assistente sociale");
  await go(page, `#/case/${caseFile}`);
  await openForm(page, "Annotazione nel diario");
  await writeEverywhere(page);
  await send(page);
  await page.getByText("Registrato: Annotazione nel diario.").waitFor();
  assertKeepsNothing(await keptBy(page), "handed in");
  await page.context().close();
});

/** Questions that go wrong, with something personal in each part of them. */
async function askWrongly(headers) {
  const ask = (path, more = {}) => fetch(stage.town.url + path, { ...more, headers: { ...headers, ...more.headers } });
  const post = (path, body) => ask(path, { method: "POST", headers: { "Content-Type": "application/json", "Idempotency-Key": typed }, body });
  const payload = { type: "AddDiaryEntry", case_file: caseFile, text: typed, secrecy: typed };
  const answers = [
    await ask(`/v1/persons/${typed}`), await ask(`/v1/nowhere/${typed}?${typed}=${typed}`), await ask(`/${typed}`),
    await ask(`/v1/caseload?worker=${typed}&${typed}=1`), await ask(`/v1/people?surname=${typed}`),
    await post("/v1/people", `{"surname":"${typed}"`), await post("/v1/people", JSON.stringify({ [typed]: typed })),
    await post("/v1/commands", JSON.stringify({ payload })), await post("/v1/commands", `{"${typed}":`),
    await ask("/v1/caseload", { headers: { Authorization: `Bearer ${typed}` } }),
    await ask("/v1/caseload", { headers: { traceparent: typed, "If-None-Match": typed, "User-Agent": typed, Referer: `http://a/${typed}` } }),
  ];
  for (const answer of answers) await answer.text();
  return answers.map((one) => one.status);
}

test("nothing personal stands in what the server writes and measures, whatever was asked of it", async () => {
  const headers = await stage.town.headersOf(people.worker);
  const answers = await askWrongly(headers);
  for (const status of [400, 401, 404]) assert.ok(answers.includes(status), `${status} of ${answers}`);
  const file = await fetch(`${stage.town.url}/v1/persons/${person}`, { headers: { ...headers, Accept: "text/plain" } });
  assert.match(await file.text(), canary, "the control: the server tells personal texts to whom it may");
  const metrics = await (await fetch(`${stage.town.url}/metrics`)).text();
  assert.match(metrics, /http_/, "the control: there are figures");
  assert.doesNotMatch(metrics, canary);
  await stage.town.kill();
  assert.match(stage.town.said, /"route":"\/v1\/people"/, "the control: searches are in the log");
  assert.ok(stage.town.said.split("\n").length > 500, "the log has all that the stories before have asked");
  assert.doesNotMatch(stage.town.said, canary);
  for (const id of [caseFile, person]) assert.ok(!stage.town.said.includes(id), "an id of somebody stands in the log");
  assert.doesNotMatch(stage.town.said, /eyJ/, "a token stands in the log");
});
