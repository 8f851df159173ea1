// Whose cosignatures make a checkpoint good enough (C2SP tlog-policy), as a file of lines:
//
//   log VKEY [URL]                        whose checkpoints are meant; may be left out
//   witness NAME VKEY [URL]               a key of a cosignature
//   group NAME all|any|K MEMBER...        K of its members, which are witnesses or groups named above
//   quorum NAME|none                      once: what has to be witnessed
//
// '#' begins a line that is not read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "events/proof/signed_note.h"

namespace fascicolo::proof {

inline constexpr std::size_t kMaxPolicyBytes = 256 * 1024;
inline constexpr std::size_t kMaxPolicyNames = 256;  ///< witnesses and groups

struct Cosigner {
  std::string name;  ///< as the policy calls it
  std::uint64_t time = 0;  ///< of its newest cosignature, in seconds since 1970
  bool operator==(const Cosigner&) const = default;
};

/// What a policy says of one checkpoint.
struct Witnessing {
  std::vector<Cosigner> cosigners;   ///< whose cosignature verifies, in the policy's order
  std::vector<std::string> forgers;  ///< whose does not: the checkpoint is to be refused
  bool is_enough = false;            ///< the quorum is reached, and nothing was forged
};

class WitnessPolicy {
 public:
  /// The error's place is the line's number.
  [[nodiscard]] static Result<WitnessPolicy, FormError> Read(std::string_view text);

  [[nodiscard]] Witnessing Judge(const SignedNote& checkpoint) const;
  [[nodiscard]] const std::vector<VerifierKey>& logs() const { return logs_; }
  struct Witness {
    std::string name;
    VerifierKey key;
  };
  [[nodiscard]] const std::vector<Witness>& witnesses() const { return witnesses_; }

 private:
  struct Group {
    std::size_t wanted = 0;
    std::vector<std::string> members;
  };
  class Reader;

  std::vector<VerifierKey> logs_;
  std::vector<Witness> witnesses_;
  std::vector<std::pair<std::string, Group>> groups_;  ///< in their order: members stand before
  std::string quorum_;                                 ///< empty: none
};

}  // namespace fascicolo::proof
