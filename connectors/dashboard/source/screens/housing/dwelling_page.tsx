// One dwelling: what it is, who is in it as far as that may be told, and its next state where the office decides it.
import { useState } from "preact/hooks";
import { useQuestion } from "../../api/questions";
import { useSession } from "../../api/session";
import { Fact } from "../../parts/facts";
import { Icon } from "../../parts/icon";
import { ProblemNote } from "../../parts/problem_note";
import { Section } from "../../parts/section";
import { useTakingOver } from "../../parts/taking_over";
import { linkTo } from "../../route";
import { count, day, money } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { useCatalogue } from "../../words/catalogue";
import { useWordText } from "../../words/naming";
import type { Dwelling, Housing, Tenancy } from "./answers";
import { MoveForm } from "./move_form";
import { Top } from "./top";
import { words } from "./words";

export function DwellingPage({ id }: { id: string }) {
  const say = useWords(words);
  const session = useSession();
  const answered = useQuestion<Housing & { dwellings: Dwelling[] }>(`/v1/housing?dwelling=${encodeURIComponent(id)}`);
  const dwelling = answered.answer?.dwellings[0];
  const mayMove = dwelling && !dwelling.tenancy && !dwelling.protected && session.commands.includes("MoveDwelling");
  return (
    <>
      <Top title={dwelling ? say("dwelling", dwelling.code) : say("dwellingPage")} current="dwellings" />
      <p>
        <a href={linkTo("housing", ["dwellings"])}>
          <Icon name="arrow-left" size="xs" /> {say("allDwellings")}
        </a>
      </p>
      <div class="two">
        <Section title={say("facts")} answered={answered}>
          {(answer) => (answer.dwellings[0] ? <Facts dwelling={answer.dwellings[0]} /> : <p class="muted">{say("noSuchDwelling")}</p>)}
        </Section>
        {dwelling && (
          <section class="mb-4">
            <h2>{say("tenancy")}</h2>
            {dwelling.protected ? (
              <p>{say("protectedWhy")}</p>
            ) : dwelling.tenancy ? (
              <TenancyFacts dwelling={dwelling} tenancy={dwelling.tenancy} />
            ) : (
              <p>{say("noTenancy")}</p>
            )}
          </section>
        )}
      </div>
      {dwelling && mayMove && <MoveForm dwelling={dwelling} />}
    </>
  );
}

function Facts({ dwelling }: { dwelling: Dwelling }) {
  const say = useWords(words);
  const label = useLabels();
  const wordText = useWordText();
  const language = useLanguage();
  return (
    <dl class="paired">
      <Fact name={say("state")} value={`${label("dwelling_state", dwelling.state)}, ${say("sinceDay", day(language, dwelling.since))}`} />
      {dwelling.vacant_days !== null && <Fact name={say("vacantDays")} value={count(language, dwelling.vacant_days)} />}
      <Fact name={say("district")} value={dwelling.district || say("notTold")} />
      <Fact name={say("street")} value={dwelling.street || say("streetNotTold")} />
      <Fact name={say("size")} value={say("metresAndRooms", dwelling.square_metres, dwelling.rooms)} />
      <Fact name={say("accessible")} value={say(dwelling.accessible ? "yes" : "no")} />
      <Fact name={say("owner")} value={label("dwelling_owner", dwelling.owner)} />
      <Fact name={say("use")} value={label("dwelling_use", dwelling.use)} />
      {dwelling.reserve && <Fact name={say("reserve")} value={wordText("reserve", dwelling.reserve)} />}
      {dwelling.next_in_line && <Fact name={say("nextInLine")} value={dwelling.next_in_line.slice(0, 8)} />}
    </dl>
  );
}

function TenancyFacts({ dwelling, tenancy }: { dwelling: Dwelling; tenancy: Tenancy }) {
  const say = useWords(words);
  const label = useLabels();
  const language = useLanguage();
  const catalogue = useCatalogue();
  const { forfeiture } = tenancy;
  const step = forfeiture && (forfeiture.step === "none" ? say("begun") : label("forfeiture_step", forfeiture.step));
  const ground = forfeiture && (catalogue.named("ground", forfeiture.ground) ?? forfeiture.ground);
  return (
    <>
      <dl class="paired">
        <Fact name={say("tenancyTitle")} value={label("tenancy_title", tenancy.title)} />
        <Fact name={say("state")} value={label("tenancy_state", tenancy.state)} />
        <Fact name={say("from")} value={day(language, tenancy.from)} />
        {tenancy.until && <Fact name={say("until")} value={day(language, tenancy.until)} />}
        <Fact name={say("contract")} value={tenancy.contract || say("noContract")} />
        <Fact name={say("checkedOn")} value={tenancy.checked_on ? day(language, tenancy.checked_on) : say("never")} />
        <Fact name={say("arrears")} value={money(language, dwelling.arrears)} />
        {forfeiture && (
          <Fact name={say("forfeiture")} value={`${step}, ${say("sinceDay", day(language, forfeiture.since))}: ${ground}`} />
        )}
        {forfeiture?.eviction_on && <Fact name={say("evictionOn")} value={day(language, forfeiture.eviction_on)} />}
      </dl>
      {dwelling.unverified && <p class="said warns">{say("unverified")}</p>}
      {forfeiture?.minors && <p class="said warns">{say("minors")}</p>}
      {tenancy.person && <Tenant person={tenancy.person} />}
    </>
  );
}

interface PersonAnswer {
  person: { surname: string | null; name: string | null };
}

/** A name is read only on purpose: the reading is recorded, and the person may ask who read. */
function Tenant({ person }: { person: string }) {
  const say = useWords(words);
  const [isAsked, setAsked] = useState(false);
  const answered = useQuestion<PersonAnswer>(isAsked ? `/v1/persons/${person}` : null, { entities: [person] });
  const read = answered.answer?.person;
  const shown = useTakingOver<HTMLDivElement>(Boolean(read));
  return (
    <div aria-live="polite" ref={shown} tabIndex={-1}>
      <ProblemNote problem={answered.problem} again={answered.again} />
      {read ? (
        <dl class="paired">
          <Fact name={say("tenant")} value={[read.surname, read.name].filter(Boolean).join(" ") || say("notTold")} />
        </dl>
      ) : (
        <button type="button" class="btn btn-outline-primary btn-sm" onClick={() => setAsked(true)}>
          <Icon name="user" /> {say("showTenant")}
        </button>
      )}
    </div>
  );
}
