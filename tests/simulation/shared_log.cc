#include "simulation/shared_log.h"

#include <algorithm>
#include <cstring>

namespace fascicolo::simulation {
namespace {

class WireReader final : public events::LogReader {
 public:
  WireReader(const SharedLog& log, std::size_t next) : log_(log), next_(next) {}

  Status Read(std::size_t max_bytes, events::LogBatch& batch) override {
    batch.entries.clear();
    std::size_t words = 0;
    std::size_t last = next_;
    for (std::size_t bytes = 0; last < log_.visible && (last == next_ || bytes < max_bytes); ++last) {
      bytes += log_.records[last].size();
      words += (log_.records[last].size() + 7) / 8;
    }
    batch.buffer.resize(words);
    auto* at = reinterpret_cast<std::uint8_t*>(batch.buffer.data());
    for (; next_ < last; ++next_) {
      const auto bytes = log_.records[next_].view().bytes;
      std::memcpy(at, bytes.data(), bytes.size());
      batch.entries.push_back({{next_}, {next_ + 1}, {events::ConstBytes(at, bytes.size())}});
      at += (bytes.size() + 7) / 8 * 8;
    }
    return {};
  }

 private:
  const SharedLog& log_;
  std::size_t next_;
};

}  // namespace

Status WireLedger::Append(std::span<const events::Record> records) {
  for (const events::Record& record : records) wire_.push_back({record, ++appended_});
  return {};
}

Result<std::unique_ptr<events::LogReader>> WireLedger::Read(events::LogOffset from) {
  return std::unique_ptr<events::LogReader>(std::make_unique<WireReader>(log_, from.value));
}

void WireLedger::Deliver(std::size_t at, bool keep) {
  const auto message = wire_.begin() + static_cast<std::ptrdiff_t>(at);
  stored_.push_back({message->number, log_.records.size(), message->record});
  log_.records.push_back(message->record);
  if (!keep) wire_.erase(message);
}

void WireLedger::ReportReplicated() {
  for (auto stored = stored_.begin(); stored != stored_.end();) {
    const bool still_there = stored->at < log_.records.size() &&
                             log_.records[stored->at].view().bytes.data() == stored->record.view().bytes.data();
    if (still_there && stored->at >= log_.visible) {
      ++stored;
      continue;
    }
    if (still_there) reported_ = std::max(reported_, stored->number);
    stored = stored_.erase(stored);
  }
}

}  // namespace fascicolo::simulation
