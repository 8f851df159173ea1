// Whether somebody may do something with a case, on a day, and by which row of the policy.
import { useState } from "preact/hooks";
import { pathOf } from "../../api/client";
import { useQuestion } from "../../api/questions";
import { serverDay } from "../../api/server_day";
import { useSession } from "../../api/session";
import { Choice } from "../../parts/choice";
import { Facts } from "../../parts/facts";
import { Section } from "../../parts/section";
import { linkTo, type Route } from "../../route";
import { instant } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import { auditWords } from "./words";

const roles = ["worker", "coordinator", "front_desk", "administrative", "auditor", "reporting", "dpo", "emergency_duty"];
const areas = ["elderly", "minors_family", "disabled", "foreigners", "poverty_adults", "general"];
const actions = [
  "find", "header", "administrative", "assessment", "diary", "juvenile_court", "address", "protected_address", "access_log", "write", "rectify",
  "assign", "export", "erase", "seal", "unseal", "emergency", "approve", "grant",
];
const caseId = /^[0-9a-f]{32}$/;

interface Asked {
  who: string;
  action: string;
  case: string;
  role: string;
  area: string;
  as_of: string;
}
interface Verdict {
  allowed: boolean;
  why: string;
  policy: string | null;
  role: string | null;
  relation: string | null;
  until: string | null;
}

export function MayPage({ route }: { route: Route }) {
  const say = useWords(auditWords);
  // A person's name stands in no address of the browser: what is asked is kept by the page.
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <>
      <h1>{say("mayPage")}</h1>
      <p>
        <a href={linkTo("audit")}>{say("back")}</a>
      </p>
      <p class="muted">{say("mayWhat")}</p>
      <Question caseFile={route.rest[1] ?? ""} ask={setAsked} />
      {asked && <Answered asked={asked} />}
      <p class="muted">
        {say("atLedger")} <code>fascicolo may WHO ACTION CASE --role ROLE --as-of DAY</code>
      </p>
    </>
  );
}

function Question({ caseFile, ask }: { caseFile: string; ask: (asked: Asked) => void }) {
  const say = useWords(auditWords);
  const label = useLabels();
  const today = serverDay(useSession());
  const [written, setWritten] = useState<Asked>({ who: "", action: "diary", case: caseFile, role: "worker", area: "", as_of: "" });
  const [isWrong, setWrong] = useState(false);
  const put = (part: Partial<Asked>) => setWritten({ ...written, ...part });
  const submit = (event: Event) => {
    event.preventDefault();
    const id = written.case.trim().toLowerCase();
    const isFit = caseId.test(id) && written.who.trim() !== "";
    setWrong(!isFit);
    if (isFit) ask({ ...written, who: written.who.trim(), case: id });
  };
  const choice = (name: "action" | "role", title: string, codes: string[], group: string) => (
    <Choice id={`may-${name}`} title={title} value={written[name]} codes={codes} nameOf={(one) => label(group, one)} choose={(code) => put({ [name]: code })} />
  );
  const text = (name: "who" | "case", title: string) => (
    <div class="field">
      <label for={`may-${name}`}>{title}</label>
      <input
        id={`may-${name}`}
        value={written[name]}
        autocomplete="off"
        spellcheck={false}
        aria-invalid={isWrong}
        onInput={(event) => put({ [name]: event.currentTarget.value })}
      />
    </div>
  );
  return (
    <form class="filters no-print" onSubmit={submit} noValidate>
      {text("who", say("mayWho"))}
      {choice("role", say("mayRole"), roles, "role")}
      <Choice
        id="may-area"
        title={say("mayArea")}
        value={written.area}
        all={say("anyArea")}
        codes={areas}
        nameOf={(one) => label("area", one)}
        choose={(area) => put({ area })}
      />
      {choice("action", say("mayAction"), actions, "access_action")}
      {text("case", say("idOfCase"))}
      <div class="field">
        <label for="may-as-of">{say("asOf")}</label>
        <input id="may-as-of" type="date" max={today} value={written.as_of} onInput={(event) => put({ as_of: event.currentTarget.value })} />
      </div>
      <button type="submit" class="btn btn-primary btn-sm">
        {say("mayAsk")}
      </button>
      {isWrong && (
        <p class="wrong" role="alert">
          {say("mayWrong")}
        </p>
      )}
    </form>
  );
}

function Answered({ asked }: { asked: Asked }) {
  const say = useWords(auditWords);
  const label = useLabels();
  const language = useLanguage();
  const { as_of, area, ...rest } = asked;
  const answered = useQuestion<Verdict>(pathOf("/v1/may", { ...rest, area: area || undefined, as_of: as_of || undefined }));
  return (
    <Section title={say("mayPage")} answered={answered}>
      {(verdict) => (
        <>
          <p role="status" class={`said ${verdict.allowed ? "good" : "warns"}`}>
            {say(verdict.allowed ? "mayYes" : "mayNo")}
          </p>
          <Facts
            look="about"
            facts={[
              [say("mayWhy"), label("may", verdict.why)],
              [say("mayRow"), verdict.role ? `${label("role", verdict.role)}, ${label("access_relation", verdict.relation)}` : "–"],
              [say("mayPolicy"), verdict.policy ?? "–"],
              [say("mayUntil"), verdict.until ? instant(language, verdict.until) : "–"],
            ]}
          />
        </>
      )}
    </Section>
  );
}
