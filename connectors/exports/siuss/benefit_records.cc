#include "connectors/exports/siuss/benefit_records.h"

#include "connectors/exports/health_share.h"
#include "engine/catalogue/adopted.h"
#include "engine/families/isee_figures.h"

#include <algorithm>
#include <array>

namespace fascicolo::siuss {
namespace {

/// Benefits with which the block for non-self-sufficiency goes, where they are for it: as SISO takes them, the
/// program that several regions use (github.com/RegioneUmbria-RCB/SISO).
constexpr std::array<std::string_view, 15> kSinaCodes{"A1.04", "A1.10", "A1.11", "A1.12", "A1.13",
                                                      "A1.14", "A1.15", "A1.16", "A1.23", "A2.07",
                                                      "A2.08", "A2.14", "A2.20", "A2.21", "A3.02"};
constexpr std::size_t kMostProtocolBytes = 30;      // NumeroProtocolloDSU
constexpr int kNonSelfSufficient = 2;              // AreaUtenza
constexpr std::string_view kRentCode = "A1.05.01";  // wants the day of the event

class PieceMaker {
 public:
  PieceMaker(const engine::State& state, const Knowledge& known, const Benefit& benefit, Day today)
      : state_(state),
        known_(known),
        benefit_(benefit),
        today_(today),
        sheet_(engine::AdoptedSheet(state, benefit.service)) {}

  std::vector<Piece> Make() {
    switch (benefit_.kind) {
      case BenefitKind::kActivation:
        MakeActivation();
        break;
      case BenefitKind::kPlan:
        MakePlan();
        break;
      case BenefitKind::kPlacement:
        MakePlacement();
        break;
    }
    return std::move(pieces_);
  }

 private:
  void MakeActivation() {
    const auto row = state_.Find<engine::ActivationTable>(benefit_.entity);
    using enum engine::ActivationState;
    if (!row || !row->from || (row->state != kInForce && row->state != kEnded)) return;
    const auto allowance = state_.Find<engine::AllowanceTable>(benefit_.entity);
    if (allowance) return MakeAllowance(*row, *allowance);
    const auto vouchers = state_.Find<engine::VouchersTable>(benefit_.entity);
    if (vouchers) return MakeVouchers(*row, *vouchers);
    ForEachYear(*row->from, row->until, [&](int year, const Span& span) {
      Piece& piece = Add(row->person, year, span);
      if (sheet_ == nullptr) return;
      SetMonthly(piece, MonthlyOfService(state_, *sheet_, benefit_.entity, *row, known_.prices, span));
    });
  }

  void MakeAllowance(const engine::ActivationRow& row, const engine::AllowanceRow& allowance) {
    if (allowance.months == 1) {
      if (benefit_.paid_on) AddOnce(row.person, *benefit_.paid_on, AmountOn(allowance, allowance.from));
      return;
    }
    ForEachYear(allowance.from, row.until, [&](int year, const Span& span) {
      std::int64_t total = 0;
      std::int64_t months = 0;
      for (std::uint32_t k = 0; k < allowance.months; ++k) {
        const Day begins = AddMonths(allowance.from, static_cast<int>(k));
        if (begins < span.from || begins > span.last) continue;
        total += AmountOn(allowance, begins);
        ++months;
      }
      if (months == 0) return;
      Piece& piece = Add(row.person, year, span);
      piece.record.months = static_cast<int>(months);
      piece.record.amount = total / months;
    });
  }
  static std::int64_t AmountOn(const engine::AllowanceRow& allowance, Day day) {
    std::int64_t amount = 0;
    for (const engine::AllowanceStepRow& step : allowance.amounts) {
      if (step.from <= day) amount = step.amount;
    }
    return amount;
  }
  void MakeVouchers(const engine::ActivationRow& row, const engine::VouchersRow& vouchers) {
    AddOnce(row.person, vouchers.from, vouchers.amount * vouchers.count);
  }

  void MakePlan() {
    const auto row = state_.Find<engine::PlanTable>(benefit_.entity);
    using enum engine::PlanState;
    if (!row || !row->from || row->state == kWithdrawn || row->state == kDenied) return;
    ForEachYear(*row->from, row->until, [&](int year, const Span& span) {
      const auto of_year = state_.Find<engine::PlanYearTable>(benefit_.entity, static_cast<std::uint32_t>(year));
      if (!of_year || of_year->funded == 0) return;
      Piece& piece = Add(row->person, year, span);
      piece.record.amount = of_year->funded / piece.record.months;
    });
  }

  void MakePlacement() {
    const auto row = state_.Find<engine::PlacementTable>(benefit_.entity);
    using enum engine::PlacementState;
    if (!row || (row->state != kInForce && row->state != kEnded && row->state != kLapsed)) return;
    for (const engine::PlacedRow& placed : row->persons) {
      if (!placed.from) continue;
      ForEachYear(*placed.from, placed.until, [&](int year, const Span& span) {
        Piece& piece = Add(placed.person, year, span);
        SetMonthly(piece, MonthlyOfPlacement(*row, span));
      });
    }
  }

