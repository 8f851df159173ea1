#include "engine/families/figures.h"

#include "engine/families/limits.h"
#include "engine/kit.h"
#include "engine/told_figures.h"

namespace fascicolo::engine {
namespace {

TEST(Figures, ArePublishedAsTheyWereCounted) {
  // Given figures that were counted through the last commit.
  Kit kit;
  const auto publish = PublishFigures(kit);

  // When they are published, then the ledger keeps query, position, result, signer and act, and changes nothing of it.
  const auto published = kit.When(publish).ThenEvents({"FiguresPublished"}).First<schema::FiguresPublishedT>();
  EXPECT_EQ(published.query, publish.query);
  EXPECT_EQ(published.as_of, publish.as_of);
  EXPECT_EQ(published.result, publish.result);
  EXPECT_EQ(HashIn(published.digest.get()), HashIn(publish.digest.get()));
  const auto row = kit.state().Find<FigureTable>(kit.Made());
  ASSERT_TRUE(row);
  EXPECT_EQ(row->signer, "neri");
  EXPECT_EQ(row->act, "det. 12/2026");
  EXPECT_EQ(row->published_on, kit.today());
}

TEST(Figures, OfOneQueryFollowEachOther) {
  // Given figures that were published.
  Kit kit;
  const EntityId first = kit.Given(PublishFigures(kit));

  // When later ones take their place, then both stay, and the later ones are the query's.
  const EntityId second = kit.Given(RestateFigures(kit, first, R"({"rows":[1]})"));
  EXPECT_EQ(kit.state().Find<FigureTable>(second)->restates, first);
  EXPECT_TRUE(kit.state().Find<FigureTable>(first));
  EXPECT_EQ(kit.state().Find<FigureOfQueryTable>(PublishFigures(kit).query)->figure, second);

  // And another query is none of their business.
  auto other = PublishFigures(kit);
  other.query = "users --of cases --from 2026-01 --to 2026-02 --public";
  kit.When(other).ThenEvents({"FiguresPublished"});
}

TEST(Figures, KeepTheDigestAloneWhereTheResultIsTooLarge) {
  Kit kit;
  auto publish = PublishFigures(kit, std::string(kMaxFiguresBytes + 1, '1'));
  kit.When(publish).ThenRejected(RejectionCode::kForm, "/result");
  publish.result.clear();
  EXPECT_TRUE(kit.When(publish).First<schema::FiguresPublishedT>().result.empty());
}

TEST(Figures, AreRejectedWhenTheyAreNotWhatTheySay) {
  Kit kit;
  auto other_digest = PublishFigures(kit);
  other_digest.digest = RefOf(events::Sha256({}));
  kit.When(other_digest).ThenRejected(RejectionCode::kForm, "/digest");
  auto no_digest = PublishFigures(kit);
  no_digest.digest.reset();
  kit.When(no_digest).ThenRejected(RejectionCode::kForm, "/digest");
  auto backwards = PublishFigures(kit);
  backwards.until = backwards.from;
  kit.When(backwards).ThenRejected(RejectionCode::kForm, "/until");
  auto unsigned_figures = PublishFigures(kit);
  unsigned_figures.signer.clear();
  kit.When(unsigned_figures).ThenRejected(RejectionCode::kForm, "/signer");
  auto without_act = PublishFigures(kit);
  without_act.act.clear();
  kit.When(without_act).ThenRejected(RejectionCode::kForm, "/act");
  auto long_query = PublishFigures(kit);
  long_query.query = std::string(kMaxQueryBytes + 1, 'x');
  kit.When(long_query).ThenRejected(RejectionCode::kForm, "/query");
}

TEST(Figures, AreNotRestatedByOlderOnes) {
  Kit kit;
  const EntityId first = kit.Given(PublishFigures(kit));
  auto older = RestateFigures(kit, first, R"({"rows":[1]})");
  older.as_of = 0;
  kit.When(older).ThenRejected(RejectionCode::kForm, "/as_of");
}

TEST(Figures, ThatMakeNoSenseArePoison) {
  // Given an event as a program could write that does not check.
  Kit kit;
  schema::FiguresPublishedT sound;
  const auto publish = PublishFigures(kit);
  sound.query = publish.query;
  sound.from = publish.from;
  sound.until = publish.until;
  sound.as_of = publish.as_of;
  sound.digest = RefOf(HashIn(publish.digest.get()));
  sound.signer = publish.signer;
  sound.act = publish.act;
  const EntityId figure = NewEntity({}, 1);
  const auto folds = [&](const schema::FiguresPublishedT& fact) { return kit.Folds(figure, kFigureKind, fact); };

  // Then each thing that is wrong with it keeps it from being folded.
  auto ahead = sound;
  ahead.as_of = 1'000'000;
  EXPECT_FALSE(folds(ahead));
  auto endless_query = sound;
  endless_query.query = std::string(kMaxQueryBytes + 1, 'x');
  EXPECT_FALSE(folds(endless_query));
  auto large = sound;
  large.result = std::string(kMaxFiguresBytes + 1, '1');
  EXPECT_FALSE(folds(large));
  auto of_nothing = sound;
  of_nothing.restates = Ref(NewEntity({}, 2));
  EXPECT_FALSE(folds(of_nothing));
  auto without_digest = sound;
  without_digest.digest.reset();
  EXPECT_FALSE(folds(without_digest));

  // And what is right is folded.
  EXPECT_TRUE(folds(sound));
}

}  // namespace
}  // namespace fascicolo::engine
