// A loop on a memory ledger with a clock of its own: the smallest office in which commands are decided.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

#include "engine/loop/loop.h"
#include "events/memory_ledger.h"
#include "events/store/memory_rows.h"

namespace fascicolo::engine {

/// A handle on a ledger that outlives it, with failures on demand.
class FailingLedger final : public events::Ledger {
 public:
  explicit FailingLedger(events::Ledger& inner) : inner_(inner) {}
  std::optional<FailureCode> append_fails;
  std::optional<FailureCode> settle_fails;
  std::optional<FailureCode> reading_fails;

  Status Append(std::span<const events::Record> records) override {
    if (append_fails) return Failure{*append_fails, "planted"};
    pending_.insert(pending_.end(), records.begin(), records.end());
    return {};
  }
  /// As the contract of kFull says: what was handed over since the last Settle is gone.
  Result<std::uint64_t> Settle() override {
    const auto pending = std::exchange(pending_, {});
    if (settle_fails) return Failure{*settle_fails, "planted"};
    if (Status appended = inner_.Append(pending); !appended) return appended.error();
    return inner_.Settle();
  }
  Result<std::unique_ptr<events::LogReader>> Read(events::LogOffset from) override {
    auto reader = inner_.Read(from);
    if (!reader) return reader.error();
    return std::unique_ptr<events::LogReader>(std::make_unique<Reader>(*this, std::move(reader).value()));
  }
  [[nodiscard]] events::LogOffset end() const override { return inner_.end(); }

 private:
  class Reader final : public events::LogReader {
   public:
    Reader(const FailingLedger& ledger, std::unique_ptr<events::LogReader> inner)
        : ledger_(ledger), inner_(std::move(inner)) {}
    Status Read(std::size_t max_bytes, events::LogBatch& batch) override {
      if (ledger_.reading_fails) return Failure{*ledger_.reading_fails, "planted"};
      return inner_->Read(max_bytes, batch);
    }

   private:
    const FailingLedger& ledger_;
    std::unique_ptr<events::LogReader> inner_;
  };

  events::Ledger& inner_;
  std::vector<events::Record> pending_;
};

class ManualClock final : public Clock {
 public:
  Instant now = StartOfDay(Day{20'089});  // 2025-01-01
  Instant Now() override { return now; }
};

class Office {
 public:
  static constexpr const char* kOrigin = "office.example/fascicolo";

  Office() { Open(); }

  /// Ends the process and starts another on the same ledger; `keep_state` false: the rows are lost.
  void Reopen(bool keep_state) {
    loop.reset();
    if (!keep_state) state = std::make_unique<store::MemoryRows>();
    Open();
  }

  template <class Payload>
  static Request Command(std::uint8_t number, Payload payload, std::vector<PersonalText> personal = {},
                         const std::string& actor = "anna.bianchi") {
    schema::CommandT command;
    CommandId id;
    id.bytes.fill(number);
    command.id = std::make_unique<schema::Id>(events::ToSchema(id));
    command.actor = actor;
    command.payload.Set(std::move(payload));
    auto request = MakeRequest(events::PackLeaf(command), std::move(personal));
    EXPECT_TRUE(request.ok());
    return std::move(request).value();
  }

  void Submit(Request request) {
    outcome.reset();
    loop->Submit(std::move(request), [this](const Outcome& answer) { outcome = answer; });
  }
  Outcome Do(Request request) {
    Submit(std::move(request));
    for (int i = 0; i < 10 && !outcome; ++i) (void)loop->Step().ok();
    EXPECT_TRUE(outcome.has_value()) << "no answer";
    return outcome.value_or(Failure{});
  }
  void Rest() {
    for (int i = 0; i < 10; ++i) EXPECT_TRUE(loop->Step().ok());
  }

  schema::RegisterContactT Contact() const {
    schema::RegisterContactT contact;
    contact.desk = schema::Desk::adults_elderly;
    contact.area = schema::Area::elderly;
    contact.reason = "loneliness";
    return contact;
  }
  static schema::TakeInChargeT TakeInCharge(EntityId case_file, const std::string& worker = "paolo.verdi") {
    schema::TakeInChargeT take;
    take.case_file = std::make_unique<schema::Id>(events::ToSchema(case_file));
    take.worker = worker;
    return take;
  }
  static EntityId CaseOf(std::uint8_t command) {
    CommandId id;
    id.bytes.fill(command);
    return NewEntity(id, 0);
  }

  events::MemoryLedger log;
  FailingLedger ledger{log};
  std::unique_ptr<store::MemoryRows> state = std::make_unique<store::MemoryRows>();
  vault::Vault vault = vault::VaultInMemory();
  events::SeededRandom random{1};
  ManualClock clock;
  LoopOptions options;
  const ClockJudge* judge = nullptr;
  std::function<std::string(const WriterId&)> name_of;
  std::unique_ptr<Loop> loop;
  std::optional<Outcome> outcome;
  std::uint8_t processes = 0;

 private:
  void Open() {
    WriterId writer;
    writer.bytes.fill(++processes);
    LoopParts parts{ledger, *state, vault, random, clock, writer, kOrigin};
    parts.judge = judge;
    parts.name_of = name_of;
    auto opened = Loop::Open(std::move(parts), options);
    ASSERT_TRUE(opened.ok()) << opened.error().message;
    loop = std::move(opened).value();
    ASSERT_TRUE(loop->CatchUp().ok());
    if (loop->head().next == Position{0}) {
      loop->OpenLedger("Comune di Prova");
    } else {
      loop->Claim();
    }
    Rest();
  }
};

}  // namespace fascicolo::engine
