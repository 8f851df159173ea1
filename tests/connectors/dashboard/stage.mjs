// A simulated town, served, and a real browser before it. Everything is loopback, in folders of its own, and ends with the test.
import assert from "node:assert/strict";
import { spawn, execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { appendFileSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const packages = createRequire(path.join(root, "connectors/dashboard/package.json"));
const { chromium } = packages("playwright-core");
const axeSource = readFileSync(packages.resolve("axe-core/axe.min.js"), "utf8");

export const program = process.env.FASCICOLO ?? path.join(root, "build/release/bin/fascicolo");
const policy = path.join(root, "schemas/catalogue/access/access-sample.json");
/** The first working day after the last one that the town has lived, so that its agenda is of today; the sample of a policy of access is
 * valid from the day before. */
export const today = "2026-01-02T09:00:00Z";
const clock = ["--test-clock", today];

/** Who may be asked for at /dev/token, beside the page, by their roles. */
export const people = {
  worker: { subject: "assistente.sociale.02", role: "worker", area: "elderly" },
  frontDesk: { subject: "sportello.adulti", role: "front_desk", area: "elderly" },
  coordinator: { subject: "coordinamento.anziani", role: "coordinator", area: "elderly" },
  office: { subject: "ufficio.casa", role: "administrative" },
  auditor: { subject: "controlli.interni", role: "auditor" },
  protection: { subject: "protezione.dati", role: "dpo" },
  reporting: { subject: "ufficio.dati", role: "reporting" },
};

/** A served town of `inhabitants`; `end()` stops and removes it. `issuer`: the options that say whose tokens are taken; `isPublished`:
 * with a signed checkpoint at /checkpoint. `marks`: what stands before each free text, { plain, personal }; `marked` says of which, and
 * how often. `said`: all that the server wrote, its log of requests too. `ask` and `handIn` are for one of `people`, beside the page. */
export async function serveTown({ inhabitants = 2000, seed = 7, issuer = ["--dev-issuer"], isPublished = false, marks = null } = {}) {
  const data = await mkdtemp(path.join(tmpdir(), "fascicolo-dashboard-"));
  const run = (...words) => execFileSync(program, [...words, "--data", data], { stdio: ["ignore", "pipe", "inherit"] });
  const marking = marks ? ["--mark", marks.plain, "--mark-personal", marks.personal] : [];
  const lived = run("simulate", "--inhabitants", String(inhabitants), "--years", "1", "--seed", String(seed), "--json", ...marking);
  run("adopt", policy, "--trust-clock", ...clock);
  const published = isPublished ? ["--published", path.join(data, "published")] : [];
  const signed = isPublished ? JSON.parse(run("checkpoint", "--publish", path.join(data, "published"), "--json", ...clock)) : null;
  const { marked } = JSON.parse(lived);
  // `key`: who signs, as the verifier wants it.
  const town = { data, port: 0, url: "", server: null, key: signed?.key ?? "", said: "", marked };
  town.start = async () => {
    const listen = `127.0.0.1:${town.port}`;
    const words = ["serve", ...issuer, "--listen", listen, "--data", data, "--log", "-", ...published, ...clock];
    town.server = spawn(program, words, { stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [town.server.stdout, town.server.stderr]) stream.on("data", (bytes) => (town.said += bytes));
    const lines = createInterface({ input: town.server.stdout });
    const [line] = await once(lines, "line");
    town.url = line.trim();
    town.port = Number(new URL(town.url).port);
  };
  town.kill = async (signal = "SIGTERM") => {
    if (!town.server || town.server.exitCode !== null || town.server.signalCode !== null) return;
    town.server.kill(signal);
    await once(town.server, "exit");
  };
  town.end = async () => {
    await town.kill();
    await rm(data, { recursive: true, force: true });
  };
  /** Takes a backup, restores it elsewhere as in a drill, and tells the node; at `instant` of its clock. */
  town.restoreBackup = async (instant) => {
    const drill = await mkdtemp(path.join(tmpdir(), "fascicolo-drill-"));
    const backup = ["--from", path.join(drill, "backup"), "--tell", data, "--test-clock", instant, "--trust-clock"];
    run("backup", "--to", path.join(drill, "backup"), ...clock);
    const options = { stdio: ["ignore", "pipe", "inherit"] };
    execFileSync(program, ["restore", ...backup, "--data", path.join(drill, "restored"), "--master", path.join(data, "key"), "--new-signing-key"], options);
    await rm(drill, { recursive: true, force: true });
  };
  town.headersOf = async (who) => {
    const response = await fetch(`${town.url}/dev/token?${new URLSearchParams(who)}`);
    return { Authorization: `Bearer ${await response.text()}` };
  };
  town.ask = async (question, who) => (await fetch(town.url + question, { headers: await town.headersOf(who) })).json();
  town.handIn = (payload, who) => handIn(town, payload, who);
  await town.start();
  return town;
}

/** Hands a command in, which has to be taken, and gives its id, by which others may name what it made. */
async function handIn(town, payload, who) {
  const id = randomUUID().replaceAll("-", "");
  const response = await fetch(`${town.url}/v1/commands`, {
    method: "POST",
    headers: { ...(await town.headersOf(who)), "Idempotency-Key": id, "Content-Type": "application/json" },
    body: JSON.stringify({ payload }),
  });
  assert.equal(response.status, 200, `${payload.type}: ${await response.text()}`);
  return id;
}

async function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });
}

