// The queries of ops/dashboards and ops/alerts, asked of a real Prometheus that scrapes a real server.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { people, root, serveTown, today } from "./stage.mjs";

const rulesFile = path.join(root, "ops/alerts/fascicolo.yml");
const dashboard = JSON.parse(readFileSync(path.join(root, "ops/dashboards/fascicolo.json"), "utf8"));
const panels = dashboard.panels.flatMap((panel) => panel.targets.map((target) => ({ title: panel.title, type: panel.type, expr: target.expr })));

let town, folder, prometheus, url;

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
async function api(resource, parameters = {}) {
  const response = await fetch(`${url}/api/v1/${resource}?${new URLSearchParams(parameters)}`);
  return response.json();
}
async function until(what, holds) {
  for (let turn = 0; turn < 150; ++turn) {
    if (await holds().catch(() => false)) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  assert.fail(`${what} did not come within 30 s`);
}

before(async () => {
  town = await serveTown({ inhabitants: 2000 });
  await town.restoreBackup(today);
  folder = await mkdtemp(path.join(tmpdir(), "fascicolo-prometheus-"));
  const config = `global: {scrape_interval: 1s, evaluation_interval: 1s}
rule_files: [${rulesFile}]
scrape_configs: [{job_name: fascicolo, static_configs: [{targets: ["127.0.0.1:${town.port}"]}]}]
`;
  await writeFile(path.join(folder, "prometheus.yml"), config);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const options = [`--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`, `--web.listen-address=127.0.0.1:${port}`];
  prometheus = spawn("prometheus", options, { stdio: "ignore" });
  await until("the first scrape", async () => (await api("query", { query: "fascicolo_up" })).data.result.length === 1);
  // Some traffic, so that there are times and rates to tell of.
  for (let turn = 0; turn < 25; ++turn) {
    await town.ask("/v1/services", people.auditor);
    await new Promise((done) => setTimeout(done, 200));
  }
});
after(async () => {
  if (prometheus && prometheus.exitCode === null) {
    prometheus.kill("SIGTERM");
    await once(prometheus, "exit");
  }
  await town?.end();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** As Grafana would ask it: of every node, over the shortest time that has rates. */
const asAsked = (expr) => expr.replaceAll("$instance", ".*").replaceAll("$__rate_interval", "1m");

test("the rules are as Prometheus wants them", () => {
  assert.match(execFileSync("promtool", ["check", "rules", rulesFile], { encoding: "utf8" }), /SUCCESS: \d+ rules found/);
});

test("alerts rise where a server is in trouble, and not before", () => {
  execFileSync("promtool", ["test", "rules", path.join(root, "tests/connectors/dashboard/alerts_test.yml")], { stdio: "pipe" });
});

test("each query of the dashboard is understood, and has a value where the server tells its series", async () => {
  assert.ok(panels.length > 20);
  for (const { title, expr } of panels) {
    const answer = await api("query", { query: asAsked(expr) });
    assert.equal(answer.status, "success", `${title}: ${answer.error}`);
    if (title.startsWith("Kafka")) continue; // the ledger is in a directory
    assert.ok(answer.data.result.length > 0, `${title}: ${expr}`);
  }
  const value = async (title) => Number((await api("query", { query: asAsked(panels.find((one) => one.title === title).expr) })).data.result[0].value[1]);
  assert.equal(await value("Followed"), 1);
  assert.equal(await value("Writers"), 1);
  assert.equal(await value("Position"), (await (await fetch(`${town.url}/status`)).json()).next_position);
  assert.ok((await value("Disk free")) > 0);
});

test("each series that a query names is one that the server tells, or would with brokers", async () => {
  const known = new Set((await api("label/__name__/values")).data);
  const readme = readFileSync(path.join(root, "connectors/program/README.md"), "utf8");
  const rules = readFileSync(rulesFile, "utf8");
  const named = new Set([...panels.map((one) => one.expr), rules].flatMap((text) => text.match(/\b(?:fascicolo|process)_[a-z_]+\b/g) ?? []));
  const missing = [...named].filter((one) => !known.has(one) && !(one.startsWith("fascicolo_kafka_") && readme.includes(one)));
  assert.deepEqual(missing, []);
});

test("no alert fires of a server that is well, and one does as soon as it is gone", async () => {
  await until("an evaluation of the rules", async () => (await api("rules")).data.groups[0].rules.every((rule) => rule.health === "ok"));
  const { data } = await api("rules");
  // The town's clock stands still in the past, which the server counts as going back.
  const isFiring = (rule) => rule.alerts.some((one) => one.state === "firing") && rule.name !== "FascicoloClockWentBack";
  const firing = data.groups[0].rules.filter(isFiring).map((rule) => rule.name);
  assert.deepEqual(firing, []);
  await town.kill();
  const gone = async () => (await api("rules")).data.groups[0].rules.find((rule) => rule.name === "FascicoloNotReached").alerts.length > 0;
  await until("the alert", gone);
});
