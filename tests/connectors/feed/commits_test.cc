// What a feed makes of commits that no town has.
#include "connectors/feed/feed.h"
#include "connectors/feed/members.h"
#include "events/body.h"

#include <gtest/gtest.h>

namespace fascicolo::feed {
namespace {

using events::json::Value;

EntityId Numbered(std::uint8_t number) {
  EntityId id;
  id.bytes.fill(number);
  return id;
}

/// A commit with these events, and the bytes that it borrows.
class MadeCommit {
 public:
  MadeCommit(std::uint64_t position, const std::vector<schema::EventT>& events,
             events::CommitKind kind = events::CommitKind::kDecided, std::uint64_t lineage = 0) {
    events::CommitContent content;
    content.kind = kind;
    content.command.bytes.fill(7);
    schema::CommandT command;
    command.id = std::make_unique<schema::Id>(events::ToSchema(content.command));
    command.payload.Set(schema::OpenDayT{});
    schema::RecordedT recorded;
    recorded.command = events::PackLeaf(command);
    content.recorded = events::PackLeaf(recorded);
    for (const auto& event : events) content.events.push_back(events::PackLeaf(event));
    events::Header place;
    place.position = Position{position};
    place.lineage = Lineage{lineage};
    place.recorded_at = *ParseInstant("2026-03-17T10:00:00Z");
    auto built = events::BuildRecord(place, content);
    FASCICOLO_CHECK(built.ok());
    record_ = std::move(built).value();
  }
  [[nodiscard]] events::CommitReading Read() const {
    const auto header = events::DecodeHeader(record_.view().header());
    FASCICOLO_CHECK(header.ok());
    auto reading = events::CommitReading::Open(record_.view(), *header);
    FASCICOLO_CHECK(reading.ok());
    return std::move(reading).value();
  }

 private:
  events::Record record_;
};

template <class Payload>
schema::EventT About(const EntityId& entity, schema::EntityKind kind, Payload payload) {
  schema::EventT event;
  event.entity = std::make_unique<schema::Id>(events::ToSchema(entity));
  event.kind = kind;
  event.version = 1;
  event.payload.Set(std::move(payload));
  return event;
}

class FeedOfCommits : public ::testing::Test {
 protected:
  std::vector<FeedRecord> Take(const MadeCommit& commit) {
    auto records = feed_.Take(commit.Read());
    EXPECT_TRUE(records.ok()) << records.error().message;
    return records ? std::move(records).value() : std::vector<FeedRecord>{};
  }
  static Consumer Receiver() {
    auto read =
        ReadConsumer(R"({"format":1,"name":"observatory","purpose":"Trial","legal_basis":"None",)"
                     R"("events":["TakenInCharge","UrgencySet","ActDrafted","ActSigned","FinalListPublished"]})");
    FASCICOLO_CHECK(read.ok());
    return std::move(read).value();
  }
  Feed feed_{Receiver(), LedgerId{}, events::Key{1}};
};

TEST_F(FeedOfCommits, EventsOfOneCommitFollowEachOther) {
  const auto records = Take({5,
                             {About(Numbered(1), schema::EntityKind::case_file, schema::TakenInChargeT{}),
                              About(Numbered(1), schema::EntityKind::case_file, schema::DiaryEntryAddedT{}),
                              About(Numbered(1), schema::EntityKind::case_file, schema::UrgencySetT{})}});
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[0].sequence(), (Sequence{Lineage{0}, Position{5}, 0}));
  EXPECT_EQ(records[1].sequence(), (Sequence{Lineage{0}, Position{5}, 2}));
  EXPECT_EQ(records[0].Header("ce_type"), "it.fascicolo.event.TakenInCharge");
  EXPECT_EQ(records[0].Header("ce_time"), "2026-03-01T00:00:00Z");
}

TEST_F(FeedOfCommits, ALineageIsToldWithItsFirstPosition) {
  const auto records = Take({41, {}, events::CommitKind::kLineageStarted, 3});
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].Header("ce_type"), kLineageStarted);
  EXPECT_TRUE(records[0].key.empty());
  EXPECT_NE(records[0].value.find(R"("lineage":3,"from_position":41)"), std::string::npos) << records[0].value;
}

TEST_F(FeedOfCommits, AnErasureIsToldBehindItsCommitsEvents) {
  schema::ErasureCompletedT erased;
  erased.erasure = 1;
  erased.persons.push_back(events::ToSchema(Numbered(2)));
  const auto records = Take({6,
                             {About(Numbered(2), schema::EntityKind::person, std::move(erased)),
                              About(Numbered(1), schema::EntityKind::case_file, schema::UrgencySetT{})}});
  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(records[1].Header("ce_type"), kPersonErased);
  EXPECT_EQ(records[1].sequence(), (Sequence{Lineage{0}, Position{6}, 2}));
  EXPECT_LT(records[0].sequence(), records[1].sequence());
}

TEST_F(FeedOfCommits, AsLongAsALeafMayBeIsToldAndSoIsWhatComesBehindIt) {
  schema::FinalListPublishedT list;
  schema::ActDraftedT act;
  for (int i = 0; i < 1'500; ++i) {
    list.lines.push_back(std::make_unique<schema::RankedLineT>());
    act.carries.push_back(std::make_unique<schema::CarriedT>());
    act.carries.back()->payload.Set(schema::CloseCaseT{});
  }
  EXPECT_EQ(Take({7, {About(Numbered(3), schema::EntityKind::call, std::move(list))}}).size(), 1U);
  EXPECT_EQ(Take({8, {About(Numbered(4), schema::EntityKind::act, std::move(act))}}).size(), 1U);
  EXPECT_EQ(Take({9, {About(Numbered(4), schema::EntityKind::act, schema::ActSignedT{})}}).size(), 1U);
  EXPECT_EQ(Take({10, {About(Numbered(5), schema::EntityKind::act, schema::ActSignedT{})}}).size(), 1U);
}

}  // namespace
}  // namespace fascicolo::feed
