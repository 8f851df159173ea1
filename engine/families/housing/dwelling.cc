// Dwellings: entered in the register, made ready, kept for a group; and those in which somebody lives without a title.
#include "engine/families/act.h"
#include "engine/families/housing/housing_deciding.h"

namespace fascicolo::engine {
namespace {

using enum schema::DwellingState;

std::optional<Decision> CheckTraits(const schema::DwellingTraits* traits) {
  if (traits == nullptr) return Malformed("/traits", "are missing", "rooms and square metres");
  if (traits->rooms() == 0 || traits->rooms() > kMaxRooms) {
    return Malformed("/traits/rooms", "is out of range", "1.." + std::to_string(kMaxRooms));
  }
  if (traits->square_metres() == 0 || traits->square_metres() > kMaxSquareMetres) {
    return Malformed("/traits/square_metres", "is out of range", "1.." + std::to_string(kMaxSquareMetres));
  }
  if (traits->floor() < kLowestFloor || traits->floor() > kHighestFloor) {
    return Malformed("/traits/floor", "is out of range");
  }
  if (Text(traits->district()).size() > kMaxCodeBytes) return Malformed("/traits/district", "is too long");
  return std::nullopt;
}

std::optional<Decision> CheckStateAndStreet(const schema::RegisterDwelling& command) {
  if (Text(command.street()).size() > kMaxNameBytes) return Malformed("/street", "is too long");
  if (IsHeldByNobody(command.state())) return std::nullopt;
  return Malformed("/state", "is no state in which nobody holds it", "to_repair, under_works, ready");
}

std::optional<Decision> CheckNewCode(const State& state, std::string_view code) {
  const auto taken = state.Find<DwellingCodeTable>(std::string(code));
  if (!taken) return std::nullopt;
  return Refusal{Rule::kDwellingCodeTaken, {{"dwelling", ToHex(taken->dwelling)}}};
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::RegisterDwelling& command) {
  if (auto answer = FirstOf(CheckText("/code", Text(command.code())), CheckWord("/owner", command.owner()),
                            CheckWord("/use", command.use()), CheckTraits(command.traits()),
                            CheckStateAndStreet(command), CheckHappened(intent),
                            CheckNewCode(state, Text(command.code())))) {
    return *std::move(answer);
  }
  schema::RegisterDwellingT plain;
  command.UnPackTo(&plain);
  schema::DwellingRegisteredT registered;
  registered.code = std::move(plain.code);
  registered.owner = plain.owner;
  registered.traits = std::move(plain.traits);
  registered.use = plain.use;
  registered.state = plain.state;
  registered.street = std::move(plain.street);
  return OneFact(intent, NewEntity(intent.command, 0), kDwellingKind, std::move(registered));
}

Decision Decide(const State& state, const Intent& intent, const schema::MoveDwelling& command) {
  return OnDwelling(state, command.dwelling(), [&](EntityId dwelling, const DwellingRow& row) -> Decision {
    const schema::DwellingState next = command.state();
    if (auto answer = FirstOf(CheckWord("/state", next), CheckHappened(intent))) return *std::move(answer);
    if (Text(command.reference()).size() > kMaxNameBytes) return Malformed("/reference", "is too long");
    const bool is_offices = IsHeldByNobody(row.state) && (IsHeldByNobody(next) || next == disposed);
    if (!is_offices || !MayBecome(row.state, next)) {
      return Refusal{Rule::kDwellingOutOfOrder,
                     {{"state", std::string(TextOf(row.state))}, {"next", std::string(TextOf(next))}}};
    }
    schema::DwellingMovedT moved;
    moved.state = next;
    moved.reference = Text(command.reference());
    return OneFact(intent, dwelling, kDwellingKind, std::move(moved));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::ReserveDwelling& command) {
  return OnDwelling(state, command.dwelling(), [&](EntityId dwelling, const DwellingRow& row) -> Decision {
    if (auto answer = CheckText("/reference", Text(command.reference()), kMaxNameBytes)) return *std::move(answer);
    if (Text(command.reserve()).size() > kMaxCodeBytes) return Malformed("/reserve", "is too long");
    if (!IsHeldByNobody(row.state)) {
      return Refusal{Rule::kDwellingOutOfOrder, {{"state", std::string(TextOf(row.state))}}};
    }
    schema::DwellingReservedT reserved;
    reserved.reserve = Text(command.reserve());
    reserved.reference = Text(command.reference());
    return OneFact(intent, dwelling, kDwellingKind, std::move(reserved));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RecordOccupation& command) {
  return OnDwelling(state, command.dwelling(), [&](EntityId dwelling, const DwellingRow& row) -> Decision {
    if (auto answer = FirstOf(CheckText("/reference", Text(command.reference()), kMaxNameBytes), CheckHappened(intent),
                              CheckBecomes(row, without_title))) {
      return *std::move(answer);
    }
    if (command.persons() > kMaxMembers) return Malformed("/persons", "are too many", std::to_string(kMaxMembers));
    schema::OccupationRecordedT recorded;
    recorded.reference = Text(command.reference());
    recorded.persons = command.persons();
    recorded.minors = command.minors();
    return OneFact(intent, dwelling, kDwellingKind, std::move(recorded));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::AdvanceOccupation& command) {
  return OnDwelling(state, command.dwelling(), [&](EntityId dwelling, const DwellingRow& row) -> Decision {
    if (auto answer = FirstOf(CheckWord("/step", command.step()), CheckHappened(intent),
                              CheckText("/reference", Text(command.reference()), kMaxNameBytes))) {
      return *std::move(answer);
    }
    if (row.state != without_title) {
      return Refusal{Rule::kDwellingOutOfOrder, {{"state", std::string(TextOf(row.state))}}};
    }
    if (command.step() == schema::OccupationStep::cleared && !row.order_notified) {
      return Refusal{Rule::kOrderNotNotified, {}};
    }
    schema::OccupationAdvancedT advanced;
    advanced.step = command.step();
    advanced.reference = Text(command.reference());
    return OneFact(intent, dwelling, kDwellingKind, std::move(advanced));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RegulariseOccupation& command) {
  return OnDwelling(state, command.dwelling(), [&](EntityId dwelling, const DwellingRow& row) -> Decision {
    auto found = HousingSheet(state, Text(command.service()));
    if (auto* answer = std::get_if<Decision>(&found)) return std::move(*answer);
    const Sheet& sheet = *std::get<0>(found);
    if (row.state != without_title) {
      return Refusal{Rule::kDwellingOutOfOrder, {{"state", std::string(TextOf(row.state))}}};
    }
    if (auto answer = CheckByAct(intent, sheet)) return *std::move(answer);
    auto household = HouseholdOf(state, intent, sheet, command.case_file(), command.members());
    if (auto* answer = std::get_if<Decision>(&household)) return std::move(*answer);
    auto opened = Opened(dwelling, schema::TenancyTitle::regularised, sheet, std::get<Household>(household));
    const EntityId tenancy = NewEntity(intent.command, 0);
    const TenancyRow after = RowOf(opened, TenancyState::kInForce);
    if (auto answer = CheckNotHoused(state, tenancy, after)) return *std::move(answer);
    Drafts drafts(intent);
    drafts.Add(tenancy, kTenancyKind, std::move(opened));
    DraftMoved(drafts, dwelling, occupied, tenancy, intent.effective_on);
    TermDrafts(state, intent, drafts, {tenancy, kTenancyKind, sheet.code, 0})
        .OpenBySheet(sheet, kCheckTerm, intent.effective_on);
    return drafts.Done();
  });
}

}  // namespace fascicolo::engine
