#include "events/proof/receipt_check.h"

#include "events/acceptance.h"
#include "events/body.h"
#include "events/proof/super_log.h"
#include "events/tree.h"

namespace fascicolo::proof {
namespace {

std::string PlaceOf(const events::Header& header) { return "position " + std::to_string(header.position.value); }

Result<Statement, FormError> CheckStatement(const SignedNote& note, const Checkpoint& checkpoint, const VerifierKey& key) {
  if (auto is_signed = CheckSignedBy(note, key, "statement"); !is_signed) return is_signed.error();
  auto statement = ReadStatement(note.text);
  if (!statement) return statement;
  const bool is_same = statement->origin == checkpoint.origin && statement->size == checkpoint.size &&
                       statement->root == checkpoint.root;
  if (!is_same) return FormError{"statement", "is about another tree than the checkpoint", ""};
  return statement;
}

template <class Table>
const Table* Verified(ConstBytes bytes) {
  flatbuffers::Verifier verifier(bytes.data(), bytes.size(), events::kMaxDepth, events::kMaxTablesPerLeaf);
  return verifier.VerifyBuffer<Table>(nullptr) ? flatbuffers::GetRoot<Table>(bytes.data()) : nullptr;
}

Result<ProvenPart, FormError> CheckLeaf(const ProvenLeaf& leaf, const events::Header& header) {
  const std::uint64_t leaves = std::uint64_t{header.event_count} + 1;
  const std::string place = PlaceOf(header) + ", leaf " + std::to_string(leaf.number);
  if (!VerifyInclusion(leaf.number, leaves, events::TreeLeaf(leaf.bytes), leaf.path, header.events_root)) {
    return FormError{place, "is not what the commit holds", ""};
  }
  ProvenPart part{header, leaf.number, leaf.bytes};
  if (leaf.number == 0) {
    part.recorded = Verified<schema::Recorded>(leaf.bytes);
    const auto* command = part.recorded == nullptr ? nullptr : part.recorded->command();
    if (command != nullptr) part.command = Verified<schema::Command>({command->data(), command->size()});
  } else {
    part.event = Verified<schema::Event>(leaf.bytes);
  }
  if (part.event == nullptr && part.recorded == nullptr) return FormError{place, "cannot be read by this program", ""};
  return part;
}

/// Takes each event's version, which must be the next of its entity's.
class Versions {
 public:
  explicit Versions(const Statement& statement) : statement_(statement) {}

  StatusOf<FormError> Take(const ProvenPart& part) {
    if (part.event == nullptr) return {};
    const EntityId entity = events::Entity(part.event->entity());
    const std::uint64_t version = part.event->version();
    if (!statement_.versions.contains(entity)) {
      if (ErasureNumberOf(*part.event) != 0) return {};
      return FormError{PlaceOf(part.header), "tells of " + ToHex(entity) + ", of which nothing is stated", ""};
    }
    if (version != ++seen_[entity]) {
      return FormError{PlaceOf(part.header), "is version " + std::to_string(version) + " of " + ToHex(entity),
                       "version " + std::to_string(seen_[entity]) + ": one is missing"};
    }
    return {};
  }
  StatusOf<FormError> End() {
    for (const auto& [entity, version] : statement_.versions) {
      if (seen_[entity] == version.value) continue;
      return FormError{ToHex(entity), "ends at version " + std::to_string(seen_[entity]),
                       "version " + std::to_string(version.value) + ", as stated"};
    }
    return {};
  }

 private:
  const Statement& statement_;
  std::map<EntityId, std::uint64_t> seen_;
};

class Checker {
 public:
  Checker(const Receipt& receipt, std::string_view origin, const VerifierKey& key)
      : receipt_(receipt), origin_(origin), key_(key) {}

