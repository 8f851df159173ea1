// What the log says of cases and placements that the records need: assessments by the instruments of the SIUSS, when
// a case was first heard of, what went to courts and came from them.
#pragma once

#include "connectors/exports/siuss/record.h"
#include "events/body.h"

#include <map>
#include <string>

namespace fascicolo::siuss {

/// Items of the last assessment, with the number of each answer.
using Answers = std::map<std::string, int, std::less<>>;
[[nodiscard]] int AnswerTo(const Answers& answers, std::string_view item);  ///< 0: was not asked

class Cases {
 public:
  void Take(const schema::Event& event);

  [[nodiscard]] const Answers* SinaOf(EntityId case_file) const { return Find(sina_, case_file); }
  [[nodiscard]] const Answers* SinbaOf(EntityId case_file) const { return Find(sinba_, case_file); }
  /// The day of the contact; none: the case is not known.
  [[nodiscard]] const Day* FirstHeardOf(EntityId case_file) const { return Find(first_, case_file); }
  /// The first report to a court or its prosecutor; null: none.
  [[nodiscard]] const Day* ReportedToCourt(EntityId case_file) const { return Find(reported_, case_file); }
  /// The last decree on which a placement rests; null: none.
  [[nodiscard]] const DecreeOfMinor* DecreeOf(EntityId placement) const { return Find(decrees_, placement); }
  /// With kinship and time of care as they were said at the start; null: it has not begun.
  [[nodiscard]] const PlacementOfMinor* PlacementOf(EntityId placement) const { return Find(placements_, placement); }

 private:
  template <class Value>
  static const Value* Find(const std::map<EntityId, Value>& map, EntityId key) {
    const auto found = map.find(key);
    return found == map.end() ? nullptr : &found->second;
  }
  void TakeAssessment(EntityId case_file, const schema::AssessmentRecorded& fact);
  void TakeDecree(EntityId placement, Day on, const schema::DecreeRecorded& fact);

  std::map<EntityId, Answers> sina_;
  std::map<EntityId, Answers> sinba_;
  std::map<EntityId, Day> first_;
  std::map<EntityId, Day> reported_;
  std::map<EntityId, DecreeOfMinor> decrees_;
  std::map<EntityId, PlacementOfMinor> placements_;
};

}  // namespace fascicolo::siuss
