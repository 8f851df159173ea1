#include "engine/identity/features.h"

#include <algorithm>

#include "engine/identity/fiscal_code.h"
#include "engine/identity/name_forms.h"

namespace fascicolo::engine {
namespace {

using vault::Feature;

/// Raised when a feature below changes.
constexpr std::string_view kVersion = "1";
constexpr int kCentury = 100;

class Collecting {
 public:
  void Add(IdentityField field, IdentityForm form, std::string text) { AddAs(field, form, field, form, std::move(text)); }
  /// In the space of another field or form, with whose texts it is to meet.
  void AddAs(IdentityField field, IdentityForm form, IdentityField space_field, IdentityForm space_form, std::string text) {
    if (!text.empty()) features_.push_back({AspectOf(field, form), AspectOf(space_field, space_form), std::move(text)});
  }
  std::vector<Feature> Take() { return std::move(features_); }

 private:
  std::vector<Feature> features_;
};

void AddStretches(Collecting& to, IdentityField field, IdentityField space, const std::string& word, std::size_t length) {
  const auto form = length == 2 ? IdentityForm::kStretchesOf2 : IdentityForm::kStretchesOf3;
  for (std::string& stretch : Stretches(word, length)) to.AddAs(field, form, space, form, std::move(stretch));
}

/// `space`: names and surnames share one, because they are exchanged.
void AddWords(Collecting& to, IdentityField field, IdentityField space, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    to.AddAs(field, IdentityForm::kWord, space, IdentityForm::kWord, word);
    AddStretches(to, field, space, word, 2);
  }
}

std::string InAlphabet(std::string word) {
  std::sort(word.begin(), word.end());
  return word;
}

void AddName(Collecting& to, IdentityField field, const std::vector<std::string>& words) {
  AddWords(to, field, IdentityField::kName, words);
  for (const std::string& word : words) {
    AddStretches(to, field, IdentityField::kName, word, 3);
    to.AddAs(field, IdentityForm::kLetters, IdentityField::kName, IdentityForm::kLetters, InAlphabet(word));
    std::string skeleton = Skeleton(word);
    if (skeleton.size() < kLeastSkeleton) continue;
    to.AddAs(field, IdentityForm::kSkeleton, IdentityField::kName, IdentityForm::kSkeleton, std::move(skeleton));
  }
}

std::string InOrder(const std::string& one, const std::string& other) {
  return std::min(one, other) + " " + std::max(one, other);
}

void AddBothNames(Collecting& to, std::vector<std::string> surnames, std::vector<std::string> names) {
  surnames.resize(std::min(surnames.size(), kMostPairedWords));
  names.resize(std::min(names.size(), kMostPairedWords));
  for (const std::string& surname : surnames) {
    for (const std::string& name : names) {
      to.Add(IdentityField::kBothNames, IdentityForm::kWord, InOrder(surname, name));
      to.Add(IdentityField::kBothNames, IdentityForm::kSkeleton, InOrder(Skeleton(surname), Skeleton(name)));
    }
  }
}

/// `year` none: the century is not known.
void AddBirth(Collecting& to, std::optional<int> year, int short_year, int month, int day) {
  const auto add = [&to](IdentityForm form, int number) { to.Add(IdentityField::kBirth, form, std::to_string(number)); };
  if (year) add(IdentityForm::kYear, *year);
  add(IdentityForm::kShortYear, short_year);
  add(IdentityForm::kDecade, short_year / 10);
  add(IdentityForm::kLastDigit, short_year % 10);
  add(IdentityForm::kLetters, std::min(short_year / 10, short_year % 10) * 10 + std::max(short_year / 10, short_year % 10));
  add(IdentityForm::kDay, day);
  // Day and month are exchanged by mistake: one space.
  to.AddAs(IdentityField::kBirth, IdentityForm::kMonth, IdentityField::kBirth, IdentityForm::kDay, std::to_string(month));
  to.Add(IdentityField::kBirth, IdentityForm::kWhole,
         std::to_string(short_year) + "-" + std::to_string(month) + "-" + std::to_string(day));
}

void AddBirthAndCode(Collecting& to, const PersonalData& person) {
  if (person.born) {
    AddBirth(to, person.born->year, person.born->year % kCentury, person.born->month, person.born->day);
  }
  std::string birthplace = PlainText(person.birthplace);
  if (!person.fiscal_code.empty()) {
    const auto code = ReadFiscalCode(person.fiscal_code);
    AddStretches(to, IdentityField::kFiscalCode, IdentityField::kFiscalCode,
                 PlainText(code ? code->plain : person.fiscal_code), 2);
    if (code) {
      to.Add(IdentityField::kFiscalCode, IdentityForm::kWhole, PlainText(code->plain));
      if (!person.born) AddBirth(to, std::nullopt, code->year, code->month, code->day);
      if (birthplace.empty()) birthplace = PlainText(code->birthplace);
    }
  }
  to.Add(IdentityField::kBirthplace, IdentityForm::kWhole, std::move(birthplace));
}

}  // namespace

std::vector<Feature> FeaturesOf(const PersonalData& person) {
  Collecting to;
  const auto surnames = NameWords(person.surname);
  const auto names = NameWords(person.name);
  AddName(to, IdentityField::kSurname, surnames);
  AddName(to, IdentityField::kName, names);
  AddBothNames(to, surnames, names);
  AddBirthAndCode(to, person);
  for (std::size_t i = 0; i < std::min(person.other_codes.size(), kMostOtherCodes); ++i) {
    const std::string code = PlainText(person.other_codes[i]);
    if (code.empty()) continue;
    to.Add(IdentityField::kOtherCode, IdentityForm::kWhole, code);
    AddStretches(to, IdentityField::kOtherCode, IdentityField::kOtherCode, code, 2);
  }
  AddWords(to, IdentityField::kStreet, IdentityField::kStreet, NameWords(person.street));
  AddWords(to, IdentityField::kTown, IdentityField::kTown, NameWords(person.town));
  to.Add(IdentityField::kPostcode, IdentityForm::kWhole, PlainText(person.postcode));
  return to.Take();
}

std::vector<std::uint8_t> DerivedFields(const PersonalData& person) {
  std::vector<std::uint8_t> derived;
  if (!person.born) derived.push_back(static_cast<std::uint8_t>(IdentityField::kBirth));
  if (person.birthplace.empty()) derived.push_back(static_cast<std::uint8_t>(IdentityField::kBirthplace));
  return derived;
}

const std::vector<std::uint8_t>& LeadingAspects() {
  static const std::vector<std::uint8_t> kLeading = [] {
    std::vector<std::uint8_t> leading;
    for (const IdentityField name : {IdentityField::kSurname, IdentityField::kName}) {
      for (const IdentityForm form : {IdentityForm::kWord, IdentityForm::kSkeleton, IdentityForm::kStretchesOf3}) {
        leading.push_back(AspectOf(name, form));
      }
    }
    for (const IdentityField whole : {IdentityField::kBirth, IdentityField::kFiscalCode, IdentityField::kOtherCode}) {
      leading.push_back(AspectOf(whole, IdentityForm::kWhole));
    }
    leading.push_back(AspectOf(IdentityField::kBothNames, IdentityForm::kWord));
    leading.push_back(AspectOf(IdentityField::kBothNames, IdentityForm::kSkeleton));
    return leading;
  }();
  return kLeading;
}

std::string FeaturesVersion() { return std::string(kVersion) + "/" + NameFormsVersion(); }

}  // namespace fascicolo::engine
