#include "connectors/program/audit/list_exceptions.h"

#include "connectors/cli/labels.h"
#include "connectors/cli/shape.h"
#include "connectors/program/audit/own_events.h"
#include "connectors/program/history_steps.h"
#include "engine/families/activation.h"

#include <algorithm>
#include <set>

namespace fascicolo::program {
namespace {

/// Somebody who was not next.
struct Exception {
  std::string kind;  ///< "offered", "placed", "ordered_by_court", "imported"; labels "list_exception.<kind>"
  EventRef by;
  EntityId entity;
  EntityId case_file;
  EntityId person;
  std::string service;
  std::string text;          ///< the act, as it was named, or the court's order; empty: none was
  std::optional<std::uint64_t> passed_over;  ///< who stood before on the list then; none: not known
  std::optional<std::pair<EntityId, engine::ActRow>> act;  ///< of this ledger, whose number the text names
};

/// Who stood before somebody who still stands on the list.
std::uint64_t CountBefore(const engine::State& state, EntityId list, EntityId entry) {
  const auto place = state.Find<engine::ListPlaceTable>(list, entry);
  std::uint64_t before = 0;
  if (!place) return before;
  using engine::ListOrderTable;
  state.Scan<ListOrderTable>(ListOrderTable::Key(list), [&](std::string_view, const engine::ListEntryRow& row) {
    if (row.activation == entry) return false;
    ++before;
    return true;
  });
  return before;
}

class Exceptions {
 public:
  explicit Exceptions(const std::optional<std::string>& service) : service_(service) {}

  void See(const SeenEvent& seen) {
    if (const auto* offer = seen.event.payload_as_OfferMade()) {
      if (!engine::Text(offer->exception()).empty()) AddService(seen, "offered", engine::Text(offer->exception()));
    }
    if (const auto* started = seen.event.payload_as_PlacementStarted()) {
      if (!engine::Text(started->exception()).empty()) AddPlacement(seen, engine::Text(started->exception()));
    }
    if (const auto* order = seen.event.payload_as_CourtOrderRecorded()) {
      AddEntry(seen, engine::Text(order->reference()));
    }
    if (const auto* added = seen.event.payload_as_EntryAdded()) waiting_.insert(events::Entity(added->activation()));
    if (const auto* removed = seen.event.payload_as_EntryRemoved()) SeeRemoval(seen, *removed);
  }

  /// Looks the acts up that texts name.
  std::vector<Exception> Done(const engine::State& state) {
    state.Scan<engine::ActTable>(engine::ActTable::Key(), [&](std::string_view bytes, const engine::ActRow& row) {
      if (row.number.empty()) return true;
      EntityId id;
      engine::ActTable::Read(bytes, id);
      for (Exception& one : found_) {
        if (Names(one.text, row.number)) one.act = {id, row};
      }
      return true;
    });
    return std::move(found_);
  }

 private:
  /// The number stands in the text as a word of its own.
  static bool Names(std::string_view text, std::string_view number) {
    const auto at = text.find(number);
    if (at == std::string_view::npos) return false;
    const auto is_digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    return !(at > 0 && is_digit(at - 1)) && !is_digit(at + number.size());
  }

