#include "connectors/program/audit/reconciliation.h"

#include "engine/families/activation_days.h"
#include "engine/families/cost_share.h"
#include "engine/families/placement_days.h"

#include <algorithm>
#include <set>

namespace fascicolo::program {
namespace {

/// A bill that was liquidated.
struct Liquidated {
  std::int64_t cents = 0;
  std::int64_t paid_cents = 0;
};
using LiquidatedBills = std::map<std::pair<EntityId, std::uint32_t>, Liquidated>;

LiquidatedBills LiquidatedIn(const engine::State& state) {
  LiquidatedBills bills;
  using engine::LiquidationTable;
  state.Scan<LiquidationTable>(LiquidationTable::Key(), [&](std::string_view, const engine::LiquidationRow& row) {
    if (row.activation.is_zero() || row.bill == 0) return true;
    Liquidated& bill = bills[{row.activation, row.bill}];
    bill.cents += row.amount;
    if (!row.paid_by.empty()) bill.paid_cents += row.amount;
    return true;
  });
  return bills;
}

/// Where an activation was given, before and since it moved.
struct Whereabouts {
  EntityId now;
  EntityId before;
  std::optional<Day> since;
  [[nodiscard]] EntityId On(Day day) const { return since && day < *since ? before : now; }
};

std::int64_t PlannedOn(const engine::ActivationRow& row, Day day) {
  const auto* suspension = engine::SuspensionOn(row, day);
  return suspension != nullptr ? suspension->quantity_left : engine::AgreedOn(row, day);
}

bool IsPerWeek(const engine::Sheet* sheet) {
  if (sheet == nullptr) return false;
  using enum engine::Unit;
  return sheet->unit == kMinutesPerWeek || sheet->unit == kLoadsPerWeek || sheet->unit == kAccessesPerWeek;
}

class Month {
 public:
  Month(Reading& reading, const engine::State& state, Day month)
      : reading_(reading),
        state_(state),
        first_(month),
        after_(AddMonths(month, 1)),
        liquidated_(LiquidatedIn(state)) {}

  Status Add(EntityId id, const engine::ActivationRow& row) {
    const auto where = WhereaboutsOf(id, row);
    if (!where) return where.error();
    std::set<EntityId> units;
    AddPlanned(row, *where, units);
    AddDelivered(id, row, *where, units);
    AddBills(id, row, *where, units);
    for (const EntityId unit : units) ++Of(unit, row.service).services;
    return {};
  }
  /// A placement: days of its places, by unit; what is billed, at the last one of the month.
  void Add(EntityId id, const engine::PlacementRow& row) {
    const Day so_far = std::clamp(state_.Ledger().today.value_or(first_ - 1) + 1, first_, after_);
    EntityId last;
    for (const engine::HostRow& host : row.hosts) {
      if (host.from < after_) last = host.unit;
    }
    for (const EntityId unit : engine::UnitsOf(row)) {
      const std::int64_t days = engine::DaysHeldAt(row, unit, first_, after_);
      const bool is_billed = unit == last && HasBill(id);
      if (days == 0 && !is_billed) continue;
      MonthOfUnit& month = Of(unit, row.service);
      ++month.services;
      month.planned_sevenths += days * 7;
      month.delivered += engine::DaysHeldAt(row, unit, first_, so_far);
      if (unit == last) AddBills(id, month);
    }
  }
  [[nodiscard]] MonthByUnit Done() { return std::move(units_); }

 private:
  Result<Whereabouts> WhereaboutsOf(EntityId id, const engine::ActivationRow& row) {
    Whereabouts where{row.unit, {}, std::nullopt};
    const auto moved = state_.Find<engine::MovedServiceTable>(id);
    if (!moved || moved->since <= first_) return where;
    where.since = moved->since;
    const Status read = ForEachOwnEvent(reading_, id, [&](const EventInLog& event) {
      if (const auto* fact = event.event.payload_as_ServiceMoved()) where.before = events::Entity(fact->previous());
    });
    if (!read) return read.error();
    return where;
  }

  MonthOfUnit& Of(EntityId unit, const std::string& service) {
    MonthOfUnit& month = units_[{ProviderOf(unit), unit}];
    month.service = service;
    return month;
  }

  bool HasBill(EntityId id) const {
    bool has_one = false;
    using engine::BillTable;
    state_.Scan<BillTable>(BillTable::Key(id), [&](std::string_view, const engine::BillRow& bill) {
      has_one = bill.month == first_;
      return !has_one;
    });
    return has_one;
  }

