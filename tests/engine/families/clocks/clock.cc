#include "engine/families/clocks/clock.h"

#include "engine/payload_names.h"
#include "events/acceptance.h"
#include "events/body.h"

namespace fascicolo::engine {

using testing::Contains;
using testing::ElementsAreArray;

Clock::Clock(Kit& kit, ObligationKind kind, std::string_view deadline) : kit_(kit), kind_(kind), deadline_(deadline) {
  kit_.OnRecord([this](const events::Record& record) { Take(record); });
}
Clock::~Clock() { kit_.OnRecord({}); }

bool Clock::Watches(const ObligationRow& row) const {
  if (row.kind != kind_) return false;
  return deadline_.empty() || kit_.state().Find<DeadlineTable>(row.entity, row.number).value_or(DeadlineRow{}).deadline == deadline_;
}

void Clock::Take(const events::Record& record) {
  const auto header = events::DecodeHeader(record.view().header());
  const auto commit = events::CommitReading::Open(record.view(), *header);
  Names names;
  for (const auto* event : commit->events()) names.emplace_back(EventName(*event));
  std::set<EntityId> open;
  for (const auto& [id, row] : kit_.Open()) {
    if (!Watches(row)) continue;
    open.insert(id);
    if (!all_.try_emplace(id, One{row, names, {}, false}).second) continue;
    last_ = id;
  }
  const auto* fulfil = commit->command().payload_as_Fulfil();
  const EntityId executed = fulfil == nullptr ? EntityId{} : events::Entity(fulfil->obligation());
  for (auto& [id, one] : all_) {
    if (open.contains(id) || !one.ended_by.empty()) continue;
    one.ended_by = names;
    one.is_executed = id == executed;
  }
}

Clock::One& Clock::Last() {
  const auto found = all_.find(last_);
  EXPECT_NE(found, all_.end()) << "nothing of this kind was opened";
  return found == all_.end() ? all_[last_] : found->second;
}

void Clock::OpenedBy(std::string_view event, Instant due) {
  const One& one = Last();
  EXPECT_NE(last_, seen_) << "nothing was opened since";
  EXPECT_THAT(one.opened_by, Contains(std::string(event)));
  EXPECT_EQ(one.row.due, due) << FormatInstant(one.row.due) << ", not " << FormatInstant(due);
  seen_ = last_;
  ++opened_;
}
void Clock::OpenedBy(std::string_view event, Day day) { OpenedBy(event, StartOfDay(day)); }
void Clock::OpenedAtOnceBy(std::string_view event) {
  OpenedBy(event, kit_.now());
  EXPECT_TRUE(Last().ended_by.empty());
}

void Clock::ClosedBy(std::string_view event) {
  const auto found = all_.find(seen_);
  ASSERT_NE(found, all_.end());
  EXPECT_THAT(found->second.ended_by, Contains(std::string(event)));
  EXPECT_FALSE(found->second.is_executed) << "it was due";
  ++closed_;
}

void Clock::Tells(const Names& events) {
  ASSERT_EQ(last_, seen_) << "another one was opened since";
  const Instant due = Last().row.due;
  if (due > kit_.now()) {
    kit_.PassUntil(LocalDay(due) - 1);
    EXPECT_TRUE(Last().ended_by.empty()) << "before it was due";
    const bool is_at_midnight = due == StartOfDay(LocalDay(due));
    kit_.PassUntil(LocalDay(due) + (is_at_midnight ? 0 : 1));
  } else {
    kit_.RunDue();
  }
  const One& one = all_.at(seen_);
  EXPECT_TRUE(one.is_executed) << "it was not due, or was closed";
  EXPECT_THAT(one.ended_by, ElementsAreArray(events));
  ++told_;
}

void Clock::ExpectWholeLife() const {
  EXPECT_GT(opened_, 0) << "what opens it is not shown";
  EXPECT_GT(told_, 0) << "what it tells is not shown";
  EXPECT_EQ(closed_ == 0, is_closed_by_nothing_) << "what closes it is not shown, or said not to be";
  for (const auto& [id, one] : all_) {
    EXPECT_FALSE(is_closed_by_nothing_ && !one.ended_by.empty() && !one.is_executed) << testing::PrintToString(one.ended_by);
  }
}

}  // namespace fascicolo::engine
