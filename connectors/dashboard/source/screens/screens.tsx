// The pages, in the order of the navigation: who is shown which, and what draws it. Loaded when first opened.
import type { ComponentType } from "preact";
import { hasRole, mayAsk, type Session } from "../api/session";
import type { Route } from "../route";
import type { appWords } from "../words/app_words";

export interface Screen {
  name: string; // of its route
  title: keyof typeof appWords | null; // in the navigation; null: led to from others
  isFor: (session: Session) => boolean;
  load: () => Promise<{ default: ComponentType<{ route: Route }> }>;
}

export const screens: Screen[] = [
  { name: "work", title: "work", isFor: (one) => hasRole(one, "worker", "coordinator", "front_desk"), load: () => import("./work/work") },
  { name: "case", title: null, isFor: () => true, load: () => import("./case/case") },
  { name: "coordination", title: "coordination", isFor: (one) => mayAsk(one, "workload"), load: () => import("./coordination/coordination") },
  { name: "housing", title: "housing", isFor: (one) => hasRole(one, "coordinator", "administrative"), load: () => import("./housing/housing") },
  { name: "audit", title: "audit", isFor: (one) => mayAsk(one, "audit"), load: () => import("./audit/audit") },
  { name: "reporting", title: "reporting", isFor: (one) => mayAsk(one, "figures"), load: () => import("./reporting/reporting") },
  { name: "operation", title: "operation", isFor: () => true, load: () => import("./operation/operation") },
];
