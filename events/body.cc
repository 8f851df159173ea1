#include "events/body.h"

#include <algorithm>
#include <cstring>

#include "events/big_endian.h"
#include "events/tree.h"
#include "schemas/body_generated.h"

namespace fascicolo::events {
namespace {

Failure Damaged(const Header& header, const std::string& what) {
  return {FailureCode::kDamaged,
          "commit at position " + std::to_string(header.position.value) + ": " + what};
}

std::uint8_t* PutTouched(std::uint8_t* to, const Touched& touched) {
  to = std::copy(touched.entity.bytes.begin(), touched.entity.bytes.end(), to);
  to = PutBigEndian(to, touched.version.value);
  *to++ = static_cast<std::uint8_t>(touched.kind);
  return std::fill_n(to, 7, std::uint8_t{0});
}

template <class Table>
const Table* VerifiedRoot(ConstBytes bytes) {
  flatbuffers::Verifier verifier(bytes.data(), bytes.size(), kMaxDepth, kMaxTablesPerLeaf);
  return verifier.VerifyBuffer<Table>(nullptr) ? flatbuffers::GetRoot<Table>(bytes.data()) : nullptr;
}

flatbuffers::DetachedBuffer PackBody(const CommitContent& content) {
  flatbuffers::FlatBufferBuilder builder(4096);
  std::vector<flatbuffers::Offset<schema::Leaf>> leaves;
  leaves.reserve(content.events.size() + 1);
  const auto add_leaf = [&](const Bytes& bytes) {
    builder.ForceVectorAlignment(bytes.size(), 1, 8);
    leaves.push_back(schema::CreateLeaf(builder, builder.CreateVector(bytes)));
  };
  add_leaf(content.recorded);
  for (const Bytes& event : content.events) add_leaf(event);
  std::vector<flatbuffers::Offset<schema::Ciphertext>> ciphertexts;
  ciphertexts.reserve(content.ciphertexts.size());
  for (const Bytes& bytes : content.ciphertexts) {
    ciphertexts.push_back(schema::CreateCiphertext(builder, builder.CreateVector(bytes)));
  }
  const auto leaf_vector = builder.CreateVector(leaves);
  const auto ciphertext_vector = builder.CreateVector(ciphertexts);
  builder.Finish(schema::CreateBody(builder, leaf_vector, ciphertext_vector));
  return builder.Release();
}

Hash RootOfContent(const CommitContent& content) {
  Frontier tree;
  tree.Append(TreeLeaf(content.recorded));
  for (const Bytes& event : content.events) tree.Append(TreeLeaf(event));
  return tree.Root();
}

}  // namespace

Hash EventsRoot(std::span<const ConstBytes> leaves) {
  Frontier tree;
  for (ConstBytes leaf : leaves) tree.Append(TreeLeaf(leaf));
  return tree.Root();
}

Result<Record> BuildRecord(Header place, const CommitContent& content) {
  if (content.events.size() + 1 > kMaxLeaves || content.touched.size() > kMaxTouched) {
    return Failure{FailureCode::kTooLarge,
                   "commit of " + std::to_string(content.events.size()) + " events on " +
                       std::to_string(content.touched.size()) + " entities: over the limit"};
  }
  const auto body = PackBody(content);
  const std::size_t touched_bytes = content.touched.size() * kTouchedBytes;
  const std::size_t size = kHeaderBytes + touched_bytes + body.size();
  if (size > kMaxRecordBytes) {
    return Failure{FailureCode::kTooLarge, "commit of " + std::to_string(size) + " bytes: over " +
                                               std::to_string(kMaxRecordBytes)};
  }
  Bytes bytes(size);
  std::uint8_t* at = bytes.data() + kHeaderBytes;
  for (const Touched& touched : content.touched) at = PutTouched(at, touched);
  std::memcpy(at, body.data(), body.size());

  place.kind = content.kind;
  place.command = content.command;
  place.events_root = RootOfContent(content);
  place.touched_hash = Sha256(ConstBytes(bytes).subspan(kHeaderBytes, touched_bytes));
  place.touched_count = static_cast<std::uint32_t>(content.touched.size());
  place.event_count = static_cast<std::uint32_t>(content.events.size());
  const HeaderBytes header = EncodeHeader(place);
  std::copy(header.begin(), header.end(), bytes.begin());
  return Record(std::move(bytes));
}

Result<CommitReading> CommitReading::Open(RecordView record, const Header& header, Trust trust) {
  CommitReading reading;
  reading.header_ = header;
  if (Status read = reading.ReadTouched(record, trust); !read) return read.error();
  const std::size_t body_at = reading.touched_.size() * kTouchedBytes;
  if (Status read = reading.ReadBody(record.rest().subspan(body_at), trust); !read) return read.error();
  reading.ReadLeaves();
  return reading;
}

Status CommitReading::ReadTouched(RecordView record, Trust trust) {
  const std::size_t size = header_.touched_count * kTouchedBytes;
  if (header_.touched_count > kMaxTouched || record.rest().size() < size) {
    return Damaged(header_, "touched array is longer than the record");
  }
  const ConstBytes array = record.rest().first(size);
  if (trust == Trust::kCheckHashes && Sha256(array) != header_.touched_hash) {
    return Damaged(header_, "touched array fails its hash");
  }
  touched_.resize(header_.touched_count);
  const std::uint8_t* at = array.data();
  for (Touched& touched : touched_) {
    std::copy_n(at, touched.entity.bytes.size(), touched.entity.bytes.begin());
    touched.version.value = GetBigEndian<std::uint64_t>(at + 16);
    touched.kind = static_cast<schema::EntityKind>(at[24]);
    at += kTouchedBytes;
  }
  return {};
}

Status CommitReading::ReadBody(ConstBytes body, Trust trust) {
  flatbuffers::Verifier verifier(body.data(), body.size(), kMaxDepth, 2 * kMaxLeaves + 1);
  if (!verifier.VerifyBuffer<schema::Body>(nullptr)) {
    return Damaged(header_, "body is not a FlatBuffer of the body schema");
  }
  const auto* root = flatbuffers::GetRoot<schema::Body>(body.data());
  if (root->leaves() != nullptr) {
    for (const auto* leaf : *root->leaves()) {
      if (leaf->bytes() == nullptr) return Damaged(header_, "empty leaf");
      leaves_.emplace_back(leaf->bytes()->data(), leaf->bytes()->size());
    }
  }
  const bool counted = leaves_.size() == header_.event_count + std::size_t{1};
  if (!counted || (trust == Trust::kCheckHashes && EventsRoot(leaves_) != header_.events_root)) {
    return Damaged(header_, "body fails the events root");
  }
  if (root->ciphertexts() != nullptr) {
    for (const auto* sealed : *root->ciphertexts()) {
      const auto* bytes = sealed->bytes();
      ciphertexts_.push_back(bytes == nullptr ? ConstBytes{} : ConstBytes(bytes->data(), bytes->size()));
    }
  }
  return {};
}

void CommitReading::ReadLeaves() {
  recorded_ = VerifiedRoot<schema::Recorded>(leaves_.front());
  if (recorded_ == nullptr || recorded_->command() == nullptr) return;
  const auto* command = recorded_->command();
  command_ = VerifiedRoot<schema::Command>({command->data(), command->size()});
  if (command_ == nullptr) return;
  for (std::size_t i = 1; i < leaves_.size(); ++i) {
    const auto* event = VerifiedRoot<schema::Event>(leaves_[i]);
    const bool known = event != nullptr && event->payload() != nullptr &&
                       event->payload_type() <= schema::EventPayload::MAX;
    if (!known) return;
    events_.push_back(event);
  }
  understood_ = true;
}

}  // namespace fascicolo::events
