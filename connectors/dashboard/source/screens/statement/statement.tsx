import { useWords, type Words } from "../../words/language";

const words = {
  title: ["Dichiarazione di accessibilità", "Accessibility statement"],
  law: [
    "Questa applicazione è fatta secondo la L. 4/2004 e il D.Lgs. 106/2018, che rinviano alla UNI CEI EN 301549:2021 (WCAG 2.1, livelli A e AA).",
    "This application is made by Italian law 4/2004 and legislative decree 106/2018, which refer to EN 301549:2021 (WCAG 2.1, levels A and AA).",
  ],
  how: [
    "A ogni modifica le pagine sono esaminate da axe-core in un browser vero, e ogni storia è percorsa con la sola tastiera.",
    "With every change the pages are examined by axe-core in a real browser, and each story is walked by keyboard alone.",
  ],
  not: [
    "L'esame di persone che usano tecnologie assistive spetta all'ente che la adotta, che pubblica qui la sua dichiarazione e il recapito per le segnalazioni.",
    "An examination by people who use assistive technology is for the authority that adopts it, which publishes its own statement and contact here.",
  ],
} as const satisfies Words<string>;

export default function Statement() {
  const say = useWords(words);
  return (
    <>
      <h1>{say("title")}</h1>
      <p>{say("law")}</p>
      <p>{say("how")}</p>
      <p>{say("not")}</p>
    </>
  );
}
