// The rows of rankings: calls, their entries, their lots and their final lists.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/state/rows.h"
#include "schemas/ranking_generated.h"

namespace fascicolo::engine {

/// Values are stored. What leads from one to the next: engine/families/ranking.h.
enum class CallState : std::uint8_t {
  kOpen = 1,     ///< applications are filed, then examined
  kProvisional,  ///< a provisional list is published, and may be appealed against
  kFinal,        ///< the final list is published, and entries are called from it
  kExhausted,    ///< nobody is left to be called, or nothing to be given
  kExpired,      ///< past the last day on which the list is valid
  kReplaced,     ///< a later call's list is final
};

/// Values are stored.
enum class EntryState : std::uint8_t {
  kFiled = 1,
  kScored,     ///< waits to be admitted or excluded
  kAdmitted,   ///< with or without reserve
  kExcluded,
  kCalled,     ///< it was its turn; being verified
  kConfirmed,
  kWithdrawn,  ///< before it was called
  kRenounced,  ///< after
  kEnded,      ///< what it was for was given, or nobody is left whom it is for
};

struct CallGroupRow {
  std::string code;
  schema::GroupKind kind = schema::GroupKind::none;
  std::string input;  ///< the fact that makes an entry belong to the group
  std::uint32_t places = 0;
  template <class V>
  void Visit(V& v) {
    v(code, kind, input, places);
  }
};

/// A draw of which only the seed's hash is known.
struct CommittedDrawRow {
  Hash seed_hash;
  Day public_on;
  std::vector<EntityId> entries;  ///< who ties
  template <class V>
  void Visit(V& v) {
    v(seed_hash, public_on, entries);
  }
};

struct CallRow {
  std::string service;
  std::string name;
  CallState state = CallState::kOpen;
  Day from;      ///< first and last day for applications, both included
  Day last_day;
  std::string rule_set;
  std::string rule_version;
  bool sample = false;
  std::int64_t budget = 0;   ///< cents; 0: it gives no money
  std::uint32_t places = 0;  ///< 0: as many as there are
  std::vector<CallGroupRow> groups;
  std::uint32_t appeal_days = 0;
  EntityId replaces;                    ///< zero: none
  std::vector<std::string> commission;  ///< empty: the office decides
  std::uint32_t edition = 0;            ///< of the list published last
  Hash hash;                            ///< of that list
  std::optional<Day> appeals_until;
  std::optional<Day> valid_until;
  EntityId expiry;  ///< the open obligation; zero: none
  Instant expiry_due;
  std::optional<CommittedDrawRow> draw;
  template <class V>
  void Visit(V& v) {
    v(service, name, state, from, last_day, rule_set, rule_version, sample, budget, places, groups, appeal_days, replaces,
      commission, edition, hash, appeals_until, valid_until, expiry, expiry_due, draw);
  }
};

struct AppealRow {
  Day filed_on;
  bool is_decided = false;
  bool is_upheld = false;
  template <class V>
  void Visit(V& v) {
    v(filed_on, is_decided, is_upheld);
  }
};

struct RankingEntryRow {
  EntityId call;
  EntityId case_file;
  EntityId person;
  std::vector<EntityId> members;  ///< of the household, without the applicant
  EntryState state = EntryState::kFiled;
  bool with_reserve = false;  ///< kAdmitted
  bool was_called = false;    ///< and did not renounce: it has used up a place, or money, also when it has ended
  Day applied_on;
  std::vector<InputRow> inputs;  ///< by name
  bool is_scored = false;
  std::int64_t points = 0;  ///< hundredths
  std::int64_t amount = 0;  ///< cents
  bool sample = false;      ///< the score's rule set is not confirmed
  std::vector<TieBreakRow> tie_breaks;
  std::vector<std::string> unmet;      ///< requisites
  std::vector<std::string> documents;  ///< asked for, and not there yet
  std::vector<std::string> conflicts;  ///< members of the commission who decide nothing about it
  std::vector<AppealRow> appeals;      ///< by number, from 1; at most the last is open
  std::uint32_t ordered_rank = 0;      ///< by a court; 0: none
  template <class V>
  void Visit(V& v) {
    v(call, case_file, person, members, state, with_reserve, was_called, applied_on, inputs, is_scored, points, amount, sample,
      tie_breaks, unmet, documents, conflicts, appeals, ordered_rank);
  }
};

/// The entry of a case in a call.
struct CaseEntryRow {
  EntityId entry;
  template <class V>
  void Visit(V& v) {
    v(entry);
  }
};

/// A line of the final list, in its order.
struct RankRow {
  EntityId entry;
  std::uint32_t rank = 0;
  template <class V>
  void Visit(V& v) {
    v(entry, rank);
  }
};

/// Drawn among those who tie; the least comes first.
struct LotRow {
  std::uint32_t lot = 0;
  template <class V>
  void Visit(V& v) {
    v(lot);
  }
};

}  // namespace fascicolo::engine
