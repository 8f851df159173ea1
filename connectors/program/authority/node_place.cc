// A node's place among those that share its ledger: who writes, who follows, and when that changes.
#include "connectors/cli/interrupt.h"
#include "connectors/program/authority/node.h"
#include "events/big_endian.h"

namespace fascicolo::program {
namespace {

constexpr int kStepsToWin = 1'000;
constexpr std::int64_t kWinMicros = 30'000'000;        ///< of who wants to write, while no broker answers
constexpr std::int64_t kHearMicros = 2'500'000;        ///< in which whoever lives beats at least twice
constexpr std::int64_t kPatienceMicros = 60'000'000;   ///< of commands on their way
constexpr std::int64_t kInterruptedMicros = 3'000'000; ///< the same after Ctrl-C
constexpr std::int64_t kViewsEveryMicros = 250'000;    ///< how far warm views may stay behind

std::uint64_t ChanceOf(const WriterId& writer) { return events::GetBigEndian<std::uint64_t>(writer.bytes.data()); }

Failure WrittenBy(const std::string& holder) {
  return {FailureCode::kNotHolder, holder + " writes this ledger: give the command there, or end that process first"};
}

Failure WithHint(Failure doubt) {
  doubt.message += " (if it is right, --trust-clock says so)";
  return doubt;
}

/// Waiting for a broker's time, with an end.
class WinningTime {
 public:
  explicit WinningTime(engine::Clock& ticking) : ticking_(ticking), until_(ticking.Now().micros + kWinMicros) {}
  [[nodiscard]] Status Left(const std::string& where) const {
    if (Status going_on = NotInterrupted(); !going_on) return going_on;
    if (ticking_.Now().micros <= until_) return {};
    return Failure{FailureCode::kUnavailable, where + ": no broker answers; try again"};
  }