  Result<CheckedReceipt, FormError> Check() {
    auto checkpoint = VerifyCheckpoint(receipt_.checkpoint, origin_, key_);
    if (!checkpoint) return checkpoint.error();
    checked_.checkpoint = std::move(checkpoint).value();
    if (auto stated = TakeStatement(); !stated) return stated.error();
    for (const ProvenCommit& commit : receipt_.commits) {
      if (auto taken = TakeCommit(commit); !taken) return taken.error();
    }
    if (checked_.parts.empty()) return FormError{"receipt", "proves nothing", "one event or more"};
    if (auto whole = CheckWhole(); !whole) return whole.error();
    return std::move(checked_);
  }

 private:
  StatusOf<FormError> TakeStatement() {
    if (receipt_.statement.has_value() != HasStatement(receipt_.kind)) {
      return FormError{"statement", "is missing, or belongs to another kind of receipt", ""};
    }
    if (!receipt_.statement) return {};
    auto statement = CheckStatement(*receipt_.statement, checked_.checkpoint, key_);
    if (!statement) return statement.error();
    if (statement->row.empty() == (receipt_.kind == ReceiptKind::kRow)) {
      return FormError{"statement", "is about no row, or about one that nobody asked for", ""};
    }
    checked_.statement = std::move(statement).value();
    return {};
  }
  StatusOf<FormError> TakeCommit(const ProvenCommit& commit) {
    const auto header = events::DecodeHeader(commit.header);
    if (!header || commit.header.size() != events::kHeaderBytes || header->ledger != events::LedgerIdOf(origin_)) {
      return FormError{"commit", "has no header of this ledger", ""};
    }
    if (last_ && header->position <= *last_) return FormError{PlaceOf(*header), "stands out of order", ""};
    last_ = header->position;
    const Checkpoint& tree = checked_.checkpoint;
    if (!VerifyInclusion(header->position.value, tree.size, events::LeafOf(commit.header), commit.path, tree.root)) {
      return FormError{PlaceOf(*header), "is not in the signed tree", ""};
    }
    std::optional<std::uint32_t> before;
    for (const ProvenLeaf& leaf : commit.leaves) {
      if (before && leaf.number <= *before) return FormError{PlaceOf(*header), "has leaves out of order", ""};
      before = leaf.number;
      auto part = CheckLeaf(leaf, *header);
      if (!part) return part.error();
      checked_.parts.push_back(std::move(part).value());
    }
    return {};
  }
  StatusOf<FormError> CheckErasure() const {
    const Absences absences = checked_.absences();
    if (absences.erasures().size() != 1) return FormError{"receipt", "does not prove one erasure from proposal to completion", ""};
    const ProvenErasure& erasure = absences.erasures().front();
    const std::size_t named = absences.KeysNamedBy(erasure);
    if (named == erasure.keys) return {};
    return FormError{"receipt", "names " + std::to_string(named) + " keys", std::to_string(erasure.keys) + ", as completed"};
  }
  StatusOf<FormError> CheckWhole() const {
    if (receipt_.kind == ReceiptKind::kErasure) return CheckErasure();
    if (!checked_.statement) return {};
    Versions versions(*checked_.statement);
    for (const ProvenPart& part : checked_.parts) {
      if (auto taken = versions.Take(part); !taken) return taken;
    }
    return versions.End();
  }

  const Receipt& receipt_;
  std::string_view origin_;
  const VerifierKey& key_;
  std::optional<Position> last_;
  CheckedReceipt checked_;
};

}  // namespace

Result<CheckedReceipt, FormError> CheckReceipt(const Receipt& receipt, std::string_view origin, const VerifierKey& key) {
  return Checker(receipt, origin, key).Check();
}

Result<Checkpoint, FormError> CheckSuper(const Receipt& receipt, const VerifierKey& key) {
  if (!receipt.super) return FormError{"super", "is missing: the receipt does not lead into a super-log", ""};
  const Bytes entry = SuperEntryOf(receipt.checkpoint);
  if (auto holds = VerifyTlogProof(*receipt.super, entry, key.name, key); !holds) return holds.error();
  return VerifyCheckpoint(receipt.super->checkpoint, key.name, key);
}

}  // namespace fascicolo::proof
