import type { Words } from "./language";

export const appWords = {
  skip: ["Vai al contenuto", "Skip to content"],
  product: ["fascicolo", "fascicolo"],
  screens: ["Pagine", "Pages"],
  logOut: ["Esci", "Log out"],
  otherLanguage: ["English", "Italiano"],
  work: ["Il mio lavoro", "My work"],
  coordination: ["Coordinamento", "Coordination"],
  housing: ["Casa", "Housing"],
  audit: ["Controlli", "Audit"],
  reporting: ["Dati e flussi", "Figures and flows"],
  operation: ["Esercizio", "Operation"],
  statement: ["Dichiarazione di accessibilità", "Accessibility statement"],
  lost: ["Il server non è raggiungibile: si riprova da soli. Quello che si scrive resta in questa pagina.", "The server cannot be reached; it is tried again. What is written stays on this page."],
  found: ["Di nuovo collegati.", "Connected again."],
  over: ["L'accesso è scaduto: occorre entrare di nuovo.", "The login is over: log in again."],
  noScreen: ["Questa pagina non c'è.", "There is no such page."],
} as const satisfies Words<string>;