  /// An imported history started somebody who still waited, without an offer.
  void SeeRemoval(const SeenEvent& seen, const schema::EntryRemoved& removed) {
    const EntityId activation = events::Entity(removed.activation());
    const bool was_waiting = waiting_.erase(activation) > 0;
    if (!was_waiting || !seen.event.imported() || engine::Text(removed.reason()) != "started") return;
    const auto row = seen.state.Find<engine::ActivationTable>(activation);
    if (row) Add({"imported", RefOf(seen), activation, row->case_file, row->person, row->service, {}, {}, {}});
  }
  void AddService(const SeenEvent& seen, const char* kind, std::string_view text) {
    const auto row = seen.state.Find<engine::ActivationTable>(seen.entity());
    if (!row) return;
    const auto before = CountBefore(seen.state, engine::ListOf(row->service), seen.entity());
    Add({kind, RefOf(seen), seen.entity(), row->case_file, row->person, row->service, std::string(text), before, {}});
  }
  void AddPlacement(const SeenEvent& seen, std::string_view text) {
    const auto row = seen.state.Find<engine::PlacementTable>(seen.entity());
    if (!row || row->persons.empty()) return;
    const EntityId person = row->persons.front().person;
    Add({"placed", RefOf(seen), seen.entity(), row->case_file, person, row->service, std::string(text), {}, {}});
  }
  void AddEntry(const SeenEvent& seen, std::string_view text) {
    const auto row = seen.state.Find<engine::RankingEntryTable>(seen.entity());
    const auto call = row ? seen.state.Find<engine::CallTable>(row->call) : std::nullopt;
    if (!call) return;
    const char* kind = "ordered_by_court";
    Add({kind, RefOf(seen), seen.entity(), row->case_file, row->person, call->service, std::string(text), {}, {}});
  }
  void Add(Exception exception) {
    if (!service_ || *service_ == exception.service) found_.push_back(std::move(exception));
  }

  const std::optional<std::string>& service_;
  std::set<EntityId> waiting_;
  std::vector<Exception> found_;
};

Value FormOf(const Exception& one) {
  return cli::Object()
      .Add("kind", one.kind)
      .Add("by", FormOf(one.by))
      .Add("entity", one.entity)
      .Add("case", one.case_file)
      .Add("person", one.person)
      .Add("service", one.service)
      .Add("exception", one.text.empty() ? Value{} : cli::Form(one.text))
      .Add("passed_over", one.passed_over)
      .Add("act", one.act ? ActForm(one.act->first, one.act->second) : Value{})
      .Done();
}

/// A court's order is no act of ours; everything else wants one that is signed.
bool IsUnsigned(const Exception& one) { return !one.act && one.kind != "ordered_by_court"; }

void Print(Session& session, Reading& reading, const std::vector<Exception>& found) {
  cli::Table table;
  for (const char* column : {"position", "day", "what", "service", "entity", "actor"}) {
    table.Column(session.Label(std::string("column.") + column));
  }
  table.Column(session.Label("column.passed_over"), cli::Align::kRight);
  table.Column(session.Label("field.exception"));
  table.Column(session.Label("column.signed"));
  for (const Exception& one : found) {
    table.Row({std::to_string(one.by.position.value) + "." + std::to_string(one.by.event), FormatDay(one.by.on),
               session.Label("list_exception." + one.kind), reading.ServiceName(one.service, session.language()),
               ToHex(one.entity), one.by.actor, one.passed_over ? std::to_string(*one.passed_over) : "-", one.text,
               one.act ? ActLine(session.language(), one.act->second)
                       : IsUnsigned(one) ? session.Label("text.no_such_act") : ""});
  }
  if (table.empty()) return session.Say(session.Label("text.nothing"));
  table.Print(session.terminal);
}

}  // namespace

std::string ListExceptionShape() {
  return cli::ShapeWith(
      "{kind: word, by: %, entity: id?, case: id?, person: id?, service: word, exception: text?, passed_over: count?, act: %?}",
      {kEventRefShape, kActShape});
}

int ShowExceptions(Session& session, Reading& reading, const std::optional<std::string>& service) {
  Exceptions exceptions(service);
  LogWalk walk(session, reading);
  const Status walked = walk.Run([&](const SeenEvent& seen) { exceptions.See(seen); });
  if (!walked) return session.Fail(walked.error());
  const auto found = exceptions.Done(walk.state());
  if (session.json()) {
    Value::Array forms;
    for (const Exception& one : found) forms.push_back(FormOf(one));
    cli::Object answer;
    reading.AddStanding(answer);
    session.terminal.Json(answer.Add("exceptions", std::move(forms)).Done());
  } else {
    Print(session, reading, found);
  }
  return std::any_of(found.begin(), found.end(), IsUnsigned) ? cli::kExitNo : cli::kExitDone;
}

}  // namespace fascicolo::program
