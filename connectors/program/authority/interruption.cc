#include "connectors/program/authority/interruption.h"

#include "connectors/cli/interrupt.h"

#include <utility>

namespace fascicolo::program {

Status NotInterrupted() {
  if (!cli::Interrupted()) return {};
  return Failure{FailureCode::kUnavailable, "interrupted"};
}

bool IsInterruption(const Failure& why) {
  return why.code == FailureCode::kUnavailable && cli::Interrupted();
}

class InterruptibleLedger::Reader final : public events::LogReader {
 public:
  Reader(const InterruptibleLedger& of, std::unique_ptr<events::LogReader> inner)
      : of_(of), inner_(std::move(inner)) {}

  Status Read(std::size_t max_bytes, events::LogBatch& batch) override {
    if (of_.heeds_) {
      if (Status going_on = NotInterrupted(); !going_on) return going_on;
    }
    return inner_->Read(max_bytes, batch);
  }

 private:
  const InterruptibleLedger& of_;
  std::unique_ptr<events::LogReader> inner_;
};

Result<std::unique_ptr<events::LogReader>> InterruptibleLedger::Read(events::LogOffset from) {
  auto reader = ledger_.Read(from);
  if (!reader) return reader;
  return std::unique_ptr<events::LogReader>(
      std::make_unique<Reader>(*this, std::move(reader).value()));
}

}  // namespace fascicolo::program
