#include "connectors/exports/siuss/cases.h"

#include "engine/decision.h"

namespace fascicolo::siuss {
namespace {

using engine::Text;

constexpr int kRemoval = 8;  // TipoProvvedimentoGiudiziario: art. 403 c.c.

/// TipoProvvedimentoGiudiziario of what a decree orders; 0: the schema has no such value.
int KindOf(std::string_view measure) {
  if (measure == "foster_care") return 4;
  if (measure == "entrusted_to_service") return 5;
  if (measure == "supervision") return 7;
  return 0;
}

}  // namespace

int AnswerTo(const Answers& answers, std::string_view item) {
  const auto found = answers.find(item);
  return found == answers.end() ? 0 : found->second;
}

void Cases::Take(const schema::Event& event) {
  using enum schema::EventPayload;
  const EntityId entity = events::Entity(event.entity());
  const Day on{event.effective_on()};
  switch (event.payload_type()) {
    case ContactRegistered:
      first_.try_emplace(entity, on);
      return;
    case AssessmentRecorded:
      return TakeAssessment(entity, *event.payload_as_AssessmentRecorded());
    case CourtReportSent:
      reported_.try_emplace(entity, on);
      return;
    case DecreeRecorded:
      return TakeDecree(entity, on, *event.payload_as_DecreeRecorded());
    case RemovalRecorded: {
      const auto& fact = *event.payload_as_RemovalRecorded();
      reported_.try_emplace(events::Entity(fact.case_file()), on);  // by word of mouth, at once
      placements_[entity];
      return;
    }
    case MeasureStepRecorded:
      if (event.payload_as_MeasureStepRecorded()->step() == schema::MeasureStep::validated) {
        decrees_[entity] = {on, schema::Court::juvenile_court, kRemoval};
      }
      return;
    case PlacementStarted: {
      const auto& fact = *event.payload_as_PlacementStarted();
      placements_[entity].kinship = fact.kinship();
      placements_[entity].care_time = fact.care_time();
      return;
    }
    default:
      return;
  }
}

/// The points of an answer are the number that the schema gives it (schemas/catalogue/rules/sina-2018.json).
void Cases::TakeAssessment(EntityId case_file, const schema::AssessmentRecorded& fact) {
  constexpr int kHundredths = 100;
  const std::string_view instrument = Text(fact.instrument());
  if ((instrument != "sina" && instrument != "sinba") || fact.answers() == nullptr) return;
  Answers answers;
  for (const auto* one : *fact.answers()) {
    answers[std::string(Text(one->item()))] = static_cast<int>(one->points() / kHundredths);
  }
  (instrument == "sina" ? sina_ : sinba_)[case_file] = std::move(answers);
}

void Cases::TakeDecree(EntityId placement, Day on, const schema::DecreeRecorded& fact) {
  if (fact.title() != schema::PlacementTitle::decree) return;
  decrees_[placement] = {on, fact.court(), KindOf(Text(fact.measure()))};
}

}  // namespace fascicolo::siuss
