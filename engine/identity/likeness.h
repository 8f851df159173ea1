// How alike two persons are, field by field, reckoned from blind tokens alone: whether two records may be of one person is
// proposed here and decided by people. Weights are hundredths of binary orders of magnitude of the odds (Fellegi and Sunter,
// A Theory for Record Linkage, 1969), set by hand and measured (tests/conformance). Pure.
#pragma once

#include <string_view>
#include <vector>

#include "engine/identity/features.h"
#include "events/vault/blind_tokens.h"

namespace fascicolo::engine {

enum class Agreement {
  kMissing,    ///< one of the two does not say
  kDifferent,
  kSomewhat,   ///< not plainly one or the other
  kAlike,      ///< a slip, another spelling, one part of it
  kEqual,
};

/// "surname", "birth"; "equal", "alike": words of answers, for ever.
[[nodiscard]] std::string_view TextOf(IdentityField field);
[[nodiscard]] std::string_view TextOf(Agreement agreement);

struct FieldLikeness {
  IdentityField field = IdentityField::kSurname;
  Agreement agreement = Agreement::kMissing;
  int weight = 0;  ///< hundredths; its part of the score
};

struct Likeness {
  int score = 0;          ///< hundredths
  bool exchanged = false;  ///< surname and name stand in each other's place
  std::vector<FieldLikeness> fields;  ///< those that both say, in the order of IdentityField
};

/// From here on two records are proposed as one person.
inline constexpr int kLikelyScore = 1'600;
/// From here on they are shown to somebody who searches.
inline constexpr int kPossibleScore = 400;

/// Neither twins, nor father and son of one name and one address, are likely: where the name or the birth differs, or a valid
/// fiscal code does, a score stays below kLikelyScore, unless a code agrees.
[[nodiscard]] Likeness Compare(const vault::BlindForm& one, const vault::BlindForm& other);

}  // namespace fascicolo::engine
