#include "engine/rules/criterion_form.h"

#include "engine/catalogue/decimal.h"
#include "engine/rules/dated_form.h"

#include <algorithm>
#include <utility>

namespace fascicolo::engine {
namespace {

using Kind = JsonValue::Kind;

constexpr std::array kCriterionKinds{Word<CriterionKind>{"bands", CriterionKind::kBands},
                                     Word<CriterionKind>{"choice", CriterionKind::kChoice},
                                     Word<CriterionKind>{"flag", CriterionKind::kFlag},
                                     Word<CriterionKind>{"linear", CriterionKind::kLinear}};

void ReadBandRow(Form& form, CriterionRow& row) {
  row.from = form.OptionalInteger("from", -kMaxThreshold, kMaxThreshold);
  row.to = form.OptionalInteger("to", -kMaxThreshold, kMaxThreshold);
  if (row.from && row.to && *row.to < *row.from) {
    form.Add("to", std::to_string(*row.to) + " is less than the row's from",
             std::to_string(*row.from) + " or more");
  }
}

// Rows ascend; each begins one above the end of the row before it.
void CheckBand(Form& form, const std::vector<CriterionRow>& before, const CriterionRow& row,
               bool is_last) {
  const bool is_first = before.empty();
  if (!is_first && !form.Has("from")) {
    form.Add("from", "the key is missing", "a from in every row but the first");
  }
  if (!is_last && !form.Has("to")) {
    form.Add("to", "the key is missing", "a to in every row but the last");
  }
  if (is_first || !row.from || !before.back().to) return;
  const std::int64_t due = *before.back().to + 1;
  if (*row.from == due) return;
  form.Add("from",
           *row.from > due ? "a gap: no row holds " + std::to_string(due)
                           : "an overlap: the row before ends at " + std::to_string(due - 1),
           std::to_string(due));
}

void CheckChoice(Form& form, const std::vector<CriterionRow>& before, const CriterionRow& row) {
  const bool is_taken = std::any_of(before.begin(), before.end(), [&](const CriterionRow& other) {
    return !row.choice.empty() && other.choice == row.choice;
  });
  if (is_taken) form.Add("is", "\"" + row.choice + "\" stands twice", "every choice once");
}

// False when the answer cannot be read, so that no other row is held against it.
bool ReadFlagRow(Form& form, const std::vector<CriterionRow>& before, CriterionRow& row) {
  const std::optional<bool> flag = form.Flag("is");
  if (!flag) return false;
  row.flag = *flag;
  const bool is_taken = std::any_of(before.begin(), before.end(), [&](const CriterionRow& other) {
    return other.flag == row.flag;
  });
  if (is_taken) {
    form.Add("is", std::string(row.flag ? "true" : "false") + " stands twice",
             "true once and false once");
  }
  return true;
}

void ReadLinearRow(Form& form, const std::vector<CriterionRow>& before, CriterionRow& row) {
  const std::optional<std::int64_t> at = form.RequiredInteger("at", -kMaxThreshold, kMaxThreshold);
  const std::int64_t least = before.empty() ? -kMaxThreshold : before.back().at + 1;
  row.at = at.value_or(least);
  if (row.at >= least) return;
  form.Add("at", std::to_string(row.at) + " does not ascend", std::to_string(least) + " or more");
}

// Reads a row and adds it to those before it.
void ReadRow(Form& form, CriterionKind kind, bool is_last, std::vector<CriterionRow>& rows) {
  CriterionRow row;
  bool is_comparable = true;
  switch (kind) {
    case CriterionKind::kBands:
      ReadBandRow(form, row);
      CheckBand(form, rows, row, is_last);
      break;
    case CriterionKind::kChoice:
      row.choice = form.Code("is");
      CheckChoice(form, rows, row);
      break;
    case CriterionKind::kFlag:
      is_comparable = ReadFlagRow(form, rows, row);
      break;
    case CriterionKind::kLinear:
      ReadLinearRow(form, rows, row);
      break;
  }
  row.points_hundredths = form.Points("points").value_or(0);
  if (kind == CriterionKind::kChoice || form.Has("name")) row.name = form.Name("name");
  form.RefuseOtherKeys();
  if (is_comparable) rows.push_back(std::move(row));
}

std::vector<CriterionRow> ReadRows(Form& form, CriterionKind kind) {
  const std::size_t least = kind == CriterionKind::kFlag || kind == CriterionKind::kLinear ? 2 : 1;
  const JsonValue* list = form.List("rows", least);
  std::vector<CriterionRow> rows;
  if (list == nullptr) return rows;
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    Form entry(list->items[i], PointerTo(form.PlaceOf("rows"), i), form.errors());
    ReadRow(entry, kind, i + 1 == list->items.size(), rows);
  }
  return rows;
}

// "missing" is "refuse" or points.
std::optional<std::int64_t> ReadMissing(Form& form) {
  constexpr std::string_view kExpected = "\"refuse\", or points as a text: \"0\"";
  const JsonValue* member = form.Required("missing", Kind::kText, kExpected);
  if (member == nullptr || member->text == "refuse") return std::nullopt;
  const std::optional<std::int64_t> points = ParseHundredths(member->text);
  if (!points) form.Add("missing", Describe(*member) + " stands here", std::string(kExpected));
  return points;
}

}  // namespace

Criterion ReadCriterion(Form& form) {
  Criterion criterion;
  criterion.code = form.Code("code");
  if (criterion.code == kPenaltyCriterion) {
    form.Add("code", "\"penalty\" names the points that a list takes off", "another code");
  }
  criterion.name = form.Name("name");
  criterion.input = form.Code("input");
  if (criterion.input == kAppliedOn) {
    form.Add("input", "the day of application is no input", "another name; it may be a tie-break");
  }
  criterion.missing_hundredths = ReadMissing(form);
  const std::optional<CriterionKind> kind = form.Pick("kind", kCriterionKinds);
  if (!kind) {  // what the rest should look like is not known
    (void)form.Has("rows");
    (void)form.Has("round");
    criterion.input.clear();
  } else {
    criterion.kind = *kind;
    criterion.rows = ReadRows(form, *kind);
    if (*kind == CriterionKind::kLinear) {
      criterion.round_to_hundredths = ReadRounding(form);
    } else {
      form.Refuse("round", "only a linear criterion has something to round");
    }
  }
  form.RefuseOtherKeys();
  return criterion;
}

std::string_view TextOf(CriterionKind value) { return TextIn(kCriterionKinds, value); }

}  // namespace fascicolo::engine
