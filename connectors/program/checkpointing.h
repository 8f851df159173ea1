// The work of 'fascicolo checkpoint': signing what is in the ledger, taking in cosignatures, publishing.
#pragma once

#include "connectors/program/authority/signing.h"
#include "connectors/program/session.h"
#include "events/proof/publishing.h"
#include "events/proof/statement.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fascicolo::program {

/// What became of the lines that a witness answered.
struct TakenCosignatures {
  std::uint64_t size = 0;             ///< of the checkpoint that they are about
  std::vector<std::string> taken;     ///< witnesses whose cosignature was kept
  std::vector<std::string> forged;    ///< whose does not verify: nothing was kept
  std::uint64_t unknown = 0;          ///< lines by nobody whom the policy names
};

class Checkpointing {
 public:
  /// Whether ledger and key are still those that signed. kDamaged: Node::CheckSigned, CheckSigningKey.
  static Status CheckNothingLost(Node& node);
  /// Brings the tree to the log's end. kDamaged: as CheckNothingLost, or the policy cannot be used.
  static Result<std::unique_ptr<Checkpointing>> Begin(Session& session, Node& node);

  /// Signs the tree as it is, and remembers that before anybody hears of it. False: that was signed already. kNotFound:
  /// the ledger is empty.
  Result<bool> Sign();
  /// Keeps the cosignatures in `text` that verify: a note, or signature lines alone, about the newest checkpoint then.
  Result<TakenCosignatures, FormError> TakeCosignatures(const std::string& text);
  /// What a witness is asked that has cosigned `old_size` commits, or none (C2SP tlog-witness, add-checkpoint).
  Result<std::string, FormError> RequestSince(std::uint64_t old_size);

  /// Signs a statement about the newest checkpoint's tree. Anything else is a bug.
  [[nodiscard]] proof::SignedNote SignStatement(const proof::Statement& statement) const;
  /// The nodes of that tree; must not outlive this.
  [[nodiscard]] proof::TileNodes NodesOfNewest() const { return tree_->NodesOf(newest().checkpoint.size); }

  struct Published {
    proof::KeptCheckpoint checkpoint;
    std::uint64_t tiles = 0;
  };
  /// Publishes the newest checkpoint that has the cosignatures that are wanted. None: no checkpoint has them.
  Result<std::optional<Published>> PublishInto(const std::string& folder);

  /// Something was signed before the calls below.
  [[nodiscard]] const proof::KeptCheckpoint& newest() const { return *kept_.newest(); }
  [[nodiscard]] bool has_signed() const { return kept_.newest().has_value(); }
  [[nodiscard]] const proof::VerifierKey& key() const { return key_.verifier(); }
  /// None: nobody is wanted to cosign.
  [[nodiscard]] const std::optional<proof::WitnessPolicy>& policy() const { return policy_; }

 private:
  Checkpointing(Session& session, Node& node, proof::SignerKey key, proof::SignedCheckpoints kept,
                std::optional<proof::WitnessPolicy> policy)
      : session_(session), node_(node), key_(std::move(key)), kept_(std::move(kept)), policy_(std::move(policy)) {}
  Result<proof::KeptCheckpoint> NewestWitnessed() const;
  Result<proof::KeptCheckpoint, FormError> Meant(const std::string& text, std::vector<proof::NoteSignature>& lines) const;
  Result<std::uint64_t> Write(const std::string& folder, const proof::SignedNote& note);

  Session& session_;
  Node& node_;
  proof::TreeFiles* tree_ = nullptr;
  proof::SignerKey key_;
  proof::SignedCheckpoints kept_;
  std::optional<proof::WitnessPolicy> policy_;
};

}  // namespace fascicolo::program
