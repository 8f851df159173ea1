#include "projections/statistics/query.h"

#include <algorithm>
#include <array>
#include <optional>

namespace fascicolo::projections {
namespace {

constexpr std::array<std::string_view, 8> kTopicWords{"stocks",   "flows",    "users",      "need",
                                                      "spending", "outcomes", "attendance", "terms"};
constexpr std::array<std::string_view, kDimensions> kDimensionWords{"area",        "service",  "age_band",
                                                                    "citizenship", "district", "month"};
constexpr std::array<std::string_view, 3> kCountedWords{"services", "cases", "enrolments"};

template <std::size_t Count>
std::string OneOf(const std::array<std::string_view, Count>& words) {
  std::string all;
  for (const auto word : words) all += (all.empty() ? "" : ", ") + std::string(word);
  return all;
}

template <class Word, std::size_t Count>
Result<Word, FormError> ParseWord(const std::array<std::string_view, Count>& words, std::string_view text,
                                  const char* place) {
  const auto found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) return FormError{place, "is none of the words that there are", OneOf(words)};
  return static_cast<Word>(found - words.begin());
}

std::vector<std::string_view> SplitAt(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(separator), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::optional<Day> ParseMonth(std::string_view text) { return ParseDay(std::string(text) + "-01"); }

class QueryParser {
 public:
  QueryParser(std::vector<std::string_view> words, Day today)
      : words_(std::move(words)), this_month_(DayFromCivil({YearOf(today), MonthOf(today), 1})) {}

  Result<FigureQuery, FormError> Parse() {
    if (words_.empty()) return FormError{"TOPIC", "is missing", OneOf(kTopicWords)};
    const auto topic = ParseWord<Topic>(kTopicWords, words_.front(), "TOPIC");
    if (!topic) return topic.error();
    query_.topic = *topic;
    for (at_ = 1; at_ < words_.size() && !wrong_; ++at_) Take(words_[at_]);
    if (!wrong_) CheckPeriod();
    if (!wrong_ && query_.is_public && query_.by.size() > kMaxPublicDimensions) {
      wrong_ = FormError{"--by", "tells too much apart for what leaves the office",
                         "at most " + std::to_string(kMaxPublicDimensions) + " dimensions"};
    }
    if (wrong_) return *wrong_;
    return query_;
  }

 private:
  void Take(std::string_view word) {
    if (word == "--public") {
      query_.is_public = true;
    } else if (word == "--of") {
      const auto counted = ParseWord<Counted>(kCountedWords, Value(), "--of");
      counted ? void(query_.counted = *counted) : void(wrong_ = counted.error());
    } else if (word == "--by") {
      for (const auto one : SplitAt(Value(), ',')) TakeDimension(one);
    } else if (word == "--year") {
      from_ = ParseMonth(std::string(Value()) + "-01");
      if (!from_) wrong_ = FormError{"--year", "is no year", "2026"};
      if (from_) to_ = std::max(*from_, std::min(AddMonths(*from_, 11), this_month_));
    } else if (word == "--from" || word == "--to") {
      auto& month = word == "--from" ? from_ : to_;
      month = ParseMonth(Value());
      if (!month) wrong_ = FormError{std::string(word), "is no month", "2026-03"};
    } else {
      wrong_ = FormError{std::string(word), "is no word of a query", "--of, --by, --year, --from, --to, --public"};
    }
  }
  std::string_view Value() { return at_ + 1 < words_.size() ? words_[++at_] : std::string_view{}; }

  void TakeDimension(std::string_view word) {
    const auto dimension = ParseWord<Dimension>(kDimensionWords, word, "--by");
    if (!dimension) {
      wrong_ = dimension.error();
      return;
    }
    if (query_.Has(*dimension)) return;
    query_.by.insert(std::lower_bound(query_.by.begin(), query_.by.end(), *dimension), *dimension);
  }

  void CheckPeriod() {
    query_.from = from_.value_or(DayFromCivil({YearOf(to_.value_or(this_month_)), 1, 1}));
    query_.until = AddMonths(to_.value_or(this_month_), 1);
    if (query_.until <= query_.from) {
      wrong_ = FormError{"--to", "is before --from", MonthText(query_.from) + " or later"};
    } else if (query_.until > AddMonths(this_month_, 1)) {
      wrong_ = FormError{"--to", "has not begun", MonthText(this_month_) + " or earlier"};
    } else if (AddMonths(query_.from, kMaxMonths) < query_.until) {
      wrong_ = FormError{"--from", "is too long before --to", "at most " + std::to_string(kMaxMonths) + " months"};
    }
  }

  const std::vector<std::string_view> words_;
  const Day this_month_;
  std::size_t at_ = 0;
  FigureQuery query_;
  std::optional<Day> from_;
  std::optional<Day> to_;
  std::optional<FormError> wrong_;
};

}  // namespace

std::string_view WordOf(Topic topic) { return kTopicWords[static_cast<std::size_t>(topic)]; }
std::string_view WordOf(Dimension dimension) { return kDimensionWords[static_cast<std::size_t>(dimension)]; }
std::string_view WordOf(Counted counted) { return kCountedWords[static_cast<std::size_t>(counted)]; }
std::string MonthText(Day month) { return FormatDay(month).substr(0, 7); }

bool FigureQuery::Has(Dimension dimension) const { return std::find(by.begin(), by.end(), dimension) != by.end(); }

std::string FigureQuery::Text() const {
  std::string text(WordOf(topic));
  const bool tells_of = topic == Topic::kStocks || topic == Topic::kFlows || topic == Topic::kUsers;
  if (tells_of) text += " --of " + std::string(WordOf(counted));
  for (std::size_t i = 0; i < by.size(); ++i) text += (i == 0 ? " --by " : ",") + std::string(WordOf(by[i]));
  text += " --from " + MonthText(from) + " --to " + MonthText(AddMonths(until, -1));
  return is_public ? text + " --public" : text;
}

Result<FigureQuery, FormError> ParseQuery(std::string_view text, Day today) {
  return QueryParser(SplitAt(text, ' '), today).Parse();
}

}  // namespace fascicolo::projections
