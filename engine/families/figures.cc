#include "engine/families/figures.h"

#include "engine/families/checks.h"
#include "engine/families/ranking_lines.h"
#include "events/hash.h"

namespace fascicolo::engine {
namespace {

std::optional<Decision> CheckPeriod(const Intent& intent, const schema::PublishFigures& command) {
  const Day from{command.from()};
  const Day until{command.until()};
  if (!IsInterval(from, until)) return Malformed("/until", "does not come after the first day", "a day of 1900 to 2200");
  if (until <= intent.today + 1) return std::nullopt;
  return Refusal{Rule::kFiguresPeriodNotOver,
                 {{"until", FormatDay(until)}, {"today", FormatDay(intent.today)}}};
}

std::optional<Decision> CheckResult(const schema::PublishFigures& command) {
  const std::string_view result = Text(command.result());
  if (command.digest() == nullptr) return Malformed("/digest", "is missing", "SHA-256 of the result");
  if (result.size() > kMaxFiguresBytes) {
    return Malformed("/result", "is too long", "at most " + std::to_string(kMaxFiguresBytes) + " bytes, or the digest alone");
  }
  if (!result.empty() && events::Sha256({events::AsBytes(result)}) != HashIn(command.digest())) {
    return Malformed("/digest", "is not that of the result", "SHA-256 of the result");
  }
  return std::nullopt;
}

std::optional<Decision> CheckCounted(const Intent& intent, const schema::PublishFigures& command) {
  const Position as_of{command.as_of()};
  if (as_of < intent.position) return std::nullopt;
  return Refusal{Rule::kFiguresAhead, {{"as_of", std::to_string(as_of.value)}}};
}

/// Figures of one query follow each other: each says which it takes the place of, is counted no earlier, and differs.
std::optional<Decision> CheckRestatement(const State& state, const schema::PublishFigures& command) {
  const EntityId restates = events::Entity(command.restates());
  const auto last = state.Find<FigureOfQueryTable>(std::string(Text(command.query())));
  const EntityId standing = last ? last->figure : EntityId{};
  if (restates.is_zero() && last) return Refusal{Rule::kFiguresPublished, {{"figure", ToHex(standing)}}};
  if (restates != standing) return Refusal{Rule::kRestatesOtherFigures, {{"figure", ToHex(standing)}}};
  if (!last) return std::nullopt;
  const auto former = state.FindEntity<FigureTable>(standing);
  if (!former) return Unknown("/restates", standing, "figure");
  if (Position{command.as_of()} < former->as_of) {
    return Malformed("/as_of", "is before what is restated", "at least " + std::to_string(former->as_of.value));
  }
  if (HashIn(command.digest()) != former->digest) return std::nullopt;
  return Refusal{Rule::kNothingRestated, {{"figure", ToHex(standing)}}};
}

bool IsSound(const schema::FiguresPublished& fact, const EventContext& context) {
  const auto is_text = [](const flatbuffers::String* text, std::size_t most) {
    return !Text(text).empty() && Text(text).size() <= most;
  };
  return is_text(fact.query(), kMaxQueryBytes) && is_text(fact.signer(), kMaxNameBytes) &&
         is_text(fact.act(), kMaxNameBytes) && Text(fact.result()).size() <= kMaxFiguresBytes &&
         IsInterval(Day{fact.from()}, Day{fact.until()}) && fact.digest() != nullptr &&
         Position{fact.as_of()} < context.header.position;
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::PublishFigures& command) {
  if (auto answer = FirstOf(CheckText("/query", Text(command.query()), kMaxQueryBytes), CheckPeriod(intent, command),
                            CheckResult(command), CheckText("/signer", Text(command.signer()), kMaxNameBytes),
                            CheckText("/act", Text(command.act()), kMaxNameBytes), CheckHappened(intent),
                            CheckCounted(intent, command))) {
    return *std::move(answer);
  }
  if (auto answer = CheckRestatement(state, command)) return *std::move(answer);
  schema::PublishFiguresT as_asked;
  command.UnPackTo(&as_asked);
  schema::FiguresPublishedT published;
  published.query = std::move(as_asked.query);
  published.from = as_asked.from;
  published.until = as_asked.until;
  published.as_of = as_asked.as_of;
  published.digest = std::move(as_asked.digest);
  published.result = std::move(as_asked.result);
  published.signer = std::move(as_asked.signer);
  published.act = std::move(as_asked.act);
  published.restates = std::move(as_asked.restates);
  return OneFact(intent, NewEntity(intent.command, 0), kFigureKind, std::move(published));
}

FASCICOLO_EVOLVE(FiguresPublished) {
  const EntityId figure = events::Entity(event.entity());
  if (!IsSound(fact, context) || editor.Find<FigureTable>(figure)) return false;
  FigureRow row;
  row.query = Text(fact.query());
  row.from = Day{fact.from()};
  row.until = Day{fact.until()};
  row.as_of = Position{fact.as_of()};
  row.digest = HashIn(fact.digest());
  row.signer = Text(fact.signer());
  row.act = Text(fact.act());
  row.published_on = Day{event.effective_on()};
  row.restates = events::Entity(fact.restates());
  const auto last = editor.Find<FigureOfQueryTable>(row.query);
  if (row.restates != (last ? last->figure : EntityId{})) return false;
  editor.Put<FigureTable>(row, figure);
  editor.Put<FigureOfQueryTable>(FigureOfQueryRow{figure}, row.query);
  return true;
}

}  // namespace fascicolo::engine
