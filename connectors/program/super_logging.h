// A node's super-log (events/proof/super_log.h): a directory that all ledgers of a machine, or of a district, share.
//
//   DIR/signing-key, signed/   with what its checkpoints are signed, and all that were (authority/signing.h)
//   DIR/log/                   the log itself, which may be published as it stands
//   DIR/LOCK                   one process at a time
#pragma once

#include "connectors/program/authority/signing.h"
#include "connectors/program/session.h"
#include "events/proof/super_log.h"

#include <memory>
#include <string>

namespace fascicolo::program {

class SuperLogging {
 public:
  /// `origin`: what the super-log is called, needed when it is begun; empty: as its key is. kNotFound: it was not begun yet.
  /// kLocked: another process has it, or it is called otherwise. kDamaged: it is not what was signed.
  static Result<std::unique_ptr<SuperLogging>> Open(Session& session, const std::string& directory, const std::string& origin);

  /// Adds a ledger's checkpoint, and signs the log anew where that is new. kLocked: it falls behind, or contradicts, one
  /// that is in the log.
  Status Add(const proof::SignedNote& checkpoint);
  /// That a checkpoint which was added is in the newest state of the log.
  [[nodiscard]] Result<proof::TlogProof> Prove(const proof::SignedNote& checkpoint) const;
  Status PublishInto(const std::string& folder) const { return log_.PublishInto(folder, newest().note); }

  /// Something was added before.
  [[nodiscard]] const proof::KeptCheckpoint& newest() const { return *kept_.newest(); }
  [[nodiscard]] const proof::VerifierKey& key() const { return key_.verifier(); }

 private:
  SuperLogging(std::unique_ptr<events::DirectoryLock> lock, proof::SignerKey key, proof::SignedCheckpoints kept,
               proof::SuperLog log)
      : lock_(std::move(lock)), key_(std::move(key)), kept_(std::move(kept)), log_(std::move(log)) {}

  std::unique_ptr<events::DirectoryLock> lock_;
  proof::SignerKey key_;
  proof::SignedCheckpoints kept_;
  proof::SuperLog log_;
};

}  // namespace fascicolo::program
