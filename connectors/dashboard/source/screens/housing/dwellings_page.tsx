// The register of dwellings, by state and district; both filters stand in the route.
import { useRows } from "../../api/rows";
import { Choice } from "../../parts/choice";
import { Section } from "../../parts/section";
import { TakeAway } from "../../parts/take_away";
import { WideTable } from "../../parts/wide_table";
import { linkTo } from "../../route";
import { useLabels } from "../../words/labels";
import { useWords } from "../../words/language";
import type { Dwelling, Housing } from "./answers";
import { useDwellingColumns } from "./dwelling_columns";
import { states } from "./states";
import { Top } from "./top";
import { words } from "./words";

export function DwellingsPage({ parameters }: { parameters: URLSearchParams }) {
  const say = useWords(words);
  const label = useLabels();
  const columns = useDwellingColumns();
  const shown = [
    columns.code,
    columns.district,
    columns.size,
    columns.state,
    columns.since,
    columns.vacantDays,
    columns.title,
    columns.arrears,
  ];
  const answered = useRows<Dwelling, Housing>("/v1/housing", "dwellings");
  const state = parameters.get("state") ?? "";
  const district = parameters.get("district") ?? "";
  const choose = (name: string, value: string) => {
    location.hash = linkTo("housing", ["dwellings"], { state, district, [name]: value });
  };
  const districts = [...new Set(answered.answer?.rows.map((one) => one.district))].filter(Boolean).sort();
  return (
    <>
      <Top title={say("dwellings")} current="dwellings" />
      <div class="filters no-print">
        <Choice
          id="dwelling-state"
          title={say("state")}
          value={state}
          all={say("allStates")}
          codes={[...states]}
          nameOf={(code) => label("dwelling_state", code)}
          choose={(one) => choose("state", one)}
        />
        <Choice
          id="dwelling-district"
          title={say("district")}
          value={district}
          all={say("allDistricts")}
          codes={districts}
          nameOf={(code) => code}
          choose={(one) => choose("district", one)}
        />
      </div>
      <Section title={say("register")} answered={answered}>
        {(answer) => {
          const rows = answer.rows.filter((one) => (!state || one.state === state) && (!district || one.district === district));
          return (
            <>
              <p role="status">{say("rowsOf", rows.length, answer.rows.length)}</p>
              <WideTable
                caption={say("register")}
                columns={shown}
                rows={rows}
                keyOf={(row) => row.dwelling}
                warns={(row) => row.state === "without_title" || Number(row.arrears) > 0}
                empty={say("noSuchDwellings")}
              />
              <TakeAway path="/v1/housing" name="alloggi" />
            </>
          );
        }}
      </Section>
    </>
  );
}
