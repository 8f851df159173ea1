#include "simulation/process.h"

#include <algorithm>

#include "projections/projector.h"

namespace fascicolo::simulation {
namespace {

using events::LogEntry;

/// Planted: shows to its own reader, at once, what it has only put on the wire, and reports it durable.
class EagerLedger final : public events::Ledger {
 public:
  explicit EagerLedger(WireLedger& wire, const SharedLog& log) : wire_(wire) {
    seen_.records.assign(log.records.begin(), log.records.begin() + static_cast<std::ptrdiff_t>(log.visible));
    seen_.visible = seen_.records.size();
  }
  Status Append(std::span<const events::Record> records) override {
    seen_.records.insert(seen_.records.end(), records.begin(), records.end());
    seen_.visible = seen_.records.size();
    appended_ += records.size();
    return wire_.Append(records);
  }
  Result<std::uint64_t> Settle() override { return appended_; }
  Result<std::unique_ptr<events::LogReader>> Read(events::LogOffset from) override { return local_.Read(from); }
  [[nodiscard]] events::LogOffset end() const override { return local_.end(); }

 private:
  WireLedger& wire_;
  SharedLog seen_;
  WireLedger local_{seen_};
  std::uint64_t appended_ = 0;
};

/// Planted: decides above commits that were lost.
class LateDrop final : public engine::FoldedState {
 public:
  using FoldedState::FoldedState;
  void DropInFlight() override {
    if (++drops_ % 2 == 0) FoldedState::DropInFlight();
  }

 private:
  int drops_ = 0;
};

/// Planted: the events of a record that does not count.
void FoldItsEvents(const LogEntry& entry, const events::Header& header, store::RowStore& rows) {
  const auto reading = events::CommitReading::Open(entry.record, header);
  FASCICOLO_CHECK(reading.ok());
  store::Overlay overlay(rows);
  engine::StateEditor editor(overlay);
  engine::EventContext context{header, 0};
  for (const auto* event : reading->events()) {
    (void)engine::Evolve(context, *event, editor);
    ++context.index;
  }
  FASCICOLO_CHECK(rows.Write(overlay.SettleAll()).ok());
}

store::RowBatch AllRows(const store::Rows& rows) {
  store::RowBatch batch;
  for (auto cursor = rows.Seek(""); cursor->valid(); cursor->Next()) {
    batch.push_back({std::string(cursor->key()), std::string(cursor->value())});
  }
  return batch;
}

}  // namespace

Process::Process(SharedLog& log, SharedKeys& keys, std::uint64_t seed, std::uint8_t number,
                 Plant plant)
    : log_(log), keys_(keys), random_(seed), number_(number), plant_(plant), reader_rows_(std::make_unique<store::MemoryRows>()),
      view_rows_(std::make_unique<store::MemoryRows>()) {
  reader_point_.head = events::HeadOfEmpty(kOrigin);
}

Status Process::Start() {
  ++life_;
  wire_ = std::make_unique<WireLedger>(log_);
  if (plant_ == Plant::kAcknowledgeBeforeAcceptance) shown_ = std::make_unique<EagerLedger>(*wire_, log_);
  rows_ = std::make_unique<store::MemoryRows>();
  if (Status kept = rows_->Write(kept_); !kept) return kept;
  vault_ = keys_.OpenVault(plant_ == Plant::kKeysNotYetDurable);
  WriterId writer;
  writer.bytes.fill(number_);
  writer.bytes[0] = life_;
  events::Ledger& ledger = shown_ ? *shown_ : *wire_;
  engine::LoopParts parts{ledger, *rows_, *vault_, random_, clock_, writer, kOrigin};
  if (plant_ == Plant::kDropOverlayTooLate) {
    parts.make_state = [](store::RowStore& base, const events::FoldPoint& point) {
      return std::make_unique<LateDrop>(base, point);
    };
  }
  engine::LoopOptions options;
  options.max_per_step = 8;
  options.max_in_flight = 32;
  options.trust_clock = true;
  auto loop = engine::Loop::Open(std::move(parts), options);
  if (!loop) return loop.error();
  loop_ = std::move(loop).value();
  if (Status caught_up = loop_->CatchUp(); !caught_up) return caught_up;
  if (plant_ == Plant::kExecuteDuringReplay) ExecuteWhatReplayMet();
  if (loop_->head().next == Position{0}) {
    loop_->OpenLedger("Comune inventato");
  } else {
    loop_->Claim();
  }
  return {};
}

void Process::Kill() {
  loop_.reset();
  shown_.reset();
  rows_.reset();
}

void Process::KeepRows() { kept_ = AllRows(*rows_); }

// The derived command id is what makes an obligation happen once; a replay that made up its own would do it again.
void Process::ExecuteWhatReplayMet() {
  engine::State state(*rows_);
  std::vector<engine::Request> requests;
  state.Scan<engine::ObligationTable>(engine::ObligationTable::Key(), [&](std::string_view key, const auto& row) {
    store::KeyReader reader(key);
    Instant due;
    EntityId id;
    FASCICOLO_CHECK(reader.Read(due) && reader.Read(id));
    schema::FulfilT fulfil;
    fulfil.obligation = std::make_unique<schema::Id>(events::ToSchema(id));
    fulfil.due = row.due.micros;
    CommandId own;
    own.bytes = id.bytes;
    own.bytes[0] = static_cast<std::uint8_t>(own.bytes[0] ^ life_ ^ (number_ << 4));
    requests.push_back(engine::OwnRequest(own, std::move(fulfil)));
    return true;
  });
  for (auto& request : requests) loop_->Submit(std::move(request), [](const engine::Outcome&) {});
}

bool Process::ReadOn(std::size_t max_bytes) {
  WireLedger handle(log_);
  auto follower = events::Follower::Open(handle, reader_point_);
  if (!follower) return false;
  const auto state = engine::FoldedState::Open(*reader_rows_, kOrigin).value();
  const auto fold = [&](const events::AcceptedCommit& commit) { return state->FoldAccepted(commit); };
  const auto superseded = [&](const LogEntry& entry, const events::Header& header) {
    if (plant_ == Plant::kFoldSuperseded) FoldItsEvents(entry, header, *reader_rows_);
  };
  const Status polled = follower->Poll(max_bytes, fold, superseded);
  const Status written = state->WriteOut();
  reader_point_ = follower->point();
  return polled.ok() && written.ok();
}

bool Process::MoveViews() {
  WireLedger handle(log_);
  auto projector = projections::Projector::Open(handle, kOrigin, *view_rows_);
  return projector.ok() && (*projector)->CatchUp().ok();
}

}  // namespace fascicolo::simulation
