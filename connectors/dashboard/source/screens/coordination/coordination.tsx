import type { Route } from "../../route";
import { DuePage } from "./due_page";
import { ListPage } from "./list_page";
import { ListsPage } from "./lists_page";
import { LoadPage } from "./load_page";
import { OverviewPage } from "./overview_page";
import { ProgrammesPage } from "./programmes_page";

export default function Coordination({ route }: { route: Route }) {
  const [page = "", id] = route.rest;
  if (page === "due") return <DuePage parameters={route.parameters} />;
  if (page === "lists") return id ? <ListPage id={id} chosen={route.parameters.get("entry")} /> : <ListsPage />;
  if (page === "load") return <LoadPage />;
  if (page === "programmes") return <ProgrammesPage />;
  return <OverviewPage />;
}