/** A town and a browser for the tests of a file, from before the first until after the last. `options`: serveTown's, or what makes them.
 * `prepare`: what happens in the town before its tests; hooks of the file itself would not wait for the town. */
export function setStage(options = {}, prepare = async () => {}) {
  const stage = { town: null, browser: null };
  before(async () => {
    stage.town = await serveTown(typeof options === "function" ? await options() : options);
    stage.browser = await openBrowser();
    await prepare();
  });
  after(async () => {
    await stage.browser?.close();
    await stage.town?.end();
  });
  /** A page of whoever `kind` is, logged in: what stands on the button, "Assistente sociale"; null: of nobody. */
  stage.open = async (kind, pageOptions) => {
    const page = await openPage(stage.browser, stage.town, pageOptions);
    if (kind) await logIn(page, kind);
    return page;
  };
  return stage;
}

/** A page of its own context, in Italian unless said otherwise; `page.wrong` gathers what the page itself complains of. */
export async function openPage(browser, town, { locale = "it-IT", width = 1280, height = 900, ...more } = {}) {
  const context = await browser.newContext({ locale, viewport: { width, height }, timezoneId: "Europe/Rome", ...more });
  const page = await context.newPage();
  page.wrong = [];
  page.on("pageerror", (error) => page.wrong.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !/net::ERR|status of 4\d\d/.test(message.text())) page.wrong.push(message.text());
  });
  page.asked = [];
  page.on("request", (request) => page.asked.push(request.url()));
  page.unanswered = new Set(); // questions without their answer; of changes there is no last one
  const isQuestion = (request) => request.url().includes("/v1/") && !request.url().endsWith("/v1/stream");
  page.on("request", (request) => isQuestion(request) && page.unanswered.add(request));
  for (const ended of ["requestfinished", "requestfailed"]) page.on(ended, (request) => page.unanswered.delete(request));
  page.setDefaultTimeout(10_000);
  await page.goto(town.url);
  return page;
}

/** `kind`: what stands on the button, "Assistente sociale". */
export async function logIn(page, kind) {
  await page.getByRole("button", { name: kind, exact: true }).click();
  await page.locator("nav.screens").waitFor();
}

/** Opened by its hash, as a link does; until it has been drawn, and has its answers. */
export async function go(page, hash) {
  await page.evaluate(async (to) => {
    if (location.hash !== to) {
      const isThere = new Promise((done) => addEventListener("hashchange", done, { once: true }));
      location.hash = to;
      await isThere;
    }
    for (let frame = 0; frame < 3; ++frame) await new Promise(requestAnimationFrame);
  }, hash);
  await settled(page);
}
/** Until no part of the page waits for its answer, and no answer led to another question. */
export async function settled(page) {
  for (let isQuiet = false; !isQuiet; ) {
    await page.waitForFunction(() => document.querySelector("main h1, main [role=alert]") && !document.querySelector("[aria-busy=true]"));
    isQuiet = page.unanswered.size === 0;
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    isQuiet &&= page.unanswered.size === 0;
  }
}
export const figure = (page, what) => page.locator(".figures li").filter({ hasText: what }).locator(".number");

/** Accessible by axe-core, without a complaint of its own, and no wider than what it is seen through. */
export async function assertFits(page, where = "the page") {
  assert.deepEqual(await axeFindings(page), [], where);
  assert.deepEqual(page.wrong, [], where);
  const [width, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(width <= room, `${where}: ${width} px wide in ${room}`);
}

/** Tells how long something took. It is judged in ops/bench/run --pages alone, which has the machine for itself. */
export function judgeTime(story, what, milliseconds, most) {
  story.diagnostic(`${what}: ${milliseconds.toFixed(1)} ms (at most ${most} ms, where it is judged)`);
  const bench = process.env.FASCICOLO_PAGES_BENCH;
  if (!bench) return;
  appendFileSync(bench, `${JSON.stringify({ what, milliseconds: Math.round(milliseconds * 10) / 10, most })}\n`);
  assert.ok(milliseconds <= most, `${what}: ${milliseconds} ms, more than ${most}`);
}

/** What axe-core finds wrong with the page as it is now, as lines. */
async function axeFindings(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}
