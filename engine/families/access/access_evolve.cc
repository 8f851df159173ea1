// What each fact about access changes in its rows. A fact that does not fit the state is poison, never a crash.
#include <algorithm>

#include "engine/families/access/access.h"
#include "engine/families/access/access_deciding.h"
#include "engine/families/authority.h"
#include "engine/families/case_deciding.h"
#include "engine/families/limits.h"
#include "engine/families/obligations.h"
#include "engine/families/rights_words.h"

namespace fascicolo::engine {
namespace {

using Texts = flatbuffers::Vector<flatbuffers::Offset<flatbuffers::String>>;

/// Ascending, each once, none too long. False: otherwise.
bool ReadNames(const Texts* given, std::size_t most_bytes, std::vector<std::string>& names) {
  if (given == nullptr) return true;
  for (const auto* one : *given) {
    const std::string_view name = Text(one);
    if (name.empty() || name.size() > most_bytes || (!names.empty() && names.back() >= name)) return false;
    names.emplace_back(name);
  }
  return names.size() <= kMaxNamedInSeal;
}

/// From now on its review is awaited, until it is missed on the day after `last`.
template <class Row>
void AwaitReview(const EventContext& context, EntityId case_file, std::uint32_t number, Day last, Row& row,
                 StateEditor& editor) {
  ObligationRow review;
  review.kind = ObligationKind::kAccessReview;
  review.entity = case_file;
  review.number = number;
  review.due = StartOfDay(last + 1);
  row.obligation_due = review.due;
  row.obligation = OpenBy(context, std::move(review), editor);
}
template <class Row>
void AwaitNothing(Row& row, StateEditor& editor) {
  if (!row.obligation.is_zero()) editor.CloseObligation(row.obligation, row.obligation_due);
  row.obligation = {};
}

/// Changes an emergency by a step of its life.
template <class Change>
bool EditEmergency(const schema::Event& event, std::uint32_t number, EmergencyStep step, StateEditor& editor,
                   Change change) {
  const auto edit = [&](EntityId case_file, EmergencyRow& row) {
    const auto next = NextState(EmergencyCycle(), row.state, step);
    if (!next || !change(case_file, row)) return false;
    row.state = *next;
    return true;
  };
  return EditRow<EmergencyTable>(event, editor, edit, number);
}
template <class Change>
bool EditRequest(const schema::Event& event, std::uint32_t number, AccessRequestStep step, StateEditor& editor,
                 Change change) {
  const auto edit = [&](AccessRequestRow& row) {
    const auto next = NextState(AccessRequestCycle(), row.state, step);
    if (!next || !change(row)) return false;
    row.state = *next;
    return true;
  };
  return EditRow<AccessRequestTable>(event, editor, edit, number);
}

/// Takes the next number of those that `count` counts. False: it is another one, or there are too many.
bool TakeNext(EntityId entity, std::uint32_t number, std::uint32_t AccessCountsRow::*count, StateEditor& editor) {
  AccessCountsRow counts = CountsOf(editor.state(), entity);
  if (number != counts.*count + 1 || number > kMaxAccessOfCase) return false;
  counts.*count = number;
  editor.Put<AccessCountsTable>(counts, entity);
  return true;
}

bool IsWorker(std::string_view name) { return name.size() <= kMaxWorkerBytes; }

}  // namespace

bool Evolve(const EventContext& context, const schema::Event& event, const schema::CaseSealed& fact, StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  SealRow row;
  row.ground = fact.ground();
  row.since = Day{event.effective_on()};
  row.review_on = DayIfGiven(fact.review_on());
  const bool is_ground = row.ground != schema::SealGround::none && row.ground <= schema::SealGround::MAX;
  if (!IsThere(event, editor) || !is_ground || !ReadNames(fact.names(), kMaxWorkerBytes, row.names)) return false;
  if (!ReadNames(fact.roles(), kMaxCodeBytes, row.roles)) return false;
  if ((row.names.empty() && row.roles.empty()) || (row.review_on && !IsPossible(*row.review_on))) return false;
  if (auto former = editor.Find<SealTable>(id)) AwaitNothing(*former, editor);
  if (row.review_on) AwaitReview(context, id, 0, *row.review_on, row, editor);
  editor.Put<SealTable>(row, id);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::CaseUnsealed&, StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  auto row = editor.Find<SealTable>(id);
  if (!row) return false;
  AwaitNothing(*row, editor);
  editor.Erase<SealTable>(id);
  return true;
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::EmergencyDeclared& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  EmergencyRow row;
  row.state = fact.two() ? EmergencyState::kAsked : EmergencyState::kDeclared;
  row.worker = Text(fact.worker());
  row.from = context.header.recorded_at;
  row.until = Instant{fact.until()};
  row.review_by = Day{fact.review_by()};
  if (!IsThere(event, editor) || !IsWorker(row.worker) || !IsPossible(row.review_by)) return false;
  if (!ReadWords(fact.levels(), schema::Secrecy::MIN, row.levels) || row.levels.empty()) return false;
  if (!TakeNext(id, fact.emergency(), &AccessCountsRow::emergencies, editor)) return false;
  AwaitReview(context, id, fact.emergency(), row.review_by, row, editor);
  editor.Put<EmergencyTable>(row, id, fact.emergency());
  editor.Put<UnreviewedTable>(MarkRow{}, row.worker, id, fact.emergency());
  return true;
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::EmergencyConfirmed& fact,
            StateEditor& editor) {
  return EditEmergency(event, fact.emergency(), EmergencyStep::kConfirm, editor, [&](EntityId, EmergencyRow& row) {
    row.confirmed_by = Text(fact.signatory());
    row.from = context.header.recorded_at;
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::EmergencyReviewed& fact, StateEditor& editor) {
  const auto review = [&](EntityId case_file, EmergencyRow& row) {
    row.outcome = fact.outcome();
    row.reviewed_by = Text(fact.signatory());
    AwaitNothing(row, editor);
    editor.Erase<UnreviewedTable>(row.worker, case_file, fact.emergency());
    return fact.outcome() != schema::ReviewOutcome::none && fact.outcome() <= schema::ReviewOutcome::MAX;
  };
  return EditEmergency(event, fact.emergency(), EmergencyStep::kReview, editor, review);
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::AccessReviewMissed& fact, StateEditor& editor) {
  const auto miss = [&](auto& row) {
    if (row.obligation.is_zero()) return false;
    AwaitNothing(row, editor);
    return true;
  };
  if (fact.emergency() == 0) return EditRow<SealTable>(event, editor, [&](SealRow& row) { return miss(row); });
  return EditEmergency(event, fact.emergency(), EmergencyStep::kMissReview, editor,
                       [&](EntityId, EmergencyRow& row) { return miss(row); });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::AccessRequested& fact, StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  AccessRequestRow row;
  row.worker = Text(fact.worker());
  row.action = Text(fact.action());
  const bool is_action = !row.action.empty() && row.action.size() <= kMaxCodeBytes;
  if (!IsThere(event, editor) || !IsWorker(row.worker) || !is_action) return false;
  if (!TakeNext(id, fact.request(), &AccessCountsRow::requests, editor)) return false;
  editor.Put<AccessRequestTable>(row, id, fact.request());
  return true;
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::AccessApproved& fact,
            StateEditor& editor) {
  return EditRequest(event, fact.request(), AccessRequestStep::kApprove, editor, [&](AccessRequestRow& row) {
    row.approved_by = Text(fact.signatory());
    row.from = context.header.recorded_at;
    row.until = Instant{fact.until()};
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::AccessWithdrawn& fact, StateEditor& editor) {
  return EditRequest(event, fact.request(), AccessRequestStep::kWithdraw, editor, [](AccessRequestRow&) { return true; });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::AccessGranted& fact, StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  AccessGrantRow row;
  row.worker = Text(fact.worker());
  row.from = Day{event.effective_on()};
  row.until = Day{fact.until()};
  if (id != AuthorityEntity() && !IsThere(event, editor)) return false;
  if (row.worker.empty() || !IsWorker(row.worker) || !IsInterval(row.from, row.until)) return false;
  if (!ReadWords(fact.levels(), schema::Secrecy::MIN, row.levels) || row.levels.empty()) return false;
  if (!TakeNext(id, fact.grant(), &AccessCountsRow::grants, editor)) return false;
  editor.Put<AccessGrantTable>(row, id, fact.grant());
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::AccessRevoked& fact, StateEditor& editor) {
  const auto revoke = [&](AccessGrantRow& row) {
    if (row.revoked) return false;
    row.revoked = Day{event.effective_on()};
    return true;
  };
  return EditRow<AccessGrantTable>(event, editor, revoke, fact.grant());
}

}  // namespace fascicolo::engine
