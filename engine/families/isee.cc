#include "engine/families/isee.h"

#include <algorithm>

#include "engine/families/activation_recalculation.h"
#include "engine/families/checks.h"
#include "engine/families/household_deciding.h"
#include "engine/families/isee_facts.h"
#include "engine/families/isee_figures.h"
#include "engine/families/limits.h"
#include "engine/families/obligations.h"

namespace fascicolo::engine {
namespace {

Day ValidUntil(const schema::Attestation& attestation, std::optional<Day> corrected_until = std::nullopt) {
  if (const auto given = DayIfGiven(attestation.valid_until())) return *given;
  if (corrected_until) return *corrected_until;
  const Day issued_on{attestation.issued_on()};
  if (attestation.isee_type() == schema::IseeType::current) return AddMonths(issued_on, kCurrentIseeMonths);
  return DayFromCivil({.year = YearOf(issued_on), .month = 12, .day = 31});
}

std::optional<Decision> CheckSum(std::string_view figure, std::int64_t given, std::int64_t expected) {
  if (given >= expected - kMeansToleranceCents && given <= expected + kMeansToleranceCents) return std::nullopt;
  return Refusal{Rule::kIseeDoesNotAddUp,
                 {{"figure", std::string(figure)}, {"expected_cents", std::to_string(expected)}}};
}

std::optional<Decision> CheckArithmetic(const schema::Attestation& attestation) {
  if (auto answer = CheckSum("ise", attestation.ise(), attestation.isr() + (attestation.isp() * 20 + 50) / 100)) {
    return answer;
  }
  const std::int64_t scale = attestation.scale();
  return CheckSum("isee", attestation.isee(), (attestation.ise() * 100 + scale / 2) / scale);
}

/// What can be seen of an attestation alone.
std::optional<Decision> CheckAttestation(const Intent& intent, const schema::Attestation* attestation) {
  if (attestation == nullptr) return Malformed("/attestation", "is missing", "an attestation");
  if (!IsIseeType(attestation->isee_type())) return Malformed("/attestation/isee_type", "is missing or unknown", "a type");
  if (!IsIseeProtocol(Text(attestation->protocol()))) {
    return Malformed("/attestation/protocol", "is no protocol of INPS's", "INPS-ISEE-yyyy-...");
  }
  if (!AreMeans(*attestation)) {
    return Malformed("/attestation", "has a figure out of range", "0 to 100,000,000 euro, and a scale of 1 to 100");
  }
  if (auto answer = CheckPast(intent, "/attestation/issued_on", Day{attestation->issued_on()})) return answer;
  if (!IsPossible(ValidUntil(*attestation))) {
    return Malformed("/attestation/valid_until", "is out of range", "a day of 1900 to 2200");
  }
  return CheckArithmetic(*attestation);
}

/// The ledger can take another attestation of this household.
std::optional<Decision> CheckPlace(const State& state, EntityId household, const std::string& protocol) {
  if (const auto known = state.Find<IseeProtocolTable>(protocol)) {
    return Refusal{Rule::kIseeAlreadyRecorded, {{"protocol", protocol}, {"household", ToHex(known->household)}}};
  }
  std::size_t recorded = 0;
  state.Scan<IseeTable>(IseeTable::Key(household), [&](std::string_view, const IseeRow&) {
    ++recorded;
    return true;
  });
  if (recorded < kMaxAttestations) return std::nullopt;
  return Malformed("/household", "has too many attestations", std::to_string(kMaxAttestations) + " at most");
}

std::optional<Decision> CheckOrder(std::string earlier_name, Day earlier, std::string later_name, Day later) {
  if (earlier <= later) return std::nullopt;
  return Refusal{Rule::kDateOutOfOrder,
                 {{std::move(earlier_name), FormatDay(earlier)}, {std::move(later_name), FormatDay(later)}}};
}

/// A household of composition isee, which there was on the day of the attestation.
std::optional<Decision> CheckHousehold(const HouseholdRow& row, Day issued_on) {
  if (row.composition != schema::Composition::isee) {
    return Refusal{Rule::kNotAnIseeHousehold,
                   {{"composition", std::string(schema::EnumNameComposition(row.composition))}}};
  }
  if (row.dissolved_on && issued_on >= *row.dissolved_on) {
    return Refusal{Rule::kHouseholdDissolved, {{"dissolved_on", FormatDay(*row.dissolved_on)}}};
  }
  return CheckOrder("formed_on", row.formed_on, "issued_on", issued_on);
}

std::unique_ptr<schema::AttestationT> WithItsEnd(const schema::Attestation& attestation, Day until) {
  std::unique_ptr<schema::AttestationT> copy(attestation.UnPack());
  copy->valid_until = until.days;
  return copy;
}

/// The members' services whose fees an attestation of this type may change on and after `from`. None: too many.
std::optional<std::vector<schema::Id>> ServicesOf(const State& state, const HouseholdRow& row, schema::IseeType type,
                                                  Day from) {
  std::vector<schema::Id> services;
  if (!IsForEveryService(type)) return services;
  std::vector<EntityId> members;
  for (const MembershipRow& stay : row.members) {
    const bool is_known = std::find(members.begin(), members.end(), stay.person) != members.end();
    if (!is_known && (!stay.until || *stay.until > from)) members.push_back(stay.person);
  }
  for (const EntityId member : members) {
    for (const EntityId service : ServicesWithFee(state, member, from)) services.push_back(events::ToSchema(service));
  }
  if (services.size() > kMaxRecalculations) return std::nullopt;
  return services;
}

Rejection TooManyServices() {
  return Malformed("/household", "has members with too many services", std::to_string(kMaxRecalculations) + " at most");
}

/// Keeps an attestation, and has the fees of `services` looked at again.
bool Keep(const EventContext& context, EntityId household, const std::string& protocol, const IseeRow& row,
          const flatbuffers::Vector<const schema::Id*>* services, StateEditor& editor) {
  if (editor.Find<IseeProtocolTable>(protocol)) return false;
  editor.Put<IseeTable>(row, household, protocol);
  editor.Put<IseeProtocolTable>(IseeProtocolRow{household}, protocol);
  if (services == nullptr) return true;
  if (services->size() > kMaxRecalculations) return false;
  for (flatbuffers::uoffset_t i = 0; i < services->size(); ++i) {
    ObligationRow obligation;
    obligation.kind = ObligationKind::kRecalculateFee;
    obligation.entity = events::Entity(services->Get(i));
    obligation.from = row.from;
    OpenAtOnce(context, obligation, editor, i);
  }
  return true;
}

bool IsIseeHousehold(EntityId household, StateEditor& editor) {
  const auto row = editor.Find<HouseholdTable>(household);
  return row && row->composition == schema::Composition::isee;
}

}  // namespace

Decision Decide(const State& state, const Intent& intent, const schema::RecordIsee& command) {
  const EntityId id = events::Entity(command.household());
  const auto row = state.FindEntity<HouseholdTable>(id);
  if (!row) return Unknown("/household", id, "household");
  const auto* attestation = command.attestation();
  if (auto answer = CheckAttestation(intent, attestation)) return *std::move(answer);
  const Day issued_on{attestation->issued_on()};
  const Day until = ValidUntil(*attestation);
  if (auto answer = CheckHousehold(*row, issued_on)) return *std::move(answer);
  if (auto answer = CheckOrder("issued_on", issued_on, "valid_until", until)) return *std::move(answer);
  if (auto answer = CheckPlace(state, id, std::string(Text(attestation->protocol())))) return *std::move(answer);
  auto services = ServicesOf(state, *row, attestation->isee_type(), issued_on);
  if (!services) return TooManyServices();
  Drafts drafts(intent);
  schema::IseeRecordedT recorded;
  recorded.attestation = WithItsEnd(*attestation, until);
  recorded.services = *std::move(services);
  DraftOn(drafts, id, issued_on, std::move(recorded));
  return drafts.Done();
}

Decision Decide(const State& state, const Intent& intent, const schema::CorrectIsee& command) {
  const EntityId id = events::Entity(command.household());
  const auto row = state.FindEntity<HouseholdTable>(id);
  if (!row) return Unknown("/household", id, "household");
  const auto* attestation = command.attestation();
  if (auto answer = CheckAttestation(intent, attestation)) return *std::move(answer);
  const std::string wrong(Text(command.corrects()));
  const auto corrected = wrong.size() > kMaxCodeBytes ? std::nullopt : state.Find<IseeTable>(id, wrong);
  if (!corrected) return Refusal{Rule::kIseeNotRecorded, {}};
  if (!corrected->corrected_by.empty()) {
    return Refusal{Rule::kIseeAlreadyCorrected, {{"corrected_by", corrected->corrected_by}}};
  }
  if (attestation->isee_type() != corrected->type) {
    return Malformed("/attestation/isee_type", "is not that of the corrected one",
                     schema::EnumNameIseeType(corrected->type));
  }
  const Day issued_on{attestation->issued_on()};
  const Day until = ValidUntil(*attestation, corrected->until);
  if (auto answer = CheckOrder("corrected_issued_on", corrected->issued_on, "issued_on", issued_on)) {
    return *std::move(answer);
  }
  if (auto answer = CheckOrder("from", corrected->from, "valid_until", until)) return *std::move(answer);
  if (auto answer = CheckPlace(state, id, std::string(Text(attestation->protocol())))) return *std::move(answer);
  auto services = ServicesOf(state, *row, corrected->type, corrected->from);
  if (!services) return TooManyServices();
  Drafts drafts(intent);
  schema::IseeCorrectedT fact;
  fact.corrects = wrong;
  fact.from = corrected->from.days;
  fact.attestation = WithItsEnd(*attestation, until);
  fact.services = *std::move(services);
  DraftOn(drafts, id, corrected->from, std::move(fact));
  return drafts.Done();
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::IseeRecorded& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  const auto row = RowOf(fact, Version{event.version()});
  if (!row || !IsIseeHousehold(id, editor)) return false;
  return Keep(context, id, std::string(Text(fact.attestation()->protocol())), *row, fact.services(), editor);
}

bool Evolve(const EventContext& context, const schema::Event& event, const schema::IseeCorrected& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  const auto row = RowOf(fact, Version{event.version()});
  if (!row || !IsIseeHousehold(id, editor)) return false;
  auto corrected = editor.Find<IseeTable>(id, row->corrects);
  if (!corrected || !corrected->corrected_by.empty() || corrected->from != row->from) return false;
  const std::string protocol(Text(fact.attestation()->protocol()));
  corrected->corrected_by = protocol;
  editor.Put<IseeTable>(*corrected, id, row->corrects);
  return Keep(context, id, protocol, *row, fact.services(), editor);
}

}  // namespace fascicolo::engine
