// Chapters, and what is set aside and committed in them.
#include <algorithm>

#include "engine/families/money_deciding.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

constexpr std::size_t kCigLetters = 10;
constexpr std::size_t kCupLetters = 15;

/// Where it is given, a code of so many capital letters and digits.
std::optional<Decision> CheckCode(std::string_view place, std::string_view code, std::size_t length) {
  const auto is_right = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
  if (code.empty() || (code.size() == length && std::all_of(code.begin(), code.end(), is_right))) return std::nullopt;
  return Malformed(std::string(place), "is no such code", std::to_string(length) + " capital letters and digits");
}

Refusal FundsMissing(const ChapterRow& row, std::int64_t asked) {
  return {Rule::kFundsMissing,
          {{"free", std::to_string(row.amount - row.set_aside)}, {"asked", std::to_string(asked)}}};
}

/// Money is committed by an act that has its visa.
std::optional<Decision> CheckByVisa(const State& state, const Intent& intent) {
  if (intent.act.is_zero()) return Refusal{Rule::kActNeeded, {}};
  const auto act = state.Find<ActTable>(intent.act);
  const bool is_being_drafted = !act;
  if (is_being_drafted || act->visa_on) return std::nullopt;
  return Refusal{Rule::kVisaMissing, {{"act", act->number}}};
}

}  // namespace

std::optional<EntityId> FindChapter(const State& state, std::int32_t year, std::string_view code) {
  std::optional<EntityId> found;
  state.Scan<ChapterTable>(ChapterTable::Key(), [&](std::string_view bytes, const ChapterRow& row) {
    if (row.year != year || row.code != code) return true;
    ChapterTable::Read(bytes, found.emplace());
    return false;
  });
  return found;
}

Decision Decide(const State& state, const Intent& intent, const schema::OpenChapter& command) {
  const auto is_year = [](std::int32_t year) { return year >= YearOf(kFirstDay) && year <= YearOf(kLastDay); };
  if (!is_year(command.year())) return Malformed("/year", "is out of range", "1900 to 2200");
  const std::string code(Text(command.code()));
  if (auto answer = FirstOf(CheckText("/code", code), CheckText("/name", Text(command.name()), kMaxNameBytes),
                            CheckAmount("/amount", command.amount()))) {
    return *std::move(answer);
  }
  if (FindChapter(state, command.year(), code)) return Refusal{Rule::kChapterExists, {{"code", code}}};
  schema::ChapterOpenedT opened;
  opened.year = command.year();
  opened.code = code;
  opened.name = Text(command.name());
  opened.amount = command.amount();
  return OneFact(intent, NewEntity(intent.command, 0), kBudgetKind, std::move(opened));
}

Decision Decide(const State& state, const Intent& intent, const schema::ChangeChapter& command) {
  return OnChapter(state, command.chapter(), [&](EntityId chapter, const ChapterRow& row) -> Decision {
    const std::int64_t by = command.by();
    if (by == 0 || by > kMaxMoneyCents - row.amount || by < -kMaxMoneyCents) return Malformed("/by", "is out of range");
    if (auto answer = CheckText("/reason", Text(command.reason()), kMaxNameBytes)) return *std::move(answer);
    if (row.amount + by < row.set_aside) return FundsMissing(row, -by);
    schema::ChapterChangedT changed;
    changed.by = by;
    changed.reason = Text(command.reason());
    return OneFact(intent, chapter, kBudgetKind, std::move(changed));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ReserveMoney& command) {
  return OnChapter(state, command.chapter(), [&](EntityId chapter, const ChapterRow& row) -> Decision {
    const EntityId about = events::Entity(command.about());
    if (!state.Find<EntityTable>(about)) return Unknown("/about", about, "entity");
    if (auto answer = CheckAmount("/amount", command.amount())) return *std::move(answer);
    if (command.amount() > row.amount - row.set_aside) return FundsMissing(row, command.amount());
    if (row.commitments >= kMaxCommitments) return Refusal{Rule::kTooMany, {{"of", "commitments"}}};
    schema::MoneyReservedT reserved;
    reserved.commitment = row.commitments + 1;
    reserved.amount = command.amount();
    reserved.about = CopyOf(command.about());
    return OneFact(intent, chapter, kBudgetKind, std::move(reserved));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::CommitMoney& command) {
  const auto rules = [&](EntityId chapter, const ChapterRow&, const CommitmentRow& commitment) -> Decision {
    if (auto answer = FirstOf(CheckByVisa(state, intent), CheckText("/number", Text(command.number()), kMaxNumberBytes),
                              CheckCode("/cig", Text(command.cig()), kCigLetters),
                              CheckCode("/cup", Text(command.cup()), kCupLetters))) {
      return *std::move(answer);
    }
    if (auto answer = CheckCommitment(commitment, CommitmentStep::kCommit)) return *std::move(answer);
    schema::MoneyCommittedT committed;
    committed.commitment = command.commitment();
    committed.number = Text(command.number());
    committed.cig = Text(command.cig());
    committed.cup = Text(command.cup());
    return OneFact(intent, chapter, kBudgetKind, std::move(committed));
  };
  return OnPart<CommitmentTable>(state, command.chapter(), "/commitment", command.commitment(), rules);
}

Decision Decide(const State& state, const Intent& intent, const schema::ReleaseMoney& command) {
  const auto rules = [&](EntityId chapter, const ChapterRow&, const CommitmentRow& commitment) -> Decision {
    if (auto answer = FirstOf(CheckAmount("/amount", command.amount()),
                              CheckText("/reason", Text(command.reason()), kMaxNameBytes),
                              CheckCommitment(commitment, CommitmentStep::kRelease))) {
      return *std::move(answer);
    }
    const std::int64_t left = commitment.amount - commitment.liquidated;
    if (command.amount() > left) return Refusal{Rule::kMoreThanCommitted, {{"left", std::to_string(left)}}};
    schema::MoneyReleasedT released;
    released.commitment = command.commitment();
    released.amount = command.amount();
    released.reason = Text(command.reason());
    return OneFact(intent, chapter, kBudgetKind, std::move(released));
  };
  return OnPart<CommitmentTable>(state, command.chapter(), "/commitment", command.commitment(), rules);
}

}  // namespace fascicolo::engine
