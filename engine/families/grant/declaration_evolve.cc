// What each fact about the check of declarations changes in its rows. A fact that does not fit the state is poison, never a
// crash.
#include <algorithm>

#include "engine/families/evolving.h"
#include "engine/families/grant/grant.h"
#include "engine/families/limits.h"
#include "engine/families/ranking_lines.h"

namespace fascicolo::engine {

bool Evolve(const EventContext&, const schema::Event& event, const schema::SampleCommitted& fact, StateEditor& editor) {
  const EntityId sample = events::Entity(event.entity());
  const bool is_sound = fact.grants() != nullptr && fact.grants()->size() > 0 && fact.grants()->size() <= kMaxSampled &&
                        fact.share() > 0 && fact.share() <= kWholeShare && IsPossible(Day{fact.public_on()}) &&
                        Text(fact.service()).size() <= kMaxCodeBytes;
  if (!is_sound || editor.Find<SampleTable>(sample)) return false;
  SampleRow row;
  row.service = Text(fact.service());
  row.share = fact.share();
  row.seed_hash = HashIn(fact.seed_hash());
  row.public_on = Day{fact.public_on()};
  for (const auto* grant : *fact.grants()) row.grants.push_back(events::Entity(grant));
  editor.Put<SampleTable>(row, sample);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::SampleRevealed& fact, StateEditor& editor) {
  return EditRow<SampleTable>(event, editor, [&](EntityId sample, SampleRow& row) {
    if (row.drawn > 0 || fact.drawn() == nullptr || fact.drawn()->size() != SampleSize(row)) return false;
    for (const auto* drawn : *fact.drawn()) {
      const EntityId grant = events::Entity(drawn);
      const bool is_new = !editor.Find<DrawnGrantTable>(sample, grant);
      if (!is_new || std::find(row.grants.begin(), row.grants.end(), grant) == row.grants.end()) return false;
      editor.Put<DrawnGrantTable>(MarkRow{}, sample, grant);
    }
    row.drawn = fact.drawn()->size();
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::DeclarationChecked& fact,
            StateEditor& editor) {
  const EntityId activation = events::Entity(event.entity());
  const bool is_word = fact.result() != schema::DeclarationResult::none && fact.result() <= schema::DeclarationResult::MAX;
  auto row = editor.Find<DeclarationTable>(activation).value_or(DeclarationRow{});
  if (!is_word || row.result == schema::DeclarationResult::untrue) return false;
  if (!editor.Find<ActivationTable>(activation)) return false;
  row.result = fact.result();
  row.sample = events::Entity(fact.of_sample());
  editor.Put<DeclarationTable>(row, activation);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::BenefitForfeited&, StateEditor& editor) {
  return EditRow<DeclarationTable>(event, editor, [](DeclarationRow& row) {
    if (row.result != schema::DeclarationResult::untrue || row.forfeited) return false;
    row.forfeited = true;
    return true;
  });
}

}  // namespace fascicolo::engine
