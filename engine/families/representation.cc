#include "engine/families/representation.h"

#include <algorithm>

#include "engine/families/checks.h"
#include "engine/families/person.h"
#include "engine/families/schema_ids.h"

namespace fascicolo::engine {
namespace {

bool NeedsDecree(schema::RepresentationKind kind) {
  return kind == schema::RepresentationKind::guardian || kind == schema::RepresentationKind::special_curator ||
         kind == schema::RepresentationKind::support_administrator;
}

/// Ascending, each once; none: the command names none, or a word that there is not.
std::vector<schema::Power> PowersOf(const flatbuffers::Vector<schema::Power>* given) {
  std::vector<schema::Power> powers;
  if (given == nullptr) return powers;
  for (const auto power : *given) {
    if (power == schema::Power::none || power > schema::Power::MAX) return {};
    powers.push_back(power);
  }
  std::sort(powers.begin(), powers.end());
  powers.erase(std::unique(powers.begin(), powers.end()), powers.end());
  return powers;
}

bool MayDo(const RepresentationRow& row, schema::Power power) {
  return std::find(row.powers.begin(), row.powers.end(), power) != row.powers.end();
}

std::optional<Decision> CheckTitle(const PersonRow& row, const schema::GrantRepresentation& command, Day from) {
  if (NeedsDecree(command.kind()) && Text(command.decree()).empty()) {
    return Refusal{Rule::kDecreeMissing,
                   {{"kind", schema::EnumNameRepresentationKind(command.kind())}}};
  }
  if (command.kind() == schema::RepresentationKind::delegate && IsMinor(row, from)) {
    return Refusal{Rule::kMinorDelegates, {{"born", FormatDay(*row.born)}}};
  }
  if (command.kind() == schema::RepresentationKind::parental_responsibility && row.born && !IsMinor(row, from)) {
    return Refusal{Rule::kOfFullAge, {{"born", FormatDay(*row.born)}}};
  }
  return std::nullopt;
}

}  // namespace

bool IsInForce(const RepresentationRow& row, Day day) { return row.from <= day && (!row.until || day < *row.until); }

bool IsMinor(const PersonRow& row, Day day) { return row.born && day < AddMonths(*row.born, 12 * kFullAgeYears); }

std::optional<Decision> CheckPower(const State& state, EntityId person, EntityId who, schema::Power power, Day day) {
  person = PersonBehind(state, person);
  who = PersonBehind(state, who);
  const auto row = state.FindEntity<PersonTable>(person);
  const bool for_oneself = who == person && row && !IsMinor(*row, day);
  const bool as_representative =
      row && std::any_of(row->representations.begin(), row->representations.end(), [&](const RepresentationRow& one) {
        return IsInForce(one, day) && MayDo(one, power) && PersonBehind(state, one.representative) == who;
      });
  if (for_oneself || as_representative) return std::nullopt;
  return Refusal{Rule::kNoPower, {{"who", ToHex(who)}, {"power", schema::EnumNamePower(power)}}};
}

Decision Decide(const State& state, const Intent& intent, const schema::GrantRepresentation& command) {
  const EntityId person = events::Entity(command.person());
  auto found = PersonIn(state, person, "/person");
  if (auto* answer = std::get_if<Decision>(&found)) return std::move(*answer);
  const EntityId representative = events::Entity(command.representative());
  auto other = PersonIn(state, representative, "/representative");
  if (auto* answer = std::get_if<Decision>(&other)) return std::move(*answer);
  const auto& row = std::get<PersonRow>(found);
  const Day from = intent.effective_on;
  auto powers = PowersOf(command.powers());
  if (powers.empty()) return Malformed("/powers", "names no power, or one that there is not", "sign, receive, be_paid");
  if (representative == person) return Malformed("/representative", "is the person itself", "another person");
  if (auto answer = FirstOf(CheckWord("/kind", command.kind()), CheckUntil(from, command.until()),
                            CheckTitle(row, command, from))) {
    return *std::move(answer);
  }
  if (row.representations.size() >= kMaxRepresentations) {
    return Refusal{Rule::kTooMany, {{"of", "representations"}, {"at_most", std::to_string(kMaxRepresentations)}}};
  }
  Drafts drafts(intent);
  schema::RepresentationGrantedT granted;
  granted.representation = static_cast<std::uint32_t>(row.representations.size() + 1);
  granted.kind = command.kind();
  granted.representative = IdOf(representative);
  granted.powers = std::move(powers);
  granted.until = command.until();
  granted.decree = Text(command.decree());
  drafts.Seal(drafts.Add(person, kPersonKind, std::move(granted)), "/limits", person);
  return drafts.Done();
}

Decision Decide(const State& state, const Intent& intent, const schema::EndRepresentation& command) {
  const EntityId person = events::Entity(command.person());
  auto found = PersonIn(state, person, "/person");
  if (auto* answer = std::get_if<Decision>(&found)) return std::move(*answer);
  if (auto answer = FirstOf(CheckText("/reason", Text(command.reason())), CheckHappened(intent))) {
    return *std::move(answer);
  }
  const auto& all = std::get<PersonRow>(found).representations;
  const std::size_t number = command.representation();
  if (number < 1 || number > all.size() || !IsInForce(all[number - 1], intent.effective_on)) {
    return Refusal{Rule::kRepresentationNotInForce, {{"representation", std::to_string(number)}}};
  }
  Drafts drafts(intent);
  schema::RepresentationEndedT ended;
  ended.representation = command.representation();
  ended.reason = Text(command.reason());
  drafts.Add(person, kPersonKind, std::move(ended));
  return drafts.Done();
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::RepresentationGranted& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  auto row = editor.Find<PersonTable>(id);
  const Day from{event.effective_on()};
  const auto until = DayIfGiven(fact.until());
  auto powers = PowersOf(fact.powers());
  if (!row || powers.empty() || !IsInterval(from, until) || fact.kind() > schema::RepresentationKind::MAX) return false;
  if (fact.representation() != row->representations.size() + 1 || row->representations.size() >= kMaxRepresentations) {
    return false;
  }
  const EntityId representative = events::Entity(fact.representative());
  row->representations.push_back({fact.kind(), representative, std::move(powers), from, until});
  editor.Put<PersonTable>(*row, id);
  editor.Put<RepresentedTable>(MarkRow{}, representative, id);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::RepresentationEnded& fact,
            StateEditor& editor) {
  const EntityId id = events::Entity(event.entity());
  auto row = editor.Find<PersonTable>(id);
  const Day on{event.effective_on()};
  if (!row || fact.representation() < 1 || fact.representation() > row->representations.size() || !IsPossible(on)) {
    return false;
  }
  RepresentationRow& ended = row->representations[fact.representation() - 1];
  const EntityId representative = ended.representative;
  ended.until = on;
  const bool still = std::any_of(row->representations.begin(), row->representations.end(), [&](const auto& one) {
    return one.representative == representative && (!one.until || *one.until > on);
  });
  if (!still) editor.Erase<RepresentedTable>(representative, id);
  if (editor.Find<ProposalTable>(id, schema::Proposal::end_representation)) {
    editor.Erase<ProposalTable>(id, schema::Proposal::end_representation);
  }
  editor.Put<PersonTable>(*row, id);
  return true;
}

}  // namespace fascicolo::engine
