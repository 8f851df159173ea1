// The housing office's morning: which dwellings are in which state, and what is wrong with the tenancies in the others.
import { useRows } from "../../api/rows";
import { serverDay } from "../../api/server_day";
import { mayAsk, useSession } from "../../api/session";
import { ActsPart } from "../../parts/acts";
import { Figures, type Figure } from "../../parts/figures";
import { Samples } from "../../parts/samples";
import { Section } from "../../parts/section";
import { linkTo } from "../../route";
import { useLabels } from "../../words/labels";
import { useWords } from "../../words/language";
import type { Call, Dwelling, Housing } from "./answers";
import { DistrictPlan } from "./plan";
import { states } from "./states";
import { Top } from "./top";
import { words } from "./words";

export function OverviewPage() {
  const say = useWords(words);
  const label = useLabels();
  const session = useSession();
  const housing = useRows<Dwelling, Housing>("/v1/housing", "dwellings");
  const byState = housing.answer?.by_state ?? {};
  const stateFigures: Figure[] = states
    .filter((state) => byState[state])
    .map((state) => ({
      name: state,
      what: label("dwelling_state", state),
      value: byState[state],
      href: linkTo("housing", ["dwellings"], { state }),
      warns: state === "without_title",
    }));
  return (
    <>
      <Top title={say("title")} current="" />
      <Section title={say("byState")} answered={housing}>
        {() => <Figures label={say("byState")} figures={stateFigures} />}
      </Section>
      <section class="mb-4">
        <h2>{say("toWatch")}</h2>
        <WatchFigures />
      </section>
      <Section title={say("byDistrict")} answered={housing}>
        {(answer) =>
          answer.rows.length === 0 ? (
            <p class="muted">{say("noDwellings")}</p>
          ) : (
            <>
              <DistrictPlan dwellings={answer.rows} />
              <Samples names={answer.samples} />
            </>
          )
        }
      </Section>
      {mayAsk(session, "acts") && <ActsPart />}
    </>
  );
}

function useCounted(flag: string): number | undefined {
  return useRows<Dwelling>(`/v1/housing?${flag}=true`, "dwellings").answer?.rows.length;
}

/** Provisional rankings against which somebody may still appeal. */
function useCallsOpenToAppeals(): number | undefined {
  const today = serverDay(useSession());
  const isOpen = (one: Call) => one.state === "provisional" && one.appeals_until !== null && one.appeals_until >= today;
  return useRows<Call>("/v1/ranking", "calls").answer?.rows.filter(isOpen).length;
}

function WatchFigures() {
  const say = useWords(words);
  const vacant = useRows<Dwelling>("/v1/housing?vacant=true", "dwellings").answer?.rows;
  const arrears = useCounted("arrears");
  const unverified = useCounted("unverified");
  const lodgings = useCounted("lodgings");
  const forfeitures = useCounted("forfeitures");
  const appeals = useCallsOpenToAppeals();
  const longest = vacant?.reduce((most, one) => Math.max(most, one.vacant_days ?? 0), 0);
  const tenancies = linkTo("housing", ["tenancies"]);
  return (
    <Figures
      label={say("toWatch")}
      figures={[
        { name: "vacant", what: say("vacantNow"), value: vacant?.length, href: linkTo("housing", ["vacant"]) },
        { name: "longest", what: say("longestVacant"), value: longest, href: linkTo("housing", ["vacant"]) },
        { name: "arrears", what: say("inArrears"), value: arrears, href: tenancies, warns: Boolean(arrears) },
        { name: "unverified", what: say("unverifiedNow"), value: unverified, href: tenancies, warns: Boolean(unverified) },
        { name: "lodgings", what: say("lodgingsNow"), value: lodgings, href: tenancies },
        { name: "appeals", what: say("appealsNow"), value: appeals, href: linkTo("housing", ["calls"]), warns: Boolean(appeals) },
        { name: "forfeitures", what: say("forfeituresNow"), value: forfeitures, href: tenancies },
      ]}
    />
  );
}
