#include "engine/identity/likeness.h"

#include <algorithm>
#include <array>

namespace fascicolo::engine {
namespace {

using vault::BlindForm;
using vault::BlindToken;
using Tokens = std::vector<BlindToken>;

/// In percent of what two texts have in stretches (Dice's coefficient), from here on they are alike, or somewhat so.
struct Percents {
  int alike = 0;
  int somewhat = 0;
};
constexpr Percents kNamePercents{.alike = 60, .somewhat = 45};
constexpr Percents kCodePercents{.alike = 80, .somewhat = 80};
/// Of other codes: they are shorter, and have no check character that tells a slip from another code.
constexpr Percents kOtherCodePercents{.alike = 60, .somewhat = 60};
constexpr Percents kPlacePercents{.alike = 70, .somewhat = 45};

/// What each agreement weighs.
struct Weights {
  IdentityField field;
  int different;
  int somewhat;
  int alike;
  int equal;
};
constexpr std::array<Weights, 9> kWeights{{
    {IdentityField::kSurname, -350, 200, 650, 800},
    {IdentityField::kName, -500, 0, 450, 600},
    {IdentityField::kBirth, -700, 450, 800, 1'200},
    {IdentityField::kBirthplace, -250, 0, 0, 150},
    {IdentityField::kFiscalCode, -700, 0, 1'000, 2'000},
    {IdentityField::kOtherCode, -300, 0, 700, 1'500},
    {IdentityField::kStreet, -100, 150, 400, 500},
    {IdentityField::kTown, -100, 0, 50, 50},
    {IdentityField::kPostcode, -50, 0, 0, 100},
}};
constexpr int kExchangedPenalty = 100;

const Tokens& TokensOf(const BlindForm& form, IdentityField field, IdentityForm of) {
  static const Tokens kNone;
  const std::uint8_t aspect = AspectOf(field, of);
  const auto at = std::lower_bound(form.begin(), form.end(), aspect,
                                   [](const vault::AspectTokens& one, std::uint8_t wanted) { return one.aspect < wanted; });
  return at == form.end() || at->aspect != aspect ? kNone : at->tokens;
}

std::size_t InCommon(const Tokens& one, const Tokens& other) {
  std::size_t common = 0;
  for (const BlindToken& token : one) common += std::binary_search(other.begin(), other.end(), token) ? 1U : 0U;
  return common;
}

int DicePercent(const Tokens& one, const Tokens& other) {
  const std::size_t all = one.size() + other.size();
  return all == 0 ? 0 : static_cast<int>(200 * InCommon(one, other) / all);
}

Agreement ByPercent(int percent, const Percents& bounds) {
  if (percent >= bounds.alike) return Agreement::kAlike;
  return percent >= bounds.somewhat ? Agreement::kSomewhat : Agreement::kDifferent;
}

/// A field of one record beside a field of the other.
struct Beside {
  const BlindForm& one;
  IdentityField one_field;
  const BlindForm& other;
  IdentityField other_field;
  [[nodiscard]] const Tokens& OfOne(IdentityForm form) const { return TokensOf(one, one_field, form); }
  [[nodiscard]] const Tokens& OfOther(IdentityForm form) const { return TokensOf(other, other_field, form); }
  [[nodiscard]] bool HaveCommon(IdentityForm form) const { return InCommon(OfOne(form), OfOther(form)) > 0; }
  [[nodiscard]] bool IsEqual(IdentityForm form) const { return !OfOne(form).empty() && OfOne(form) == OfOther(form); }
  /// All that the one that says less says.
  [[nodiscard]] bool IsPart(IdentityForm form) const {
    return BothHave(form) && InCommon(OfOne(form), OfOther(form)) == std::min(OfOne(form).size(), OfOther(form).size());
  }
  [[nodiscard]] bool BothHave(IdentityForm form) const { return !OfOne(form).empty() && !OfOther(form).empty(); }
  [[nodiscard]] int Percent() const {
    return DicePercent(OfOne(IdentityForm::kStretchesOf2), OfOther(IdentityForm::kStretchesOf2));
  }
};

Agreement OfWords(const Beside& pair, const Percents& bounds) {
  const Tokens& one = pair.OfOne(IdentityForm::kWord);
  const Tokens& other = pair.OfOther(IdentityForm::kWord);
  if (one.empty() || other.empty()) return Agreement::kMissing;
  if (one == other) return Agreement::kEqual;
  for (const IdentityForm form : {IdentityForm::kWord, IdentityForm::kLetters, IdentityForm::kSkeleton}) {
    if (pair.IsPart(form)) return Agreement::kAlike;
  }
  return ByPercent(pair.Percent(), bounds);
}

Agreement OfCode(const Beside& pair, const Percents& bounds) {
  if (!pair.BothHave(IdentityForm::kStretchesOf2)) return Agreement::kMissing;
  if (pair.HaveCommon(IdentityForm::kWhole)) return Agreement::kEqual;
  // A valid code that is nearly another valid one is that of a twin, a sister or a namesake.
  const bool both_valid = pair.one_field == IdentityField::kFiscalCode && pair.BothHave(IdentityForm::kWhole);
  return both_valid ? Agreement::kDifferent : ByPercent(pair.Percent(), bounds);
}

Agreement OfBirth(const Beside& pair) {
  if (!pair.BothHave(IdentityForm::kShortYear)) return Agreement::kMissing;
  const bool year = pair.BothHave(IdentityForm::kYear) ? pair.IsEqual(IdentityForm::kYear)
                                                       : pair.IsEqual(IdentityForm::kShortYear);
  const bool month = pair.IsEqual(IdentityForm::kMonth);
  const bool day = pair.IsEqual(IdentityForm::kDay);
  if (year && month && day) return Agreement::kEqual;
  const bool exchanged = pair.OfOne(IdentityForm::kDay) == pair.OfOther(IdentityForm::kMonth) &&
                         pair.OfOne(IdentityForm::kMonth) == pair.OfOther(IdentityForm::kDay);
  if (year && exchanged) return Agreement::kAlike;
  // One digit of the year, or both exchanged: a slip. A namesake of another generation differs more.
  const bool nearly_year = year || pair.IsEqual(IdentityForm::kDecade) || pair.IsEqual(IdentityForm::kLastDigit) ||
                           pair.IsEqual(IdentityForm::kLetters);
  return nearly_year && year + month + day == 2 ? Agreement::kSomewhat : Agreement::kDifferent;
}

Agreement OfWhole(const Beside& pair) {
  if (!pair.BothHave(IdentityForm::kWhole)) return Agreement::kMissing;
  return pair.HaveCommon(IdentityForm::kWhole) ? Agreement::kEqual : Agreement::kDifferent;
}

Agreement AgreementOf(const Beside& pair) {
  switch (pair.one_field) {
    case IdentityField::kSurname:
    case IdentityField::kName: return OfWords(pair, kNamePercents);
    case IdentityField::kBirth: return OfBirth(pair);
    case IdentityField::kFiscalCode: return OfCode(pair, kCodePercents);
    case IdentityField::kOtherCode: return OfCode(pair, kOtherCodePercents);
    case IdentityField::kStreet:
    case IdentityField::kTown: return OfWords(pair, kPlacePercents);
    default: return OfWhole(pair);
  }
}

int WeightOf(const Weights& weights, Agreement agreement) {
  switch (agreement) {
    case Agreement::kDifferent: return weights.different;
    case Agreement::kSomewhat: return weights.somewhat;
    case Agreement::kAlike: return weights.alike;
    case Agreement::kEqual: return weights.equal;
    case Agreement::kMissing: break;
  }
  return 0;
}

bool IsName(IdentityField field) { return field == IdentityField::kSurname || field == IdentityField::kName; }
IdentityField OtherName(IdentityField field) {
  return field == IdentityField::kSurname ? IdentityField::kName : IdentityField::kSurname;
}

Likeness CompareFields(const BlindForm& one, const BlindForm& other, bool exchanged) {
  Likeness likeness;
  likeness.exchanged = exchanged;
  if (exchanged) likeness.score -= kExchangedPenalty;
  for (const Weights& weights : kWeights) {
    const IdentityField beside = exchanged && IsName(weights.field) ? OtherName(weights.field) : weights.field;
    const Agreement agreement = AgreementOf({one, weights.field, other, beside});
    if (agreement == Agreement::kMissing) continue;
    likeness.fields.push_back({weights.field, agreement, WeightOf(weights, agreement)});
    likeness.score += likeness.fields.back().weight;
  }
  return likeness;
}

/// Surname and name may be taken for each other's where what can be compared then agrees.
bool IsExchange(const Likeness& likeness) {
  std::size_t compared = 0;
  std::size_t agreeing = 0;
  for (const FieldLikeness& one : likeness.fields) {
    if (!IsName(one.field)) continue;
    ++compared;
    agreeing += one.agreement >= Agreement::kAlike ? 1U : 0U;
  }
  return compared > 0 && compared == agreeing;
}

/// A code in common outweighs what else differs; without one, a difference that only another person explains does not vanish
/// beside a common surname, birthplace and address.
bool IsSomebodyElse(const Likeness& likeness) {
  bool code_agrees = false;
  bool differs = false;
  for (const FieldLikeness& one : likeness.fields) {
    const bool is_code = one.field == IdentityField::kFiscalCode || one.field == IdentityField::kOtherCode;
    code_agrees = code_agrees || (is_code && one.agreement >= Agreement::kAlike);
    differs = differs || (one.field == IdentityField::kName && one.agreement <= Agreement::kSomewhat) ||
              ((one.field == IdentityField::kBirth || one.field == IdentityField::kFiscalCode) &&
               one.agreement == Agreement::kDifferent);
  }
  return differs && !code_agrees;
}

}  // namespace

std::string_view TextOf(IdentityField field) {
  switch (field) {
    case IdentityField::kSurname: return "surname";
    case IdentityField::kName: return "name";
    case IdentityField::kBirth: return "birth";
    case IdentityField::kBirthplace: return "birthplace";
    case IdentityField::kFiscalCode: return "fiscal_code";
    case IdentityField::kOtherCode: return "other_code";
    case IdentityField::kStreet: return "street";
    case IdentityField::kTown: return "town";
    case IdentityField::kPostcode: return "postcode";
    case IdentityField::kBothNames: return "both_names";
  }
  return "";
}

std::string_view TextOf(Agreement agreement) {
  switch (agreement) {
    case Agreement::kMissing: return "missing";
    case Agreement::kDifferent: return "different";
    case Agreement::kSomewhat: return "somewhat";
    case Agreement::kAlike: return "alike";
    case Agreement::kEqual: return "equal";
  }
  return "";
}

Likeness Compare(const BlindForm& one, const BlindForm& other) {
  Likeness likeness = CompareFields(one, other, false);
  Likeness exchanged = CompareFields(one, other, true);
  if (IsExchange(exchanged) && exchanged.score > likeness.score) likeness = std::move(exchanged);
  if (IsSomebodyElse(likeness)) likeness.score = std::min(likeness.score, kLikelyScore - 1);
  return likeness;
}

}  // namespace fascicolo::engine
