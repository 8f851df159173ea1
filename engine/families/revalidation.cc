#include "engine/families/revalidation.h"

#include <algorithm>

#include "engine/catalogue/adopted.h"
#include "engine/families/activation_deciding.h"
#include "engine/families/activation_states.h"
#include "engine/families/limits.h"
#include "engine/families/obligations.h"

namespace fascicolo::engine {
namespace {

using enum ActivationState;

RevalidationRow RowOf(const State& state, EntityId activation) {
  return state.Find<RevalidationTable>(activation).value_or(RevalidationRow{});
}

schema::ConfirmationAskedT Asked(const Revalidation& rules, Day today) {
  schema::ConfirmationAskedT asked;
  asked.answer_by = std::min(today + rules.answer_days, kLastDay).days;
  return asked;
}

/// A decision about an entry of a list whose sheet asks those who wait.
template <class Rules>
Decision OnEntry(const State& state, const Intent& intent, const schema::Id* id, Rules rules) {
  const auto decide = [&](EntityId activation, const ActivationRow&, const Sheet& sheet) -> Decision {
    if (!sheet.waiting || !sheet.waiting->revalidation) {
      return Refusal{Rule::kRevalidationNotForeseen, {{"service", sheet.code}}};
    }
    return rules(activation, *sheet.waiting->revalidation, RowOf(state, activation));
  };
  return OnActivation(state, intent, id, schema::EventPayload::ConfirmationAsked, decide);
}

/// The entry that an obligation is about, as long as it waits and the obligation is the one that stands.
std::optional<ActivationRow> EntryOf(const State& state, EntityId obligation, const ObligationRow& due) {
  auto row = state.FindEntity<ActivationTable>(due.entity);
  const bool waits = row && ActivationsBefore(schema::EventPayload::ConfirmationAsked).Has(row->state);
  return waits && RowOf(state, due.entity).obligation == obligation ? std::move(row) : std::nullopt;
}

/// Replaces what the entry waits for by an obligation that is due on `day`.
void Reopen(const EventContext& context, EntityId activation, ObligationKind kind, Day day, RevalidationRow row,
            StateEditor& editor) {
  ForgetRevalidation(activation, editor);
  ObligationRow obligation;
  obligation.kind = kind;
  obligation.entity = activation;
  obligation.due = StartOfDay(day);
  row.obligation = OpenBy(context, obligation, editor);
  row.due = obligation.due;
  editor.Put<RevalidationTable>(row, activation);
}

}  // namespace

std::optional<Day> ConfirmFrom(const Sheet& sheet, Day today) {
  if (!sheet.waiting || !sheet.waiting->revalidation) return std::nullopt;
  return std::min(today + sheet.waiting->revalidation->every_days, kLastDay);
}

bool IsInactive(const State& state, EntityId activation) { return RowOf(state, activation).is_inactive; }

Decision Decide(const State& state, const Intent& intent, const schema::AskToConfirm& command) {
  const auto rules = [&](EntityId activation, const Revalidation& revalidation, const RevalidationRow& row) -> Decision {
    if (row.answer_by) return Refusal{Rule::kConfirmationPending, {{"answer_by", FormatDay(*row.answer_by)}}};
    return OneFact(intent, activation, kActivationKind, Asked(revalidation, intent.today));
  };
  return OnEntry(state, intent, command.activation(), rules);
}

Decision Decide(const State& state, const Intent& intent, const schema::ConfirmInterest& command) {
  const auto rules = [&](EntityId activation, const Revalidation& revalidation, const RevalidationRow& row) -> Decision {
    if (!row.answer_by && !row.is_inactive) return Refusal{Rule::kNotAskedToConfirm, {}};
    schema::InterestConfirmedT confirmed;
    confirmed.confirm_from = std::min(intent.today + revalidation.every_days, kLastDay).days;
    return OneFact(intent, activation, kActivationKind, confirmed);
  };
  return OnEntry(state, intent, command.activation(), rules);
}

Decision FulfilAskToConfirm(const State& state, const Intent& intent, EntityId obligation, const ObligationRow& due) {
  const auto row = EntryOf(state, obligation, due);
  const auto sheet = row ? AdoptedSheet(state, row->service) : nullptr;
  if (!sheet || !sheet->waiting || !sheet->waiting->revalidation) {
    return Dropped(intent, obligation, due, kActivationKind, "ask_to_confirm", row ? "not_foreseen" : "waits_no_more");
  }
  return OneFact(intent, due.entity, kActivationKind, Asked(*sheet->waiting->revalidation, intent.today));
}

Decision FulfilConfirmationExpiry(const State& state, const Intent& intent, EntityId obligation,
                                  const ObligationRow& due) {
  const auto row = EntryOf(state, obligation, due);
  if (!row) return Dropped(intent, obligation, due, kActivationKind, "confirmation_expiry", "answered");
  const auto sheet = AdoptedSheet(state, row->service);
  const bool removes = sheet && sheet->waiting && sheet->waiting->revalidation &&
                       sheet->waiting->revalidation->on_silence == OnSilence::kRemove;
  const bool is_removed = removes && row->state == kWaiting;
  Drafts drafts(intent);
  schema::InterestLapsedT lapsed;
  lapsed.effect = is_removed ? schema::ListEffect::removed : schema::ListEffect::kept;
  drafts.Add(due.entity, kActivationKind, lapsed);
  if (is_removed) DraftRemovedEntry(drafts, due.entity, *row, "not_confirmed");
  return drafts.Done();
}

bool AskFrom(const EventContext& context, EntityId activation, Day day, StateEditor& editor) {
  if (!IsPossible(day)) return false;
  Reopen(context, activation, ObligationKind::kAskToConfirm, day, RevalidationRow{}, editor);
  return true;
}

bool AwaitConfirmation(const EventContext& context, EntityId activation, Day answer_by, StateEditor& editor) {
  if (!IsPossible(answer_by)) return false;
  RevalidationRow row = RowOf(editor.state(), activation);
  row.answer_by = answer_by;
  Reopen(context, activation, ObligationKind::kConfirmationExpiry, answer_by + 1, row, editor);
  return true;
}

bool BecomeInactive(EntityId activation, StateEditor& editor) {
  const auto before = editor.Find<RevalidationTable>(activation);
  if (!before || !before->answer_by) return false;
  ForgetRevalidation(activation, editor);
  RevalidationRow row;
  row.is_inactive = true;
  editor.Put<RevalidationTable>(row, activation);
  return true;
}

void ForgetRevalidation(EntityId activation, StateEditor& editor) {
  const auto row = editor.Find<RevalidationTable>(activation);
  if (!row) return;
  if (!row->obligation.is_zero()) editor.CloseObligation(row->obligation, row->due);
  editor.Erase<RevalidationTable>(activation);
}

}  // namespace fascicolo::engine
