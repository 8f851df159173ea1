#include "connectors/program/serve/submitting.h"

#include "connectors/cli/arguments.h"
#include "connectors/cli/form_error_text.h"
#include "connectors/program/command_json.h"
#include "connectors/program/history_steps.h"
#include "connectors/program/outcome_form.h"
#include "events/hash.h"
#include "events/store/rows.h"
#include "projections/history.h"
#include "projections/history_reader.h"

#include <charconv>

namespace fascicolo::program {
namespace {

using events::json::Value;

/// A key that is an id in itself is the command's; of any other, the asker's own id comes out of it.
CommandId IdOfKey(std::string_view key, const Asker& asker) {
  if (const auto id = IdFromText<CommandId>(key)) return *id;
  return IdFromHash<CommandId>(events::Sha256({events::AsBytes(std::string_view("idempotency key\n")),
                                               events::AsBytes(asker.subject), events::AsBytes(std::string_view("\n")),
                                               events::AsBytes(key)}));
}

http::Problem Malformed(const FormError& error) {
  const std::string wrong = cli::TextOf(error, cli::Language::kEnglish);  // told in the asker's at the door (language.h)
  return {.status = 400, .title = "The command is malformed", .code = "form", .errors = {{error.place, wrong}}};
}

/// The member of the command, or a new one at its end.
Value& MemberToSet(Value::Object& command, const std::string& key) {
  for (auto& member : command) {
    if (member.key == key) return member.value;
  }
  command.push_back({key, {}});
  return command.back().value;
}

/// The version in "7"; none: it is none.
std::optional<std::uint64_t> VersionIn(std::string_view tag) {
  if (tag.size() < 3 || tag.front() != '"' || tag.back() != '"') return std::nullopt;
  std::uint64_t version = 0;
  const auto read = std::from_chars(tag.data() + 1, tag.data() + tag.size() - 1, version);
  if (read.ec != std::errc{} || read.ptr != tag.data() + tag.size() - 1) return std::nullopt;
  return version;
}

/// Adds what If-Match says of the entity that the command is aimed at to what the command expects. What is wrong, or none.
std::optional<FormError> Expect(std::string_view match, const schema::Command& read, Value::Object& command) {
  const auto version = VersionIn(match);
  if (!version) return FormError{"If-Match", "is no version", R"(one in quotation marks, such as "7")"};
  const auto target = projections::TargetOf(read);
  if (!target) return FormError{"If-Match", "has nothing to be about", "a command to a case, service, unit or person that is there"};
  Value& expected = MemberToSet(command, "expected");
  if (expected.is_null()) expected = Value{Value::Array{}};
  auto* all = std::get_if<Value::Array>(&expected.content);
  FASCICOLO_CHECK(all != nullptr);  // it was read as a command
  all->push_back(cli::Object().Add("entity", *target).Add("version", *version).Done());
  return std::nullopt;
}

/// The entity and the version that a conflict is about.
struct Conflict {
  EntityId entity;
  std::uint64_t expected = 0;
};
std::optional<Conflict> ConflictIn(const engine::Rejection& rejection) {
  constexpr std::string_view kPlace = "/expected/";
  constexpr std::string_view kVersion = "version ";
  const std::string& place = rejection.error.place;
  const std::string& said = rejection.error.expected;
  if (!place.starts_with(kPlace) || !said.starts_with(kVersion)) return std::nullopt;
  const auto entity = IdFromText<EntityId>(std::string_view(place).substr(kPlace.size()));
  const auto version = VersionIn('"' + said.substr(kVersion.size()) + '"');
  if (!entity || !version) return std::nullopt;
  return Conflict{*entity, *version};
}

Value FormOf(const Step& step) {
  return cli::Object()
      .Add("position", step.position)
      .Add("event", step.event)
      .Add("recorded_at", step.recorded_at)
      .Add("type", step.type)
      .Add("entity", step.entity)
      .Add("version", step.version)
      .Done();
}

/// One that failed for what the ledger or the program is fails again.
bool MayGoThroughLater(const engine::Outcome& outcome) {
  const auto* failure = std::get_if<Failure>(&outcome);
  if (failure == nullptr) return false;
  return failure->code == FailureCode::kUnavailable || failure->code == FailureCode::kNotHolder ||
         failure->code == FailureCode::kFull;
}

unsigned StatusOfOutcome(const engine::Outcome& outcome) {
  if (std::holds_alternative<engine::Accepted>(outcome)) return 200;
  if (std::holds_alternative<engine::Refused>(outcome)) return 422;
  const auto* rejection = std::get_if<engine::Rejection>(&outcome);
  if (rejection == nullptr) return 503;
  switch (rejection->code) {
    case engine::RejectionCode::kForm:
      return 400;
    case engine::RejectionCode::kUnknownEntity:
      return 404;
    case engine::RejectionCode::kVersionConflict:
      return 412;
    case engine::RejectionCode::kIdReused:
      return 409;
  }
  return 400;
}

}  // namespace

Result<engine::Request, http::Problem> ReadPosted(const http::Request& request, const Asker& asker) {
  const auto key = http::ValueOf(request.headers, "Idempotency-Key");
  if (!key || key->empty() || key->size() > kMaxKeyBytes) {
    return http::Problem{.status = 400,
                         .title = "There must be an Idempotency-Key",
                         .detail = "the same command, sent again with the same key, counts once",
                         .code = "idempotency_key"};
  }
  auto document = events::json::ParseJson(request.body);
  if (!document) return Malformed(document.error());
  auto* command = std::get_if<Value::Object>(&document->content);
  if (command == nullptr) return Malformed({"", "is no object", "a command"});
  const std::string id = ToHex(IdOfKey(*key, asker));
  for (const auto& [name, text] : {std::pair{"id", id}, {"actor", asker.subject}}) {
    Value& member = MemberToSet(*command, name);
    const auto* said = member.As<std::string>();
    if (!member.is_null() && (said == nullptr || *said != text)) {
      return Malformed({std::string("/") + name, "is not what the key and the token say", "none, or " + text});
    }
    member = Value{text};
  }
  auto read = ReadCommand(events::json::PrintJson(*document));  // which names what its own commands make
  if (!read) return Malformed(read.error());
  const auto match = http::ValueOf(request.headers, "If-Match");
  if (!match) return std::move(read).value();
  if (const auto wrong = Expect(*match, read->view(), *command)) return Malformed(*wrong);
  read = ReadCommand(events::json::PrintJson(*document));
  if (!read) return Malformed(read.error());
  return std::move(read).value();
}

Value::Array WhatCameBetween(Moment& moment, const engine::Outcome& outcome) {
  const auto* rejection = std::get_if<engine::Rejection>(&outcome);
  const auto conflict = rejection == nullptr ? std::nullopt : ConflictIn(*rejection);
  if (!conflict) return {};
  Value::Array between;
  try {
    const projections::HistoryReader commits(moment.log(), moment.views());
    std::optional<projections::HistoryRef> after;
    do {
      const auto page = projections::HistoryOf(moment.views(), conflict->entity, projections::WithParts::kOwnOnly, after,
                                               projections::kMaxPage);
      for (const auto& ref : page.refs) {
        if (!ref.event || between.size() == kMaxBetween) continue;
        const auto commit = commits.Load(ref.position);
        const auto step = commit ? StepOf((*commit)->reading, ref.event, nullptr) : Result<Step>(commit.error());
        if (step && step->version > conflict->expected) between.push_back(FormOf(*step));
      }
      after = page.after;
    } while (after && between.size() < kMaxBetween);
  } catch (const store::StoreBroken&) {
    return {};  // the conflict is told all the same
  }
  return between;
}

http::Response AnswerOutcome(const engine::Outcome& outcome, cli::Language language, Value::Array between) {
  const unsigned status = StatusOfOutcome(outcome);
  cli::Object answer;
  if (status != 200) {
    answer.Add("type", http::kProblemTypes + std::string(OutcomeWord(outcome))).Add("title", OutcomeText(outcome, language));
    answer.Add("status", status);
  }
  AddOutcome(answer, outcome, language);
  if (const auto* rejection = std::get_if<engine::Rejection>(&outcome)) {
    const FormError& error = rejection->error;
    answer.Add("errors", Value::Array{cli::Object().Add("pointer", error.place).Add("detail", cli::TextOf(error, language)).Done()});
    if (status == 412) answer.Add("between", std::move(between));
  }
  http::Response response{status, {{"Content-Type", status == 200 ? "application/json" : "application/problem+json"}}, {}};
  if (status == 503 && MayGoThroughLater(outcome)) response.headers.push_back({"Retry-After", "1"});
  if (status == 503 && !MayGoThroughLater(outcome)) {
    response.headers.push_back({kExitCodeHeader, std::to_string(cli::kExitFailed)});
  }
  response.body = events::json::PrintJson(answer.Done());
  return response;
}

}  // namespace fascicolo::program
