// Terms met and missed (termini): of each kind of deadline, what became of those that were opened.
#pragma once

#include "connectors/program/audit/anomaly.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace fascicolo::program {

/// What became of a deadline. `kFellAway`: what it was for is over, by withdrawal, end or closure, before it was met.
enum class TermOutcome { kOpen, kSuspended, kPassed, kMetInTime, kMetLate, kFellAway };
inline constexpr std::size_t kTermOutcomes = 6;
/// "met_in_time"; labels "term_outcome.<word>".
[[nodiscard]] const char* WordOf(TermOutcome outcome);

/// A kind of deadline in an area of the services.
struct TermKind {
  std::string deadline;  ///< code of the sheets
  std::string ground;    ///< law or act, and article; empty: the authority's own
  std::string area;
  auto operator<=>(const TermKind&) const = default;
};
struct TermCounts {
  std::uint64_t outcomes[kTermOutcomes] = {};
  std::map<std::string, std::uint64_t> suspensions;  ///< by cause: "missing_documents"
  [[nodiscard]] std::uint64_t Of(TermOutcome outcome) const { return outcomes[static_cast<std::size_t>(outcome)]; }
  [[nodiscard]] std::uint64_t opened() const;
  /// Hundredths of a percent of those that were met or should have been; none: none was.
  [[nodiscard]] std::optional<std::uint64_t> ShareWithinTerm() const;
};

/// Of the deadlines that were opened in the period.
class TermsInLog {
 public:
  explicit TermsInLog(const AuditScope& scope) : scope_(scope) {}
  void See(const SeenEvent& seen);
  [[nodiscard]] std::map<TermKind, TermCounts> Count() const;

 private:
  struct Term {
    TermKind kind;
    TermOutcome outcome = TermOutcome::kOpen;
    bool was_late = false;
    std::vector<std::string> causes;
  };
  using Key = std::pair<EntityId, std::uint32_t>;
  void Open(const SeenEvent& seen, std::uint32_t number, const std::string& service, const std::string& deadline,
            const std::string& ground);
  void OpenDecision(const SeenEvent& seen, std::string_view code);
  [[nodiscard]] Term* Find(EntityId entity, std::uint32_t number);
  void CloseThoseThatAreGone(const SeenEvent& seen);

  const AuditScope& scope_;
  std::map<Key, Term> running_;
  std::map<TermKind, TermCounts> over_;
};

}  // namespace fascicolo::program