 private:
  engine::Clock& ticking_;
  std::int64_t until_;
};

}  // namespace

Status AwaitClaim(engine::Leadership& leadership, const events::Head& head, engine::Clock& ticking) {
  const WinningTime time(ticking);
  while (true) {
    leadership.Turn(head);
    const auto advice = leadership.watch().On(head);
    if (advice == engine::Advice::kClaim || advice == engine::Advice::kHold) return {};
    if (leadership.watch().Lives(head.holder)) return WrittenBy(leadership.watch().NameOf(head.holder));
    if (Status left = time.Left("heartbeats"); !left) return left;
  }
}

std::string Node::HolderName() const {
  if (is_writer()) return world_.name;
  return leadership_ ? leadership_->watch().NameOf(head().holder) : ToHex(head().holder);
}

std::string Node::HolderDoor() const {
  return leadership_ && !is_writer() ? leadership_->watch().DoorOf(head().holder) : std::string();
}

Status Node::BecomeWriter(Part part, engine::LineagePlan lineage) {
  lineage_ = std::move(lineage);
  const Lineage before = head().lineage;
  if (Status taken = TakePlace(part); !taken) return taken;
  if (Status won = leadership_ ? WinAmongNodes() : WinAlone(); !won) return won;
  part_.reset();
  if (part != Part::kLineage || head().lineage > before) return {};
  return Failure{FailureCode::kNotHolder, "no lineage was started: this process holds the original's term"};
}

Status Node::StandBy(std::string door) {
  door_ = std::move(door);
  if (Status taken = TakePlace(Part::kStandby); !taken) return taken;
  return leadership_ ? Status{} : WinAlone();
}

Status Node::TakePlace(Part part) {
  if (Status may = CheckMayWrite(part); !may) return may;
  if (Status held = CheckSigned(); !held) return held;
  if (Status hears = HearOfOthers(); !hears) return hears;
  part_ = part;
  wrote_ = true;
  moved_at_ = world_.ticking.Now();
  return {};
}

Status Node::CheckMayWrite(Part part) {
  if (head().next == Position{0}) {
    if (!identity().name.empty()) return {};
    return Failure{FailureCode::kNotFound, "the ledger " + identity().origin + " is empty: 'fascicolo init' opens it"};
  }
  const auto is_copy = authority_.home().IsCopyOf(head().lineage);
  if (!is_copy) return is_copy.error();
  if (*is_copy == (part == Part::kLineage)) return {};
  if (!*is_copy) {
    return Failure{FailureCode::kLocked, authority_.home().where() + " is no copy, or its lineage has started already"};
  }
  return Failure{FailureCode::kLocked, authority_.home().where() +
                                           " is a copy, and read-only: 'fascicolo promote' starts its lineage, once the "
                                           "original is written no more"};
}

// The loop is made again, because from now on the broker's clock judges this machine's.
Status Node::HearOfOthers() {
  if (leadership_) return {};
  auto heartbeats = authority_.home().OpenHeartbeats();
  if (!heartbeats) return heartbeats.error();
  if (*heartbeats == nullptr) return {};
  heartbeats_ = std::move(heartbeats).value();
  leadership_.emplace(engine::LeadershipParts{*heartbeats_, world_.clock, world_.ticking, world_.writer, world_.name,
                                              ChanceOf(world_.writer), door_});
  loop_.reset();
  if (Status made = MakeLoop(); !made) return made;
  return loop_->CatchUp();
}

Result<const engine::Leadership*> Node::HearNodes() {
  if (Status hears = HearOfOthers(); !hears) return hears.error();
  if (!leadership_) return Failure{FailureCode::kNotFound, authority_.home().where() + " has one node at a time"};
  const WinningTime time(world_.ticking);
  const std::int64_t until = world_.ticking.Now().micros + kHearMicros;
  while (!leadership_->clock_ahead() || world_.ticking.Now().micros < until) {
    if (Status left = time.Left(authority_.home().where()); !left) return left.error();
    leadership_->Turn(head());
  }
  return &*leadership_;
}

void Node::Want() {
  if (head().next == Position{0}) return loop_->OpenLedger(identity().name);
  if (*part_ == Part::kLineage) return loop_->StartLineage(lineage_);
  loop_->Claim();
}

Status Node::WinAlone() {
  if (auto doubt = loop_->ClockDoubt()) return WithHint(*std::move(doubt));
  if (loop_->is_holder()) return {};
  Want();
  for (int step = 0; step < kStepsToWin && !loop_->is_holder(); ++step) {
    if (Status stepped = loop_->Step(); !stepped) return stepped;
  }
  if (loop_->is_holder()) return {};
  return Failure{FailureCode::kNotHolder, "another writer keeps the ledger"};
}

Status Node::WinAmongNodes() {
  const WinningTime time(world_.ticking);
  do {
    if (Status left = time.Left(authority_.home().where()); !left) return left;
    if (Status stepped = Step(); !stepped) return stepped;
    if (leadership_->clock_ahead() || world_.set_clock) {
      if (auto doubt = loop_->ClockDoubt()) return WithHint(*std::move(doubt));
    }
    if (!loop_->is_holder() && leadership_->watch().Lives(head().holder)) return WrittenBy(HolderName());
  } while (!loop_->is_holder());
  return {};
}

Status Node::Step() {
  if (gave_up_) return *gave_up_;
  if (leadership_) {
    leadership_->Turn(head());
    ClaimIfAdvised();
  }
  if (Status stepped = loop_->Step(); !stepped) return stepped;
  if (!leadership_) return {};
  // A standby waits for brokers as long as it takes, until it is told to end.
  if (part_ != Part::kStandby || cli::Interrupted()) return CheckPatience();
  return KeepViewsWarm();
}

void Node::ClaimIfAdvised() {
  if (!part_ || loop_->is_holder() || loop_->ClockDoubt()) return;
  const bool understands_all = state().Ledger().frozen == 0;
  if (leadership_->watch().On(head(), understands_all) == engine::Advice::kClaim) Want();
}

Status Node::KeepViewsWarm() {
  if (world_.ticking.Now() < views_due_) return {};
  Status moved = OpenProjector();
  if (moved) moved = projector_->KeepUp([this] { leadership_->Turn(head()); });
  views_due_ = Instant{world_.ticking.Now().micros + kViewsEveryMicros};
  return !moved && moved.error().code == FailureCode::kUnavailable ? Status{} : moved;
}

Status Node::CheckPatience() {
  const Instant now = world_.ticking.Now();
  if (loop_->idle() || waiting_ != waited_ || head().next != moved_to_) {
    moved_at_ = now;
    moved_to_ = head().next;
    waited_ = waiting_;
    return {};
  }
  const auto patience = cli::Interrupted() ? kInterruptedMicros : kPatienceMicros;
  if (now.micros - moved_at_.micros <= patience) return {};
  gave_up_ = Failure{FailureCode::kUnavailable, authority_.home().where() +
                                                    ": no broker answers; whether what was on its way is recorded shows "
                                                    "when the same ids are given again"};
  loop_->Abandon(*gave_up_);
  return *gave_up_;
}

}  // namespace fascicolo::program
