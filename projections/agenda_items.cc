#include "projections/agenda_items.h"

namespace fascicolo::projections {
namespace {

std::uint32_t NumberOf(schema::Proposal action) { return static_cast<std::uint32_t>(action); }

}  // namespace

void AgendaItems::Clear(DueKind kind, std::uint32_t number) {
  const auto stands = rows_.Find<StandsTable>(about_, kind, number);
  if (!stands) return;
  rows_.Erase<DueTable>(stands->due_on, kind, about_, number);
  rows_.Erase<StandsTable>(about_, kind, number);
}

void AgendaItems::ClearAll() {
  std::vector<std::pair<DueKind, std::uint32_t>> all;
  rows_.Scan<StandsTable>(StandsTable::Key(about_), [&](std::string_view bytes, const StandsRow&) {
    EntityId about;
    auto& [kind, number] = all.emplace_back();
    StandsTable::Read(bytes, about, kind, number);
    return true;
  });
  for (const auto& [kind, number] : all) {
    if (kind != DueKind::kAccessReview) Clear(kind, number);
  }
}

void AgendaItems::ClearThrough(DueKind kind, Day day) {
  std::vector<std::uint32_t> numbers;
  rows_.Scan<StandsTable>(StandsTable::Key(about_, kind), [&](std::string_view bytes, const StandsRow& stands) {
    EntityId about;
    DueKind of{};
    std::uint32_t number = 0;
    StandsTable::Read(bytes, about, of, number);
    if (stands.due_on <= day) numbers.push_back(number);
    return true;
  });
  for (const std::uint32_t number : numbers) Clear(kind, number);
}

void AgendaItems::Set(DueKind kind, std::uint32_t number, std::optional<Day> due_on, DueRow row) {
  Clear(kind, number);
  if (!due_on) return;
  row.opened_at = at_;
  rows_.Put<DueTable>(row, *due_on, kind, about_, number);
  rows_.Put<StandsTable>(StandsRow{*due_on}, about_, kind, number);
}

void AgendaItems::Keep(DueKind kind, std::uint32_t number, Day due_on, const DueRow& row) {
  const auto stands = rows_.Find<StandsTable>(about_, kind, number);
  if (!stands || stands->due_on != due_on) Set(kind, number, due_on, row);
}

void AgendaItems::Move(DueKind kind, std::uint32_t number, Day due_on) {
  const auto stands = rows_.Find<StandsTable>(about_, kind, number);
  const auto row = stands ? rows_.Find<DueTable>(stands->due_on, kind, about_, number) : std::nullopt;
  if (row) Set(kind, number, due_on, *row);
}

bool ChangeProposals(const FoldedEvent& folded, const DueRow& whose, AgendaItems& items) {
  const schema::Event& event = *folded.event;
  if (const auto* proposed = event.payload_as_ActionProposed()) {
    DueRow row = whose;
    row.what = schema::EnumNameProposal(proposed->action());
    row.weight = LegalWeight::kRegulation;
    items.Set(DueKind::kProposal, NumberOf(proposed->action()), folded.day(), row);
    return true;
  }
  if (const auto* withdrawn = event.payload_as_ProposalWithdrawn()) {
    items.Clear(DueKind::kProposal, NumberOf(withdrawn->action()));
    return true;
  }
  return false;
}

bool ChangeDeadline(const schema::Event& event, AgendaItems& items) {
  if (const auto* suspended = event.payload_as_DeadlineSuspended()) {
    items.Move(DueKind::kDeadline, suspended->number(), Day{suspended->due_on()});
  } else if (const auto* resumed = event.payload_as_DeadlineResumed()) {
    items.Move(DueKind::kDeadline, resumed->number(), Day{resumed->due_on()});
  } else if (const auto* met = event.payload_as_DeadlineMet()) {
    items.Clear(DueKind::kDeadline, met->number());
  } else {
    return false;
  }
  return true;
}

}  // namespace fascicolo::projections
