#include "engine/families/act.h"

#include <algorithm>
#include <functional>
#include <type_traits>

#include "engine/families/act_carrying.h"
#include "engine/families/act_effects.h"
#include "engine/families/act_states.h"
#include "engine/families/case_deciding.h"
#include "engine/families/checks.h"
#include "engine/payload_types.h"

namespace fascicolo::engine {
namespace {

using enum ActState;
using Event = schema::EventPayload;

template <class Command>
constexpr bool IsAmong(PayloadTypes<>) {
  return false;
}
template <class Command, class First, class... Others>
constexpr bool IsAmong(PayloadTypes<First, Others...>) {
  return std::is_same_v<Command, First> || IsAmong<Command>(PayloadTypes<Others...>{});
}

using CarriedTypes =
    PayloadTypes<schema::PutInForce, schema::DenyApplication, schema::SuspendService, schema::EndService,
                 schema::CorrectAct, schema::AnnulAct, schema::RatifyAct, schema::CommitMoney, schema::LiquidateMoney,
                 schema::GrantAllowance, schema::ChangeAllowance, schema::PublishProvisional, schema::PublishFinal,
                 schema::StartPlacement, schema::RegulariseOccupation, schema::AssignDwelling, schema::AssignProvisionally,
                 schema::RequestChange, schema::AdvanceForfeiture, schema::GrantLodging, schema::ExtendLodging,
                 schema::StartPlan, schema::RenewPlan, schema::VaryPlan, schema::SuspendPlan, schema::EndPlan,
                 schema::DenyPlan, schema::GrantVouchers, schema::ForfeitBenefit>;

/// A decision about an act in a state in which this event may happen.
Decision OnAct(const State& state, const schema::Id* id, Event event,
               const std::function<Decision(EntityId, const ActRow&)>& decide) {
  const EntityId act = events::Entity(id);
  const auto row = state.FindEntity<ActTable>(act);
  if (!row) return Unknown("/act", act, "act");
  if (!ActsBefore(event).Has(row->state)) {
    return Refusal{Rule::kWrongActState, {{"state", std::string(TextOf(row->state))}}};
  }
  return decide(act, *row);
}

/// The fact, and, where with it everything is there, that the act takes effect.
template <class Fact>
Decision Told(const Intent& intent, EntityId act, Fact fact, const ActRow& after) {
  Drafts drafts(intent);
  drafts.Add(act, kActKind, std::move(fact));
  const auto from = EffectiveDay(after);
  if (after.state == kSigned && from) {
    schema::ActTookEffectT effect;
    effect.from = from->days;
    drafts.Add(act, kActKind, std::move(effect)).effective_on = *from;
  }
  return drafts.Done();
}

std::optional<Decision> CheckNotBefore(const Intent& intent, std::optional<Day> earliest) {
  if (!earliest || intent.effective_on >= *earliest) return std::nullopt;
  return Refusal{Rule::kDateOutOfOrder,
                 {{"effective_on", FormatDay(intent.effective_on)}, {"not_before", FormatDay(*earliest)}}};
}

std::optional<Decision> CheckOnce(std::optional<Day> done) {
  if (!done) return std::nullopt;
  return Refusal{Rule::kAlreadyDoneToAct, {{"on", FormatDay(*done)}}};
}

/// Neither published nor notified before the money is attested.
std::optional<Decision> CheckCovered(const ActRow& row) {
  if (!row.needs_visa || row.visa_on) return std::nullopt;
  return Refusal{Rule::kVisaMissing, {{"act", row.number}}};
}

std::optional<Decision> CheckSigner(const State& state, const ActRow& row, std::string_view signer) {
  const auto case_file = row.case_file.is_zero() ? std::nullopt : state.FindEntity<CaseTable>(row.case_file);
  return case_file ? CheckNoConflict(*case_file, signer) : std::nullopt;
}

/// A later act does this to a former one.
template <class Rules>
Decision ByLaterAct(const State& state, const Intent& intent, const schema::Id* id, Event event, Rules rules) {
  if (intent.act.is_zero()) return Refusal{Rule::kActNeeded, {}};
  if (events::Entity(id) == intent.act) return Malformed("/act", "is the act that does it", "another one");
  return OnAct(state, id, event, rules);
}

bool WaitsForRatification(const ActRow& row) {
  return row.kind == schema::ActKind::provisional && row.ratified_by.is_zero();
}

}  // namespace

std::string_view TextOf(ActState state) {
  switch (state) {
    case kDrafted:
      return "drafted";
    case kSigned:
      return "signed";
    case kEffective:
      return "effective";
    case kWithdrawn:
      return "withdrawn";
    case kAnnulled:
      return "annulled";
    case kUnratified:
      return "unratified";
  }
  return "unknown";
}

bool MayBeCarried(const schema::Carried& carried) {
  bool may = false;
  VisitCommand(carried.payload_type(), carried.payload(), [&]<class Command>(const Command&) {
    may = IsAmong<Command>(CarriedTypes{});
  });
  return may;
}

std::optional<Decision> CheckByAct(const Intent& intent, const Sheet& sheet) {
  if (sheet.act == ActKind::kNone || intent.imported || !intent.act.is_zero()) return std::nullopt;
  return Refusal{Rule::kActNeeded, {{"service", sheet.code}}};
}

std::optional<Day> EffectiveDay(const ActRow& row) {
  if (!row.signed_on) return std::nullopt;
  Day from = std::max(*row.signed_on, row.effective_from.value_or(*row.signed_on));
  const std::pair<bool, std::optional<Day>> awaited[] = {
      {row.needs_visa, row.visa_on}, {row.needs_publication, row.published_from}, {row.needs_notice, row.notified_on}};
  for (const auto& [is_needed, day] : awaited) {
    if (is_needed && !day) return std::nullopt;
    if (is_needed) from = std::max(from, *day);
  }
  return from;
}

Decision Decide(const State& state, const Intent& intent, const schema::SignAct& command) {
  const auto decide = [&](EntityId act, const ActRow& row) -> Decision {
    const std::string number(Text(command.number()));
    if (auto answer = FirstOf(CheckText("/number", number, kMaxNumberBytes),
                              CheckText("/signer", Text(command.signer()), kMaxWorkerBytes), CheckHappened(intent),
                              CheckSigner(state, row, Text(command.signer())))) {
      return *std::move(answer);
    }
    if (Text(command.delegation()).size() > kMaxNameBytes) return Malformed("/delegation", "is too long");
    if (state.Find<ActNumberTable>(row.kind, YearOf(intent.effective_on), number)) {
      return Refusal{Rule::kActNumberTaken, {{"number", number}}};
    }
    auto lists = ListsToSign(state, intent, act, row);
    if (auto* answer = std::get_if<Decision>(&lists)) return std::move(*answer);
    ActRow after = row;
    after.state = kSigned;
    after.signed_on = intent.effective_on;
    schema::ActSignedT signed_act;
    signed_act.number = number;
    signed_act.signer = Text(command.signer());
    signed_act.delegation = Text(command.delegation());
    signed_act.signed_on = intent.effective_on.days;
    signed_act.lists = std::move(std::get<SignedLists>(lists));
    return Told(intent, act, std::move(signed_act), after);
  };
  return OnAct(state, command.act(), Event::ActSigned, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::GiveVisa& command) {
  const auto decide = [&](EntityId act, const ActRow& row) -> Decision {
    if (auto answer = FirstOf(CheckText("/number", Text(command.number()), kMaxNumberBytes),
                              CheckText("/signer", Text(command.signer()), kMaxWorkerBytes), CheckHappened(intent),
                              CheckOnce(row.visa_on), CheckNotBefore(intent, row.signed_on))) {
      return *std::move(answer);
    }
    if (!row.needs_visa) return Refusal{Rule::kNotAskedOfAct, {{"what", "visa"}}};
    ActRow after = row;
    after.visa_on = intent.effective_on;
    schema::VisaGivenT visa;
    visa.number = Text(command.number());
    visa.signer = Text(command.signer());
    visa.given_on = intent.effective_on.days;
    return Told(intent, act, std::move(visa), after);
  };
  return OnAct(state, command.act(), Event::VisaGiven, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::PublishAct& command) {
  const auto decide = [&](EntityId act, const ActRow& row) -> Decision {
    const Day from{command.from()};
    const Day to{command.to()};
    if (auto answer = FirstOf(CheckText("/number", Text(command.number()), kMaxNumberBytes),
                              CheckDay("/from", command.from()), CheckDay("/to", command.to()),
                              CheckOnce(row.published_from), CheckCovered(row))) {
      return *std::move(answer);
    }
    if (to < from || from < row.signed_on.value_or(from)) {
      return Refusal{Rule::kDateOutOfOrder, {{"from", FormatDay(from)}, {"to", FormatDay(to)}}};
    }
    ActRow after = row;
    after.published_from = from;
    schema::ActPublishedT published;
    published.number = Text(command.number());
    published.from = from.days;
    published.to = to.days;
    return Told(intent, act, std::move(published), after);
  };
  return OnAct(state, command.act(), Event::ActPublished, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::NotifyAct& command) {
  const auto decide = [&](EntityId act, const ActRow& row) -> Decision {
    if (auto answer = FirstOf(CheckWord("/channel", command.channel()), CheckHappened(intent),
                              CheckOnce(row.notified_on), CheckCovered(row), CheckNotBefore(intent, row.signed_on))) {
      return *std::move(answer);
    }
    ActRow after = row;
    after.notified_on = intent.effective_on;
    schema::ActNotifiedT notified;
    notified.channel = command.channel();
    notified.notified_on = intent.effective_on.days;
    return Told(intent, act, std::move(notified), after);
  };
  return OnAct(state, command.act(), Event::ActNotified, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::WithdrawAct& command) {
  const auto decide = [&](EntityId act, const ActRow& row) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()), kMaxNameBytes)) return *std::move(answer);
    schema::ActWithdrawnT withdrawn;
    withdrawn.reason = Text(command.reason());
    ActRow after = row;
    after.state = kWithdrawn;
    return Told(intent, act, std::move(withdrawn), after);
  };
  return OnAct(state, command.act(), Event::ActWithdrawn, decide);
}

Decision Decide(const State& state, const Intent& intent, const schema::CorrectAct& command) {
  return ByLaterAct(state, intent, command.act(), Event::ActCorrected, [&](EntityId act, const ActRow& row) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()), kMaxNameBytes)) return *std::move(answer);
    schema::ActCorrectedT corrected;
    corrected.reason = Text(command.reason());
    return Told(intent, act, std::move(corrected), row);
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::AnnulAct& command) {
  return ByLaterAct(state, intent, command.act(), Event::ActAnnulled, [&](EntityId act, const ActRow& row) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()), kMaxNameBytes)) return *std::move(answer);
    schema::ActAnnulledT annulled;
    annulled.reason = Text(command.reason());
    return AndProposeEnds(state, intent, act, "act_annulled", Told(intent, act, std::move(annulled), row));
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RatifyAct& command) {
  return ByLaterAct(state, intent, command.act(), Event::ActRatified, [&](EntityId act, const ActRow& row) -> Decision {
    if (!WaitsForRatification(row)) return Refusal{Rule::kNotAskedOfAct, {{"what", "ratification"}}};
    schema::ActRatifiedT ratified;
    ratified.last_day = DaysOf(row.ratify_by);
    return Told(intent, act, std::move(ratified), row);
  });
}

Decision Decide(const State& state, const Intent& intent, const schema::RefuseRatification& command) {
  return OnAct(state, command.act(), Event::RatificationMissed, [&](EntityId act, const ActRow& row) -> Decision {
    if (auto answer = CheckText("/reason", Text(command.reason()), kMaxNameBytes)) return *std::move(answer);
    if (!WaitsForRatification(row)) return Refusal{Rule::kNotAskedOfAct, {{"what", "ratification"}}};
    schema::RatificationMissedT missed;
    missed.reason = Text(command.reason());
    return AndProposeEnds(state, intent, act, "act_unratified", Told(intent, act, std::move(missed), row));
  });
}

}  // namespace fascicolo::engine
