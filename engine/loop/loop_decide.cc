// The deciding half of the loop.
#include <algorithm>

#include "engine/deciders.h"
#include "engine/loop/loop.h"

namespace fascicolo::engine {
namespace {

CommandId DerivedCommand(std::string_view purpose, events::ConstBytes what) {
  return IdFromHash<CommandId>(events::Sha256({events::AsBytes(purpose), what}));
}

Request OpeningRequest(const std::string& origin, const std::string& name) {
  schema::OpenLedgerT open;
  open.origin = origin;
  open.name = name;
  return OwnRequest(DerivedCommand("fascicolo open", events::AsBytes(origin)), std::move(open));
}

Request ClaimRequest(std::string_view purpose, const WriterId& writer, Term term, const std::string& name) {
  schema::ClaimTermT claim;
  claim.writer_name = name;
  events::Bytes what(writer.bytes.begin(), writer.bytes.end());
  for (int shift = 56; shift >= 0; shift -= 8) what.push_back(static_cast<std::uint8_t>(term.value >> shift));
  return OwnRequest(DerivedCommand(purpose, what), std::move(claim));
}

/// What a lineage goes on from, and what is known besides.
Findings FindingsOf(const events::FoldPoint& before, const LineagePlan& plan) {
  const std::uint64_t size = before.head().next.value;
  const events::Frontier tree(size, before.shared().edge);
  Findings findings{{std::string(kOldSize), std::to_string(size)}, {std::string(kOldRoot), ToHex(tree.Root())}};
  findings.insert(findings.end(), plan.findings.begin(), plan.findings.end());
  return findings;
}

// The id is derived from ledger and day (design D9), so that a day opens once whoever opens it.
Request DayRequest(const LedgerId& ledger, Day day) {
  schema::OpenDayT open;
  open.day = day.days;
  events::Bytes what(ledger.bytes.begin(), ledger.bytes.end());
  const std::string text = FormatDay(day);
  what.insert(what.end(), text.begin(), text.end());
  return OwnRequest(DerivedCommand("fascicolo day", what), open);
}

Request FulfilRequest(const OpenObligation& due) {
  schema::FulfilT fulfil;
  fulfil.obligation = std::make_unique<schema::Id>(events::ToSchema(due.id));
  fulfil.due = due.row.due.micros;
  return OwnRequest(FulfilmentOf(due.id), std::move(fulfil));
}

Outcome AnswerOf(const CommandRow& row) {
  if (row.refused.empty()) return Accepted{row.position, row.events};
  Refusal refusal;
  refusal.rule = RuleFromCode(row.refused).value_or(Rule::kWrongActivationState);
  for (const FactRow& fact : row.facts) refusal.facts.emplace_back(fact.name, fact.value);
  return Refused{row.position, std::move(refusal)};
}

events::CommitKind KindOf(const WaitingCommand& waiting) {
  const auto type = waiting.request.view().payload_type();
  if (type == schema::CommandPayload::OpenLedger) return events::CommitKind::kLedgerOpened;
  if (type != schema::CommandPayload::ClaimTerm) return events::CommitKind::kDecided;
  return waiting.raises_lineage ? events::CommitKind::kLineageStarted : events::CommitKind::kTermStarted;
}

}  // namespace

void Loop::DecideWaiting() {
  awaits_keys_ = false;
  for (std::size_t decided = 0; decided < options_.max_per_step; ++decided) {
    if (flight_.size() >= options_.max_in_flight) return;
    const Instant clock = parts_.clock.Now();
    if (clock < last_stamp_) ++counts_.clock_went_back;
    const State at_head = state_->AtHead();
    Stamp stamp{std::max(clock, last_stamp_), at_head.Ledger().today, tail_.next};
    if (auto own = NextOwn(stamp)) {
      Take(*std::move(own), stamp);
      continue;
    }
    if (queue_.empty() || awaits_keys_) return;
    WaitingCommand waiting = std::move(queue_.front());
    queue_.pop_front();
    if (auto doubt = MayNotDecide(clock)) {
      waiting.completion(*doubt);
    } else {
      Take(std::move(waiting), stamp);
    }
  }
}

std::optional<Failure> Loop::MayNotDecide(Instant clock) const {
  if (tail_.next == Position{0} || tail_.holder != parts_.writer) {
    const std::string holder = parts_.name_of ? parts_.name_of(tail_.holder) : ToHex(tail_.holder);
    return Failure{FailureCode::kNotHolder, "another writer holds term " + std::to_string(tail_.term.value) +
                                                " of this ledger: " + holder};
  }
  return ClockDoubt(clock);
}

std::optional<Failure> Loop::ClockDoubt(Instant clock) const {
  if (options_.trust_clock) return std::nullopt;
  if (parts_.judge != nullptr) return parts_.judge->Doubt(clock);
  const auto jump = clock.micros - tail_.recorded_at.micros;
  if (tail_.next > Position{1} && jump > options_.max_clock_jump_micros) {
    return Failure{FailureCode::kUnavailable,
                   "the clock says " + FormatInstant(clock) + ", the last commit was at " +
                       FormatInstant(tail_.recorded_at) + ": confirm that the clock is right"};
  }
  return std::nullopt;
}

// A claim is recorded too: with a wrong clock it would make all that follows look as if it were right.
std::optional<WaitingCommand> Loop::NextClaim(Instant now) {
  if (claim_ == ClaimWish::kLineage && state_->point().head() != tail_) return std::nullopt;  // something is on its way
  const ClaimWish wish = std::exchange(claim_, ClaimWish::kNone);
  if (wish == ClaimWish::kNone || tail_.next == Position{0} || ClockDoubt(now)) return std::nullopt;
  if (tail_.holder == parts_.writer) return std::nullopt;
  const auto request = [&](std::string_view purpose) {
    return ClaimRequest(purpose, parts_.writer, tail_.term.next(), options_.writer_name);
  };
  if (wish == ClaimWish::kLineage) {
    Request lineage = request("fascicolo lineage");
    lineage.findings = FindingsOf(state_->point(), lineage_);
    return WaitingCommand{std::move(lineage), {}, true, true};
  }
  return WaitingCommand{request("fascicolo claim"), {}, true};
}

std::optional<WaitingCommand> Loop::NextOwn(const Stamp& stamp) {
  if (opening_name_) {
    auto name = *std::exchange(opening_name_, std::nullopt);
    if (tail_.next == Position{0}) return WaitingCommand{OpeningRequest(parts_.origin, name), {}, true};
  }
  if (auto claim = NextClaim(stamp.now)) return claim;
  if (MayNotDecide(stamp.now)) return std::nullopt;
  const Day now_day = LocalDay(parts_.judge == nullptr ? stamp.now : parts_.judge->DayClock(stamp.now));
  if (!stamp.today || *stamp.today < now_day) {
    const Day next = stamp.today ? *stamp.today + 1 : now_day;
    if (day_passed_over_ != next) return WaitingCommand{DayRequest(tail_.ledger, next), {}, true};
  }
  const auto due = state_->FirstDue(stamp.now, stamp.today, passed_over_);
  if (due) return WaitingCommand{FulfilRequest(*due), {}, true};
  return std::nullopt;
}

void Loop::Take(WaitingCommand waiting, const Stamp& stamp) {
  const Hash hash = RequestHash(waiting.request, parts_.vault);
  if (Flying* flying = flight_.Find(waiting.request.id())) {
    if (flying->request_hash == hash) {
      if (waiting.completion) flying->retries.push_back(std::move(waiting.completion));
    } else if (waiting.completion) {
      waiting.completion(Rejection{RejectionCode::kIdReused, {"/id", "was used for another command", {}}});
    }
    return;
  }
  if (auto answer = AnswerWithoutDeciding(waiting.request, hash)) {
    if (waiting.own) PassOver(waiting.request);
    if (waiting.completion) waiting.completion(*answer);
    return;
  }
  DecideAndFly(std::move(waiting), stamp, hash);
}

std::optional<Outcome> Loop::AnswerWithoutDeciding(const Request& request, const Hash& hash) {
  const State state = state_->AtHead();
  if (const auto row = state.Find<CommandTable>(request.id())) {
    if (row->request == hash) return AnswerOf(*row);
    return Rejection{RejectionCode::kIdReused, {"/id", "was used for another command", {}}};
  }
  if (auto conflict = ConflictOf(state, request.view())) return *std::move(conflict);
  return std::nullopt;
}

// What the state brings up and cannot be done stays open; this process does not try it again and again, so that the
// clients behind it have their turn.
void Loop::PassOver(const Request& request) {
  if (const auto* day = request.view().payload_as_OpenDay()) day_passed_over_ = Day{day->day()};
  if (const auto* fulfil = request.view().payload_as_Fulfil()) {
    passed_over_.push_back(events::Entity(fulfil->obligation()));
  }
}

void Loop::DecideAndFly(WaitingCommand waiting, const Stamp& stamp, const Hash& hash) {
  const State state = state_->AtHead();
  const auto& command = waiting.request.view();
  const auto answer = [&](Outcome outcome) {
    if (waiting.own) PassOver(waiting.request);
    if (waiting.completion) waiting.completion(std::move(outcome));
  };
  Decision decision;
  try {
    decision = DecidePayload(state, IntentOf(waiting.request, stamp), command.payload_type(), command.payload());
    CheckWrites(state, decision);
  } catch (const ReadsFrozen& frozen) {
    return answer(Failure{FailureCode::kFrozen, frozen.what()});
  }
  if (auto* rejection = std::get_if<Rejection>(&decision)) return answer(std::move(*rejection));

  std::optional<Refusal> refusal;
  std::variant<std::vector<EventDraft>, Refusal> decided;
  if (auto* refused = std::get_if<Refusal>(&decision)) {
    refusal = *refused;
    decided = std::move(*refused);
  } else {
    decided = std::get<std::vector<EventDraft>>(std::move(decision));
  }
  const SealingMeans means{parts_.vault, parts_.random, tail_.term};
  auto drafted = DraftCommit(state, waiting.request, stamp, std::move(decided), means);
  if (!drafted && drafted.error().code == FailureCode::kUnavailable && !waiting.own) {
    awaits_keys_ = true;
    queue_.push_front(std::move(waiting));
    return;
  }
  if (!drafted) return answer(drafted.error());
  events::CommitContent content = std::move(drafted).value();
  if (!refusal) content.kind = KindOf(waiting);

  events::Header place;
  place.ledger = tail_.ledger;
  place.lineage = waiting.raises_lineage ? std::max(tail_.lineage, lineage_.above).next() : tail_.lineage;
  place.position = tail_.next;
  place.previous = tail_.hash;
  place.writer = parts_.writer;
  place.recorded_at = stamp.now;
  const bool claims = content.kind != events::CommitKind::kDecided && content.kind != events::CommitKind::kRefused;
  place.term = claims ? tail_.term.next() : tail_.term;
  auto record = events::BuildRecord(place, content);
  if (!record) return answer(record.error());

  const auto header = events::DecodeHeader(record->view().header());
  FASCICOLO_CHECK(header.ok());
  const Hash leaf = events::LeafOf(record->view().header());
  const events::Head after = events::Advance(tail_, *header, leaf);
  const auto reading = events::CommitReading::Open(record->view(), *header, events::Trust::kOwnBytes);
  FASCICOLO_CHECK(reading.ok());
  if (!state_->FoldOwn(*reading)) {
    return answer(Failure{FailureCode::kUnavailable, "the decision's events do not fit the state they came from"});
  }
  tail_ = after;
  last_stamp_ = stamp.now;
  if (flight_.empty()) last_progress_ = Ticks();
  Outcome outcome = Accepted{place.position, static_cast<std::uint32_t>(content.events.size())};
  if (refusal) outcome = Refused{place.position, *std::move(refusal)};
  flight_.Add({std::move(record).value(), leaf, place.position, std::move(waiting), hash, std::move(outcome), {}, 0});
}

}  // namespace fascicolo::engine
