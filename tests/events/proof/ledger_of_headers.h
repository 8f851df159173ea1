// A ledger whose commits are headers only: enough for its tree.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "events/acceptance.h"
#include "events/memory_ledger.h"
#include "events/proof/checkpoint.h"
#include "events/proof/tree_files.h"

namespace fascicolo::proof {

inline const std::string kOrigin = "comune.example/fascicolo";

class LedgerOfHeaders {
 public:
  /// Ledgers of different `flavour` have different commits.
  explicit LedgerOfHeaders(std::uint64_t commits = 0, std::uint8_t flavour = 1) : flavour_(flavour) { Add(commits); }

  void Add(std::uint64_t commits) {
    for (std::uint64_t i = 0; i < commits; ++i) {
      const events::Header header = Next();
      head_ = events::Advance(head_, header, Put(header));
      leaves_.push_back(head_.hash);
    }
  }
  /// A record that wants a place that is taken.
  void AddSuperseded() {
    events::Header header = Next();
    header.position = Position{head_.next.value / 2};
    (void)Put(header);
  }

  events::MemoryLedger& log() { return log_; }
  [[nodiscard]] const std::vector<Hash>& leaves() const { return leaves_; }
  [[nodiscard]] const std::vector<events::HeaderBytes>& headers() const { return headers_; }

 private:
  [[nodiscard]] events::Header Next() const {
    events::Header header;
    header.kind = head_.next == Position{0} ? events::CommitKind::kLedgerOpened : events::CommitKind::kDecided;
    header.ledger = head_.ledger;
    header.position = head_.next;
    header.previous = head_.hash;
    header.term = Term{1};
    header.writer.bytes.fill(flavour_);
    return header;
  }
  Hash Put(const events::Header& header) {
    const events::HeaderBytes bytes = events::EncodeHeader(header);
    const std::vector records{events::Record(std::vector<std::uint8_t>(bytes.begin(), bytes.end()))};
    EXPECT_TRUE(log_.Append(records).ok());
    EXPECT_TRUE(log_.Settle().ok());
    if (header.position == head_.next) headers_.push_back(bytes);
    return events::LeafOf(bytes);
  }

  std::uint8_t flavour_;
  events::MemoryLedger log_;
  events::Head head_ = events::HeadOfEmpty(kOrigin);
  std::vector<Hash> leaves_;
  std::vector<events::HeaderBytes> headers_;
};

/// The tree in /tree of `disk`, as far as the ledger goes. Null: it could not be had; a failure, unless `failed` takes it.
inline std::unique_ptr<TreeFiles> TreeOf(events::LogFiles& disk, LedgerOfHeaders& ledger, Status* failed = nullptr) {
  auto tree = TreeFiles::Open(disk, "/tree", kOrigin);
  Status done = tree ? FollowLog(**tree, ledger.log()) : Status(tree.error());
  if (failed != nullptr) *failed = done;
  if (!done && failed == nullptr) ADD_FAILURE() << done.error().message;
  return done ? std::move(tree).value() : nullptr;
}

inline SignedNote NoteAbout(std::uint64_t size, const Hash& root, const std::string& origin = kOrigin) {
  const SignerKey key(kOrigin, KeyType::kEd25519, Seed{1});
  const std::string text = Checkpoint{origin, size, root}.ToString();
  return {text, {SignText(text, key)}};
}

}  // namespace fascicolo::proof
