// Drafting an act, and carrying out what it carries.
#include "engine/families/act_carrying.h"

#include <algorithm>

#include "engine/deciders.h"
#include "engine/families/act.h"
#include "engine/families/act_effects.h"
#include "engine/families/act_states.h"
#include "engine/families/case_deciding.h"
#include "engine/families/checks.h"
#include "engine/families/obligations.h"
#include "engine/families/ranking_lines.h"

namespace fascicolo::engine {
namespace {

bool Commits(const schema::DraftAct& command) {
  if (command.carries() == nullptr) return false;
  return std::any_of(command.carries()->begin(), command.carries()->end(), [](const auto* carried) {
    return carried->payload_type() == schema::CommandPayload::CommitMoney;
  });
}

std::optional<Decision> CheckTerms(const Intent& intent, const schema::DraftAct& command) {
  const auto* terms = command.terms();
  if (Commits(command) && (terms == nullptr || !terms->visa())) {
    return Malformed("/terms/visa", "is missing, and the act commits money", "true (D.Lgs. 267/2000, art. 183 c. 7)");
  }
  const auto from = DayIfGiven(terms == nullptr ? 0 : terms->effective_from());
  const auto ratify_by = DayIfGiven(terms == nullptr ? 0 : terms->ratify_by());
  if (from && !IsPossible(*from)) return Malformed("/terms/effective_from", "is out of range", "a day of 1900 to 2200");
  if ((command.kind() == schema::ActKind::provisional) != ratify_by.has_value()) {
    return Malformed("/terms/ratify_by", "belongs to a provisional act, and to no other");
  }
  if (!ratify_by) return std::nullopt;
  if (!IsPossible(*ratify_by)) return Malformed("/terms/ratify_by", "is out of range", "a day of 1900 to 2200");
  if (*ratify_by >= intent.today) return std::nullopt;
  return Refusal{Rule::kDateOutOfOrder, {{"ratify_by", FormatDay(*ratify_by)}, {"today", FormatDay(intent.today)}}};
}

std::optional<Decision> CheckCase(const State& state, const Intent& intent, const schema::Id* id) {
  if (id == nullptr) return std::nullopt;
  const EntityId case_file = events::Entity(id);
  const auto row = state.FindEntity<CaseTable>(case_file);
  if (!row) return Unknown("/case_file", case_file, "case");
  return CheckNoConflict(*row, intent.actor);
}

/// Each command could be decided today, alone: what stands in its way is told now, not after the signature.
std::optional<Decision> CheckCarried(const State& state, const Intent& intent, EntityId act,
                                     const schema::DraftAct& command) {
  if (command.carries() == nullptr) return std::nullopt;
  if (command.carries()->size() > kMaxCarried) {
    return Malformed("/carries", "are too many", std::to_string(kMaxCarried) + " at most");
  }
  for (flatbuffers::uoffset_t i = 0; i < command.carries()->size(); ++i) {
    const std::string place = "/carries/" + std::to_string(i);
    const auto& carried = *command.carries()->Get(i);
    if (!MayBeCarried(carried)) {
      return Malformed(place, "is nothing that acts put into force");
    }
    Decision decision = DecideCarried(state, intent, act, Kept(carried));
    if (auto* rejection = std::get_if<Rejection>(&decision)) {
      rejection->error.place.insert(0, place + "/payload");
      return *std::move(rejection);
    }
    if (auto* refusal = std::get_if<Refusal>(&decision)) {
      refusal->facts.emplace_back("carried", std::to_string(i + 1));
      return *std::move(refusal);
    }
  }
  return std::nullopt;
}

Decision Returned(const Intent& intent, EntityId act, std::uint32_t number, std::string code) {
  schema::ActReturnedT returned;
  returned.number = number;
  returned.code = std::move(code);
  return OneFact(intent, act, kActKind, std::move(returned));
}

bool PublishesList(const CarriedRow& carried) {
  const events::Bytes aligned(carried.command.begin(), carried.command.end());
  const auto type = flatbuffers::GetRoot<schema::Command>(aligned.data())->payload_type();
  return type == schema::CommandPayload::PublishProvisional || type == schema::CommandPayload::PublishFinal;
}

/// The hash of the list that a decision publishes; none: it publishes none.
std::optional<Hash> ListIn(const Decision& decision) {
  const auto* drafts = std::get_if<std::vector<EventDraft>>(&decision);
  if (drafts == nullptr) return std::nullopt;
  for (const EventDraft& draft : *drafts) {
    if (const auto* list = FactIn<schema::ProvisionalListPublishedT>(draft.payload)) return HashIn(list->hash.get());
    if (const auto* list = FactIn<schema::FinalListPublishedT>(draft.payload)) return HashIn(list->hash.get());
  }
  return std::nullopt;
}

std::string CodeOf(const Rejection& rejection) {
  return rejection.code == RejectionCode::kUnknownEntity ? "unknown_entity" : "form";
}

}  // namespace

CarriedRow Kept(const schema::Carried& carried) {
  schema::CommandT command;
  command.payload.type = carried.payload_type();
  command.payload.value = schema::CommandPayloadUnion::UnPack(carried.payload(), carried.payload_type(), nullptr);
  const events::Bytes bytes = events::PackLeaf(command);
  CarriedRow row;
  row.command.assign(bytes.begin(), bytes.end());
  return row;
}

Decision DecideCarried(const State& state, const Intent& intent, EntityId act, const CarriedRow& carried) {
  const events::Bytes aligned(carried.command.begin(), carried.command.end());
  const auto& command = *flatbuffers::GetRoot<schema::Command>(aligned.data());
  Intent by_act = intent;
  by_act.act = act;
  by_act.personal.clear();
  return DecidePayload(state, by_act, command.payload_type(), command.payload());
}

std::variant<SignedLists, Decision> ListsToSign(const State& state, const Intent& intent, EntityId act,
                                                 const ActRow& row) {
  SignedLists lists;
  for (std::uint32_t number = 1; number <= row.carries; ++number) {
    const auto carried = state.Find<CarriedTable>(act, number);
    if (!carried || !PublishesList(*carried)) continue;
    Decision decision = DecideCarried(state, intent, act, *carried);
    const auto hash = ListIn(decision);
    if (!hash) return decision;
    auto& list = lists.emplace_back(std::make_unique<schema::SignedListT>());
    list->number = number;
    list->hash = RefOf(*hash);
  }
  return lists;
}

Decision Decide(const State& state, const Intent& intent, const schema::DraftAct& command) {
  const EntityId act = NewEntity(intent.command, 0);
  if (auto answer = FirstOf(CheckWord("/kind", command.kind()), CheckText("/about", Text(command.about())),
                            CheckTerms(intent, command), CheckCase(state, intent, command.case_file()))) {
    return *std::move(answer);
  }
  if (!intent.personal.empty()) return Malformed(intent.personal.front(), "is a personal text, and acts carry none");
  if (auto answer = CheckCarried(state, intent, act, command)) return *std::move(answer);
  schema::DraftActT plain;
  command.UnPackTo(&plain);
  schema::ActDraftedT drafted;
  drafted.kind = plain.kind;
  drafted.about = std::move(plain.about);
  drafted.case_file = std::move(plain.case_file);
  drafted.terms = std::move(plain.terms);
  drafted.carries = std::move(plain.carries);
  return OneFact(intent, act, kActKind, std::move(drafted));
}

Decision FulfilCarryOut(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  const auto row = state.FindEntity<ActTable>(due.entity);
  const auto carried = state.Find<CarriedTable>(due.entity, due.number);
  if (!row || !ActsBefore(schema::EventPayload::ActCarriedOut).Has(row->state) || !carried) {
    return Dropped(intent, obligation, due, kActKind, "carry_out", "not_in_force");
  }
  Intent signer = intent;
  signer.actor = row->signer;
  signer.effective_on = row->effective_from.value_or(intent.today);
  Decision decision = DecideCarried(state, signer, due.entity, *carried);
  if (const auto* refusal = std::get_if<Refusal>(&decision)) {
    return Returned(intent, due.entity, due.number, std::string(TextOf(refusal->rule).code));
  }
  if (const auto* rejection = std::get_if<Rejection>(&decision)) {
    return Returned(intent, due.entity, due.number, CodeOf(*rejection));
  }
  const bool is_as_signed = carried->list == Hash{} || ListIn(decision) == carried->list;
  if (!is_as_signed) {
    return Returned(intent, due.entity, due.number, std::string(TextOf(Rule::kListNotAsSigned).code));
  }
  Drafts drafts(intent);
  schema::ActCarriedOutT done;
  done.number = due.number;
  drafts.Add(due.entity, kActKind, std::move(done));
  auto all = std::get<std::vector<EventDraft>>(drafts.Done());
  auto& effects = std::get<std::vector<EventDraft>>(decision);
  std::move(effects.begin(), effects.end(), std::back_inserter(all));
  return all;
}

Decision FulfilRatification(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  const auto row = state.FindEntity<ActTable>(due.entity);
  if (!row || !ActsBefore(schema::EventPayload::RatificationMissed).Has(row->state) || !row->ratified_by.is_zero()) {
    return Dropped(intent, obligation, due, kActKind, "ratification", "settled");
  }
  schema::RatificationMissedT missed;
  missed.reason = "expired";
  return AndProposeEnds(state, intent, due.entity, "act_unratified",
                        OneFact(intent, due.entity, kActKind, std::move(missed)));
}

}  // namespace fascicolo::engine
