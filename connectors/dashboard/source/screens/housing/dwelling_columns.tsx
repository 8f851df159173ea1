// Columns that several tables of dwellings share.
import type { Column } from "../../parts/table";
import { linkTo } from "../../route";
import { count, day, money } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import type { Dwelling } from "./answers";
import { states } from "./states";
import { words } from "./words";

export function useDwellingColumns() {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  return {
    code: {
      name: "code",
      title: say("code"),
      sortBy: (row) => row.code,
      cell: (row) => <a href={linkTo("housing", ["dwellings", row.dwelling])}>{row.code}</a>,
    },
    district: { name: "district", title: say("district"), sortBy: (row) => row.district, cell: (row) => row.district || say("notTold") },
    size: {
      name: "size",
      title: say("size"),
      isNumber: true,
      sortBy: (row) => row.square_metres,
      cell: (row) => say("metresAndRooms", row.square_metres, row.rooms),
    },
    state: {
      name: "state",
      title: say("state"),
      sortBy: (row) => (states as readonly string[]).indexOf(row.state),
      cell: (row) => label("dwelling_state", row.state),
    },
    since: { name: "since", title: say("since"), sortBy: (row) => row.since, cell: (row) => day(language, row.since) },
    vacantDays: {
      name: "vacant_days",
      title: say("vacantDays"),
      isNumber: true,
      sortBy: (row) => row.vacant_days,
      cell: (row) => count(language, row.vacant_days),
    },
    title: {
      name: "title",
      title: say("tenancyTitle"),
      cell: (row) => (row.protected ? say("protected") : row.tenancy && label("tenancy_title", row.tenancy.title)),
    },
    arrears: {
      name: "arrears",
      title: say("arrears"),
      isNumber: true,
      sortBy: (row) => Number(row.arrears),
      cell: (row) => money(language, row.arrears),
    },
  } satisfies Record<string, Column<Dwelling>>;
}
