// A ledger whose every commit is taken into the book of flows, with people of whom all is known that a flow wants.
#pragma once

#include "connectors/exports/siuss/flow_book.h"
#include "engine/kit.h"
#include "engine/told_case_work.h"
#include "engine/rules/instrument.h"
#include "engine/told_commands.h"
#include "engine/told_households.h"
#include "engine/told_isee.h"
#include "engine/told_people.h"

#include <string>
#include <vector>

namespace fascicolo::siuss {

/// What is left out of somebody of whom all else is known.
struct Without {
  bool code = false;
  bool names = false;
  bool sex = false;
  bool birth = false;
  bool citizenship = false;
  bool residence = false;
};

class SiussKit : public engine::Kit {
 public:
  SiussKit() {
    OnRecord([this](const events::Record& record) {
      const auto header = events::DecodeHeader(record.view().header());
      const auto reading = events::CommitReading::Open(record.view(), *header);
      ASSERT_TRUE(reading.ok());
      book.Take(*reading, state());
    });
    for (const auto* sheet : {"laundry", "carer_support", "youth_centre", "open_centre_elderly"}) {
      Given(engine::AdoptSheet(engine::BuiltInText(sheet)));
    }
    for (const auto* rules : {"sina-2018", "sinba-2018"}) Given(engine::AdoptRuleSet(engine::BuiltInText(rules)));
  }

  /// A case in charge of somebody born so many years ago.
  EntityId Case(const Without& without = {}, int years = 80, schema::Area area = schema::Area::elderly) {
    auto contact = engine::Contact(area);
    if (!without.birth) contact.born = AddMonths(today(), -12 * years).days;
    if (!without.sex) contact.sex = schema::Sex::female;
    if (!without.citizenship) contact.citizenship = "380";
    if (without.names) contact.naming = schema::Naming::alias;
    std::vector<engine::PersonalText> personal{{"/surname", "Fiumandru"}, {"/name", "Rugiada"}};
    if (!without.code) personal.push_back({"/fiscal_code", "FMNRGD40A41Z999O"});
    const EntityId id = GivenTelling(std::move(contact), std::move(personal));
    Given(engine::TakeInCharge(id));
    if (!without.residence) Given(engine::Form(engine::Family({engine::PersonOf(*this, id)}), today() - 100));
    return id;
  }
  /// Applied for, with its protocol number, and given since today.
  EntityId Service(EntityId case_file, const char* service, std::int64_t quantity = 1, bool has_protocol = true) {
    const EntityId application = Given(engine::Apply(case_file, service, quantity));
    if (has_protocol) Protocol(application);
    const EntityId unit = Given(engine::OpenUnit(service, 1'000, today()));
    RunDue();
    Given(engine::Start(application, unit, today()));
    return application;
  }
  void Protocol(EntityId application) {
    schema::RecordProtocolT record;
    record.entity = engine::Ref(application);
    record.number = "2026/" + std::to_string(++protocols_);
    record.direction = schema::ProtocolDirection::incoming;
    record.about = "application";
    Given(std::move(record));
  }
  void Assessed(EntityId case_file, const std::string& instrument) {
    std::vector<std::pair<std::string, std::string>> answers;
    const auto read = engine::ParseInstrument(engine::BuiltInText(instrument + "-2018")).value();
    for (const auto& item : read.items) answers.emplace_back(item.code, item.answers.back().code);
    Given(engine::Assess(case_file, instrument, answers));
  }

  /// Why the only record that is withheld is so; empty: none is.
  [[nodiscard]] std::set<Reason> OnlyReasons() const {
    const auto withheld = book.withheld();
    if (withheld.empty()) return {};
    EXPECT_EQ(withheld.size(), 1U);
    return withheld.front().reasons;
  }
  [[nodiscard]] const BenefitRecord& RecordOf(std::size_t flow) const { return *std::get<0>(book.flows().at(flow).record); }

  FlowBook book;

 private:
  int protocols_ = 0;
};

}  // namespace fascicolo::siuss
