// What a sheet of the family `placement` says about its placements.
#include "engine/catalogue/sheet_forms.h"
#include "engine/catalogue/sheet_words.h"

namespace fascicolo::engine {
namespace {

using Kind = JsonValue::Kind;

PlacementTerms ReadTerms(Form form) {
  PlacementTerms terms;
  const std::optional<PlacementKind> kind = form.Pick("kind", kPlacementKinds);
  terms.kind = kind.value_or(PlacementKind::kResidential);
  if (form.Has("needs_title")) terms.needs_title = form.Flag("needs_title").value_or(false);
  if (!kind) {
    (void)form.Has("max_nights");
  } else if (*kind == PlacementKind::kShelter) {
    terms.max_nights = static_cast<int>(form.Integer("max_nights", 1, 730));
  } else {
    form.Refuse("max_nights", "only a shelter gives its beds by night");
  }
  form.RefuseOtherKeys();
  return terms;
}

}  // namespace

std::optional<PlacementTerms> ReadPlacement(Form& form, const Sheet& sheet) {
  if (sheet.family != Family::kPlacement) {
    form.Refuse("placement", "only with the family \"placement\"");
    return std::nullopt;
  }
  const JsonValue* member = form.Optional("placement", Kind::kObject, "{\"kind\": \"residential\"}");
  if (member == nullptr) return std::nullopt;
  if (sheet.capacity != CapacityModel::kPlaces) {
    form.Add("capacity", "people are placed in places", "{\"model\": \"places\", \"unit\": \"beds\"}");
  }
  return ReadTerms(Form(*member, form.PlaceOf("placement"), form.errors()));
}

}  // namespace fascicolo::engine
