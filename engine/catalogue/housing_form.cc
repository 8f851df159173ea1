// What a sheet of public housing says about its dwellings.
#include "engine/catalogue/sheet_forms.h"
#include "engine/catalogue/sheet_words.h"

#include <algorithm>

namespace fascicolo::engine {
namespace {

using Kind = JsonValue::Kind;

std::vector<HousingGround> ReadGrounds(Form& form) {
  std::vector<HousingGround> grounds;
  form.Each("grounds", 1, [&](const JsonValue& item, const std::string& place) {
    Form entry(item, place, form.errors());
    HousingGround ground{.code = entry.Code("code"), .name = entry.Name("name"), .ground = entry.GroundIn("ground")};
    entry.RefuseOtherKeys();
    const bool is_taken = std::any_of(grounds.begin(), grounds.end(), [&](const HousingGround& other) {
      return !ground.code.empty() && other.code == ground.code;
    });
    if (is_taken) entry.Add("code", "\"" + ground.code + "\" stands twice", "every code once");
    grounds.push_back(std::move(ground));
  });
  return grounds;
}

LodgingTerms ReadLodging(Form form) {
  LodgingTerms terms;
  terms.max_days = static_cast<int>(form.Integer("max_days", 1, 730));
  terms.extensions = static_cast<int>(form.Integer("extensions", 0, 10));
  form.RefuseOtherKeys();
  return terms;
}

HousingTerms ReadTerms(Form form) {
  HousingTerms terms;
  if (form.Has("matching")) terms.matching = form.Code("matching");
  if (form.Has("refusals")) terms.refusals = static_cast<int>(form.Integer("refusals", 0, 10));
  if (form.Has("good_reasons")) {
    terms.good_reasons = form.TextsOnce("good_reasons", 1, IsCode, "reason", "the code of a refusal reason");
  }
  if (form.Has("grounds")) terms.grounds = ReadGrounds(form);
  const JsonValue* lodging = form.Optional("lodging", Kind::kObject, "{\"max_days\": 90, \"extensions\": 1}");
  if (lodging != nullptr) terms.lodging = ReadLodging(Form(*lodging, form.PlaceOf("lodging"), form.errors()));
  form.RefuseOtherKeys();
  return terms;
}

}  // namespace

std::optional<HousingTerms> ReadHousing(Form& form, const Sheet& sheet) {
  if (sheet.family != Family::kHousing && sheet.family != Family::kRanking) {
    form.Refuse("housing", "only with the family \"housing\" or \"ranking\"");
    return std::nullopt;
  }
  const JsonValue* member = form.Optional("housing", Kind::kObject, "{\"matching\": \"erp_match\"}");
  if (member == nullptr) return std::nullopt;
  return ReadTerms(Form(*member, form.PlaceOf("housing"), form.errors()));
}

}  // namespace fascicolo::engine