  template <class Make>
  void ForEachYear(Day from, std::optional<Day> until, Make make) {
    const int first = YearOf(from);
    const int last = std::max(first, std::min(YearOf(today_), until ? YearOf(*until - 1) : YearOf(today_)));
    for (int year = first; year <= last; ++year) {
      if (const auto span = WithinYear(from, until, year)) make(year, *span);
    }
  }

  /// With everything but the amounts.
  Piece& Add(EntityId person, int year, const Span& span) {
    Piece& piece = pieces_.emplace_back();
    piece.person = person;
    piece.year = year;
    BenefitRecord& record = piece.record;
    record.who = known_.persons.Of(state_, person, span.from, piece.reasons);
    record.from = span.from;
    record.last = span.last;
    record.months = MonthsOf(span);
    record.protocol = benefit_.protocol;
    if (record.protocol.empty()) piece.reasons.insert(Reason::kNoProtocol);
    if (benefit_.imported) piece.reasons.insert(Reason::kImported);
    const auto case_row = state_.Find<engine::CaseTable>(benefit_.case_file);
    record.in_charge = case_row && case_row->was_in_charge;
    if (sheet_ == nullptr || !sheet_->siuss) {
      piece.reasons.insert(Reason::kNoCode);
      return piece;
    }
    record.code = sheet_->siuss->code;
    record.area = sheet_->siuss->area;
    if (record.code == kRentCode) record.event_on = benefit_.applied_on;
    if (sheet_->reporting) record.means_test = sheet_->reporting->means_test;
    if (record.means_test == engine::MeansTest::kIsee) AddDeclaration(person, span, piece);
    AddSina(piece);
    return piece;
  }
  void AddOnce(EntityId person, Day on, std::int64_t cents) {
    Piece& piece = Add(person, YearOf(on), {on, on});
    piece.record.is_once = true;
    piece.record.months = 0;
    piece.record.amount = cents;
  }
  void SetMonthly(Piece& piece, const Monthly& monthly) {
    BenefitRecord& record = piece.record;
    record.amount = monthly.amount;
    record.is_valued = monthly.is_valued;
    record.user_share = monthly.user_share;
    record.monthly_hours = monthly.hours;
    const std::int64_t share = exports::HealthShareOn(state_, benefit_.entity, record.from);
    record.health_share = monthly.amount * share / exports::kWholeShare;
  }

  /// The attestation that is valid when the record begins, else the first that becomes so while it lasts.
  void AddDeclaration(EntityId person, const Span& span, Piece& piece) {
    auto figure = engine::IseeOn(state_, person, span.from);
    if (!figure) {
      for (const Day day : engine::IseeTurningDays(state_, person)) {
        if (day > span.from && day <= span.last && !figure) figure = engine::IseeOn(state_, person, day);
      }
    }
    if (figure) piece.record.declaration = DeclarationOf(*figure);
    if (!piece.record.declaration) piece.reasons.insert(Reason::kNoIsee);
  }
  std::optional<Declaration> DeclarationOf(const engine::AttestedIsee& figure) {
    std::optional<Declaration> found;
    using engine::IseeTable;
    state_.Scan<IseeTable>(IseeTable::Key(figure.household), [&](std::string_view bytes, const engine::IseeRow& row) {
      if (row.version != figure.version) return true;
      EntityId household;
      Declaration declaration{{}, YearOf(row.issued_on), row.issued_on};
      IseeTable::Read(bytes, household, declaration.protocol);
      if (declaration.protocol.size() <= kMostProtocolBytes) found = declaration;
      return false;
    });
    return found;
  }

  void AddSina(Piece& piece) {
    const bool is_wanted = piece.record.area == kNonSelfSufficient &&
                           std::find(kSinaCodes.begin(), kSinaCodes.end(), piece.record.code) != kSinaCodes.end();
    if (!is_wanted) return;
    const Answers* answers = known_.cases.SinaOf(benefit_.case_file);
    if (answers == nullptr) {
      piece.reasons.insert(Reason::kNoSina);
      return;
    }
    piece.record.sina = SinaBlock{AnswerTo(*answers, "mobility"),    AnswerTo(*answers, "daily_living"),
                                  AnswerTo(*answers, "cognition"),   AnswerTo(*answers, "behaviour"),
                                  AnswerTo(*answers, "health_care"), AnswerTo(*answers, "income"),
                                  AnswerTo(*answers, "support"),     AnswerTo(*answers, "source"),
                                  AnswerTo(*answers, "tool"),        benefit_.severe_disability};
  }

  const engine::State& state_;
  const Knowledge& known_;
  const Benefit& benefit_;
  const Day today_;
  const std::shared_ptr<const engine::Sheet> sheet_;
  std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> PiecesOf(const engine::State& state, const Knowledge& known, const Benefit& benefit, Day today) {
  return PieceMaker(state, known, benefit, today).Make();
}

}  // namespace fascicolo::siuss
