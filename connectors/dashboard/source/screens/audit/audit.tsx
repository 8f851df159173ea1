// Audit: any file and any list, as of any day, and by which rule, act and hand it came to be so.
import type { Route } from "../../route";
import { CasePage } from "./case_page";
import { ExplainedPage } from "./explained_page";
import { HouseholdPage } from "./household_page";
import { ListPage } from "./list_page";
import { auditLists } from "./lists";
import { PaymentPage } from "./payment_page";
import { MayPage } from "./may_page";
import { PolicyPage } from "./policy_page";
import { ProcessesPage } from "./processes_page";
import { Start, type Wanted } from "./start";

export default function Audit({ route }: { route: Route }) {
  const [name = "", subject = "", entity = ""] = route.rest;
  if (name === "cases" && subject) return <CasePage key={subject} id={subject} />;
  if (name === "households" && subject) return <HouseholdPage key={subject} id={subject} />;
  if (name === "payments" && subject) return <PaymentPage key={subject} payment={subject} />;
  if ((name === "place" || name === "entry") && entity) return <ExplainedPage kind={name} within={subject} entity={entity} asOf={route.parameters.get("as_of")} />;
  if (name === "processes") return <ProcessesPage route={route} />;
  if (name === "policy") return <PolicyPage />;
  if (name === "may") return <MayPage route={route} />;
  const list = auditLists.find((one) => one.name === name);
  if (list) return <ListPage key={`${name}/${subject}?${route.parameters}`} list={list} route={route} />;
  const opens = ["cases", "households", "payments", "checkpoint"].includes(name) ? (name as Wanted) : null;
  return <Start opens={opens} />;
}
