// What a call, an entry and a list may name at most, and what makes no sense.
#include "engine/families/limits.h"
#include "engine/told_rankings.h"

namespace fascicolo::engine {
namespace {

using schema::ChangeGround;
using schema::GroupKind;

class RankingLimits : public testing::Test {
 protected:
  RankingLimits() {
    AdoptCatalogue(kit);
    AdoptStays(kit);
  }
  Kit kit;
};

TEST_F(RankingLimits, RejectsACallBeyondItsLimits) {
  const auto rejects = [&](std::string_view place, auto spoil) {
    auto command = OpenCall(kit, kStays);
    command.places = 10;
    spoil(command);
    kit.When(std::move(command)).ThenRejected(RejectionCode::kForm, place);
  };
  rejects("/appeal_days", [](auto& c) { c.appeal_days = 0; });
  rejects("/appeal_days", [](auto& c) { c.appeal_days = kMaxAppealDays + 1; });
  rejects("/act", [](auto& c) { c.act = ""; });
  rejects("/budget", [](auto& c) { c.budget = -1; });
  rejects("/places", [](auto& c) { c.places = kMaxQuantity + 1; });
  rejects("/from", [](auto& c) { c.from = 1; c.from = INT32_MAX; });
  rejects("/groups", [](auto& c) {
    for (std::size_t i = 0; i <= kMaxCallGroups; ++i) c.groups.push_back(Group("g", GroupKind::sub_list));
  });
  rejects("/groups/1/code", [](auto& c) {
    for (int i = 0; i < 2; ++i) c.groups.push_back(Group("g", GroupKind::sub_list));
  });
  rejects("/groups/0/places", [](auto& c) { c.groups.push_back(Group("g", GroupKind::sub_list, 1)); });
  rejects("/groups/0/places", [](auto& c) { c.groups.push_back(Group("g", GroupKind::reserve, 11)); });
  rejects("/groups/0/kind", [](auto& c) { c.groups.push_back(Group("g", GroupKind::none)); });
}

TEST_F(RankingLimits, RejectsListsOfNamesBeyondTheirLimits) {
  const EntityId call = StaysCall(kit);
  const EntityId entry = StayEntry(kit, call);
  std::vector<std::string> many;
  for (std::size_t i = 0; i <= kMaxCommission; ++i) many.push_back("worker" + std::to_string(i));
  kit.When(Commission(call, many)).ThenRejected(RejectionCode::kForm, "/commission");
  kit.When(Commission(call, {})).ThenRejected(RejectionCode::kForm, "/commission");
  kit.When(Commission(call, {"rossi", "rossi"})).ThenRejected(RejectionCode::kForm, "/commission/1");
  auto documents = AskEntryFor(kit, entry, "isee");
  documents.documents.assign(kMaxEntryDocuments + 1, "isee");
  kit.When(std::move(documents)).ThenRejected(RejectionCode::kForm, "/documents");
  Decided(kit, entry);
  PublishProvisionalOf(kit, call);
  auto draw = Draw(call, {entry});
  draw.witnesses.assign(kMaxWitnesses + 1, "verdi");
  kit.When(std::move(draw)).ThenRejected(RejectionCode::kForm, "/witnesses");
  kit.When(CourtOrder(entry, 0)).ThenRejected(RejectionCode::kForm, "/position");
  kit.When(CourtOrder(entry, kMaxListLines + 1)).ThenRejected(RejectionCode::kForm, "/position");
}

TEST_F(RankingLimits, RejectsAGroundBeforeAnythingIsPublished) {
  const EntityId entry = StayEntry(kit, StaysCall(kit));
  kit.When(On(ChangeGround::own_motion, ScoreEntry(entry))).ThenRejected(RejectionCode::kForm, "/ground");
}

TEST_F(RankingLimits, KnowsItsCallsAndEntries) {
  const EntityId nobody = NewEntity({}, 77);
  kit.When(Provisional(nobody)).ThenRejected(RejectionCode::kUnknownEntity, "/call");
  kit.When(ScoreEntry(nobody)).ThenRejected(RejectionCode::kUnknownEntity, "/entry");
  auto command = OpenCall(kit, kStays);
  command.replaces = Ref(nobody);
  kit.When(std::move(command)).ThenRejected(RejectionCode::kUnknownEntity, "/replaces");
}

}  // namespace
}  // namespace fascicolo::engine
