#include "events/store/digest.h"

#include <memory>
#include <string>

#include "events/big_endian.h"
#include "events/hash.h"

namespace fascicolo::store {
namespace {

// Rows are small: hashing them in larger pieces saves most of the calls.
constexpr std::size_t kPieceBytes = 1 << 15;

void AppendWithLength(std::string_view bytes, std::string& out) {
  std::uint8_t length[4];
  events::PutBigEndian(length, static_cast<std::uint32_t>(bytes.size()));
  out.append(reinterpret_cast<const char*>(length), sizeof length);
  out += bytes;
}

}  // namespace

Hash DigestRows(const Rows& rows, std::string_view prefix) {
  events::Sha256Stream sum;
  std::string piece;
  for (const auto cursor = rows.Scan(prefix); cursor->valid(); cursor->Next()) {
    AppendWithLength(cursor->key(), piece);
    AppendWithLength(cursor->value(), piece);
    if (piece.size() < kPieceBytes) continue;
    sum.Add(events::AsBytes(piece));
    piece.clear();
  }
  sum.Add(events::AsBytes(piece));
  return sum.Finish();
}

}  // namespace fascicolo::store
