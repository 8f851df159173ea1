#include "engine/families/housing/housing_deciding.h"

#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/activation_inputs.h"
#include "engine/families/applying.h"
#include "engine/families/case_deciding.h"
#include "engine/families/person.h"
#include "engine/families/service_sheet.h"

namespace fascicolo::engine {
namespace {

bool IsLodging(const TenancyRow& row) { return row.title == schema::TenancyTitle::lodging; }

/// Both cannot be.
bool Exclude(const TenancyRow& a, const TenancyRow& b) {
  return IsLodging(a) == IsLodging(b) || (a.IsLivedIn() && b.IsLivedIn());
}

/// A tenancy of one of the person's entries that cannot be beside `after`; zero: there is none.
EntityId OtherTenancy(const State& state, EntityId person, EntityId but, const TenancyRow& after) {
  for (const EntityId entry : EntriesOf(state, person)) {
    for (const EntityId other : state.SecondsOf<PersonTenancyTable>(entry)) {
      if (other == but || other == after.replaces) continue;
      const auto row = state.FindEntity<TenancyTable>(other);
      if (row && Exclude(*row, after)) return other;
    }
  }
  return {};
}

InputRow Fact(std::string name, std::int64_t number, bool flag = false) {
  InputRow row;
  row.name = std::move(name);
  row.number = number;
  row.flag = flag;
  return row;
}

/// What is known of the dwelling counts before what an application says of it.
std::vector<InputRow> FactsOf(const DwellingRow& dwelling, const Household& household) {
  std::vector<InputRow> known;
  known.push_back(Fact("members_count", static_cast<std::int64_t>(household.members.size()) + 1));
  known.push_back(Fact("square_metres", dwelling.square_metres));
  known.push_back(Fact("rooms", dwelling.rooms));
  known.push_back(Fact("floor", dwelling.floor));
  known.push_back(Fact("accessible", 0, dwelling.accessible));
  known.insert(known.end(), household.inputs.begin(), household.inputs.end());
  return known;
}

}  // namespace

Decision OnDwelling(const State& state, const schema::Id* id,
                    const std::function<Decision(EntityId, const DwellingRow&)>& decide) {
  const EntityId dwelling = events::Entity(id);
  const auto row = state.FindEntity<DwellingTable>(dwelling);
  if (!row) return Unknown("/dwelling", dwelling, "dwelling");
  return decide(dwelling, *row);
}

Decision OnTenancy(const State& state, const Intent& intent, const schema::Id* id, TenancyStep step,
                   const std::function<Decision(EntityId, const TenancyRow&, const Sheet&)>& decide) {
  const EntityId tenancy = events::Entity(id);
  const auto row = state.FindEntity<TenancyTable>(tenancy);
  if (!row) return Unknown("/tenancy", tenancy, "tenancy");
  if (const auto case_file = state.FindEntity<CaseTable>(row->case_file)) {
    if (auto answer = CheckNoConflict(*case_file, intent.actor)) return *std::move(answer);
  }
  if (auto answer = CheckHappened(intent)) return *std::move(answer);
  if (!NextState(row->title, row->state, step)) {
    return Refusal{Rule::kTenancyOutOfOrder, {{"state", std::string(TextOf(row->state))}}};
  }
  auto sheet = HousingSheet(state, row->service);
  if (auto* answer = std::get_if<Decision>(&sheet)) return std::move(*answer);
  return decide(tenancy, *row, *std::get<0>(sheet));
}

std::variant<std::shared_ptr<const Sheet>, Decision> HousingSheet(const State& state, std::string_view service) {
  return SheetWith(state, service, &Sheet::housing, Rule::kServiceHousesNobody);
}

std::variant<Household, Decision> HouseholdOf(const State& state, const Intent& intent, const Sheet& sheet,
                                              const schema::Id* case_file,
                                              const flatbuffers::Vector<const schema::Id*>* members) {
  Household household;
  Decision answer = OnCaseInCharge(state, intent, case_file, [&](EntityId id, const CaseRow& row) -> Decision {
    if (auto no = FirstOf(CheckAlive(state, intent, row.person), CheckMembers(state, sheet, row.person, members))) {
      return *std::move(no);
    }
    household.case_file = id;
    household.person = row.person;
    for (flatbuffers::uoffset_t i = 0; members != nullptr && i < members->size(); ++i) {
      household.members.push_back(events::Entity(members->Get(i)));
    }
    return std::vector<EventDraft>{};
  });
  if (household.case_file.is_zero()) return answer;
  return household;
}

std::optional<Decision> CheckBecomes(const DwellingRow& row, schema::DwellingState next) {
  if (MayBecome(row.state, next)) return std::nullopt;
  return Refusal{Rule::kDwellingOutOfOrder,
                 {{"state", std::string(TextOf(row.state))}, {"next", std::string(TextOf(next))}}};
}

std::optional<Decision> CheckUse(const DwellingRow& row, schema::DwellingUse use) {
  if (row.use == use) return std::nullopt;
  return Refusal{Rule::kDwellingOfOtherUse, {{"use", schema::EnumNameDwellingUse(row.use)}}};
}

std::optional<Decision> CheckNotHoused(const State& state, EntityId but, const TenancyRow& after) {
  std::vector<EntityId> persons = after.members;
  persons.insert(persons.begin(), after.person);
  for (const EntityId person : persons) {
    const EntityId other = OtherTenancy(state, person, but, after);
    if (!other.is_zero()) return Refusal{Rule::kHasDwelling, {{"tenancy", ToHex(other)}}};
  }
  return std::nullopt;
}

std::variant<NamedGround, Decision> GroundNamed(const State& state, std::string_view service, std::string_view code,
                                                std::string_view reference) {
  auto sheet = HousingSheet(state, service);
  if (auto* answer = std::get_if<Decision>(&sheet)) return std::move(*answer);
  NamedGround named{std::get<0>(std::move(sheet)), nullptr};
  const auto& grounds = named.sheet->housing->grounds;
  const auto found = std::find_if(grounds.begin(), grounds.end(),
                                  [&](const HousingGround& one) { return one.code == code; });
  if (found == grounds.end()) return Decision(Refusal{Rule::kGroundNotForeseen, {{"service", named.sheet->code}}});
  if (auto answer = CheckText("/reference", reference, kMaxNameBytes)) return *std::move(answer);
  named.ground = &*found;
  return named;
}

std::variant<Match, Refusal> MatchOf(const State& state, const Intent& intent, const Sheet& sheet,
                                     const DwellingRow& dwelling, const Household& household) {
  if (sheet.housing->matching.empty()) return Match{};
  Match match;
  match.rules = FormulaInForce(state, sheet.housing->matching, intent.effective_on);
  if (!match.rules) return Refusal{Rule::kNoRuleSetInForce, {{"rule_set", sheet.housing->matching}}};
  auto evaluation = Evaluate(*match.rules, InputsFor(InputsOf(*match.rules), FactsOf(dwelling, household)));
  if (!evaluation) return InputsWanted(evaluation.error());
  match.evaluation = *std::move(evaluation);
  return match;
}

std::optional<Decision> CheckFits(const Match& match) {
  if (match.fits()) return std::nullopt;
  Refusal refusal{Rule::kDwellingDoesNotFit, {}};
  for (const std::string& unmet : match.evaluation.unmet) refusal.facts.emplace_back("unmet", unmet);
  return refusal;
}

void DraftMoved(Drafts& drafts, EntityId dwelling, schema::DwellingState next, EntityId tenancy, Day day) {
  schema::DwellingMovedT moved;
  moved.state = next;
  moved.tenancy = IdOf(tenancy);
  drafts.Add(dwelling, kDwellingKind, std::move(moved)).effective_on = day;
}

schema::TenancyOpenedT Opened(EntityId dwelling, schema::TenancyTitle title, const Sheet& sheet,
                              const Household& household) {
  schema::TenancyOpenedT opened;
  opened.dwelling = IdOf(dwelling);
  opened.title = title;
  opened.service = sheet.code;
  opened.case_file = IdOf(household.case_file);
  opened.person = IdOf(household.person);
  opened.members = IdsOf(household.members);
  return opened;
}

void TakeMatch(schema::TenancyOpenedT& opened, const Match& match) {
  if (!match.rules) return;
  opened.rule_set = match.rules->code;
  opened.rule_version = match.rules->version;
  opened.sample = match.rules->status == DocumentStatus::kSample;
  for (const FormulaLine& line : match.evaluation.lines) opened.lines.push_back(ToldLine(line, {}));
}

TenancyRow RowOf(const schema::TenancyOpenedT& opened, TenancyState state) {
  TenancyRow row;
  row.title = opened.title;
  row.person = events::Entity(opened.person.get());
  for (const schema::Id& member : opened.members) row.members.push_back(events::Entity(&member));
  row.replaces = events::Entity(opened.replaces.get());
  row.state = state;
  return row;
}

TermDrafts TenancyTerms(const State& state, const Intent& intent, Drafts& drafts, EntityId tenancy, const TenancyRow& row,
                        std::string_view service) {
  return {state, intent, drafts,
          {tenancy, kTenancyKind, service.empty() ? row.service : std::string(service), row.parts}};
}

void DraftEnded(Drafts& drafts, EntityId tenancy, const TenancyRow& row, schema::TenancyEndedT ended, Day day) {
  drafts.Add(tenancy, kTenancyKind, std::move(ended)).effective_on = day;
  DraftMoved(drafts, row.dwelling, schema::DwellingState::to_repair, tenancy, day);
}

}  // namespace fascicolo::engine
