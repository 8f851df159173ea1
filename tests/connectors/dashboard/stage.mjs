// A simulated town, served, and a real browser before it. Everything is loopback, in folders of its own, and ends with the test.
import { spawn, execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
const packages = createRequire(path.join(root, "connectors/dashboard/package.json"));
const { chromium } = packages("playwright-core");
const axeSource = readFileSync(packages.resolve("axe-core/axe.min.js"), "utf8");

const program = process.env.FASCICOLO ?? path.join(root, "build/release/bin/fascicolo");
const policy = path.join(root, "schemas/catalogue/access/access-sample.json");
/** The first working day after the last one that the town has lived, so that its agenda is of today; the sample of a policy of access is
 * valid from the day before. */
export const today = "2026-01-02T09:00:00Z";
const clock = ["--test-clock", today];

/** A served town of `inhabitants`; `end()` stops and removes it. `issuer`: the options that say whose tokens are taken; `isPublished`: with a signed
 * checkpoint at /checkpoint. */
export async function serveTown({ inhabitants = 2000, seed = 7, issuer = ["--dev-issuer"], isPublished = false } = {}) {
  const data = await mkdtemp(path.join(tmpdir(), "fascicolo-dashboard-"));
  const run = (...words) => execFileSync(program, [...words, "--data", data], { stdio: ["ignore", "pipe", "inherit"] });
  run("simulate", "--inhabitants", String(inhabitants), "--years", "1", "--seed", String(seed));
  run("adopt", policy, "--trust-clock", ...clock);
  const published = isPublished ? ["--published", path.join(data, "published")] : [];
  if (isPublished) run("checkpoint", "--publish", path.join(data, "published"), ...clock);
  const town = { data, port: 0, url: "", server: null };
  town.start = async () => {
    const listen = `127.0.0.1:${town.port}`;
    town.server = spawn(program, ["serve", ...issuer, "--listen", listen, "--data", data, ...published, ...clock], { stdio: ["ignore", "pipe", "ignore"] });
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
  await town.start();
  return town;
}

export async function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
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
  page.setDefaultTimeout(10_000);
  await page.goto(town.url);
  return page;
}

/** `kind`: what stands on the button, "Assistente sociale". */
export async function logIn(page, kind) {
  await page.getByRole("button", { name: kind, exact: true }).click();
  await page.locator("nav.screens").waitFor();
}

/** What axe-core finds wrong with the page as it is now, as lines. */
export async function axeFindings(page) {
  await page.evaluate(axeSource);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}: ${node.failureSummary}`));
}
