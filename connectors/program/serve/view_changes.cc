#include "connectors/program/serve/view_changes.h"

#include "connectors/cli/json_form.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

using cli::Object;
using cli::Value;
using Kind = schema::EntityKind;

std::string EventText(const char* name, Position position, const Value& data) {
  return "id: " + std::to_string(position.value) + "\nevent: " + name + "\ndata: " + events::json::PrintJson(data) +
         "\n\n";
}

}  // namespace

std::vector<std::string_view> QuestionsAbout(Kind kind) {
  switch (kind) {
    case Kind::case_file:
      return {"caseload", "workload", "absences", "agenda", "changes", "statistics", "transmissions"};
    case Kind::activation:
      return {"caseload", "workload", "waiting-list", "occupancy", "agenda", "changes", "plans", "statistics", "transmissions"};
    case Kind::unit:
      return {"occupancy", "agenda", "programmes"};
    case Kind::list:
      return {"waiting-list"};
    case Kind::sheet:
    case Kind::rule_set:
    case Kind::calendar:
      return {"services"};
    case Kind::call:
    case Kind::entry:
      return {"ranking", "agenda"};
    case Kind::dwelling:
    case Kind::tenancy:
      return {"housing", "agenda"};
    case Kind::programme:
      return {"programmes", "agenda"};
    case Kind::placement:
      return {"placements", "caseload", "agenda", "occupancy", "transmissions"};
    case Kind::plan:
      return {"plans", "agenda", "transmissions"};
    case Kind::person:
    case Kind::household:
      return {"caseload", "agenda", "statistics", "transmissions"};
    case Kind::act:
      return {"acts"};
    case Kind::budget:
      return {"budget", "reconcile", "statistics"};
    case Kind::allowance:
    case Kind::payee:
      return {"reconcile", "statistics", "transmissions"};
    case Kind::authority:
      return {"agenda", "absences"};
    case Kind::none:
    case Kind::sample:
      return {};
    case Kind::figure:
      return {"figures"};
    case Kind::flow:
      return {"transmissions"};
  }
  return {};
}

std::vector<ViewChange> ChangesOf(const events::CommitReading& commit) {
  std::vector<ViewChange> changes;
  if (!commit.understood()) return changes;
  for (const auto* event : commit.events()) {
    const EntityId entity = events::Entity(event->entity());
    const bool is_there =
        std::any_of(changes.begin(), changes.end(), [&](const ViewChange& one) { return one.entity == entity; });
    if (!is_there) changes.push_back({entity, event->kind(), QuestionsAbout(event->kind())});
  }
  return changes;
}

std::string ChangeText(Position position, const std::vector<ViewChange>& changes,
                       const std::set<std::string_view>& questions) {
  Value::Array forms;
  for (const ViewChange& change : changes) {
    Value::Array about;
    for (const std::string_view question : change.questions) {
      if (questions.contains(question)) about.push_back(Value{std::string(question)});
    }
    if (about.empty()) continue;
    forms.push_back(Object()
                        .Add("entity", change.entity)
                        .Add("kind", schema::EnumNameEntityKind(change.kind))
                        .Add("questions", std::move(about))
                        .Done());
  }
  if (forms.empty()) return {};
  return EventText("changed", position, Object().Add("position", position).Add("changes", std::move(forms)).Done());
}

std::string ResetText(Position position) {
  return EventText("reset", position, Object().Add("position", position).Done());
}

}  // namespace fascicolo::program
