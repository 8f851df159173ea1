// Figures and flows: what is counted about services and people, as it may leave the office.
import { useQuestion } from "../../api/questions";
import { serverDay } from "../../api/server_day";
import { useSession } from "../../api/session";
import { Figures, type Figure } from "../../parts/figures";
import { linkTo, type Route } from "../../route";
import { useLabels } from "../../words/labels";
import { useWords } from "../../words/language";
import { FiguresPage } from "./figures_page";
import { useCellText, type FiguresAnswer } from "./figures_answer";
import { PublicRankings } from "./public_rankings";
import { Published } from "./published";
import { linkOf, pathOfQuery, queryIn, topics, type Query, type Topic } from "./query";
import { Transmissions } from "./transmissions";
import { reportingWords } from "./words";

/** Beside the topics that are counted. */
const otherPages = ["published", "rankings", "transmissions"] as const;

export default function Reporting({ route }: { route: Route }) {
  const say = useWords(reportingWords);
  const session = useSession();
  const today = serverDay(session);
  const query = queryIn(route, today);
  const [name = "", subject = ""] = route.rest;
  const other = otherPages.find((one) => one === name);
  return (
    <>
      <h1>{say(query?.topic ?? other ?? "title")}</h1>
      <Topics chosen={name} />
      {query && <FiguresPage key={linkOf(query)} query={query} today={today} />}
      {other === "published" && <Published figure={subject} />}
      {other === "rankings" && <PublicRankings call={subject} />}
      {other === "transmissions" && <Transmissions />}
      {!query && !other && <Overview today={today} />}
    </>
  );
}

function Topics({ chosen }: { chosen: string }) {
  const say = useWords(reportingWords);
  return (
    <nav class="topics no-print" aria-label={say("topics")}>
      <ul>
        {[...topics, ...otherPages].map((one) => (
          <li key={one}>
            <a href={linkTo("reporting", [one])} aria-current={chosen === one ? "page" : undefined}>
              {say(one)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Of each topic the measure that is looked at first. */
const firstMeasures: [Topic, string][] = [
  ["stocks", "active"],
  ["flows", "in"],
  ["flows", "out"],
  ["users", "users"],
  ["need", "waiting"],
  ["need", "refused_for_capacity"],
  ["terms", "opened"],
  ["terms", "met_in_time"],
  ["outcomes", "better"],
  ["spending", "net"],
];

function Overview({ today }: { today: string }) {
  const say = useWords(reportingWords);
  const label = useLabels();
  const text = useCellText();
  const ofYear = (topic: Topic): Query => ({ topic, of: "", by: [], from: `${today.slice(0, 4)}-01`, to: today.slice(0, 7), asOf: "", restates: "" });
  const answers: Partial<Record<Topic, FiguresAnswer | null>> = {
    stocks: useQuestion<FiguresAnswer>(pathOfQuery(ofYear("stocks"))).answer,
    flows: useQuestion<FiguresAnswer>(pathOfQuery(ofYear("flows"))).answer,
    users: useQuestion<FiguresAnswer>(pathOfQuery(ofYear("users"))).answer,
    need: useQuestion<FiguresAnswer>(pathOfQuery(ofYear("need"))).answer,
    terms: useQuestion<FiguresAnswer>(pathOfQuery(ofYear("terms"))).answer,
    outcomes: useQuestion<FiguresAnswer>(pathOfQuery(ofYear("outcomes"))).answer,
    spending: useQuestion<FiguresAnswer>(pathOfQuery(ofYear("spending"))).answer,
  };
  const shown: Figure[] = firstMeasures.map(([topic, measure]) => {
    const rows = answers[topic]?.figures.rows;
    return { name: `${topic} ${measure}`, what: `${say(topic)}: ${label("measure", measure)}`, value: rows ? text(rows[0]?.[measure]) : null, href: linkOf(ofYear(topic)) };
  });
  return (
    <section class="mb-4">
      <h2>{say("year")}</h2>
      <p class="muted">{say("intro")}</p>
      <Figures label={say("year")} figures={shown} />
    </section>
  );
}
