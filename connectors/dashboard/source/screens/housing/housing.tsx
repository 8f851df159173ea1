import type { Route } from "../../route";
import { CallPage } from "./call_page";
import { CallsPage } from "./calls_page";
import { DwellingPage } from "./dwelling_page";
import { DwellingsPage } from "./dwellings_page";
import { OverviewPage } from "./overview_page";
import { TenanciesPage } from "./tenancies_page";
import { VacantPage } from "./vacant_page";

export default function Housing({ route }: { route: Route }) {
  const [page = "", id] = route.rest;
  if (page === "dwellings") return id ? <DwellingPage id={id} /> : <DwellingsPage parameters={route.parameters} />;
  if (page === "vacant") return <VacantPage />;
  if (page === "tenancies") return <TenanciesPage />;
  if (page === "calls") return id ? <CallPage id={id} parameters={route.parameters} /> : <CallsPage />;
  return <OverviewPage />;
}
