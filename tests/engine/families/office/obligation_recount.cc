#include "engine/families/office/obligation_recount.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/fold.h"
#include "engine/payload_names.h"
#include "engine/payload_types.h"
#include "events/big_endian.h"

namespace fascicolo::engine {
namespace {

std::array<std::uint8_t, 4> FourBytesOf(std::uint32_t number) {
  std::array<std::uint8_t, 4> bytes;
  events::PutBigEndian(bytes.data(), number);
  return bytes;
}

CommandId OwnCommandOf(EntityId obligation) {
  return IdFromHash<CommandId>(
      events::Sha256({events::AsBytes(std::string_view("fascicolo fulfil")), obligation.bytes}));
}

}  // namespace

void ObligationRecount::Take(const events::CommitReading& commit) {
  command_ = commit.header().command;
  recorded_at_ = commit.header().recorded_at;
  Execute(commit);
  at_ = {};
  for (const auto* event : commit.events()) {
    SCOPED_TRACE(EventName(*event));
    at_.entity = events::Entity(event->entity());
    at_.imported = event->imported();
    at_.effective_on = Day{event->effective_on()};
    VisitEvent(*event, [&](const auto& fact) { On(fact); });
    ++at_.index;
  }
  executed_ += open_.erase(executing_);
  executing_ = {};
}

void ObligationRecount::Execute(const events::CommitReading& commit) {
  const auto* fulfil = commit.command().payload_as_Fulfil();
  if (fulfil == nullptr) return;
  executing_ = events::Entity(fulfil->obligation());
  EXPECT_TRUE(opened_.contains(executing_)) << "no event opened what is executed";
  EXPECT_TRUE(open_.contains(executing_)) << "what is executed was closed before";
  EXPECT_EQ(command_, OwnCommandOf(executing_)) << "under another command than its own";
  EXPECT_GE(recorded_at_.micros, fulfil->due()) << "before it was due";
}

void ObligationRecount::CheckOpen(const State& state) const {
  std::set<EntityId> rows;
  state.Scan<ObligationTable>(ObligationTable::Key(), [&](std::string_view bytes, const ObligationRow& row) {
    Instant due;
    EntityId id;
    ObligationTable::Read(bytes, due, id);
    rows.insert(id);
    EXPECT_TRUE(open_.contains(id)) << "open as a row only: " << static_cast<int>(row.kind) << " of "
                                    << ToHex(row.entity) << " number " << row.number << " since " << row.opened_at.value;
    return true;
  });
  for (const auto& [place, id] : places_) {
    EXPECT_TRUE(!open_.contains(id) || rows.contains(id))
        << "open by the log only: " << static_cast<int>(place.of) << " of " << ToHex(place.entity) << " number " << place.number;
  }
  EXPECT_EQ(rows.size(), open_.size());
}

EntityId ObligationRecount::IdOf(std::uint32_t ordinal) const {
  return IdFromHash<EntityId>(events::Sha256({events::AsBytes(std::string_view("fascicolo obligation")), command_.bytes,
                                             FourBytesOf(at_.index), FourBytesOf(ordinal)}));
}

EntityId ObligationRecount::Open(std::uint32_t ordinal) {
  const EntityId id = IdOf(ordinal);
  EXPECT_TRUE(opened_.insert(id).second) << "opened twice";
  open_.insert(id);
  return id;
}

void ObligationRecount::OpenAt(Of of, std::uint32_t number, std::uint32_t ordinal) {
  EntityId& stands = places_[{of, at_.entity, number}];
  EXPECT_TRUE(stands == executing_ || !open_.contains(stands)) << "two of one thing are open, number " << number;
  stands = Open(ordinal);
}

void ObligationRecount::ReopenAt(Of of, std::uint32_t number, std::uint32_t ordinal) {
  CloseAt(of, number);
  OpenAt(of, number, ordinal);
}

void ObligationRecount::CloseAt(Of of, std::uint32_t number) {
  const auto found = places_.find({of, at_.entity, number});
  if (found == places_.end()) return;
  if (found->second != executing_) closed_ += open_.erase(found->second);
  places_.erase(found);
}

void ObligationRecount::CloseTerms() {
  auto next = places_.lower_bound({Of::kTerm, at_.entity, 0});
  while (next != places_.end() && next->first.of == Of::kTerm && next->first.entity == at_.entity) {
    const std::uint32_t number = next->first.number;
    ++next;
    CloseAt(Of::kTerm, number);
  }
}

bool ObligationRecount::IsOpenAt(Of of, std::uint32_t number) const {
  const auto found = places_.find({of, at_.entity, number});
  return found != places_.end() && open_.contains(found->second);
}

// --- applications, offers, places ---

void ObligationRecount::On(const schema::ApplicationFiled& fact) {
  if (fact.decide_by() != 0) OpenAt(Of::kTerm);
}
void ObligationRecount::On(const schema::OfferMade&) {
  if (!at_.imported) OpenAt(Of::kOffer);
}
void ObligationRecount::On(const schema::OfferAccepted&) {
  CloseAt(Of::kOffer);
  CloseAt(Of::kConfirmation);
}
void ObligationRecount::On(const schema::OfferRefused& fact) {
  CloseAt(Of::kOffer);
  if (fact.effect() == schema::ListEffect::removed) CloseAt(Of::kConfirmation);
}
void ObligationRecount::On(const schema::OfferLapsed& fact) {
  CloseAt(Of::kOffer);
  if (fact.effect() == schema::ListEffect::removed) CloseAt(Of::kConfirmation);
}
void ObligationRecount::On(const schema::WaitingStarted& fact) {
  if (fact.confirm_from() != 0) ReopenAt(Of::kConfirmation);
  CloseAt(Of::kTerm);
}
void ObligationRecount::On(const schema::ConfirmationAsked&) { ReopenAt(Of::kConfirmation); }
void ObligationRecount::On(const schema::InterestConfirmed&) { ReopenAt(Of::kConfirmation); }
void ObligationRecount::On(const schema::InterestLapsed&) { CloseAt(Of::kConfirmation); }
void ObligationRecount::On(const schema::ServiceProposed&) { CloseAt(Of::kTerm); }
void ObligationRecount::On(const schema::ServiceStarted&) {
  CloseAt(Of::kTerm);
  CloseAt(Of::kConfirmation);
}
void ObligationRecount::On(const schema::ServiceEnded&) { CloseAt(Of::kConfirmation); }
void ObligationRecount::On(const schema::ApplicationWithdrawn&) { LeaveApplication(); }
void ObligationRecount::On(const schema::ApplicationDenied&) { LeaveApplication(); }
void ObligationRecount::LeaveApplication() {
  for (const Of of : {Of::kOffer, Of::kConfirmation, Of::kTerm}) CloseAt(of);
}
void ObligationRecount::On(const schema::VouchersGranted&) { Open(); }

void ObligationRecount::On(const schema::IseeRecorded& fact) { ReadServices(fact.services()); }
void ObligationRecount::On(const schema::IseeCorrected& fact) { ReadServices(fact.services()); }
void ObligationRecount::ReadServices(const flatbuffers::Vector<const schema::Id*>* services) {
  for (std::uint32_t i = 0; services != nullptr && i < services->size(); ++i) Open(i);
}

void ObligationRecount::On(const schema::CapacitySet& fact) {
  auto& steps = capacity_[at_.entity];
  const auto after = steps.upper_bound(Day{fact.from()});
  const std::int64_t before = after == steps.begin() ? 0 : std::prev(after)->second;
  steps[Day{fact.from()}] = fact.capacity();
  if (fact.capacity() > before && !at_.imported) Open();
}
void ObligationRecount::On(const schema::PlaceTaken& fact) {
  if (fact.offer_on()) Open();
}
void ObligationRecount::On(const schema::PlaceFreed& fact) {
  if (fact.offer_on()) Open();
}

// --- cases, and whatever has terms ---

void ObligationRecount::On(const schema::DocumentRequested& fact) { OpenAt(Of::kTerm, fact.number()); }
void ObligationRecount::On(const schema::DocumentReceived& fact) { CloseAt(Of::kTerm, fact.number()); }
void ObligationRecount::On(const schema::ReferralRequested& fact) { OpenAt(Of::kTerm, fact.number()); }
void ObligationRecount::On(const schema::ReferralUpdated& fact) { CloseAt(Of::kTerm, fact.number()); }
void ObligationRecount::On(const schema::ProjectProposed& fact) { OpenAt(Of::kTerm, fact.number()); }
void ObligationRecount::On(const schema::ProjectReviewed& fact) {
  CloseAt(Of::kTerm, fact.number());
  if (fact.next_review() != 0) OpenAt(Of::kTerm, fact.number());
}
void ObligationRecount::On(const schema::ProjectDeclined& fact) { CloseAt(Of::kTerm, fact.number()); }
void ObligationRecount::On(const schema::ProjectEnded& fact) { CloseAt(Of::kTerm, fact.number()); }
void ObligationRecount::On(const schema::DeadlineOpened& fact) { OpenAt(Of::kTerm, fact.number()); }
void ObligationRecount::On(const schema::DeadlineSuspended& fact) { ReopenAt(Of::kTerm, fact.number()); }
void ObligationRecount::On(const schema::DeadlineResumed& fact) { ReopenAt(Of::kTerm, fact.number()); }
void ObligationRecount::On(const schema::DeadlineMet& fact) { CloseAt(Of::kTerm, fact.number()); }
void ObligationRecount::On(const schema::CaseloadTransferred& fact) {
  if (fact.more()) Open();
}

}  // namespace fascicolo::engine
