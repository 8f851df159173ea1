// fascicolo changes: what happened since one looked last.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/entities.h"
#include "connectors/program/history_steps.h"
#include "connectors/program/reading.h"
#include "projections/changes.h"
#include "projections/history_reader.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct ChangesOptions {
  std::optional<std::string> worker;
  std::uint64_t since = 0;
};

/// Tells the steps of one case after the other. Personal texts stay sealed.
class ChangesTeller {
 public:
  ChangesTeller(Session& session, Reading& reading)
      : session_(session), reading_(reading), commits_(reading.source().log(), reading.rows()) {
    for (const char* column : {"case", "position", "when", "actor", "event"}) {
      table_.Column(session.Label(std::string("column.") + column));
    }
  }

  Status Take(const projections::ChangedCase& changed) {
    Value::Array steps;
    for (const auto& ref : changed.refs) {
      const auto commit = commits_.Load(ref.position);
      if (!commit) return commit.error();
      auto step = StepOf((*commit)->reading, ref.event, nullptr);
      if (!step) return step.error();
      AddAct(reading_.source().state(), *step);
      if (session_.json()) steps.push_back(FormOf(*step, session_.language()));
      if (!session_.json()) AddRow(changed.case_file, *step);
    }
    if (session_.json()) {
      cases_.push_back(cli::Object()
                           .Add("case", changed.case_file)
                           .Add("steps", std::move(steps))
                           .Add("more", changed.more)
                           .Done());
    }
    return {};
  }

  void Finish(const Reading& reading, Position since) {
    if (session_.json()) {
      cli::Object answer;
      reading.AddStanding(answer);
      session_.terminal.Json(answer.Add("since", since).Add("cases", std::move(cases_)).Done());
    } else if (table_.empty()) {
      session_.Say(session_.Label("text.nothing"));
    } else {
      table_.Print(session_.terminal);
    }
  }

 private:
  void AddRow(EntityId case_file, const Step& step) {
    const auto name = step.event ? cli::LabelOf(session_.language(), "event", step.type)
                                 : cli::LabelOf(session_.language(), "command", step.command_type);
    table_.Row({ToHex(case_file), std::to_string(step.position.value),
                FormatInstant(step.recorded_at), step.actor,
                step.understood ? std::string(name) : session_.Label("text.frozen")});
  }

  Session& session_;
  Reading& reading_;
  projections::HistoryReader commits_;
  cli::Table table_;
  Value::Array cases_;
};

int Show(Session& session, Reading& reading, const ChangesOptions& options) {
  ChangesTeller teller(session, reading);
  Status told;
  ThroughPages<EntityId>(
      0,
      [&](const auto& after, std::size_t page) {
        return projections::ChangesSince(reading.rows(), Position{options.since}, options.worker,
                                         after, page);
      },
      [&](const projections::ChangesPage& page) {
        for (const auto& changed : page.cases) {
          if (told) told = teller.Take(changed);
        }
        return page.cases.size();
      });
  if (!told) return session.Fail(told.error());
  teller.Finish(reading, Position{options.since});
  return cli::kExitDone;
}

int Changes(Session& session, const ChangesOptions& options) {
  return Answer(session, std::nullopt,
                [&](Reading& reading) { return Show(session, reading, options); });
}

}  // namespace

void AddChanges(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<ChangesOptions>();
  auto options = arguments.Add(
      "changes",
      {"Shows what happened in open cases since a position, as an earlier answer gave it",
       "Mostra ciò che è accaduto nei fascicoli aperti dopo una posizione, indicata da una "
       "risposta precedente"},
      "  fascicolo changes --since 1200 --worker anna.rossi",
      [&session, given] { return Changes(session, *given); });
  options.Number("--since", given->since,
                 {"The position that was seen last", "L'ultima posizione già vista"});
  options.Text("--worker", given->worker,
               {"In the cases of this social worker; '' for those that nobody has",
                "Nei fascicoli di questo assistente sociale; '' per quelli di nessuno"});
  options.Answers("", StandingShape("since: count, cases: [{case: id, steps: [%], more: flag}]", {StepShape()}));
}

}  // namespace fascicolo::program
