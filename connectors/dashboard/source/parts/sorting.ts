// The order in which a table shows its rows: by one column, or as the server gave them.
import type { Language } from "../words/language";

export type SortValue = string | number | null | undefined;
export interface Order {
  column: string;
  isDescending: boolean;
}

/** Ascending, descending, and then as it came. */
export function turned(order: Order | null, column: string): Order | null {
  if (order?.column !== column) return { column, isDescending: false };
  return order.isDescending ? null : { column, isDescending: true };
}

/** Equal rows stay as they came; what has no value stands last, whichever way. */
export function sorted<Row>(rows: Row[], valueOf: (row: Row) => SortValue, isDescending: boolean, language: Language): Row[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const sign = isDescending ? -1 : 1;
  const isMissing = (value: SortValue) => value === null || value === undefined || value === "";
  return rows
    .map((row) => ({ row, value: valueOf(row) }))
    .sort((left, right) => {
      if (isMissing(left.value) || isMissing(right.value)) return Number(isMissing(left.value)) - Number(isMissing(right.value));
      const isOfNumbers = typeof left.value === "number" && typeof right.value === "number";
      return sign * (isOfNumbers ? Number(left.value) - Number(right.value) : collator.compare(String(left.value), String(right.value)));
    })
    .map((one) => one.row);
}
