// Drafting the deadlines of something that has them by its sheet: a placement, a tenancy. They are numbered within it.
#pragma once

#include <string>
#include <string_view>

#include "engine/catalogue/sheet.h"
#include "engine/decision.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

[[nodiscard]] const Deadline* FindRule(const Sheet& sheet, std::string_view code);

/// Numbers deadlines as they are opened.
class TermDrafts {
 public:
  /// Whose deadlines they are.
  struct Of {
    EntityId entity;
    schema::EntityKind kind = schema::EntityKind::none;
    std::string service;      ///< by whose sheet
    std::uint32_t parts = 0;  ///< numbered so far
  };
  TermDrafts(const State& state, const Intent& intent, Drafts& drafts, Of of)
      : state_(state), intent_(intent), drafts_(drafts), of_(std::move(of)), last_(of_.parts) {}
  /// Counted from `start`, or, in hours, from `at`.
  void Open(const Deadline& rule, Day start, Instant at = {});
  /// Due on a day that is known.
  void OpenOn(std::string_view code, Day start, Day due_on);
  /// Due at once.
  void OpenAt(std::string_view code, Instant at, std::string_view ground);
  /// What the sheet describes under `code`, if it does.
  void OpenBySheet(const Sheet& sheet, std::string_view code, Day start);
  /// It is done, if it runs, or is late.
  void Meet(std::string_view code);

 private:
  void Add(schema::DeadlineOpenedT opened, Day start);

  const State& state_;
  const Intent& intent_;
  Drafts& drafts_;
  Of of_;
  std::uint32_t last_;
};

}  // namespace fascicolo::engine
