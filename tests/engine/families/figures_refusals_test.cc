// Rules about published figures that say no.
#include "engine/families/refusal.h"
#include "engine/told_figures.h"

namespace fascicolo::engine {
namespace {

constexpr const char* kOther = R"({"rows":[1]})";

REFUSAL(kFiguresAhead, NothingIsCountedThatIsNotRecorded) {
  auto publish = PublishFigures(kit);
  publish.as_of = kit.commits();
  return kit.When(std::move(publish));
}
REFUSAL(kFiguresPeriodNotOver, NothingIsToldOfDaysToCome) {
  auto publish = PublishFigures(kit);
  publish.until = (kit.today() + 2).days;
  return kit.When(std::move(publish));
}
REFUSAL(kFiguresPublished, TheSameQueryIsNotPublishedTwiceAsIfForTheFirstTime) {
  kit.Given(PublishFigures(kit));
  return kit.When(PublishFigures(kit, kOther));
}
REFUSAL(kRestatesOtherFigures, OnlyTheLastFiguresAreRestated) {
  const EntityId first = kit.Given(PublishFigures(kit));
  kit.Given(RestateFigures(kit, first, kOther));
  return kit.When(RestateFigures(kit, first, R"({"rows":[2]})"));
}
REFUSAL(kRestatesOtherFigures, WhatWasNeverPublishedIsNotRestated) {
  return kit.When(RestateFigures(kit, NewEntity({}, 7), kOther));
}
REFUSAL(kNothingRestated, TheSameResultRestatesNothing) {
  const EntityId first = kit.Given(PublishFigures(kit));
  return kit.When(RestateFigures(kit, first, R"({"rows":[]})"));
}
REFUSAL(kDateOutOfOrder, FiguresAreNotPublishedTomorrow) {
  return kit.When(PublishFigures(kit), kit.today() + 1);
}

}  // namespace
}  // namespace fascicolo::engine