  /// By the contract with days in the month; of several the one that was signed last.
  const std::string& ProviderOf(EntityId unit) {
    const auto [known, is_new] = providers_.try_emplace(unit);
    if (!is_new) return known->second;
    using engine::ContractTable;
    state_.Scan<ContractTable>(ContractTable::Key(unit), [&](std::string_view, const engine::ContractRow& row) {
      if (row.from < after_ && row.until > first_) known->second = row.provider;
      return true;
    });
    return known->second;
  }

  void AddPlanned(const engine::ActivationRow& row, const Whereabouts& where, std::set<EntityId>& units) {
    const std::int64_t sevenths = IsPerWeek(reading_.SheetOf(row.service)) ? 1 : 7;
    for (Day day = first_; day < after_; ++day) {
      const std::int64_t planned = PlannedOn(row, day);
      if (planned == 0) continue;
      Of(where.On(day), row.service).planned_sevenths += planned * sevenths;
      units.insert(where.On(day));
    }
  }

  void AddDelivered(EntityId id, const engine::ActivationRow& row, const Whereabouts& where,
                    std::set<EntityId>& units) {
    const auto delivered = state_.Find<engine::DeliveredTable>(id, first_);
    if (!delivered) return;
    for (const engine::DeliveredDayRow& day : delivered->days) {
      Of(where.On(day.day), row.service).delivered += day.quantity;
      units.insert(where.On(day.day));
    }
  }

  void AddBills(EntityId id, const engine::ActivationRow& row, const Whereabouts& where, std::set<EntityId>& units) {
    if (!HasBill(id)) return;
    const EntityId unit = where.On(after_ - 1);
    AddBills(id, Of(unit, row.service));
    units.insert(unit);
  }

  void AddBills(EntityId id, MonthOfUnit& month) const {
    using engine::BillTable;
    state_.Scan<BillTable>(BillTable::Key(id), [&](std::string_view bytes, const engine::BillRow& bill) {
      if (bill.month != first_) return true;
      EntityId of;
      std::uint32_t number = 0;
      BillTable::Read(bytes, of, number);
      AddBill(bill, {id, number}, month);
      return true;
    });
  }

  void AddBill(const engine::BillRow& bill, const std::pair<EntityId, std::uint32_t>& key, MonthOfUnit& month) const {
    month.billed += bill.quantity;
    if (bill.state == engine::BillState::kAccepted) month.accepted += bill.quantity;
    if (bill.state == engine::BillState::kContested) month.contested += bill.quantity;
    const auto money = liquidated_.find(key);
    if (money == liquidated_.end()) return;
    month.liquidated += bill.quantity;
    month.liquidated_cents += money->second.cents;
    month.paid_cents += money->second.paid_cents;
    month.others_cents += OthersOf(key.first, money->second.cents);
    if (money->second.paid_cents == money->second.cents) month.paid += bill.quantity;
  }

  /// What others bear of it, by their shares on the first day of the month.
  std::int64_t OthersOf(EntityId id, std::int64_t cents) const {
    const auto shares = state_.Find<engine::CostShareTable>(id);
    return shares ? cents * engine::SharedOn(*shares, first_) / engine::kWholeCost : 0;
  }

  Reading& reading_;
  const engine::State& state_;
  const Day first_;
  const Day after_;
  const LiquidatedBills liquidated_;
  std::map<EntityId, std::string> providers_;
  MonthByUnit units_;
};

}  // namespace

Result<MonthByUnit> Reconcile(Reading& reading, const engine::State& state, Day month) {
  Month reconciled(reading, state, month);
  Status added;
  using engine::ActivationTable;
  state.Scan<ActivationTable>(ActivationTable::Key(), [&](std::string_view bytes, const engine::ActivationRow& row) {
    if (!row.from) return true;
    EntityId id;
    ActivationTable::Read(bytes, id);
    added = reconciled.Add(id, row);
    return added.ok();
  });
  if (!added) return added.error();
  using engine::PlacementTable;
  state.Scan<PlacementTable>(PlacementTable::Key(), [&](std::string_view bytes, const engine::PlacementRow& row) {
    EntityId id;
    PlacementTable::Read(bytes, id);
    reconciled.Add(id, row);
    return true;
  });
  return reconciled.Done();
}

}  // namespace fascicolo::program
