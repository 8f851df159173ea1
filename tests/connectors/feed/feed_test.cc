// The feeds of a town of which everything is known.
#include "connectors/feed/feed.h"

#include "connectors/feed/members.h"
#include "engine/identity/fiscal_code.h"
#include "engine/payload_names.h"

#include "fed_town.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace fascicolo::feed {
namespace {

const std::vector<FeedRecord>& CoarseRecords() {
  static const auto records = RecordsOf(Everything("observatory"));
  return records;
}

/// All ids of the town's entities, its workers' names, and every personal text that was handed in.
struct Secrets {
  std::set<std::string> ids;
  std::set<std::string> texts;
};
Secrets SecretsOfTheTown() {
  Secrets secrets;
  FedTown().ForEachCommit([&](const events::CommitReading& commit) {
    for (const schema::Event* event : commit.events()) secrets.ids.insert(ToHex(events::Entity(event->entity())));
    const std::string actor(engine::Text(commit.command().actor()));
    if (!actor.empty() && actor != "fascicolo") secrets.texts.insert(actor);
  });
  for (const auto& noted : FedTown().noting->noted()) {
    for (const auto& text : noted.personal) {
      if (text.text.size() > 3) secrets.texts.insert(text.text);
    }
  }
  return secrets;
}

/// The JSON texts and headers of a record, whole: "Mara" is found in none of them, and "marathon" is no Mara.
std::set<std::string> TextsIn(const FeedRecord& record) {
  std::set<std::string> texts{record.key};
  for (const auto& [name, text] : record.headers) texts.insert(text);
  std::string text;
  for (const char c : record.value) {
    if (c != '"') {
      text += c;
      continue;
    }
    texts.insert(text);
    text.clear();
  }
  return texts;
}

TEST(FeedOfATown, SaysWhatHappenedInStrictOrder) {
  ASSERT_GT(CoarseRecords().size(), 2'000U);
  std::optional<Sequence> last;
  for (const FeedRecord& record : CoarseRecords()) {
    ASSERT_TRUE(record.sequence());
    EXPECT_LT(last, record.sequence());
    last = record.sequence();
  }
}

TEST(FeedOfATown, IsTheSameTwice) {
  const auto again = RecordsOf(Everything("observatory"));
  ASSERT_EQ(again.size(), CoarseRecords().size());
  for (std::size_t i = 0; i < again.size(); ++i) EXPECT_EQ(ToLine(again[i]), ToLine(CoarseRecords()[i]));
}

TEST(FeedOfATown, HoldsNoIdNoWorkerAndNoPersonalText) {
  const Secrets secrets = SecretsOfTheTown();
  ASSERT_GT(secrets.texts.size(), 500U) << "this test sees nothing";
  for (const FeedRecord& record : CoarseRecords()) {
    for (const std::string& text : TextsIn(record)) {
      EXPECT_EQ(secrets.texts.count(text), 0U) << text << " in " << record.value;
      EXPECT_EQ(secrets.ids.count(text), 0U) << text << " in " << record.value;
    }
  }
}

TEST(FeedOfATown, HoldsNoPersonalTextAnywhereInItsBytes) {
  std::string all;
  for (const FeedRecord& record : CoarseRecords()) all += ToLine(record) + "\n";
  std::size_t searched = 0;
  for (const std::string& text : SecretsOfTheTown().texts) {
    if (text.size() < 9) continue;  // shorter names are words of other words
    ++searched;
    EXPECT_EQ(all.find(text), std::string::npos) << text;
  }
  EXPECT_GT(searched, 300U) << "this test sees nothing";
}

TEST(FeedOfATown, TellsNoDayAndNoMinor) {
  for (const FeedRecord& record : CoarseRecords()) {
    EXPECT_TRUE(record.Header("ce_time").ends_with("-01T00:00:00Z")) << record.Header("ce_time");
    EXPECT_EQ(record.at, *ParseInstant(record.Header("ce_time")));
    EXPECT_EQ(record.value.find("minors_family"), std::string::npos) << record.value;
    EXPECT_EQ(record.value.find("families_minors"), std::string::npos) << record.value;
  }
}

TEST(FeedOfATown, TellsOfMinorsAndExactlyWhereTheFileSaysSo) {
  Consumer closer = Everything("observatory");
  closer.minors = true;
  closer.precision = {.days = true, .figures = true};
  const auto records = RecordsOf(closer);
  EXPECT_GT(records.size(), CoarseRecords().size());
  bool tells_of_minors = false;
  bool tells_another_day = false;
  for (const FeedRecord& record : records) {
    tells_of_minors |= record.value.find("minors_family") != std::string::npos;
    tells_another_day |= !record.Header("ce_time").ends_with("-01T00:00:00Z");
  }
  EXPECT_TRUE(tells_of_minors);
  EXPECT_TRUE(tells_another_day);
}

TEST(FeedOfATown, OfTwoConsumersHasNoPseudonymInCommon) {
  std::set<std::string> keys;
  for (const FeedRecord& record : CoarseRecords()) keys.insert(record.key);
  ASSERT_GT(keys.size(), 100U);
  for (const FeedRecord& record : RecordsOf(Everything("other"))) EXPECT_EQ(keys.count(record.key), 0U);
}

TEST(FeedOfATown, IsOneEntitysUnderOneKey) {
  std::map<std::string, std::string> kind_of;
  for (const FeedRecord& record : CoarseRecords()) {
    const auto data = events::json::ParseJson(record.value);
    ASSERT_TRUE(data.ok());
    EXPECT_EQ(TextIn(*data, "entity"), record.key);
    EXPECT_EQ(TextIn(*data, "sequence"), record.Header("ce_sequence"));
    const auto [known, is_new] = kind_of.emplace(record.key, TextIn(*data, "kind"));
    EXPECT_EQ(known->second, TextIn(*data, "kind"));
  }
}

TEST(FeedOfATown, OfOneAreaTellsOfNoOther) {
  Consumer elderly = Everything("observatory");
  elderly.areas = {"elderly"};
  const auto records = RecordsOf(elderly);
  EXPECT_GT(records.size(), 100U);
  EXPECT_LT(records.size(), CoarseRecords().size());
  for (const FeedRecord& record : records) EXPECT_EQ(record.value.find("\"area\":\"disabled\""), std::string::npos);
}

TEST(FeedRecords, AreTheSameAsLines) {
  for (std::size_t i = 0; i < CoarseRecords().size(); i += 50) {
    const FeedRecord& record = CoarseRecords()[i];
    const auto again = FromLine(ToLine(record));
    ASSERT_TRUE(again);
    EXPECT_EQ(again->key, record.key);
    EXPECT_EQ(again->value, record.value);
    EXPECT_EQ(again->headers, record.headers);
    EXPECT_EQ(again->at, record.at);
  }
  EXPECT_FALSE(FromLine("{}"));
  EXPECT_FALSE(FromLine("[]"));
}

}  // namespace
}  // namespace fascicolo::feed
