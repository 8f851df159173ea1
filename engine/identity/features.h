// What of a person's identity is compared, and by what one is found: features, which an index keeps as blind tokens
// (events/vault/identity_index.h). Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "events/calendar.h"
#include "events/vault/blind_tokens.h"

namespace fascicolo::engine {

/// Values are stored; 1..15.
enum class IdentityField : std::uint8_t {
  kSurname = 1,
  kName = 2,
  kBirth = 3,
  kBirthplace = 4,
  kFiscalCode = 5,
  kOtherCode = 6,   ///< STP, ENI, numeric code, a foreign document
  kStreet = 7,      ///< with the house number
  kTown = 8,
  kPostcode = 9,
  kBothNames = 10,  ///< surname and name together, in either order: finds, is not compared
};
/// 0..15; what a number means depends on the field.
enum class IdentityForm : std::uint8_t {
  kWhole = 0,
  kWord = 1,
  kSkeleton = 2,
  kStretchesOf2 = 3,
  kStretchesOf3 = 4,
  kYear = 5,
  kShortYear = 6,  ///< without the century, which a fiscal code does not say
  kMonth = 7,
  kDay = 8,
  kLetters = 9,   ///< of a word, or the last two digits of a year, in alphabetical order: what changed places is the same
  kDecade = 10,   ///< of a year, without its century
  kLastDigit = 11,  ///< of a year
};
[[nodiscard]] constexpr std::uint8_t AspectOf(IdentityField field, IdentityForm form) {
  return static_cast<std::uint8_t>(static_cast<unsigned>(field) << 4U | static_cast<unsigned>(form));
}

/// What is known of somebody, or asked for; empty: not known.
struct PersonalData {
  std::string surname;
  std::string name;
  std::optional<Civil> born;
  std::string birthplace;  ///< cadastral code of a comune or a country
  std::string fiscal_code;
  std::vector<std::string> other_codes;
  std::string street;
  std::string town;
  std::string postcode;
};
inline constexpr std::size_t kMostOtherCodes = 8;   ///< that count
inline constexpr std::size_t kMostPairedWords = 3;  ///< of a surname, and of a name, that are paired with each other

/// A fiscal code also says day and place of birth, where these are not given; omocodia is taken back. One that does not read
/// as a code is compared for slips only.
[[nodiscard]] std::vector<vault::Feature> FeaturesOf(const PersonalData& person);

/// Fields of which these features say no more than the fiscal code does: what was said of them before stands.
[[nodiscard]] std::vector<std::uint8_t> DerivedFields(const PersonalData& person);

/// The aspects by which persons are found, ascending.
[[nodiscard]] const std::vector<std::uint8_t>& LeadingAspects();

/// Changes with whatever changes a feature: an index of another version is to be made anew.
[[nodiscard]] std::string FeaturesVersion();

}  // namespace fascicolo::engine
