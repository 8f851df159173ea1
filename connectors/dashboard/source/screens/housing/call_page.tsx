// One call: how far it has come, and its ranking as it was published, as it stands, and as the public sees it.
import { pathOf } from "../../api/client";
import { useRows } from "../../api/rows";
import { Fact } from "../../parts/facts";
import { CaseLink } from "../../parts/case_link";
import { Icon } from "../../parts/icon";
import { Section } from "../../parts/section";
import { Table, type Column } from "../../parts/table";
import { TakeAway } from "../../parts/take_away";
import { linkTo } from "../../route";
import { day, money } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { useCatalogue } from "../../words/catalogue";
import type { Ranking, RankingLine } from "./answers";
import { Rank } from "./rank";
import { Top } from "./top";
import { words } from "./words";

const forms = ["published", "standing", "public"] as const;
type Form = (typeof forms)[number];

export function CallPage({ id, parameters }: { id: string; parameters: URLSearchParams }) {
  const say = useWords(words);
  const form = forms.find((one) => one === parameters.get("form")) ?? "published";
  const entry = parameters.get("entry");
  const path = `/v1/ranking/${encodeURIComponent(id)}`;
  const asked = pathOf(path, { standing: form === "standing", public: form === "public" });
  const answered = useRows<RankingLine, Ranking>(asked, "lines");
  const answer = answered.answer;
  return (
    <>
      <Top title={answer?.name ?? say("call")} current="calls" />
      <p>
        <a href={linkTo("housing", ["calls"])}>
          <Icon name="arrow-left" size="xs" /> {say("allCalls")}
        </a>
      </p>
      <nav class="subpages no-print" aria-label={say("forms")}>
        <ul>
          {forms.map((one) => (
            <li key={one}>
              <a href={linkTo("housing", ["calls", id], { form: one })} aria-current={one === form ? "page" : undefined}>
                {say(one)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Section title={say("ranking")} answered={answered}>
        {(list) => (
          <>
            <Head list={list} form={form} />
            {list.withheld ? <p class="said">{say("withheld")}</p> : <Lines call={id} form={form} lines={list.rows} chosen={entry} />}
            <TakeAway path={asked} name="graduatoria" />
          </>
        )}
      </Section>
      {entry && form !== "public" && <Rank call={id} entry={entry} />}
    </>
  );
}

const phases = ["open", "provisional", "final", "exhausted"];

function Head({ list, form }: { list: Ranking; form: Form }) {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const catalogue = useCatalogue();
  const ways = list.state && !phases.includes(list.state) ? [...phases, list.state] : phases;
  return (
    <>
      {list.state && (
        <ol class="phases" aria-label={say("phase")}>
          {ways.map((one) => (
            <li key={one} aria-current={one === list.state ? "step" : undefined}>
              {label("call_state", one)}
            </li>
          ))}
        </ol>
      )}
      <p class="muted">
        {say(`${form}Why`)} {form !== "public" && say("onlySeen")}
      </p>
      <dl class="paired">
        {list.published_on && (
          <Fact
            name={say("edition")}
            value={`${list.edition}: ${say(list.final ? "finalList" : "provisionalList")}, ${day(language, list.published_on)}`}
          />
        )}
        {list.appeals_until && <Fact name={say("appealsUntil")} value={day(language, list.appeals_until)} />}
        {list.valid_until && <Fact name={say("validUntil")} value={day(language, list.valid_until)} />}
        {list.moved_since !== undefined && <Fact name={say("movedSince")} value={String(list.moved_since)} />}
        <Fact name={say("rules")} value={`${catalogue.ruleSet(list.rule_set)} ${list.version}, ${list.criteria_act}`} />
      </dl>
      {list.hash_holds === false && (
        <p class="said warns" role="alert">
          {say("hashDiffers")}
        </p>
      )}
      {list.sample && (
        <p>
          <span class="tag sample">{say("sample")}</span>
        </p>
      )}
    </>
  );
}

function Lines({ call, form, lines, chosen }: { call: string; form: Form; lines: RankingLine[]; chosen: string | null }) {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const shown: Column<RankingLine>[] = [
    { name: "rank", title: say("rank"), isNumber: true, sortBy: (row) => row.rank, cell: (row) => row.rank ?? "–" },
    { name: "code", title: say("listCode"), cell: (row) => <span class="code">{row.code}</span> },
    { name: "points", title: say("points"), isNumber: true, sortBy: (row) => Number(row.points), cell: (row) => row.points },
    { name: "standing", title: say("standingOf"), sortBy: (row) => row.standing, cell: (row) => label("standing", row.standing) },
  ];
  if (lines.some((one) => Number(one.amount) > 0)) {
    shown.push({
      name: "amount",
      title: say("amount"),
      isNumber: true,
      sortBy: (row) => Number(row.amount),
      cell: (row) => money(language, row.amount),
    });
  }
  const ofOffice: Column<RankingLine>[] = [
    { name: "state", title: say("entryState"), sortBy: (row) => row.state, cell: (row) => label("entry_state", row.state) },
    { name: "case", title: say("case"), cell: (row) => <CaseLink id={row.case} /> },
    {
      name: "why",
      title: say("why"),
      cell: (row) => (
        <a href={linkTo("housing", ["calls", call], { form, entry: row.entry })} aria-current={row.entry === chosen ? "true" : undefined}>
          {row.entry === chosen ? say("explainedBelow") : say("explain", row.code)}
        </a>
      ),
    },
  ];
  return (
    <Table
      caption={say("ranking")}
      columns={form === "public" ? shown : [...shown, ...ofOffice]}
      rows={lines}
      keyOf={(row) => row.code}
      empty={say("noLines")}
    />
  );
}
