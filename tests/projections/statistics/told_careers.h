// Careers as tests tell them: events one after the other, without a ledger.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "events/body.h"
#include "projections/ledger_builder.h"
#include "projections/statistics/counting.h"

namespace fascicolo::projections::testing {

[[nodiscard]] inline Day On(int year, int month, int day) {
  return DayFromCivil({.year = year, .month = month, .day = day});
}

/// A ledger of events that nobody decided.
class ToldCareers {
 public:
  template <class Fact>
  std::optional<Day> Says(EntityId entity, Day on, Fact fact) {
    schema::EventT event;
    event.entity = IdPtr(entity);
    event.effective_on = on.days;
    event.payload = engine::FactOf(std::move(fact));
    const auto bytes = events::PackLeaf(event);
    return TakeEvent(careers, *flatbuffers::GetRoot<schema::Event>(bytes.data()));
  }

  void Person(EntityId person, Day born, std::string citizenship = "380") {
    schema::PersonRegisteredT fact;
    fact.born = born.days;
    fact.citizenship = std::move(citizenship);
    Says(person, born, std::move(fact));
  }
  /// A case in charge from `on`.
  void Case(EntityId case_file, EntityId person, Day on, schema::Area area = schema::Area::elderly) {
    schema::ContactRegisteredT contact;
    contact.person = IdPtr(person);
    contact.area = area;
    Says(case_file, on, std::move(contact));
    Says(case_file, on, schema::TakenInChargeT{});
  }
  void Closed(EntityId case_file, Day on, std::string reason = "need_overcome") {
    schema::CaseClosedT fact;
    fact.reason = std::move(reason);
    Says(case_file, on, std::move(fact));
  }
  void Filed(EntityId service, EntityId case_file, EntityId person, std::string code, std::vector<EntityId> with = {}) {
    schema::ApplicationFiledT fact;
    fact.case_file = IdPtr(case_file);
    fact.person = IdPtr(person);
    fact.service = std::move(code);
    for (const EntityId one : with) fact.members.push_back(events::ToSchema(one));
    Says(service, Day{}, std::move(fact));
  }
  void Started(EntityId service, Day from, std::optional<Day> until = std::nullopt) {
    schema::ServiceStartedT fact;
    fact.from = from.days;
    fact.until = until ? until->days : 0;
    Says(service, from, std::move(fact));
  }
  void Ended(EntityId service, Day on) {
    schema::ServiceEndedT fact;
    fact.on = on.days;
    Says(service, on, std::move(fact));
  }
  /// A service of one person, in a case of its own.
  void Service(EntityId service, EntityId person, std::string code, Day from,
               schema::Area area = schema::Area::elderly) {
    const EntityId case_file = EntityOf(++cases_ + 1'000'000);
    Case(case_file, person, from, area);
    Filed(service, case_file, person, std::move(code));
    Started(service, from);
  }

  /// The table of a query, which must be countable; months of 2026 are over.
  [[nodiscard]] FigureTable Table(const std::string& query) const {
    const auto parsed = ParseQuery(query, On(2026, 12, 31));
    EXPECT_TRUE(parsed.ok()) << (parsed.ok() ? "" : parsed.error().ToString());
    auto table = Count(careers, *parsed);
    EXPECT_TRUE(table.ok());
    return std::move(table).value();
  }

  Careers careers;

 private:
  std::uint64_t cases_ = 0;
};

/// The cell of a row by the measure's name; 0 where nothing is counted.
[[nodiscard]] inline std::int64_t At(const FigureTable& table, const Key& key, std::string_view measure) {
  for (std::size_t i = 0; i < table.measures.size(); ++i) {
    if (table.measures[i].name != measure) continue;
    const Cell* cell = table.Find({key, i});
    return cell == nullptr ? 0 : cell->value;
  }
  ADD_FAILURE() << "no measure " << measure;
  return 0;
}

}  // namespace fascicolo::projections::testing
