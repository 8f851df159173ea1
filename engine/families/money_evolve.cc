// What each fact about money changes in its rows. A fact that does not fit the state is poison, never a crash.
#include "engine/families/life_course.h"
#include "engine/families/limits.h"
#include "engine/families/money.h"
#include "engine/families/money_states.h"

namespace fascicolo::engine {
namespace {

bool IsAmount(std::int64_t cents) { return cents > 0 && cents <= kMaxMoneyCents; }

/// Takes `number` as the next one of `count`.
bool TakeNext(std::uint32_t number, std::uint32_t& count, std::uint32_t most) {
  if (number != count + 1 || number > most) return false;
  count = number;
  return true;
}

bool IsMonth(std::int32_t month) { return month == 0 || (IsPossible(Day{month}) && CivilFromDay(Day{month}).day == 1); }

/// The balance of a plan's year is liquidated.
bool PayBalance(EntityId plan, std::int32_t year, std::int64_t amount, StateEditor& editor) {
  auto row = editor.Find<PlanYearTable>(plan, static_cast<std::uint32_t>(year));
  if (!row || row->to_pay != amount) return false;
  row->to_pay = 0;
  editor.Put<PlanYearTable>(*row, plan, static_cast<std::uint32_t>(year));
  return true;
}

}  // namespace

bool Evolve(const EventContext&, const schema::Event& event, const schema::ChapterOpened& fact, StateEditor& editor) {
  const EntityId chapter = events::Entity(event.entity());
  const bool is_sound = IsAmount(fact.amount()) && Text(fact.code()).size() <= kMaxCodeBytes;
  if (!is_sound || editor.Find<ChapterTable>(chapter)) return false;
  ChapterRow row;
  row.year = fact.year();
  row.code = Text(fact.code());
  row.amount = fact.amount();
  editor.Put<ChapterTable>(row, chapter);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::ChapterChanged& fact, StateEditor& editor) {
  return EditRow<ChapterTable>(event, editor, [&](ChapterRow& row) {
    if (fact.by() < -kMaxMoneyCents || fact.by() > kMaxMoneyCents - row.amount) return false;
    row.amount += fact.by();
    return row.amount >= row.set_aside;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::MoneyReserved& fact, StateEditor& editor) {
  return EditRow<ChapterTable>(event, editor, [&](ChapterRow& row) {
    if (!IsAmount(fact.amount()) || fact.amount() > row.amount - row.set_aside) return false;
    if (!TakeNext(fact.commitment(), row.commitments, kMaxCommitments)) return false;
    row.set_aside += fact.amount();
    CommitmentRow commitment;
    commitment.about = events::Entity(fact.about());
    commitment.amount = fact.amount();
    editor.Put<CommitmentTable>(commitment, events::Entity(event.entity()), fact.commitment());
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::MoneyCommitted& fact, StateEditor& editor) {
  const auto commit = [&](CommitmentRow& row) {
    if (Text(fact.number()).size() > kMaxNumberBytes) return false;
    row.committed = true;
    row.number = Text(fact.number());
    row.act = events::Entity(event.act());
    return true;
  };
  return EditByCourse<CommitmentTable>(event, editor, CommitmentCourse(), CommitmentStep::kCommit, commit,
                                       fact.commitment());
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::MoneyReleased& fact, StateEditor& editor) {
  const auto give_back = [&](CommitmentRow& row) {
    if (!IsAmount(fact.amount()) || fact.amount() > row.amount - row.liquidated) return false;
    row.amount -= fact.amount();
    return true;
  };
  return EditByCourse<CommitmentTable>(event, editor, CommitmentCourse(), CommitmentStep::kRelease, give_back,
                                       fact.commitment()) &&
         EditRow<ChapterTable>(event, editor, [&](ChapterRow& row) {
           row.set_aside -= fact.amount();
           return row.set_aside >= 0;
         });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PayeeRegistered& fact, StateEditor& editor) {
  const EntityId payee = events::Entity(event.entity());
  if (Text(fact.provider()).size() > kMaxCodeBytes || editor.Find<PayeeTable>(payee)) return false;
  PayeeRow row;
  row.person = events::Entity(fact.person());
  row.provider = Text(fact.provider());
  row.has_account = fact.has_account();
  editor.Put<PayeeTable>(row, payee);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::AccountChanged& fact, StateEditor& editor) {
  return EditRow<PayeeTable>(event, editor, [&](PayeeRow& row) {
    row.has_account = fact.has_account();
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::DurcRecorded& fact, StateEditor& editor) {
  return EditRow<PayeeTable>(event, editor, [&](PayeeRow& row) {
    if (!IsPossible(Day{fact.until()})) return false;
    row.durc_until = Day{fact.until()};
    return true;
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::MoneyLiquidated& fact, StateEditor& editor) {
  const EntityId chapter = events::Entity(event.entity());
  if (!IsMonth(fact.month())) return false;
  LiquidationRow liquidation;
  liquidation.commitment = fact.commitment();
  liquidation.amount = fact.amount();
  liquidation.payee = events::Entity(fact.payee());
  liquidation.activation = events::Entity(fact.activation());
  liquidation.bill = fact.bill();
  liquidation.month = DayIfGiven(fact.month());
  liquidation.year = fact.year();
  liquidation.act = events::Entity(event.act());
  EntityId whom = liquidation.activation;
  const auto use = [&](CommitmentRow& row) {
    if (!IsAmount(fact.amount()) || fact.amount() > row.amount - row.liquidated) return false;
    row.liquidated += fact.amount();
    if (fact.bill() == 0) whom = row.about;
    return true;
  };
  if (!EditByCourse<CommitmentTable>(event, editor, CommitmentCourse(), CommitmentStep::kLiquidate, use,
                                     fact.commitment())) {
    return false;
  }
  if (fact.bill() != 0 || liquidation.month) {
    const PaidForRow paid{chapter, fact.liquidation()};
    const EntityId apart = fact.bill() != 0 ? EntityId{} : PaidApart(editor, whom, liquidation.payee);
    editor.Put<PaidForTable>(paid, whom, fact.bill(), liquidation.month.value_or(Day{}), apart);
  }
  if (fact.year() != 0 && !PayBalance(whom, fact.year(), fact.amount(), editor)) return false;
  editor.Put<LiquidationTable>(liquidation, chapter, fact.liquidation());
  return EditRow<ChapterTable>(event, editor, [&](ChapterRow& row) {
    return TakeNext(fact.liquidation(), row.liquidations, kMaxCommitments);
  });
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::MoneyPaid& fact, StateEditor& editor) {
  const auto pay = [&](LiquidationRow& row) {
    const auto number = Text(fact.number());
    if (number.empty() || number.size() > kMaxNumberBytes) return false;
    row.paid_by = number;
    row.paid_on = Day{event.effective_on()};
    return true;
  };
  return EditByCourse<LiquidationTable>(event, editor, LiquidationCourse(), LiquidationStep::kPay, pay, fact.liquidation());
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::PaymentBounced& fact, StateEditor& editor) {
  const auto bounce = [](LiquidationRow& row) {
    row.paid_by.clear();
    row.paid_on.reset();
    ++row.bounced;
    return true;
  };
  return EditByCourse<LiquidationTable>(event, editor, LiquidationCourse(), LiquidationStep::kBounce, bounce,
                                        fact.liquidation());
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::DebtRaised& fact, StateEditor& editor) {
  const EntityId person = events::Entity(event.entity());
  const bool is_sound = IsAmount(fact.amount()) && IsPossible(Day{fact.due_on()}) && IsMonth(fact.month()) &&
                        fact.cause() != schema::DebtCause::none && fact.cause() <= schema::DebtCause::MAX;
  if (!is_sound) return false;
  auto count = editor.Find<DebtCountTable>(person).value_or(DebtCountRow{});
  if (!TakeNext(fact.debt(), count.debts, kMaxDebts)) return false;
  DebtRow row;
  row.cause = fact.cause();
  row.activation = events::Entity(fact.activation());
  row.month = DayIfGiven(fact.month());
  row.amount = fact.amount();
  row.due_on = Day{fact.due_on()};
  if (row.month) editor.Put<ChargedTable>(MarkRow{}, person, row.activation, *row.month);
  editor.Put<DebtTable>(row, person, fact.debt());
  editor.Put<DebtCountTable>(count, person);
  return true;
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::MoneyReceived& fact, StateEditor& editor) {
  const auto receive = [&](DebtRow& row) {
    if (!IsAmount(fact.amount()) || fact.amount() > row.Left()) return false;
    row.received += fact.amount();
    return true;
  };
  return EditByCourse<DebtTable>(event, editor, DebtCourse(), DebtStep::kReceive, receive, fact.debt());
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::DebtReminded& fact, StateEditor& editor) {
  const auto remind = [&](DebtRow& row) {
    row.reminded_on = Day{event.effective_on()};
    return true;
  };
  return EditByCourse<DebtTable>(event, editor, DebtCourse(), DebtStep::kRemind, remind, fact.debt());
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::InstalmentsAgreed& fact,
            StateEditor& editor) {
  const auto agree = [&](DebtRow& row) {
    if (fact.count() < 2 || fact.count() > kMaxInstalments || !IsPossible(Day{fact.first_due()})) return false;
    row.instalments = fact.count();
    row.first_due = Day{fact.first_due()};
    return true;
  };
  return EditByCourse<DebtTable>(event, editor, DebtCourse(), DebtStep::kAgreeInstalments, agree, fact.debt());
}

bool Evolve(const EventContext&, const schema::Event& event, const schema::DebtWrittenOff& fact, StateEditor& editor) {
  const auto write_off = [&](DebtRow& row) {
    if (fact.amount() != row.Left()) return false;
    row.written_off = fact.amount();
    return true;
  };
  return EditByCourse<DebtTable>(event, editor, DebtCourse(), DebtStep::kWriteOff, write_off, fact.debt());
}

}  // namespace fascicolo::engine
