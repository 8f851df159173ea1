#include "connectors/reads/reading.h"

#include "connectors/reads/leaf_json.h"

#include <algorithm>

namespace fascicolo::reads {
namespace {

bool IsShort(const std::string& text) { return text.size() <= kMaxNameBytes; }
bool AreShort(const std::vector<std::string>& texts) {
  return texts.size() <= kMaxNames && std::all_of(texts.begin(), texts.end(), IsShort);
}
bool IsShortFile(const ShownFile& file) {
  return IsShort(file.kind) && AreShort(file.levels) && IsShort(file.why) && IsShort(file.policy) &&
         IsShort(file.role) && IsShort(file.relation);
}

Failure NoReading() { return {FailureCode::kDamaged, "a commit among the readings says something else"}; }

}  // namespace

Status CheckForm(const Reading& reading) {
  const bool fits = reading.files.size() <= kMaxFiles && IsShort(reading.who) && AreShort(reading.roles) &&
                    AreShort(reading.areas) && IsShort(reading.question) && IsShort(reading.trace) &&
                    IsShort(reading.use) && std::all_of(reading.files.begin(), reading.files.end(), IsShortFile);
  if (fits) return {};
  return Failure{FailureCode::kTooLarge,
                 "a reading of " + std::to_string(reading.files.size()) + " files, or a name in it, is over the limit"};
}

std::vector<events::Bytes> LeavesOf(const Reading& reading) {
  std::vector<events::Bytes> leaves;
  leaves.push_back(Leaf()
                       .Add("who", reading.who)
                       .Add("roles", reading.roles)
                       .Add("areas", reading.areas)
                       .Add("question", reading.question)
                       .Add("position", reading.position.value)
                       .Add("trace", reading.trace)
                       .Add("use", reading.use)
                       .Bytes());
  for (const ShownFile& file : reading.files) {
    leaves.push_back(Leaf()
                         .Add("kind", file.kind)
                         .Add("id", ToHex(file.id))
                         .Add("levels", file.levels)
                         .Add("why", file.why)
                         .Add("policy", file.policy)
                         .Add("role", file.role)
                         .Add("relation", file.relation)
                         .Bytes());
  }
  return leaves;
}

Result<Reading> ReadingOf(const std::vector<events::ConstBytes>& leaves) {
  if (leaves.empty()) return NoReading();
  const auto asked = ObjectIn(leaves.front());
  if (!asked || TextOf(*asked, "question").empty()) return NoReading();
  Reading reading{.who = TextOf(*asked, "who"),
                  .roles = TextsOf(*asked, "roles"),
                  .areas = TextsOf(*asked, "areas"),
                  .question = TextOf(*asked, "question"),
                  .position = Position{NumberOf(*asked, "position")},
                  .trace = TextOf(*asked, "trace"),
                  .use = TextOf(*asked, "use")};
  for (std::size_t i = 1; i < leaves.size(); ++i) {
    const auto file = ObjectIn(leaves[i]);
    const auto id = file ? IdFromText<EntityId>(TextOf(*file, "id")) : std::nullopt;
    if (!id) return NoReading();
    reading.files.push_back({.kind = TextOf(*file, "kind"),
                             .id = *id,
                             .levels = TextsOf(*file, "levels"),
                             .why = TextOf(*file, "why"),
                             .policy = TextOf(*file, "policy"),
                             .role = TextOf(*file, "role"),
                             .relation = TextOf(*file, "relation")});
  }
  return reading;
}

}  // namespace fascicolo::reads
