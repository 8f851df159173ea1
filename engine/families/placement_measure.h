// The terms of a removal by the public authority (civil code, art. 403), as a table. The notice and the file are the
// municipality's; the other steps are the prosecutor's and the juvenile court's, and are recorded as theirs.
#pragma once

#include <span>
#include <string_view>

#include "engine/catalogue/sheet.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// A step has to follow the one before within a term, in hours or days, which runs from that step; the file's from the removal.
struct MeasureTerm {
  schema::MeasureStep step;
  std::string_view code;  ///< of its deadline
  Deadline::Unit unit = Deadline::Unit::kHours;
  int length = 0;
  bool external = true;
};
/// In their order, without the oral notice, which is due at once.
[[nodiscard]] std::span<const MeasureTerm> MeasureTerms();
/// The term of a step; null: it has none.
[[nodiscard]] const MeasureTerm* TermOf(schema::MeasureStep step);
/// The term that runs after `step`; null: none.
[[nodiscard]] const MeasureTerm* TermAfter(schema::MeasureStep step);

inline constexpr std::string_view kOralNotice = "oral_notice";
inline constexpr std::string_view kArticle403 = "Codice civile, art. 403";

}  // namespace fascicolo::engine
