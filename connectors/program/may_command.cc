// fascicolo may: whether somebody may do something with a case, and by which row of the policy; also of the past.
#include "connectors/cli/labels.h"
#include "connectors/program/commands.h"
#include "connectors/program/effective_day.h"
#include "connectors/program/entities.h"
#include "connectors/program/reading.h"
#include "engine/access/may.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct MayOptions {
  std::string who;
  std::string action;
  std::string case_file;
  std::vector<std::string> roles;
  std::vector<std::string> areas;
  std::optional<std::string> effective_on;
  std::optional<std::string> as_of;
};

Result<engine::Someone, FormError> SomeoneOf(const MayOptions& options) {
  engine::Someone someone{options.who, options.roles, {}};
  for (const std::string& area : options.areas) {
    const auto found = FindWord({schema::EnumNamesArea(), std::size(schema::EnumValuesArea())}, area, "--area");
    if (!found) return found.error();
    someone.areas.push_back(static_cast<schema::Area>(*found));
  }
  return someone;
}

Result<engine::AccessAction, FormError> ActionOf(const std::string& text) {
  if (const auto action = engine::AccessActionOf(text)) return *action;
  std::string words;
  for (const auto action : engine::AllAccessActions()) words += (words.empty() ? "" : ", ") + std::string(engine::TextOf(action));
  return FormError{"ACTION", "is none", words};
}

std::string SentenceOf(Session& session, const engine::Verdict& verdict) {
  std::string text = session.Label(verdict.allowed() ? "may.allowed" : "may.not_allowed") + ": " +
                     session.Label("may." + std::string(engine::TextOf(verdict.why)));
  if (verdict.number != 0) text += ", " + session.Label("may.number") + " " + std::to_string(verdict.number);
  if (verdict.until) text += ", " + session.Label("may.until") + " " + FormatInstant(*verdict.until);
  if (verdict.row) text += " " + verdict.row->role + ", " + std::string(engine::TextOf(verdict.row->relation));
  return verdict.policy.empty() ? text : text + " (" + session.Label("may.policy") + " " + verdict.policy + ")";
}

int Tell(Session& session, Reading& reading, const engine::Verdict& verdict) {
  const int code = verdict.allowed() ? cli::kExitDone : cli::kExitNo;
  if (!session.json()) {
    session.terminal.Line(SentenceOf(session, verdict));
    return code;
  }
  cli::Object answer;
  reading.AddStanding(answer);
  answer.Add("allowed", verdict.allowed()).Add("why", engine::TextOf(verdict.why));
  answer.Add("policy", verdict.policy.empty() ? Value{} : cli::Form(verdict.policy));
  answer.Add("role", verdict.row ? cli::Form(verdict.row->role) : Value{});
  answer.Add("relation", verdict.row ? cli::Form(engine::TextOf(verdict.row->relation)) : Value{});
  answer.Add("number", verdict.number != 0 ? cli::Form(verdict.number) : Value{});
  answer.Add("until", verdict.until ? cli::Form(FormatInstant(*verdict.until)) : Value{});
  session.terminal.Json(answer.Done());
  return code;
}

/// The moment that is asked about: with --as-of the one it names, or the end of the day, or of the commit; else now.
Instant MomentOf(Session& session, const Reading& reading, const std::optional<std::string>& as_of) {
  if (!as_of) return session.clock().Now();
  const auto named = projections::ParseAsOf(*as_of);
  const auto* instant = named ? std::get_if<Instant>(&*named) : nullptr;
  return instant == nullptr ? reading.standing().recorded_at : *instant;
}

int Ask(Session& session, Reading& reading, const MayOptions& options) {
  const auto someone = SomeoneOf(options);
  if (!someone) return session.Fail(someone.error());
  const auto action = ActionOf(options.action);
  if (!action) return session.Fail(action.error());
  const auto entity = FindEntity(reading.source().state(), options.case_file, "CASE", schema::EntityKind::case_file);
  if (!entity) return session.Fail(entity.error());
  const auto state = reading.state();
  if (!state) return session.Fail(state.error());
  const auto on = ReadEffectiveOn(options.effective_on);
  if (!on) return session.Fail(on.error());
  if (*on) return Tell(session, reading, engine::May(*state, *someone, *action, *entity, **on));
  const Instant at = MomentOf(session, reading, options.as_of);
  return Tell(session, reading, engine::May(*state, *someone, *action, *entity, reading.today(), at));
}

}  // namespace

void AddMay(cli::Arguments& arguments, Session& session) {
  const auto options = std::make_shared<MayOptions>();
  auto said = arguments.Add("may",
                            {"Tells whether somebody may do something with a case, and by which row of the adopted policy",
                             "Dice se qualcuno può fare qualcosa con un fascicolo, e per quale riga della regola adottata"},
                            "  fascicolo may anna.rossi diary CASE --role worker --area elderly --as-of 2026-03-01\n",
                            [&session, options] {
                              return Answer(session, options->as_of,
                                            [&](Reading& reading) { return Ask(session, reading, *options); });
                            });
  said.Text("WHO", options->who, {"As commands name workers", "Come i comandi nominano gli operatori"}, true);
  said.Text("ACTION", options->action,
            {"find, header, administrative, assessment, diary, juvenile_court, address, protected_address, write, rectify, "
             "assign, export, access_log, erase, seal, unseal, emergency, approve or grant",
             "find, header, administrative, assessment, diary, juvenile_court, address, protected_address, write, rectify, "
             "assign, export, access_log, erase, seal, unseal, emergency, approve o grant"},
            true);
  said.Text("CASE", options->case_file, {"Its id; the first digits do", "Il suo id; bastano le prime cifre"}, true);
  said.Texts("--role", options->roles, {"A role that they have; may stand several times", "Un ruolo che hanno; anche più volte"});
  said.Texts("--area", options->areas, {"An area in which they work; may stand several times", "Un'area in cui lavorano; anche più volte"});
  said.Text("--effective-on", options->effective_on,
            {"By the policy, the grants and the covers of this day as a whole, as known at --as-of; no emergency and no agreement "
             "of an hour counts",
             "Secondo la regola, le autorizzazioni e le sostituzioni di questo giorno nel suo insieme, per quanto noto in --as-of; "
             "non contano emergenze né assensi a ore"});
  said.Text("--as-of", options->as_of, kAsOfHelp);
  said.Answers("", StandingShape("allowed: flag, why: word, policy: text?, role: word?, relation: word?, number: count?, until: instant?"));
}

}  // namespace fascicolo::program
