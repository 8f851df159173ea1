#include "connectors/program/serve/files/file_answers.h"

#include "connectors/program/commands.h"
#include "connectors/program/rights/named_cases.h"
#include "connectors/program/serve/answering.h"
#include "connectors/program/serve/files/shown_rows.h"
#include "connectors/program/serve/not_now.h"
#include "engine/identity/person_search.h"
#include "events/store/rows.h"

#include <algorithm>
#include <cctype>

namespace fascicolo::program {
namespace {

using cli::Value;

constexpr const char* kMostSteps = "200";

Value::Array* ArrayIn(Value& document, std::string_view key) {
  Value* member = MemberIn(document, key);
  return member == nullptr ? nullptr : std::get_if<Value::Array>(&member->content);
}
EntityId IdIn(const Value& row, std::string_view key) {
  const Value* member = events::json::MemberOf(row, key);
  const auto* text = member == nullptr ? nullptr : member->As<std::string>();
  return text == nullptr ? EntityId{} : IdFromText<EntityId>(*text).value_or(EntityId{});
}
void RemoveMember(Value& row, std::string_view key) {
  if (auto* object = std::get_if<Value::Object>(&row.content)) {
    std::erase_if(*object, [&](const auto& member) { return member.key == key; });
  }
}
void SetFlag(Value& document, std::string_view key, bool flag) {
  RemoveMember(document, key);
  if (auto* object = std::get_if<Value::Object>(&document.content)) object->push_back({std::string(key), Value{flag}});
}

bool IsWithheld(const Value& document) {
  const Value* flag = events::json::MemberOf(document, "withheld");
  return flag != nullptr && flag->As<bool>() != nullptr && *flag->As<bool>();
}

std::string KindOf(FileKind kind) {
  return kind == FileKind::kPerson ? "person" : kind == FileKind::kHousehold ? "household" : "case";
}

std::vector<std::string> WordsFor(const AskedFile& asked, const ReadAccess& access) {
  std::vector<std::string> words{std::string(asked.resource->command), "--json"};
  const bool takes_levels = asked.resource->kind != FileKind::kHousehold && asked.resource->kind != FileKind::kReaders;
  for (const std::string& level : access.levels) {
    const bool is_known = asked.resource->kind != FileKind::kHistory || level != "find";
    if (takes_levels && is_known) words.push_back("--level=" + level);
  }
  bool has_limit = asked.resource->kind != FileKind::kHistory;
  for (const Parameter& parameter : asked.parameters) {
    if (parameter.name == "limit") has_limit = true;
    std::string name = parameter.name;
    std::replace(name.begin(), name.end(), '_', '-');
    words.push_back("--" + name + "=" + parameter.value);
  }
  if (!has_limit) words.push_back(std::string("--limit=") + kMostSteps);
  words.insert(words.end(), {"--", ToHex(asked.id)});
  return words;
}

std::string UseOf(const AskedFile& asked) {
  const auto use =
      std::find_if(asked.parameters.begin(), asked.parameters.end(), [](const auto& one) { return one.name == "use"; });
  return use == asked.parameters.end() ? "" : use->value;
}

/// What the kind of file wants of the access, beyond that it is there.
bool Opens(FileKind kind, const ReadAccess& access) {
  if (kind == FileKind::kHistory || kind == FileKind::kHousehold) return access.ReadsAnything();
  return kind == FileKind::kReaders || access.IsThere();
}

http::Response OnlyJson() {
  return http::ProblemResponse({.status = 406,
                                .title = "There is no such form of it",
                                .detail = "something is left out: application/json",
                                .code = "only_json"});
}

}  // namespace

http::Response NotRecorded() {
  return http::ProblemResponse({.status = 503,
                                .title = "Who reads cannot be recorded now, so nothing is shown",
                                .code = "not_recorded",
                                .retry_after = 30});
}

AddCommand CommandOf(FileKind kind) {
  switch (kind) {
    case FileKind::kCase:
      return AddCase;
    case FileKind::kHistory:
      return AddHistory;
    case FileKind::kPerson:
      return AddPerson;
    case FileKind::kHousehold:
      return AddHousehold;
    case FileKind::kReaders:
      return AddWhoRead;
    case FileKind::kReceipt:
    case FileKind::kEventReceipt:
      return AddProve;
  }
  return AddCase;
}

http::Response FileAnswers::Answer(const Asker& asker, const AskedFile& asked, const std::string& trace) {
  return OrNotNow([&] { return IsReceipt(asked.resource->kind) ? ShowReceipt(asker, asked, trace) : Show(asker, asked, trace); });
}

http::Response FileAnswers::Show(const Asker& asker, const AskedFile& asked, const std::string& trace) {
  const engine::State state = node_.state();
  const engine::Access allowed = AccessOf(state, asker, session_.clock().Now());
  const FileKind kind = asked.resource->kind;
  const bool is_case = kind != FileKind::kPerson && kind != FileKind::kHousehold;
  ReadAccess access = is_case ? AccessToCase(allowed, asked.id) : AccessToWhoever(state, allowed, asked.id);
  if (kind == FileKind::kReaders) {
    access.verdict = allowed.May(engine::AccessAction::kAccessLog, asked.id);
    access.levels.clear();
    if (access.verdict.allowed()) access.levels.emplace_back(engine::TextOf(engine::AccessAction::kAccessLog));
    if (!access.verdict.allowed()) return NotThere();
  }
  const auto known = state.Find<engine::EntityTable>(asked.id);
  const auto wanted = is_case                     ? schema::EntityKind::case_file
                      : kind == FileKind::kPerson ? schema::EntityKind::person
                                                  : schema::EntityKind::household;
  if (!known || known->kind != wanted || !Opens(kind, access)) return NotThere();
  const auto words = WordsFor(asked, access);
  Told told = Run(CommandOf(kind), words);
  if (told.instead) return std::move(*told.instead);
  bool left_out = false;
  reads::Reading reading{.who = asker.subject, .roles = asker.roles, .areas = asker.areas};
  reading.question = asked.resource->command;
  reading.trace = trace;
  reading.use = UseOf(asked);
  if (kind == FileKind::kHousehold) {
    reading.files.push_back(AddMembers(allowed, *told.said.document, asked.id, access, reading));
    left_out = IsWithheld(*told.said.document);
  } else {
    reading.files.push_back(access.ShownAs(KindOf(kind), asked.id));
  }
  if (kind == FileKind::kPerson) left_out = KeepFindable(*told.said.document, state, allowed);
  if (asked.as_text && left_out) return OnlyJson();
  return Record(std::move(told), std::move(reading), AsText(asked.as_text, CommandOf(kind), words));
}

// What a member receives is shown by each case's own level; who belongs together, and since when, to whoever reads one
// of them.
reads::ShownFile FileAnswers::AddMembers(const engine::Access& access, Value& document, EntityId household,
                                         const ReadAccess& given, reads::Reading& reading) {
  const engine::State state = node_.state();
  const bool has_dropped =
      DropRows(document, {[&](EntityId one) { return AccessToCase(access, one).Has("administrative"); }});
  bool is_withheld = has_dropped;
  if (has_dropped) RemoveMember(document, "samples");  // they would name the services that are left out
  Value::Array* households = ArrayIn(document, "households");
  for (Value& one : households == nullptr ? Value::Array{} : *households) {
    if (!given.Has("administrative")) {
      RemoveMember(one, "attestations");
      is_withheld = true;
    }
    Value::Array* members = ArrayIn(one, "members");
    for (const Value& member : members == nullptr ? Value::Array{} : *members) {
      reading.files.push_back(
          AccessToWhoever(state, access, IdIn(member, "person")).ShownAs("person", IdIn(member, "person")));
    }
  }
  SetFlag(document, "withheld", is_withheld);
  return given.ShownAs("household", household);
}

http::Response FileAnswers::Search(const Asker& asker, const AskedSearch& asked, const std::string& trace) {
  std::vector<std::string> typed{"people", "--json", "--names"};
  typed.insert(typed.end(), asked.words.begin(), asked.words.end());
  return OrNotNow([&]() -> http::Response {
    const engine::State state = node_.state();
    const engine::Access access = AccessOf(state, asker, session_.clock().Now());
    Told told = Run(AddPeople, typed);
    if (told.instead) return std::move(*told.instead);
    reads::Reading reading{.who = asker.subject, .roles = asker.roles, .areas = asker.areas};
    reading.question = "people";
    reading.trace = trace;
    const bool left_out = KeepFindablePeople(access, *told.said.document, reading);
    if (asked.as_text && left_out) return OnlyJson();
    return Record(std::move(told), std::move(reading), AsText(asked.as_text, AddPeople, typed));
  });
}

bool FileAnswers::KeepFindablePeople(const engine::Access& access, Value& document, reads::Reading& reading) {
  const engine::State state = node_.state();
  Value::Array* people = ArrayIn(document, "people");
  if (people == nullptr) return false;
  bool has_closed = false;
  const auto dropped = std::erase_if(*people, [&](Value& row) {
    const EntityId person = IdIn(row, "person");
    const ReadAccess given = AccessToWhoever(state, access, person);
    const Value* score = events::json::MemberOf(row, "score");
    const auto* points = score == nullptr ? nullptr : score->As<std::int64_t>();
    const bool is_likely = points != nullptr && *points >= engine::kLikelyScore;
    if (!given.ReadsAnything() && !(given.IsThere() && is_likely)) return true;
    if (!given.ReadsAnything()) {
      for (const char* name : {"surname", "name", "fiscal_code"}) RemoveMember(row, name);
      has_closed = true;
    }
    reading.files.push_back(given.ShownAs("person", person));
    return false;
  });
  return has_closed || dropped > 0;
}

FileAnswers::Told FileAnswers::Run(AddCommand command, const std::vector<std::string>& words) {
  auto [code, out, document, talk] = RunLent(node_, session_.options, session_.language(), command, words, true);
  if (document && (code == cli::kExitDone || code == cli::kExitNo)) {
    return {{.code = code, .document = std::move(document), .talk = std::move(talk)}, {}};
  }
  if (code == cli::kExitUsage) {
    return {{},
            http::ProblemResponse({.status = 400, .title = "The question cannot be answered so", .code = "question"})};
  }
  return {{}, NotNow("the answer could not be put together")};
}

// The same words once more: what is left out of neither is the same in both.
std::optional<Said> FileAnswers::AsText(bool wanted, AddCommand command, std::vector<std::string> words) {
  if (!wanted) return std::nullopt;
  std::erase(words, "--json");
  return RunLent(node_, session_.options, session_.language(), command, words, false);
}

Result<CommandId, http::Response> FileAnswers::Recorded(const reads::Reading& reading) {
  const auto id = record_.Record(reading, session_.clock().Now());
  if (id) return *id;
  session_.Say("fascicolo: readings: " + id.error().message);
  return NotRecorded();
}

http::Response FileAnswers::Record(Told told, reads::Reading reading, const std::optional<Said>& as_text) {
  const Value* position = events::json::MemberOf(*told.said.document, "position");
  const auto* at = position == nullptr ? nullptr : position->As<std::int64_t>();
  if (at != nullptr) reading.position = Position{static_cast<std::uint64_t>(*at)};
  auto id = Recorded(reading);
  if (!id) return std::move(id).error();
  const char* type = as_text ? "text/plain; charset=utf-8" : "application/json";
  http::Response response{200, {{"Content-Type", type}, {"Cache-Control", "no-store"}, {"Reading", ToHex(*id)}}, {}};
  response.body = as_text ? as_text->out : events::json::PrintJson(*told.said.document);
  AddEnd(as_text ? *as_text : told.said, response);
  return response;
}

}  // namespace fascicolo::program
