#include "connectors/program/reads/typed_reading.h"

#include "connectors/program/rights/named_cases.h"
#include "connectors/reads/reading_record.h"

#include <array>
#include <pwd.h>
#include <unistd.h>

namespace fascicolo::program {
namespace {

/// "os:" and the user's name, or number where the system knows none.
std::string SystemUser() {
  passwd entry{};
  passwd* found = nullptr;
  std::array<char, 4'096> texts{};
  const bool is_known = ::getpwuid_r(::geteuid(), &entry, texts.data(), texts.size(), &found) == 0 && found != nullptr;
  return "os:" + (is_known ? std::string(entry.pw_name) : std::to_string(::geteuid()));
}

void AddFile(const engine::State& state, EntityId entity, reads::Reading& reading) {
  const auto known = state.Find<engine::EntityTable>(entity);
  const auto kind = known ? known->kind : schema::EntityKind::none;
  const auto add = [&](const char* word, EntityId id) {
    if (reading.files.size() < reads::kMaxFiles)
      reading.files.push_back(
          {.kind = word, .id = id, .levels = {}, .why = kTypedWhy, .policy = {}, .role = {}, .relation = {}});
  };
  if (kind == schema::EntityKind::person) return add("person", entity);
  if (kind == schema::EntityKind::household) return add("household", entity);
  for (const EntityId one : CasesBehind(state, entity)) add("case", one);
}

}  // namespace

Status RecordTyped(Session& session, Node& node, const TypedReading& typed) {
  if (session.lent() != nullptr) return {};
  reads::Reading reading{.who = SystemUser(), .roles = {}, .areas = {}, .question = typed.question};
  reading.position = Position{node.head().next.value == 0 ? 0 : node.head().next.value - 1};
  reading.use = typed.use;
  for (const EntityId file : typed.files) AddFile(node.state(), file, reading);
  if (reading.files.empty()) return {};
  const ReadsHome home = node.authority().home().reads();
  reads::ReadingRecord record({home.folder, node.identity().origin}, home.node);
  const auto recorded = record.Record(reading, session.clock().Now());
  if (recorded) return {};
  return Failure{recorded.error().code,
                 "nothing is shown, because who reads cannot be recorded: " + recorded.error().message};
}

}  // namespace fascicolo::program
