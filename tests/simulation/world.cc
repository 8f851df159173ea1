#include "simulation/world.h"

#include <algorithm>

#include "projections/as_of.h"

namespace fascicolo::simulation {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kHour = 3'600 * kSecond;

}  // namespace

World::World(std::uint64_t seed, Plant plant)
    : random_(seed), clients_(random_()), now_(StartOfDay(Day{20'089})) {
  const std::size_t count = 1 + Pick(3);
  for (std::uint8_t i = 0; i < count; ++i) {
    processes_.push_back(std::make_unique<Process>(log_, keys_, random_(), i, plant));
    processes_.back()->clock().now = now_;
  }
}

WorldResult World::Run(int moves) {
  for (int move = 0; move < moves && result_.complaint.empty(); ++move) Move();
  if (result_.complaint.empty()) Quiesce();
  if (result_.complaint.empty()) CheckLedger();
  if (result_.complaint.empty()) CheckReaders();
  if (result_.complaint.empty()) CheckCutsAsOf();
  return result_;
}

void World::Complain(std::string complaint) {
  if (result_.complaint.empty()) result_.complaint = std::move(complaint);
}

void World::Move() {
  Process& process = *processes_[Pick(processes_.size())];
  if (!process.runs()) {
    if (const Status started = process.Start(); !started) Complain("start: " + started.error().message);
    return;
  }
  switch (Pick(20)) {
    case 0:
      if (Pick(3) == 0) Crash(process);
      return;
    case 1:
      return MoveClock(process);
    case 2:
      return process.KeepRows();
    case 3:
      if (!process.ReadOn(1 + Pick(4'000))) Complain("the independent reader stopped");
      if (Pick(3) == 0 && !process.MoveViews()) Complain("the views stopped");
      return;
    case 4:
      return LoseBrokerTail();
    case 5:
    case 6:
    case 7:
      return Send(process);
    case 8:
    case 9:
    case 10:
    case 11:
    case 12:
      return MoveWire(process);
    case 13:
    case 14:
      log_.visible += Pick(log_.records.size() - log_.visible + 1);
      return process.wire().ReportReplicated();
    default:
      if (const Status stepped = process.Step(); !stepped) Complain("step: " + stepped.error().message);
  }
}

void World::Send(Process& process) {
  for (std::size_t n = 1 + Pick(4); n > 0; --n) {
    const CommandId id = clients_.Next();
    process.loop().Submit(clients_.RequestOf(id), [this, id](const engine::Outcome& outcome) {
      if (auto complaint = clients_.Answer(id, outcome); !complaint.empty()) Complain(std::move(complaint));
    });
  }
}

void World::MoveWire(Process& process) {
  WireLedger& wire = process.wire();
  for (std::size_t n = Pick(12); n > 0 && !wire.wire_empty(); --n) {
    const std::size_t at = Pick(10) == 0 ? Pick(wire.on_wire()) : 0;  // mostly in order
    const auto fate = Pick(30);
    if (fate == 0) {
      wire.Lose(at);
    } else {
      wire.Deliver(at, fate == 1);
    }
  }
}

void World::MoveClock(Process& process) {
  now_.micros += static_cast<std::int64_t>(Pick(20)) * kHour;
  process.clock().now = now_;
  if (Pick(8) == 0) process.clock().now.micros -= static_cast<std::int64_t>(Pick(48)) * kHour;  // it jumps back
}

void World::Crash(Process& process) {
  ++result_.crashes;
  if (Pick(3) == 0) process.KeepRows();
  process.Kill();
  CheckLedger();
}

// Only what nobody was shown or told of may be lost: the part behind the replicated end.
void World::LoseBrokerTail() {
  if (Pick(4) == 0) log_.LoseTail();
}

// Everybody else stops, the wire runs dry, and one process works until nothing waits any more.
void World::Quiesce() {
  for (auto& process : processes_) {
    if (process != processes_.front() && process->runs()) process->Kill();
  }
  Process& last = *processes_.front();
  if (!last.runs()) {
    if (const Status started = last.Start(); !started) return Complain("start: " + started.error().message);
  }
  for (int round = 0; round < 400 && result_.complaint.empty(); ++round) {
    now_.micros += 3 * kSecond;
    last.clock().now = now_;
    if (!last.loop().is_holder() && round % 20 == 19) last.loop().Claim();
    if (const Status stepped = last.Step(); !stepped) return Complain("step: " + stepped.error().message);
    while (!last.wire().wire_empty()) last.wire().Deliver(0, false);
    log_.visible = log_.records.size();
    last.wire().ReportReplicated();
    if (last.loop().idle() && last.loop().is_holder() && round > 30) return;
  }
  Complain("the last process never came to rest");
}

void World::CheckLedger() {
  std::map<CommandId, Position> accepted;
  std::map<EntityId, Version> versions;
  result_.accepted = result_.superseded = result_.fulfilled = 0;
  vault::Vault vault = keys_.OpenVault();
  WireLedger handle(log_);
  events::FollowPoint from;
  from.head = events::HeadOfEmpty(kOrigin);
  auto follower = events::Follower::Open(handle, from);
  const auto visit = [&](const events::AcceptedCommit& commit) -> Status {
    ++result_.accepted;
    const auto reading = events::CommitReading::Open(commit.entry.record, commit.header);
    if (!reading || !reading->understood()) return Failure{FailureCode::kDamaged, "a commit does not read"};
    if (!accepted.emplace(commit.header.command, commit.header.position).second) {
      Complain("command " + ToHex(commit.header.command) + " was accepted twice");
    }
    CheckSealed(*reading, vault);
    for (const auto* event : reading->events()) {
      Version& version = versions[events::Entity(event->entity())];
      version = version.next();
      if (event->version() != version.value) Complain("an entity's versions have a gap or a double");
    }
    if (const auto* fulfil = reading->command().payload_as_Fulfil()) {
      ++result_.fulfilled;
      const EntityId obligation = events::Entity(fulfil->obligation());
      if (commit.header.command != engine::FulfilmentOf(obligation)) {
        Complain("an obligation was executed under an id of its own");
      }
      if (commit.header.recorded_at < Instant{fulfil->due()}) Complain("an obligation was executed before it was due");
    }
    return {};
  };
  const Status polled = follower->Poll(SIZE_MAX, visit, [&](const auto&, const auto&) { ++result_.superseded; });
  if (!polled) Complain("ledger: " + polled.error().message);
  CheckAcknowledged(accepted);
}

/// Every text opens, whichever process sealed it and however that ended, and says what the client said.
void World::CheckSealed(const events::CommitReading& commit, vault::Vault& vault) {
  const auto* sections = commit.recorded().sections();
  if (sections == nullptr) return;
  const auto& said = clients_.RequestOf(commit.header().command).personal;
  for (std::uint32_t i = 0; i < sections->size(); ++i) {
    const auto text = vault.Open(*sections->Get(i), commit.header().command, i, commit.ciphertexts()[i]);
    if (!text) return Complain("sealed text: " + text.error().message);
    if (*text != said.at(i).text) Complain("a sealed text says something else");
  }
}

void World::CheckAcknowledged(const std::map<CommandId, Position>& accepted) {
  result_.acknowledged = 0;
  for (const auto& [id, journal] : clients_.journal()) {
    if (!journal.accepted_at) continue;
    ++result_.acknowledged;
    const auto found = accepted.find(id);
    if (found == accepted.end()) {
      Complain("acknowledged command " + ToHex(id) + " is lost");
    } else if (found->second != *journal.accepted_at) {
      Complain("command " + ToHex(id) + " is not where it was acknowledged");
    }
  }
}

std::string World::FoldTo(std::optional<Position> through, store::RowStore& rows) {
  WireLedger handle(log_);
  const auto state = engine::FoldedState::Open(rows, kOrigin).value();
  auto follower = events::Follower::Open(handle, state->point().follow());
  const auto fold = [&](const events::AcceptedCommit& commit) -> Status {
    if (through && commit.header.position > *through) return {};
    return state->FoldAccepted(commit);
  };
  const Status polled = follower->Poll(SIZE_MAX, fold, [](const auto&, const auto&) {});
  const Status written = state->WriteOut();
  if (!polled || !written) return "fold failed";
  return ToHex(engine::DigestState(rows));
}

void World::CheckReaders() {
  store::MemoryRows rebuilt;
  const std::string expected = FoldTo(std::nullopt, rebuilt);
  const std::string live = ToHex(engine::DigestState(processes_.front()->loop().rows()));
  if (live != expected) return Complain("live state differs from rebuilt state");
  for (auto& process : processes_) {
    while (process->reader_position() < processes_.front()->loop().head().next) {
      if (!process->ReadOn(10'000)) return Complain("an independent reader stopped");
    }
    if (ToHex(engine::DigestState(process->reader_rows())) != expected) {
      return Complain("an independent reader folds to another digest");
    }
  }
  CheckViews();
}

// Views that were moved on bit by bit, by processes that came and went, are those folded at one go.
void World::CheckViews() {
  store::MemoryRows rebuilt;
  WireLedger handle(log_);
  auto projector = projections::Projector::Open(handle, kOrigin, rebuilt);
  if (!projector || !(*projector)->CatchUp()) return Complain("the views cannot be rebuilt");
  const auto expected = projections::DigestsOf(rebuilt);
  for (auto& process : processes_) {
    if (!process->MoveViews()) return Complain("the views stopped");
    if (projections::DigestsOf(process->view_rows()) != expected) return Complain("live views differ from rebuilt views");
  }
}

// The state as of N is the state of a ledger cut behind N: folded whole up to N, and step by step.
void World::CheckCutsAsOf() {
  const Position head = processes_.front()->loop().head().next;
  for (int i = 0; i < 5; ++i) {
    const Position cut{Pick(head.value)};
    SharedLog whole = log_;
    store::MemoryRows as_of;
    const std::string expected = FoldTo(cut, as_of);
    std::size_t keep = 0;
    WireLedger handle(log_);
    events::FollowPoint from;
    from.head = events::HeadOfEmpty(kOrigin);
    auto follower = events::Follower::Open(handle, from);
    const auto find = [&](const events::AcceptedCommit& commit) -> Status {
      if (commit.header.position == cut) keep = commit.entry.next.value;
      return {};
    };
    const Status polled = follower->Poll(SIZE_MAX, find, [](const auto&, const auto&) {});
    const auto views = projections::FoldAsOf(handle, kOrigin, cut);
    log_.records.resize(keep);
    log_.visible = keep;
    store::MemoryRows of_cut;
    if (!polled || FoldTo(std::nullopt, of_cut) != expected) Complain("as-of differs from a ledger cut there");
    store::MemoryRows views_of_cut;
    auto projector = projections::Projector::Open(handle, kOrigin, views_of_cut);
    if (!views || !projector || !(*projector)->CatchUp() ||
        projections::DigestsOf(*views->rows) != projections::DigestsOf(views_of_cut)) {
      Complain("views as of a position differ from those of a ledger cut there");
    }
    log_ = std::move(whole);
  }
}

}  // namespace fascicolo::simulation
