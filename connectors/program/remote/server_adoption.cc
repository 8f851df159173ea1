#include "connectors/program/remote/server_adoption.h"

#include "connectors/cli/json_form.h"
#include "connectors/program/remote/asking.h"

namespace fascicolo::program {
namespace {

using Kind = engine::BuiltInDocument::Kind;
using events::json::Value;

/// The command that has a document of this kind, and its field.
struct Named {
  const char* command;
  const char* field;
};
Named NamedFor(Kind kind) {
  switch (kind) {
    case Kind::kSheet:
      return {"AdoptSheet", "sheet"};
    case Kind::kRuleSet:
      return {"AdoptRuleSet", "rule_set"};
    case Kind::kCalendar:
      return {"AdoptCalendar", "calendar"};
  }
  return {};
}

std::set<std::string> DocumentsIn(const Value& answer) {
  std::set<std::string> documents;
  for (const char* list : {"sheets", "rule_sets", "calendars"}) {
    const Value* member = events::json::MemberOf(answer, list);
    const auto* array = member == nullptr ? nullptr : member->As<Value::Array>();
    for (const Value& one : array == nullptr ? Value::Array{} : *array) documents.insert(events::json::PrintJson(one));
  }
  return documents;
}

}  // namespace

std::unique_ptr<ServerAdoption> ServerAdoption::Begin(Session& session, const ServerAddress& address, int& exit_code) {
  const Asked asked = AskForJson(session, {"GET", "/v1/sheets", {}, {}, {}});
  exit_code = asked.exit_code;
  if (!asked.response) return nullptr;
  const auto answer = asked.response->status == 200 ? events::json::ParseJson(asked.response->body)
                                                    : Result<Value, FormError>(FormError{});
  if (!answer) {
    exit_code = TellAnswer(session, *asked.response, NextPage::kShown);
    return nullptr;
  }
  return std::unique_ptr<ServerAdoption>(new ServerAdoption(address, DocumentsIn(*answer)));
}

Adoption ServerAdoption::Adopt(const CatalogueDocument& document) {
  if (in_force_.contains(document.json)) return AdoptedAlready{};
  const auto next = sender_.Next();
  if (!next) return engine::Outcome(next.error());
  auto request = AdoptionRequest(*next, document, "adopt");
  if (!request) return engine::Outcome(engine::Rejection{engine::RejectionCode::kForm, request.error()});
  const auto [command, field] = NamedFor(document.kind);
  auto content = events::json::ParseJson(document.json);
  FASCICOLO_CHECK(content.ok());  // it was read before
  const Value line = cli::Object().Add("payload", cli::Object().Add("type", command).Add(field, std::move(content).value()).Done()).Done();
  std::optional<engine::Outcome> outcome;
  const auto take = [&](const engine::Outcome& told) { outcome = told; };
  const Status offered = sender_.Offer(events::json::PrintJson(line), std::move(request).value(), take);
  if (!offered) return engine::Outcome(offered.error());
  if (Status drained = sender_.Drain(); !drained) return engine::Outcome(drained.error());
  if (std::holds_alternative<engine::Accepted>(*outcome)) in_force_.insert(document.json);
  return *std::move(outcome);
}

}  // namespace fascicolo::program
