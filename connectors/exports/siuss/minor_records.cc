#include "connectors/exports/siuss/minor_records.h"

#include "connectors/exports/siuss/regions.h"
#include "engine/families/household_days.h"
#include "engine/families/isee_figures.h"
#include "engine/families/person.h"
#include "engine/families/rights_scope.h"

#include <algorithm>
#include <array>

namespace fascicolo::siuss {
namespace {

constexpr int kOfAge = 18;
constexpr int kMonthsOfYear = 12;

/// FasciaEtaBeneficiario: three years each.
int AgeBandOf(Day born, Day day) {
  constexpr int kYearsOfBand = 3;
  int years = 0;
  while (years < kOfAge - 1 && AddMonths(born, kMonthsOfYear * (years + 1)) <= day) ++years;
  return years / kYearsOfBand + 1;
}

/// FasciaISEEBeneficiario: nothing, then up to each of these, then above.
int IseeBandOf(std::int64_t cents) {
  constexpr std::array<std::int64_t, 6> kUpTo{300'000, 600'000, 900'000, 1'200'000, 1'500'000, 2'000'000};
  if (cents <= 0) return 1;
  int band = 2;
  for (const std::int64_t most : kUpTo) band += cents > most ? 1 : 0;
  return band;
}

FamilyMember ParentOf(const engine::State& state, EntityId person) {
  const auto row = state.Find<engine::PersonTable>(person);
  if (!row || row->sex == schema::Sex::unknown) return FamilyMember::kOther;
  return row->sex == schema::Sex::female ? FamilyMember::kMother : FamilyMember::kFather;
}

/// What somebody of the household is to the minor, whose own place there is `own`, as far as the bonds to the
/// reference person say.
FamilyMember MemberFor(const engine::State& state, schema::Relationship own, const engine::MembershipRow& member) {
  using enum schema::Relationship;
  if (own == reference_person) {
    if (member.relationship == parent) return ParentOf(state, member.person);
    if (member.relationship == sibling) return FamilyMember::kSibling;
    if (member.relationship == grandparent) return FamilyMember::kGrandparent;
    return FamilyMember::kOther;
  }
  if (own == grandchild && member.relationship == reference_person) return FamilyMember::kGrandparent;
  if (own != child) return FamilyMember::kOther;
  switch (member.relationship) {
    case reference_person:
    case spouse:
    case civil_partner:
      return ParentOf(state, member.person);
    case cohabitant:
      return FamilyMember::kParentsPartner;
    case child:
      return FamilyMember::kSibling;
    case parent:
      return FamilyMember::kGrandparent;
    default:
      return FamilyMember::kOther;
  }
}

class MinorMaker {
 public:
  MinorMaker(const engine::State& state, const Knowledge& known, EntityId person,
             const std::vector<BenefitOfMinor>& benefits)
      : state_(state), known_(known), benefits_(benefits) {
    record_.person = person;
  }

  MinorPiece Make(Day born) {
    const Day first = benefits_.front().from;
    record_.birth_year = YearOf(born);
    record_.age_band = AgeBandOf(born, first);
    if (const auto figure = engine::IseeOn(state_, record_.person, first)) record_.isee_band = IseeBandOf(figure->cents);
    for (const BenefitOfMinor& one : benefits_) TakeBenefit(one);
    std::sort(record_.codes.begin(), record_.codes.end());
    record_.codes.erase(std::unique(record_.codes.begin(), record_.codes.end()), record_.codes.end());
    TakeAnswers();
    TakeHousehold(first);
    if (engine::FindRestriction(engine::RightsOf(state_, record_.person))) reasons_.insert(Reason::kRestricted);
    return {std::move(record_), std::move(reasons_)};
  }

 private:
  void TakeBenefit(const BenefitOfMinor& one) {
    const Benefit& benefit = *one.benefit;
    record_.codes.push_back(one.code);
    if (benefit.imported) reasons_.insert(Reason::kImported);
    const Day* heard = known_.cases.FirstHeardOf(benefit.case_file);
    const bool is_first = record_.first_reported == Day{} || (heard != nullptr && *heard < record_.first_reported);
    if (heard != nullptr && is_first) record_.first_reported = *heard;
    const Day* reported = known_.cases.ReportedToCourt(benefit.case_file);
    if (reported != nullptr && !record_.reported_to_court) record_.reported_to_court = *reported;
    if (const DecreeOfMinor* decree = known_.cases.DecreeOf(benefit.entity)) record_.decree = *decree;
    const PlacementOfMinor* placed = known_.cases.PlacementOf(benefit.entity);
    const auto row = placed == nullptr ? std::nullopt : state_.Find<engine::PlacementTable>(benefit.entity);
    if (!row) return;
    record_.placement = *placed;
    record_.placement->is_foster = row->kind == engine::PlacementKind::kFoster;
    record_.placement->title = row->title;
  }

  void TakeAnswers() {
    const Answers* answers = nullptr;
    for (const BenefitOfMinor& one : benefits_) {
      if (answers == nullptr && one.is_theirs) answers = known_.cases.SinbaOf(one.benefit->case_file);
    }
    if (answers == nullptr) {
      reasons_.insert(Reason::kNoSinba);
      return;
    }
    for (const auto& [item, field] :
         {std::pair{"unaccompanied", &MinorRecord::unaccompanied}, {"orphan", &MinorRecord::orphan},
          {"living_place", &MinorRecord::living_place}, {"school", &MinorRecord::school}, {"work", &MinorRecord::work},
          {"disability", &MinorRecord::disability}, {"reported_by", &MinorRecord::reported_by},
          {"minors_problem", &MinorRecord::minors_problem}, {"familys_problem", &MinorRecord::familys_problem}}) {
      record_.*field = AnswerTo(*answers, item);
    }
  }

  void TakeHousehold(Day day) {
    const auto person = state_.Find<engine::PersonTable>(record_.person);
    std::set<FamilyMember> family;
    using engine::StaysTable;
    const auto key = StaysTable::Key(record_.person, schema::Composition::registry);
    state_.Scan<StaysTable>(key, [&](std::string_view bytes, const engine::StaysRow&) {
      EntityId same;
      EntityId id;
      schema::Composition composition{};
      StaysTable::Read(bytes, same, composition, id);
      if (const auto household = state_.Find<engine::HouseholdTable>(id)) TakeMembers(*household, day, family);
      return true;
    });
    record_.family.assign(family.begin(), family.end());
    if (record_.family.empty()) reasons_.insert(Reason::kNoFamily);
    if (person && person->is_protected) record_.region.clear();
  }
  /// A minor alone in a household lives with nobody that the form knows of: with others.
  void TakeMembers(const engine::HouseholdRow& household, Day day, std::set<FamilyMember>& family) {
    const Day at = std::max(day, household.formed_on);
    const engine::MembershipRow* own = engine::MembershipOn(household, record_.person, at);
    if (own == nullptr) return;
    for (const engine::MembershipRow& other : household.members) {
      const bool is_there = other.from <= at && (!other.until || at < *other.until) && other.person != record_.person;
      if (is_there) family.insert(MemberFor(state_, own->relationship, other));
    }
    if (family.empty()) family.insert(FamilyMember::kOther);
    if (!household.address_protected) record_.region = RegionOf(engine::MunicipalityOn(household, at));
  }

  const engine::State& state_;
  const Knowledge& known_;
  const std::vector<BenefitOfMinor>& benefits_;
  MinorRecord record_;
  std::set<Reason> reasons_;
};

}  // namespace

bool IsMinor(const engine::State& state, EntityId person, Day day) {
  const auto row = state.Find<engine::PersonTable>(engine::PersonBehind(state, person));
  return row && row->born && AddMonths(*row->born, kMonthsOfYear * kOfAge) > day;
}

std::optional<MinorPiece> MinorPieceOf(const engine::State& state, const Knowledge& known, EntityId person,
                                       const std::vector<BenefitOfMinor>& benefits) {
  if (benefits.empty() || !IsMinor(state, person, benefits.front().from)) return std::nullopt;
  const auto row = state.Find<engine::PersonTable>(engine::PersonBehind(state, person));
  return MinorMaker(state, known, person, benefits).Make(*row->born);
}

}  // namespace fascicolo::siuss
