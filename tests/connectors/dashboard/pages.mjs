// Every page of the dashboard by its hash, for tests that walk them all.
import { go, people } from "./stage.mjs";

/** Who logs in, in the order of the buttons: what stands on them in both languages, and the same person beside the page. */
export const logins = [
  { kind: "Assistente sociale", inEnglish: "Caseworker", who: people.worker },
  { kind: "Coordinamento (area anziani)", inEnglish: "Coordinator (area of the elderly)", who: people.coordinator },
  { kind: "Sportello", inEnglish: "Front desk", who: people.frontDesk },
  { kind: "Ufficio casa e contabilità", inEnglish: "Housing and accounts office", who: people.office },
  { kind: "Controlli interni", inEnglish: "Auditor", who: people.auditor },
  { kind: "Dati e flussi", inEnglish: "Reporting officer", who: people.reporting },
  { kind: "Responsabile della protezione dei dati", inEnglish: "Data protection officer", who: people.protection },
];

/** Pages that a link leads to without a choice, by their screen. */
const plain = {
  work: ["work", "work?due=late", "work?cases=silent", "work?cases=unassigned", "work?court=true", "work?changed=true"],
  coordination: ["", "/due", "/due?when=overdue", "/lists", "/load", "/programmes"].map((rest) => `coordination${rest}`),
  housing: ["", "/dwellings", "/dwellings?state=occupied", "/vacant", "/tenancies"].map((rest) => `housing${rest}`),
  calls: ["housing/calls"],
  audit: ["", "/cases", "/households", "/payments", "/checkpoint", "/grants", "/overlaps", "/stale", "/declarations", "/waiting-lists",
    "/exceptions", "/rankings", "/reconcile", "/terms", "/budget", "/receivables", "/tenants", "/placements", "/rules", "/processes",
    "/processes/case_file", "/may", "/policy"].map((rest) => `audit${rest}`),
  reporting: ["", "/stocks", "/flows", "/users", "/need", "/spending", "/outcomes", "/attendance", "/terms", "/published",
    "/rankings", "/transmissions"].map((rest) => `reporting${rest}`),
  everybody: ["operation", "statement"],
};
/** All of them, each once. */
export const plainPages = Object.values(plain).flat();

/** Of each kind of page that is about one thing, a real one of the town. */
export async function subjectsIn(town) {
  const { cases } = await town.ask(`/v1/caseload?worker=${people.worker.subject}&limit=500`, people.worker);
  // Of the area that the coordinator works in too.
  const one = cases.find((each) => each.area === people.coordinator.area && each.services.length > 0);
  const { lists } = await town.ask("/v1/waiting-list", people.auditor);
  const longest = lists.reduce((most, each) => (each.waiting > most.waiting ? each : most));
  const { entries } = await town.ask(`/v1/waiting-list/${longest.list}`, people.auditor);
  const [{ call }] = (await town.ask("/v1/ranking", people.auditor)).calls;
  const { lines } = await town.ask(`/v1/ranking/${call}`, people.auditor);
  const housing = (flag) => town.ask(`/v1/housing?${flag}=true`, people.office);
  return {
    case: one.case,
    household: await householdOf(town, cases),
    list: longest.list,
    place: entries[0].entity,
    call,
    entry: lines[0].entry,
    vacant: (await housing("vacant")).dwellings[0].dwelling,
    rented: (await housing("arrears")).dwellings[0].dwelling,
    payment: await paymentIn(town),
  };
}

async function householdOf(town, cases) {
  for (const one of cases) {
    const { person } = await town.ask(`/v1/persons/${one.person}`, people.worker);
    if (person.households?.length > 0) return person.households[0];
  }
  throw new Error("nobody of the worker's cases lives in a household");
}

const mostPayments = 100;

/** The number of a payment that leads back to a case. */
async function paymentIn(town) {
  for (let number = 1; number <= mostPayments; ++number) {
    const { paid } = await town.ask(`/v1/trace/M-${number}`, people.auditor);
    if (paid[0]?.service?.case) return `M-${number}`;
  }
  throw new Error("the town has paid nothing that leads to a case");
}

/** Hashes of the pages of whom a button of `logins` logs in. `one`: subjectsIn's. */
export function pagesOf(kind, one) {
  const dwellings = [`housing/dwellings/${one.vacant}`, `housing/dwellings/${one.rented}`];
  const calls = ["published", "standing", "public"].map((form) => `housing/calls/${one.call}?form=${form}`);
  const entry = `housing/calls/${one.call}?form=standing&entry=${one.entry}`;
  const ofCoordination = [...plain.coordination, `coordination/lists/${one.list}`];
  const ofAudit = [...plain.audit, `audit/waiting-lists?as_of=2025-06-30&against=2025-12-30`, `audit/waiting-list/${one.list}`,
    `audit/place/${one.list}/${one.place}`, `audit/ranking/${one.call}`, `audit/entry/${one.call}/${one.entry}`, `audit/cases/${one.case}`,
    `audit/households/${one.household}`, `audit/payments/${one.payment}`];
  const year = "from=2025-01&to=2025-11";
  const ofReporting = [...plain.reporting, `reporting/flows?by=month&${year}`, `reporting/stocks?by=area,service&${year}`,
    `reporting/rankings/${one.call}`];
  const ofCase = `case/${one.case}`;
  const own = {
    "Assistente sociale": [...plain.work, ofCase],
    "Coordinamento (area anziani)": [...plain.work, ofCase, ...ofCoordination, ...plain.housing, ...plain.calls,
      ...dwellings, ...calls, entry, ...ofAudit, ...ofReporting],
    "Sportello": [...plain.work, ofCase],
    "Ufficio casa e contabilità": [...plain.housing, ...plain.calls, ...dwellings, ...calls, entry, ofCase],
    "Controlli interni": [...ofAudit, ...ofReporting, ofCase],
    "Dati e flussi": [...ofReporting, ofCase],
    "Responsabile della protezione dei dati": [ofCase],
  };
  return [...own[kind], ...plain.everybody];
}

/** Looks at each page of whoever is logged in, as it stands: `look(hash)`. */
export async function walk(page, hashes, look) {
  for (const hash of hashes) {
    await go(page, `#/${hash}`);
    await page.locator("main h1").waitFor(); // a page that is not theirs has none
    await look(hash);
  }
}
