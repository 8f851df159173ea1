// The twenty questions of ops/runbooks/auditors-questions.md, and what answers each here; else the command that does.
export interface AuditorsQuestion {
  number: number;
  text: readonly [string, string];
  to: string[] | null; // a page of this screen; null: the command alone
  screen?: "reporting";
  asks?: string; // what one must be allowed to ask for it
  command: string;
}

export const auditorsQuestions: AuditorsQuestion[] = [
  { number: 1, text: ["Chi ha deciso, con quale atto e delega?", "Who decided, by which act and delegation?"], to: ["cases"], command: "fascicolo history CASE --acts" },
  {
    number: 2,
    text: ["Che cosa è stato concesso prima della domanda, il giorno stesso, senza valutazione o ISEE, prima dell'atto?", "What was granted before the application, on its day, without assessment or ISEE, before its act?"],
    to: ["grants"],
    asks: "audit",
    command: "fascicolo audit grants",
  },
  { number: 3, text: ["Quali criteri, approvati con quale atto, valevano per questa domanda?", "Which criteria, approved by which act, applied to this entry?"], to: ["rankings"], asks: "ranking", command: "fascicolo ranking CALL --explain ENTRY" },
  { number: 4, text: ["La graduatoria, o una decisione, torna com'è stata registrata?", "Does the list, or any decision, come out as it was recorded?"], to: ["rankings"], asks: "ranking", command: "fascicolo readjudicate" },
  { number: 5, text: ["Chi è stato servito fuori turno, con la firma di chi?", "Who was served out of turn, signed by whom?"], to: ["exceptions"], asks: "waiting-list", command: "fascicolo waiting-list --exceptions" },
  { number: 6, text: ["Chi è stato scavalcato con questa offerta, e perché?", "Who was skipped at this offer, and why?"], to: ["waiting-lists"], asks: "waiting-list", command: "fascicolo waiting-list LIST --explain ENTITY --as-of POSITION" },
  { number: 7, text: ["Che cosa ha ricevuto il nucleo?", "What did a household receive?"], to: ["households"], command: "fascicolo household H --as-of DAY" },
  { number: 8, text: ["Quali prestazioni che si escludono si sono sovrapposte?", "Which benefits that exclude each other overlapped?"], to: ["overlaps"], asks: "audit", command: "fascicolo audit overlaps" },
  { number: 9, text: ["Da questo pagamento indietro a domanda, atto, ore?", "From this payment back to application, act, hours?"], to: ["payments"], asks: "trace", command: "fascicolo trace PAYMENT" },
  { number: 10, text: ["Previsto, erogato, fatturato, pagato in un mese, per gestore?", "Planned, delivered, billed, paid in a month, by provider?"], to: ["reconcile"], asks: "reconcile", command: "fascicolo reconcile MONTH" },
  { number: 11, text: ["Quali dichiarazioni erano corrette o false, e che cosa si è recuperato?", "Which declarations were corrected or false, and what of it was recovered?"], to: ["declarations"], asks: "audit", command: "fascicolo audit declarations" },
  { number: 12, text: ["Quanti procedimenti entro il termine; sospesi perché?", "Which share was closed within its term; suspended why?"], to: ["terms"], asks: "statistics", command: "fascicolo statistics terms" },
  { number: 13, text: ["Quote, recuperi, canoni: dovuti, riscossi, in ritardo?", "Shares, recoveries, rents: due, collected, late?"], to: ["receivables"], asks: "receivables", command: "fascicolo receivables" },
  { number: 14, text: ["Assegnatari non verificati, alloggi senza contratto?", "Tenants unverified, dwellings without contract?"], to: ["tenants"], asks: "housing", command: "fascicolo housing --unverified" },
  { number: 15, text: ["Che cosa prosegue dopo un decesso, un trasferimento, un ISEE scaduto, la fine?", "What goes on after a death, a move, an expired ISEE, its end?"], to: ["stale"], asks: "audit", command: "fascicolo audit stale" },
  { number: 16, text: ["Ogni minore collocato: provvedimento, relazioni, presso chi, retta, giorni?", "Each placed minor: decree, reports, host, fee, days?"], to: ["placements"], asks: "placements", command: "fascicolo caseload --placed" },
  { number: 17, text: ["Che cosa è dovuto a SIUSS, letto, accettato, scartato?", "What is due to SIUSS, read by it, accepted, rejected?"], to: ["transmissions"], screen: "reporting", asks: "transmissions", command: "fascicolo siuss status" },
  { number: 18, text: ["Chi ha letto questo fascicolo senza averlo in carico?", "Who read this file without being in charge?"], to: ["cases"], command: "fascicolo who-read CASE --unrelated" },
  { number: 19, text: ["Un dato pubblicato torna ancora, o quali eventi tardivi l'hanno cambiato?", "Does a published figure still come out, or which late events changed it?"], to: ["published"], screen: "reporting", asks: "figures", command: "fascicolo figures restate" },
  { number: 20, text: ["È sparito qualcosa? Che cosa è stato distrutto secondo legge?", "Did anything vanish; what was lawfully destroyed?"], to: ["checkpoint"], command: "fascicolo verify; fascicolo prove CASE --out FILE" },
];
