import type { Answered } from "../../api/questions";
import { useSession } from "../../api/session";
import { Section } from "../../parts/section";
import { Table, type Column } from "../../parts/table";
import { TakeAway } from "../../parts/take_away";
import { linkTo } from "../../route";
import { useCatalogue } from "../../words/catalogue";
import { day } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { shortId } from "../../words/recorded";
import type { CaseRow } from "./answers";
import { byUrgency, casePicks, isPickedCase, type CasePick } from "./morning";
import { useNames } from "./names";
import { Picks } from "./picks";
import { workWords } from "./words";

interface CasesProps {
  answered: Answered<{ rows: CaseRow[] }>;
  contacts: CaseRow[] | null; // null: of those of others one may not ask
  pick: CasePick;
  today: string;
}

export function Cases({ answered, contacts, pick, today }: CasesProps) {
  const say = useWords(workWords);
  const session = useSession();
  const asked = (pick === "unassigned" ? contacts : answered.answer?.rows) ?? [];
  const rows = asked.filter((one) => isPickedCase(pick, one, today)).sort(byUrgency);
  const picks = casePicks.filter((one) => one !== "unassigned" || contacts !== null);
  const names = useNames(rows.map((one) => one.person));
  const columns = useCaseColumns(names.nameOf);
  const words = { allCases: say("allCases"), silent: say("silent"), waiting: say("waiting"), unassigned: say("unassigned") };
  return (
    <Section title={say("cases")} answered={answered}>
      {() => (
        <>
          <div class="filters no-print">
            <Picks name="cases" label={say("which")} picks={picks} picked={pick} words={words} />
            <button type="button" class="btn btn-outline-primary btn-sm" aria-pressed={names.isShown} onClick={names.turn}>
              {names.isShown ? say("hideNames") : say("showNames")}
            </button>
            <span class="muted small">{say("namesWhy")}</span>
          </div>
          <Table caption={say("cases")} columns={columns} rows={rows} keyOf={(one) => one.case} empty={say("casesEmpty")} />
          <TakeAway path={`/v1/caseload?worker=${encodeURIComponent(session.subject)}`} name="caseload" />
        </>
      )}
    </Section>
  );
}

function useCaseColumns(nameOf: (person: string) => string | null): Column<CaseRow>[] {
  const say = useWords(workWords);
  const label = useLabels();
  const language = useLanguage();
  const catalogue = useCatalogue();
  const isPressing = (one: CaseRow) => one.urgency === "urgent" || one.urgency === "emergency";
  return [
    {
      name: "urgency",
      title: label("column", "urgency"),
      cell: (one) => <span class={`tag ${isPressing(one) ? "warns" : ""}`}>{label("urgency", one.urgency)}</span>,
    },
    {
      name: "case",
      title: say("case"),
      cell: (one) => <a href={linkTo("case", [one.case])}>{nameOf(one.person) ?? <span class="code">{shortId(one.case)}</span>}</a>,
    },
    { name: "area", title: label("column", "area"), cell: (one) => label("area", one.area) },
    { name: "state", title: label("column", "state"), cell: (one) => label("case_state", one.state) },
    {
      name: "services",
      title: say("services"),
      cell: (one) =>
        one.services.length === 0 ? (
          <span class="muted">{say("noServices")}</span>
        ) : (
          <ul class="plain">
            {one.services.map((service) => (
              <li key={service.activation}>
                {catalogue.service(service.service)}{" "}
                <span class="muted">({label("activation_state", service.suspended ? "suspended" : service.state)})</span>
              </li>
            ))}
          </ul>
        ),
    },
    { name: "since", title: say("inCharge"), cell: (one) => day(language, one.in_charge_since) },
    { name: "last", title: say("lastEvent"), cell: (one) => day(language, one.last_event_on) },
  ];
}
