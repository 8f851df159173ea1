// What must lead nowhere: a sealed case, a protected address, and text that would like to run.
import assert from "node:assert/strict";
import { test } from "node:test";
import { logins, plainPages } from "./pages.mjs";
import { go, logIn, people, setStage } from "./stage.mjs";

const { worker } = people;
/** All who log in beside the worker. */
const kinds = logins.filter((one) => one.who !== worker).map((one) => one.kind);
/** Would be run by a page that puts texts into itself as they are. */
const script = `<img src=x onerror="globalThis.wasRun=1"><script>globalThis.wasRun=1</script>`;
const names = {
  surname: "Canarinisealed", name: "Zefira", address: "Via del Canarino Protetto 99", narrative: `Racconto canarino ${script}`,
};

let sealedCase, sealedPerson, openCase;
const stage = setStage({ inhabitants: 1500 }, prepare);

/** A case that `worker` has in charge, of a person with these names. */
async function openACase(surname) {
  const contact = await stage.town.handIn({
    type: "RegisterContact", desk: "adults_elderly", area: "elderly", reason: "home_help", channel: script, needs: [script],
    surname, name: names.name, narrative: names.narrative, citizenship: "IT", birthplace: script,
  }, worker);
  const mine = async () => (await stage.town.ask(`/v1/caseload?worker=${worker.subject}&limit=1000`, worker)).cases;
  const before = new Set((await mine()).map((one) => one.case));
  await stage.town.handIn({ type: "TakeInCharge", case_file: `@${contact}`, worker: worker.subject, note: script }, worker);
  const opened = (await mine()).find((one) => !before.has(one.case));
  await stage.town.handIn({ type: "AddDiaryEntry", case_file: opened.case, kind: "interview", text: script, secrecy: "diary" }, worker);
  return opened;
}

async function prepare() {
  const opened = await openACase("Canariniopen");
  openCase = opened.case;
  const residence = { type: "RecordAddress", person: opened.person, kind: "residence", municipality: "092009", address: names.address };
  await stage.town.handIn(residence, worker);
  await stage.town.handIn({ type: "ProtectAddress", person: opened.person, ground: "violence" }, worker);
  const sealed = await openACase(names.surname);
  [sealedCase, sealedPerson] = [sealed.case, sealed.person];
  await stage.town.handIn({ type: "SealCase", case_file: sealedCase, ground: "staff", names: [worker.subject] }, worker);
}

/** All that a page shows or keeps, and what it was asked for. */
async function everythingOf(page) {
  return page.evaluate(() => {
    const kept = JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]);
    return [document.documentElement.outerHTML, document.title, location.href, kept, document.cookie].join("\n");
  });
}

async function walk(page, hashes, look) {
  for (const hash of hashes) {
    await go(page, `#/${hash}`);
    look(hash, await everythingOf(page));
  }
}

/** Pages to walk: all of them at length, else every third, beginning with another at each turn. */
const pagesInTurn = (turn) => plainPages.filter((_, at) => process.env.FASCICOLO_SOAK || at % 3 === turn % 3);

for (const [turn, kind] of kinds.entries()) {
  test(`a sealed case and a protected address lead nowhere: ${kind}`, async () => {
    const page = await stage.open(null);
    const answers = [];
    page.on("response", (response) => {
      if (!response.url().endsWith("/v1/stream")) answers.push(response.text().catch(() => "")); // the stream has no end
    });
    await logIn(page, kind);
    await walk(page, [...pagesInTurn(turn), `case/${sealedCase}`, `audit/cases/${sealedCase}`], (hash, text) => {
      const shown = hash.endsWith(sealedCase) ? text.replaceAll(sealedCase, "") : text; // what was asked for by hand
      for (const secret of [sealedCase, sealedPerson, names.surname, names.address]) {
        assert.ok(!shown.includes(secret), `${hash} tells ${secret}`);
      }
    });
    const told = (await Promise.all(answers)).join("\n");
    for (const secret of [sealedPerson, names.surname, names.address]) assert.ok(!told.includes(secret), `an answer tells ${secret}`);
    assert.ok(!told.includes(sealedCase), "an answer tells the sealed case");
    await page.context().close();
  });
}

test("whoever the seal names sees the case, and its texts run nowhere", async () => {
  const page = await stage.open("Assistente sociale");
  for (const id of [sealedCase, openCase]) {
    await go(page, `#/case/${id}`);
    await page.getByText("globalThis.wasRun=1", { exact: false }).first().waitFor();
    assert.ok(!(await everythingOf(page)).includes(names.address), "where somebody lives is protected from their own worker's page too");
  }
  await walk(page, pagesInTurn(0), () => undefined);
  assert.equal(await page.evaluate(() => globalThis.wasRun), undefined);
  assert.equal(await page.locator("main img").count(), 0);
  assert.deepEqual(page.wrong, []);
});

test("a search by name leads to the sealed case's person whom the seal names, and nobody else", async () => {
  const found = async (who) => {
    const headers = { ...(await stage.town.headersOf(who)), "Content-Type": "application/json" };
    const response = await fetch(`${stage.town.url}/v1/people`, { method: "POST", headers, body: JSON.stringify({ surname: names.surname }) });
    return JSON.stringify((await response.json()).people ?? []);
  };
  assert.match(await found(worker), new RegExp(sealedPerson));
  for (const role of ["coordinator", "front_desk", "administrative", "auditor", "dpo"]) {
    assert.doesNotMatch(await found({ subject: `somebody.${role}`, role, area: "elderly" }), new RegExp(`${sealedPerson}|${names.surname}`));
  }
});

test("nothing personal stands in addresses that were asked for", async () => {
  const page = await stage.open("Coordinamento (area anziani)");
  await walk(page, pagesInTurn(1), () => undefined);
  assert.deepEqual(page.asked.filter((url) => /canarin|zefira/i.test(url)), []);
  assert.deepEqual(page.asked.filter((url) => !url.startsWith(stage.town.url) && !url.startsWith("data:")), []);
});
