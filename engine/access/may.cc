#include "engine/access/may.h"

#include <algorithm>

#include "engine/families/authority.h"

namespace fascicolo::engine {
namespace {

using Why = Verdict::Why;

template <class T>
bool Holds(const std::vector<T>& all, const T& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

bool IsHolder(const Covers& covers, const Someone& who, const CaseRow& row) {
  const auto is_theirs = [&](const std::string& holder) {
    return holder == who.name || covers.WhoWorksFor(holder) == who.name;
  };
  return (!row.worker.empty() && is_theirs(row.worker)) ||
         std::any_of(row.co_responsible.begin(), row.co_responsible.end(),
                     [&](const CoResponsibleRow& one) { return is_theirs(one.worker); });
}

bool IsOfTeam(const Someone& who, const CaseRow& row) {
  return Holds(who.areas, row.area) || std::any_of(row.co_responsible.begin(), row.co_responsible.end(),
                                                   [&](const CoResponsibleRow& one) { return Holds(who.areas, one.area); });
}

bool Stands(const Covers& covers, const Someone& who, Relation relation, const CaseRow& row) {
  switch (relation) {
    case Relation::kAny:
      return true;
    case Relation::kTeam:
      return IsOfTeam(who, row);
    case Relation::kHolder:
      return IsHolder(covers, who, row);
  }
  return false;
}

/// One question: who, about which case, by which policy, when.
class Question {
 public:
  Question(const State& state, const Covers& covers, const Someone& who, const AccessPolicy& policy, EntityId id,
           const CaseRow& row, Day day, std::optional<Instant> at)
      : state_(state), covers_(covers), who_(who), policy_(policy), id_(id), row_(row), day_(day), at_(at) {}

  [[nodiscard]] Verdict Answer(AccessAction action) const {
    if (Holds(row_.conflicts, who_.name)) return Say(Why::kConflict);
    if (IsShutOut()) {
      const Verdict emergency = ByEmergency(action);
      return emergency.allowed() ? emergency : Say(Why::kSealed);
    }
    Verdict verdict = ByRow(action);
    if (verdict.why == Why::kNoRow) verdict = ByGrant(action);
    if (verdict.allowed()) verdict = WithAnother(action, std::move(verdict));
    if (verdict.allowed()) return verdict;
    const Verdict emergency = ByEmergency(action);
    return emergency.allowed() ? emergency : verdict;
  }

 private:
  [[nodiscard]] Verdict Say(Why why) const { return {.why = why, .policy = policy_.version}; }

  /// The seal names neither them nor a role of theirs.
  [[nodiscard]] bool IsShutOut() const {
    const auto seal = state_.Find<SealTable>(id_);
    if (!seal || Holds(seal->names, who_.name)) return false;
    return std::none_of(who_.roles.begin(), who_.roles.end(), [&](const auto& role) { return Holds(seal->roles, role); });
  }

  [[nodiscard]] const AccessRow* RowFor(AccessAction action) const {
    const auto found = std::find_if(policy_.rows.begin(), policy_.rows.end(), [&](const AccessRow& one) {
      return Holds(who_.roles, one.role) && Holds(one.actions, action) && Stands(covers_, who_, one.relation, row_);
    });
    return found == policy_.rows.end() ? nullptr : &*found;
  }

  /// Of a protected address the row for protected ones.
  [[nodiscard]] Verdict ByRow(AccessAction action) const {
    const AccessRow* row = RowFor(action);
    if (row == nullptr) return Say(Why::kNoRow);
    if (action == AccessAction::kAddress && IsAddressProtected()) {
      row = RowFor(AccessAction::kProtectedAddress);
      if (row == nullptr) return Say(Why::kProtected);
    }
    Verdict verdict = Say(Why::kRow);
    verdict.row = *row;
    return verdict;
  }

  [[nodiscard]] bool IsAddressProtected() const {
    const auto person = state_.Find<PersonTable>(row_.person);
    return person && person->is_protected;
  }

  /// What the policy lets nobody do alone, another agreed to.
  [[nodiscard]] Verdict WithAnother(AccessAction action, Verdict verdict) const {
    if (!policy_.TakesTwo(action)) return verdict;
    verdict.number = at_ ? AgreedRequest(state_, id_, who_.name, action, *at_) : 0;
    verdict.why = verdict.number == 0 ? Why::kNeedsTwo : Why::kTwoAgreed;
    verdict.until.reset();
    if (verdict.number != 0) verdict.until = state_.Find<AccessRequestTable>(id_, verdict.number)->until;
    return verdict;
  }

  /// An emergency that goes on, of a level that gives this; for who may declare any.
  [[nodiscard]] Verdict ByEmergency(AccessAction action) const {
    Verdict verdict = Say(Why::kNoRow);
    if (!at_ || RowFor(AccessAction::kEmergency) == nullptr) return verdict;
    const std::string prefix = UnreviewedTable::Key(who_.name, id_);
    state_.Scan<UnreviewedTable>(prefix, [&](std::string_view key, const MarkRow&) {
      std::string worker;
      EntityId of;
      std::uint32_t number = 0;
      UnreviewedTable::Read(key, worker, of, number);
      const auto row = state_.Find<EmergencyTable>(id_, number);
      if (row && GoesOn(*row) && Gives(row->levels, action)) {
        verdict.why = Why::kEmergency;
        verdict.number = number;
        verdict.until = row->until;
      }
      return !verdict.allowed();
    });
    return verdict;
  }

  /// A case that was sealed since is opened by no emergency to which nobody agreed.
  [[nodiscard]] bool GoesOn(const EmergencyRow& row) const {
    const bool is_agreed = row.state == EmergencyState::kDeclared && (!row.confirmed_by.empty() || !IsShutOut());
    return is_agreed && row.from <= *at_ && *at_ < row.until;
  }

  [[nodiscard]] static bool Gives(const std::vector<schema::Secrecy>& levels, AccessAction action) {
    return std::any_of(levels.begin(), levels.end(), [&](schema::Secrecy level) { return IsOfLevel(action, level); });
  }

  /// A grant of the case, or of all.
  [[nodiscard]] Verdict ByGrant(AccessAction action) const {
    for (const EntityId of : {id_, AuthorityEntity()}) {
      Verdict verdict = Say(Why::kNoRow);
      state_.Scan<AccessGrantTable>(AccessGrantTable::Key(of), [&](std::string_view key, const AccessGrantRow& row) {
        const bool counts = row.worker == who_.name && row.from <= day_ && day_ < row.until &&
                            (!row.revoked || day_ < *row.revoked) && Gives(row.levels, action);
        if (!counts) return true;
        EntityId same;
        AccessGrantTable::Read(key, same, verdict.number);
        verdict.why = Why::kGrant;
        verdict.until = StartOfDay(row.until);
        return false;
      });
      if (verdict.allowed()) return verdict;
    }
    return Say(Why::kNoRow);
  }

  const State& state_;
  const Covers& covers_;
  const Someone& who_;
  const AccessPolicy& policy_;
  EntityId id_;
  const CaseRow& row_;
  Day day_;
  std::optional<Instant> at_;
};

}  // namespace

std::string_view TextOf(Verdict::Why why) {
  constexpr std::string_view kTexts[] = {"row",       "no_row",     "conflict",  "no_policy", "unknown_case", "sealed",
                                         "emergency", "two_agreed", "needs_two", "grant",     "protected"};
  return kTexts[static_cast<std::size_t>(why)];
}

Access::Access(const State& state, Someone who, Day day, std::optional<Instant> at)
    : state_(state),
      who_(std::move(who)),
      day_(day),
      at_(at),
      policy_(PolicyOn(state, day)),
      covers_(state, day),
      is_any_frozen_(state.Ledger().frozen > 0) {}

Verdict Access::May(AccessAction action, EntityId case_file) const {
  if (!policy_) return {.why = Why::kNoPolicy};
  if (is_any_frozen_) state_.CheckNotFrozen(case_file);
  const auto row = state_.Find<CaseTable>(case_file);
  if (!row) return {.why = Why::kUnknownCase, .policy = policy_->version};
  return Question(state_, covers_, who_, *policy_, case_file, *row, day_, at_).Answer(action);
}

const AccessRow* Access::RowForAll(AccessAction action) const {
  if (!policy_) return nullptr;
  const auto found = std::find_if(policy_->rows.begin(), policy_->rows.end(), [&](const AccessRow& row) {
    return row.relation == Relation::kAny && Holds(who_.roles, row.role) && Holds(row.actions, action);
  });
  return found == policy_->rows.end() ? nullptr : &*found;
}

Verdict May(const State& state, const Someone& who, AccessAction action, EntityId case_file, Day day,
            std::optional<Instant> at) {
  return Access(state, who, day, at).May(action, case_file);
}

bool MayFind(const State& state, const Someone& who, EntityId case_file, Day day, std::optional<Instant> at) {
  return May(state, who, AccessAction::kFind, case_file, day, at).allowed();
}

bool IsSealed(const State& state, EntityId case_file) { return state.Find<SealTable>(case_file).has_value(); }

std::vector<Relation> RelationsTo(const State& state, const Someone& who, EntityId case_file, Day day) {
  std::vector<Relation> relations;
  const auto row = state.FindEntity<CaseTable>(case_file);
  if (!row) return relations;
  const Covers covers(state, day);
  for (const Relation relation : {Relation::kTeam, Relation::kHolder}) {
    if (Stands(covers, who, relation, *row)) relations.push_back(relation);
  }
  return relations;
}

}  // namespace fascicolo::engine
