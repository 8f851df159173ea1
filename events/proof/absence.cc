#include "events/proof/absence.h"

#include <algorithm>
#include <utility>

#include "events/body.h"

namespace fascicolo::proof {
namespace {

constexpr std::size_t kApprovals = 2;

std::string Text(const flatbuffers::String* text) { return text == nullptr ? std::string() : text->str(); }

/// What was found of one erasure so far.
struct Found {
  ProvenErasure erasure;
  std::vector<KeyId> keys;
  bool is_proposed = false;
  bool is_completed = false;

  [[nodiscard]] bool is_whole() const {
    return is_proposed && is_completed && erasure.approved_by.size() >= kApprovals;
  }
  void Take(const ProvenPart& part) {
    const schema::Event& event = *part.event;
    if (const auto* proposed = event.payload_as_ErasureProposed()) {
      is_proposed = true;
      erasure.act = Text(proposed->act());
      erasure.proposed_by = Text(proposed->signatory());
    } else if (const auto* approved = event.payload_as_ErasureApproved()) {
      Approve(Text(approved->signatory()));
    } else if (const auto* erased = event.payload_as_KeysErased(); erased != nullptr && erased->keys() != nullptr) {
      for (const schema::Id* key : *erased->keys()) keys.push_back(events::FromSchema<KeyId>(key));
    } else if (const auto* completed = event.payload_as_ErasureCompleted()) {
      is_completed = true;
      erasure.keys = completed->keys();
      erasure.completed = part.header.position;
      erasure.completed_at = part.header.recorded_at;
    }
  }
  void Approve(std::string by) {
    auto& all = erasure.approved_by;
    const bool counts = is_proposed && by != erasure.proposed_by && std::find(all.begin(), all.end(), by) == all.end();
    if (counts) all.push_back(std::move(by));
  }
};

}  // namespace

std::uint32_t ErasureNumberOf(const schema::Event& event) {
  const auto number = [](const auto* payload) { return payload == nullptr ? 0U : payload->erasure(); };
  return std::max({number(event.payload_as_ErasureProposed()), number(event.payload_as_ErasureApproved()),
                   number(event.payload_as_ErasureStopped()), number(event.payload_as_KeysErased()),
                   number(event.payload_as_ErasureCompleted())});
}

Absences::Absences(std::span<const ProvenPart> parts) {
  std::map<std::pair<EntityId, std::uint32_t>, Found> all;
  for (const ProvenPart& part : parts) {
    const std::uint32_t number = part.event == nullptr ? 0 : ErasureNumberOf(*part.event);
    if (number == 0) continue;
    Found& found = all[{events::Entity(part.event->entity()), number}];
    found.erasure.person = events::Entity(part.event->entity());
    found.erasure.number = number;
    found.Take(part);
  }
  for (auto& [whose, found] : all) {
    if (!found.is_whole()) continue;
    for (const KeyId& key : found.keys) keys_.emplace(key, erasures_.size());
    erasures_.push_back(std::move(found.erasure));
  }
}

const ProvenErasure* Absences::Of(const schema::Section& section) const {
  const auto found = keys_.find(events::FromSchema<KeyId>(section.key()));
  return found == keys_.end() ? nullptr : &erasures_[found->second];
}

std::size_t Absences::KeysNamedBy(const ProvenErasure& erasure) const {
  return static_cast<std::size_t>(std::count_if(keys_.begin(), keys_.end(), [&](const auto& key) {
    return &erasures_[key.second] == &erasure;
  }));
}

}  // namespace fascicolo::proof
