import { useState } from "preact/hooks";
import type { Agenda, DueItem } from "../../api/answers";
import type { Answered } from "../../api/questions";
import { Section } from "../../parts/section";
import { Table, type Column } from "../../parts/table";
import { TakeAway } from "../../parts/take_away";
import { linkTo } from "../../route";
import { useCatalogue } from "../../words/catalogue";
import { useDueNames } from "../../words/due_names";
import { day, daysBetween } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { useSampleName } from "../../words/naming";
import { shortId } from "../../words/recorded";
import { byWeight, duePicks, isPicked, type DuePick } from "./morning";
import { Picks } from "./picks";
import { workWords } from "./words";

interface DuesProps {
  answered: Answered<Agenda & { rows: DueItem[] }>;
  pick: DuePick;
  mine: ReadonlySet<string>; // cases
}

export function Dues({ answered, pick, mine }: DuesProps) {
  const say = useWords(workWords);
  const [picked, setMine] = useState<boolean | null>(null);
  const isMine = picked ?? mine.size > 0; // who leads no case looks at everybody's
  const isOfMine = (one: DueItem) => one.case !== null && mine.has(one.case);
  const columns = useDueColumns(answered.answer?.today ?? "");
  const words: Record<DuePick, string> = {
    all: say("all"),
    late: say("late"),
    hours: say("hours"),
    adi: say("adi"),
    meetings: say("meetings"),
    unheld: say("unheld"),
    offers: say("offers"),
  };
  return (
    <Section title={say("dues")} answered={answered}>
      {(agenda) => (
        <>
          <div class="filters no-print">
            <Picks name="due" label={say("which")} picks={duePicks} picked={pick} words={words} />
            <div class="field">
              <label for="due-whose">{say("whose")}</label>
              <select id="due-whose" value={isMine ? "mine" : "all"} onChange={(event) => setMine(event.currentTarget.value === "mine")}>
                <option value="mine">{say("mine")}</option>
                <option value="all">{say("everybodys")}</option>
              </select>
            </div>
          </div>
          <Table
            caption={say("dues")}
            columns={columns}
            rows={agenda.rows.filter((one) => isPicked(pick, one, agenda.today) && (!isMine || isOfMine(one))).sort(byWeight)}
            keyOf={(one) => `${one.due_on} ${one.kind} ${one.about} ${one.number} ${one.what}`}
            warns={(one) => one.overdue}
            empty={say("duesEmpty")}
          />
          <Samples samples={agenda.samples} />
          <TakeAway path="/v1/agenda" name="agenda" />
        </>
      )}
    </Section>
  );
}

/** Whose values nobody adopted: what rests on them may be otherwise. */
function Samples({ samples }: { samples: string[] }) {
  const say = useWords(workWords);
  const nameOf = useSampleName();
  if (samples.length === 0) return null;
  return (
    <details class="mt-2">
      <summary>
        <span class="tag sample">{say("sampleRules", samples.length)}</span>
      </summary>
      <ul>
        {samples.map((one) => (
          <li key={one}>{nameOf(one)}</li>
        ))}
      </ul>
    </details>
  );
}

function useDueColumns(today: string): Column<DueItem>[] {
  const say = useWords(workWords);
  const label = useLabels();
  const language = useLanguage();
  const catalogue = useCatalogue();
  const whatOf = useDueNames();
  const away = (one: DueItem) => {
    const days = daysBetween(today, one.due_on);
    if (days === 0) return say("dueToday");
    if (days < 0) return days === -1 ? say("dayAgo") : say("days", -days);
    return days === 1 ? say("inOneDay") : say("inDays", days);
  };
  return [
    {
      name: "due",
      title: say("dueOn"),
      cell: (one) => (
        <>
          {day(language, one.due_on)}{" "}
          <span class={one.overdue ? "tag warns" : "muted"}>{one.overdue ? `${label("text", "overdue")}: ${away(one)}` : away(one)}</span>
        </>
      ),
    },
    { name: "weight", title: say("weight"), cell: (one) => label("legal_weight", one.weight) },
    { name: "what", title: say("what"), cell: whatOf },
    { name: "service", title: say("service"), cell: (one) => (one.service ? catalogue.service(one.service) : "") },
    {
      name: "case",
      title: say("case"),
      cell: (one) =>
        one.case && (
          <a href={linkTo("case", [one.case])} class="code">
            {shortId(one.case)}
          </a>
        ),
    },
  ];
}
