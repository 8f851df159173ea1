// Who is away in the days to come, who stands in, and where nobody does; an absence is reported or covered here.
import { useState } from "preact/hooks";
import { useQuestion } from "../../api/questions";
import { CommandForm } from "../../parts/form/command_form";
import { Section } from "../../parts/section";
import { Table, type Column } from "../../parts/table";
import { TakeAway } from "../../parts/take_away";
import { count, day } from "../../words/formats";
import { useLabels } from "../../words/labels";
import { useLanguage, useWords } from "../../words/language";
import type { AbsenceRow, Absences } from "./answers";
import { words } from "./words";

const path = "/v1/absences";
const commands = ["ReportAbsence", "CoverAbsence"] as const;

export function AbsencesPart() {
  const say = useWords(words);
  const language = useLanguage();
  const answered = useQuestion<Absences>(path);
  return (
    <Section title={say("absences")} answered={answered}>
      {(answer) => (
        <>
          <p class="muted">{say("absencesUntil", day(language, answer.until), answer.uncovered)}</p>
          <AbsenceTable rows={answer.absences} />
          <TakeAway path={path} name="assenze" />
          <AbsenceForms again={answered.again} />
        </>
      )}
    </Section>
  );
}

function AbsenceTable({ rows }: { rows: AbsenceRow[] }) {
  const say = useWords(words);
  const language = useLanguage();
  const columns: Column<AbsenceRow>[] = [
    { name: "who", title: say("who"), sortBy: (row) => row.worker, cell: (row) => row.worker },
    { name: "from", title: say("from"), sortBy: (row) => row.from, cell: (row) => day(language, row.from) },
    { name: "until", title: say("backOn"), sortBy: (row) => row.until, cell: (row) => day(language, row.until) },
    {
      name: "substitute",
      title: say("substitute"),
      cell: (row) => (row.substitute ? (row.substitute_away ? say("awayToo", row.substitute) : row.substitute) : say("nobodyStandsIn")),
    },
    { name: "cases", title: say("cases"), isNumber: true, sortBy: (row) => row.cases, cell: (row) => count(language, row.cases) },
    { name: "weight", title: say("weighted"), isNumber: true, sortBy: (row) => row.weight, cell: (row) => count(language, row.weight) },
  ];
  return (
    <Table
      caption={say("absences")}
      columns={columns}
      rows={rows}
      keyOf={(row) => `${row.worker} ${row.from}`}
      warns={(row) => !row.covered}
      empty={say("nobodyAway")}
    />
  );
}

function AbsenceForms({ again }: { again: () => void }) {
  const say = useWords(words);
  const label = useLabels();
  const [opened, setOpened] = useState<string | null>(null);
  const [done, setDone] = useState("");
  return (
    <div class="no-print">
      <div role="status">{done && <p class="said good">{say("recorded", done)}</p>}</div>
      {opened ? (
        <CommandForm
          command={opened}
          title={label("command", opened)}
          draft={`${opened}:absences`}
          preset={{}}
          choicesOf={() => null}
          done={() => {
            setDone(label("command", opened));
            setOpened(null);
            again();
          }}
          leave={() => setOpened(null)}
        />
      ) : (
        commands.map((command) => (
          <button key={command} type="button" class="btn btn-outline-primary btn-sm me-2" onClick={() => setOpened(command)}>
            {label("command", command)}
          </button>
        ))
      )}
    </div>
  );
}
