// What changed in a list between two dates: which rows came, which left, and what another one says of the others.
import { keyOf, memberOf, type AuditList, type ListColumn, type Row } from "./lists";

export interface RowDifference {
  key: string;
  what: "came" | "left" | "changed";
  row: Row; // as it is later, or was
  changes: { column: ListColumn; before: unknown; after: unknown }[];
}

export function differencesBetween(list: AuditList, earlier: Row[], later: Row[]): RowDifference[] {
  const before = new Map(earlier.map((row) => [keyOf(list, row), row]));
  const after = new Map(later.map((row) => [keyOf(list, row), row]));
  const found: RowDifference[] = [];
  for (const [key, row] of after) {
    const former = before.get(key);
    if (!former) {
      found.push({ key, what: "came", row, changes: [] });
      continue;
    }
    const changes = list.columns
      .map((column) => ({ column, before: memberOf(former, column.member), after: memberOf(row, column.member) }))
      .filter((one) => JSON.stringify(one.before ?? null) !== JSON.stringify(one.after ?? null));
    if (changes.length > 0) found.push({ key, what: "changed", row, changes });
  }
  for (const [key, row] of before) if (!after.has(key)) found.push({ key, what: "left", row, changes: [] });
  return found;
}
