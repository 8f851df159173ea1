// Logins of a simulated town: invented names, one for each kind of work. Shown only where the server signs tokens for anybody.
import type { Words } from "../../words/language";

export interface DevelopmentLogin {
  key: keyof typeof loginKinds;
  subject: string;
  roles: string[];
  areas: string[];
}

export const loginKinds = {
  caseworker: ["Assistente sociale", "Caseworker"],
  coordinator: ["Coordinamento (area anziani)", "Coordinator (area of the elderly)"],
  desk: ["Sportello", "Front desk"],
  housing: ["Ufficio casa e contabilità", "Housing and accounts office"],
  auditor: ["Controlli interni", "Auditor"],
  reporting: ["Dati e flussi", "Reporting officer"],
  protection: ["Responsabile della protezione dei dati", "Data protection officer"],
} as const satisfies Words<string>;

export const developmentLogins: DevelopmentLogin[] = [
  { key: "caseworker", subject: "assistente.sociale.02", roles: ["worker"], areas: ["elderly"] },
  { key: "coordinator", subject: "coordinamento.anziani", roles: ["coordinator"], areas: ["elderly"] },
  { key: "desk", subject: "sportello.adulti", roles: ["front_desk"], areas: ["elderly"] },
  { key: "housing", subject: "ufficio.casa", roles: ["administrative"], areas: [] },
  { key: "auditor", subject: "controlli.interni", roles: ["auditor"], areas: [] },
  { key: "reporting", subject: "ufficio.dati", roles: ["reporting"], areas: [] },
  { key: "protection", subject: "protezione.dati", roles: ["dpo"], areas: [] },
];
