// The policy of access, version by version, and what a version changed of the one before it.
export interface Policy {
  version: string;
  valid_from: string;
  status: string;
  rows: { role: string; relation: string; actions: string[] }[];
  two_persons?: { actions: string[]; hours: number };
  emergency?: { levels: string[]; minutes: number; review_days: number };
}
/** What whoever has a role and stands so to a case may do with it. */
export interface PolicyRow {
  role: string;
  relation: string;
  kept: string[];
  added: string[]; // the version before did not allow them
  removed: string[]; // it did
}

/** Of all rule sets those that are policies, the newest first. */
export function policiesAmong(ruleSets: { kind?: string }[]): Policy[] {
  const policies = ruleSets.filter((one) => one.kind === "access") as unknown as Policy[];
  return policies.sort((one, other) => other.valid_from.localeCompare(one.valid_from));
}

/** In the order of `now`, then what only `before` had; without `before` all is kept. */
export function rowsOf(now: Policy, before: Policy | undefined): PolicyRow[] {
  const named = (policy: Policy | undefined, row: { role: string; relation: string }) =>
    policy?.rows.filter((one) => one.role === row.role && one.relation === row.relation).flatMap((one) => one.actions) ?? [];
  const all = [...now.rows, ...(before?.rows ?? [])];
  const keys = new Map(all.map(({ role, relation }) => [`${role} ${relation}`, { role, relation }]));
  return [...keys.values()].map((row) => {
    const allowed = named(now, row);
    const formerly = before ? named(before, row) : allowed;
    return {
      ...row,
      kept: allowed.filter((one) => formerly.includes(one)),
      added: allowed.filter((one) => !formerly.includes(one)),
      removed: formerly.filter((one) => !allowed.includes(one)),
    };
  });
}
