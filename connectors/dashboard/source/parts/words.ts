import type { Words } from "../words/language";

export const partWords = {
  asking: ["Un momento…", "One moment…"],
  nothing: ["Non c'è nulla da mostrare.", "There is nothing to show."],
  csv: ["Scarica CSV", "Download CSV"],
  print: ["Stampa", "Print"],
  again: ["Riprova", "Try again"],
  unanswered: ["Il server non risponde. Quello che si vede può non essere aggiornato.", "The server does not answer. What is shown may be out of date."],
  notAllowed: ["Questa pagina non è prevista per il suo ruolo.", "This page is not for your role."],
  notThere: ["Non c'è, o non può essere mostrato.", "It is not there, or may not be shown."],
  failed: ["Non è stato possibile: {}", "It could not be done: {}"],
  calls: ["Come chiamata API", "As an API call"],
  callsWhy: ["Le stesse domande, da un programma che ha un suo token:", "The same questions, from a program with a token of its own:"],
  sample: ["esempio, non adottato", "sample, not adopted"],
  sampleBehind: [
    "I criteri dietro a queste righe sono di esempio e vanno adottati dall'ente.",
    "The rules behind these rows are samples, to be adopted by the authority.",
  ],
  ground: ["Base: {}", "Ground: {}"],
} as const satisfies Words<string>;
