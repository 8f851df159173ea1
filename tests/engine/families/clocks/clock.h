// Tests of what falls due by itself, each under the name of its kind, so that the last of them can tell which kind has none.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/families/refusal.h"

namespace fascicolo::engine {

/// The kinds that a CLOCK names. Filled before main.
inline std::set<ObligationKind>& ClocksWithTest() {
  static std::set<ObligationKind> kinds;
  return kinds;
}

/// The codes of deadlines that a TERM names. Filled before main.
inline std::set<std::string, std::less<>>& TermsWithTest() {
  static std::set<std::string, std::less<>> codes;
  return codes;
}

/// Watches the obligations of one kind in a kit, from its beginning on: which commit opens one, and which ends it. What is
/// asked of it concerns the one that was opened last.
class Clock {
 public:
  /// `deadline`: of deadlines only those with this code; empty: all.
  Clock(Kit& kit, ObligationKind kind, std::string_view deadline = {});
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  ~Clock();

  /// Opened by the commit of this event, and due from then on; from the beginning of `day` on; when it was opened.
  void OpenedBy(std::string_view event, Instant due);
  void OpenedBy(std::string_view event, Day day);
  void OpenedAtOnceBy(std::string_view event);
  /// Has nothing left to do since the commit of this event.
  void ClosedBy(std::string_view event);
  /// Days pass: nothing is told before it is due, and then exactly these events, by which it is over.
  void Tells(const std::vector<std::string>& events);
  /// There is no event that ends it before it is due.
  void IsClosedByNothing() { is_closed_by_nothing_ = true; }

  /// The test has shown how it begins, what it tells, and what ends it before.
  void ExpectWholeLife() const;

 private:
  using Names = std::vector<std::string>;
  struct One {
    ObligationRow row;
    Names opened_by;  ///< the events of that commit
    Names ended_by;   ///< empty: it is open
    bool is_executed = false;
  };
  void Take(const events::Record& record);
  [[nodiscard]] bool Watches(const ObligationRow& row) const;
  One& Last();

  Kit& kit_;
  const ObligationKind kind_;
  const std::string deadline_;
  std::map<EntityId, One> all_;
  EntityId last_;
  EntityId seen_;  ///< the one of which `OpenedBy` was asked
  bool is_closed_by_nothing_ = false;
  int opened_ = 0;
  int told_ = 0;
  int closed_ = 0;
};

}  // namespace fascicolo::engine

#define FASCICOLO_CLOCK(registry, of, sentence, ...)                              \
  static void sentence(AdoptedKit& kit, Clock& clock);                            \
  static const bool sentence##IsTold = registry().emplace(of).second || true;     \
  TEST(Clocks, sentence) {                                                        \
    AdoptedKit kit;                                                               \
    Clock clock(kit, __VA_ARGS__);                                                \
    EXPECT_TRUE(sentence##IsTold);                                                \
    sentence(kit, clock);                                                         \
    clock.ExpectWholeLife();                                                      \
  }                                                                               \
  static void sentence(AdoptedKit& kit, Clock& clock)

/// CLOCK(kDocumentDue, ADocumentThatDoesNotComeIsTold) { kit.Given(...); clock.OpenedBy(...); clock.Tells(...); ... }
#define CLOCK(kind, sentence) \
  FASCICOLO_CLOCK(ClocksWithTest, ObligationKind::kind, sentence, ObligationKind::kind)
/// The same of the deadlines with one code.
#define TERM(code, sentence) FASCICOLO_CLOCK(TermsWithTest, code, sentence, ObligationKind::kDeadline, code)
