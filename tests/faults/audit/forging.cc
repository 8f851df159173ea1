#include "faults/audit/forging.h"

#include <gtest/gtest.h>

namespace fascicolo::events {
namespace {

Bytes CopyOf(ConstBytes bytes) { return {bytes.begin(), bytes.end()}; }

CommitReading ReadingOf(RecordView record) {
  const auto header = DecodeHeader(record.header());
  FASCICOLO_CHECK(header.ok());
  auto reading = CommitReading::Open(record, *header);
  FASCICOLO_CHECK(reading.ok() && reading->understood());
  return std::move(reading).value();
}

}  // namespace

std::vector<Record> RecordsOf(Ledger& ledger) {
  std::vector<Record> records;
  auto reader = ledger.Read(LogOffset{0}).value();
  LogBatch batch;
  do {
    const Status read = reader->Read(1 << 20, batch);
    EXPECT_TRUE(read.ok()) << read.error().message;
    if (!read) break;
    for (const LogEntry& entry : batch.entries) records.emplace_back(CopyOf(entry.record.bytes));
  } while (!batch.entries.empty());
  return records;
}

Forged::Forged(RecordView record) {
  const CommitReading reading = ReadingOf(record);
  content.kind = reading.header().kind;
  content.command = reading.header().command;
  content.touched = reading.touched();
  for (const ConstBytes bytes : reading.ciphertexts()) content.ciphertexts.push_back(CopyOf(bytes));
  reading.recorded().UnPackTo(&recorded);
  reading.command().UnPackTo(&command);
  for (const auto* event : reading.events()) event->UnPackTo(&events.emplace_back());
}

CommitContent Forged::Packed() const {
  CommitContent packed = content;
  for (const auto& event : events) packed.events.push_back(PackLeaf(event));
  schema::RecordedT leaf(recorded);
  leaf.command = PackLeaf(command);
  packed.recorded = PackLeaf(leaf);
  return packed;
}

std::vector<Record> Rechained(const std::vector<Record>& records, std::size_t at, const Forge& forge) {
  std::vector<Record> chained;
  for (std::size_t i = 0; i < records.size(); ++i) {
    const RecordView record = records[i].view();
    if (i < at) {
      chained.push_back(records[i]);
      continue;
    }
    Header place = DecodeHeader(record.header()).value();
    if (i > 0) place.previous = LeafOf(chained.back().view().header());
    Forged forged(record);
    if (i == at) forge(forged);
    auto built = BuildRecord(place, forged.Packed());
    FASCICOLO_CHECK(built.ok());
    chained.push_back(std::move(built).value());
  }
  return chained;
}

std::size_t FirstThat(const std::vector<Record>& records, const Fits& fits) {
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (fits(Forged(records[i].view()))) return i;
  }
  return records.size();
}

}  // namespace fascicolo::events
