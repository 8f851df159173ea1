#include "projections/history_reader.h"

#include <string>
#include <utility>

#include "projections/ledger_rows.h"

namespace fascicolo::projections {

Result<std::unique_ptr<LoadedCommit>> HistoryReader::Load(Position position) const {
  const std::string place = "commit at position " + std::to_string(position.value);
  const auto offset = OffsetOf(rows_, position);
  if (!offset) return Failure{FailureCode::kNotFound, place + ": the views do not reach so far"};
  auto reader = ledger_.Read(*offset);
  if (!reader) return reader.error();
  auto loaded = std::make_unique<LoadedCommit>();
  loaded->offset = *offset;
  if (Status read = (*reader)->Read(1, loaded->batch); !read) return read.error();
  const Failure moved{FailureCode::kDamaged, place + ": the log holds something else there"};
  if (loaded->batch.entries.empty()) return moved;
  const events::RecordView record = loaded->batch.entries.front().record;
  const auto header = events::DecodeHeader(record.header());
  if (!header) return header.error();
  if (header->position != position) return moved;
  auto reading = events::CommitReading::Open(record, *header);
  if (!reading) return reading.error();
  loaded->reading = std::move(reading).value();
  return loaded;
}

}  // namespace fascicolo::projections
