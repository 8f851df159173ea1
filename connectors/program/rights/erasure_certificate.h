// The certificate of an erasure: who asked and approved, by which act, which keys were destroyed, and at which places of the
// ledger that stands, with the receipt by which 'fascicolo-verify' proves it to whoever has nothing but the ledger's key. It
// names no person but by id.
//
// It is given only when every key is gone from the vault. What an older copy of the vault can still open, it says in words:
// copies belong kept no longer than kCopiesKeptDays, and the vault's keys and master key renewed as often.
#pragma once

#include "connectors/program/reading.h"
#include "engine/state/state.h"

#include <string>
#include <vector>

namespace fascicolo::program {

inline constexpr int kCertificateFormat = 1;
inline constexpr int kCopiesKeptDays = 30;        ///< of the vault, at most
inline constexpr int kErasedEverywhereDays = 35;  ///< with that, and a renewal of both keys each month

/// An event that stands behind the certificate.
struct CertifiedEvent {
  Position position;
  std::uint32_t event = 0;  ///< within its commit
  Hash leaf;                ///< of the commit, in the ledger's tree
  Instant recorded_at;
  std::string type;
  std::string actor;
  std::string target;       ///< of a recipient: who was told; empty otherwise
};

struct ErasureCertificate {
  std::string origin;
  std::string authority;
  EntityId person;
  std::uint32_t number = 0;
  engine::ErasureRow erasure;
  std::vector<CertifiedEvent> events;
  std::vector<std::pair<KeyId, EntityId>> keys;  ///< and whose texts each sealed, in the order of their destruction
  std::vector<CertifiedEvent> recipients;        ///< to be told of the erasure (GDPR, art. 19)
  projections::Standing standing;
  std::string key;      ///< who signed the receipt: NAME+ID+KEY
  std::string receipt;  ///< events/proof/receipt.h, of kind erasure
};

/// kNotFound: no such erasure, or it is not completed. kUnavailable: a key is still in the vault. Otherwise failures as Proving.
[[nodiscard]] Result<ErasureCertificate> CertifyErasure(Session& session, Reading& reading, EntityId person,
                                                        std::uint32_t number);

[[nodiscard]] cli::Value FormOf(const ErasureCertificate& certificate);
[[nodiscard]] std::string PageOf(const ErasureCertificate& certificate);

/// What is wrong with a certificate's JSON form, against the ledger, the vault and the key that it names; empty: nothing. A failure is the ledger's
/// or the vault's.
[[nodiscard]] Result<std::vector<std::string>> CheckCertificate(Reading& reading, const cli::Value& form);

/// Every key that the ledger says to be erased by this erasure, in the order of the log.
[[nodiscard]] std::vector<std::pair<KeyId, EntityId>> KeysErasedBy(const engine::State& state, EntityId person,
                                                                   std::uint32_t number);

}  // namespace fascicolo::program
