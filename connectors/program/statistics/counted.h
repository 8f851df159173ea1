// Figures counted from the log of an authority, at any position: the same answer whenever they are asked for.
#pragma once

#include "connectors/program/reading.h"
#include "projections/statistics/counting.h"
#include "projections/statistics/suppression.h"

#include <functional>
#include <map>
#include <string>

namespace fascicolo::program {

/// Careers as they grow along the log, and the results that were published on the way.
class Counted {
 public:
  explicit Counted(Session& session, Readable& source) : session_(session), source_(source) {}

  /// What is told of each commit that is folded: behind it, with the day that each of its events bears on.
  using OnCommit = std::function<void(const events::CommitReading&, const std::vector<std::optional<Day>>&)>;
  /// Goes on to `last`, which is included. Failures as FollowTo.
  Status Follow(Position last, const OnCommit& on_commit = {});

  [[nodiscard]] const projections::Careers& careers() const { return careers_; }
  /// The result of published figures, where it was kept; null: it was not (kResultNotKept), or they are not there yet.
  [[nodiscard]] const std::string* ResultOf(EntityId figure) const;

 private:
  Session& session_;
  Readable& source_;
  std::optional<events::FollowPoint> at_;  ///< none: before the first commit
  projections::Careers careers_;
  std::map<EntityId, std::string> results_;
};

/// What is wrong with figures that others should take the place of.
inline constexpr const char* kResultNotKept = "what is restated was too large to be kept, and cannot be compared with";

/// The table of a query; where it is public, complete and protected, against `former` too, which it takes the place of.
/// kTooLarge: more cells than are counted, or no way to protect it.
[[nodiscard]] Result<projections::FigureTable> TableOf(const projections::Careers& careers,
                                                       const projections::FigureQuery& query,
                                                       const std::string* former = nullptr);

}  // namespace fascicolo::program
