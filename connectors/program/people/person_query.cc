#include "connectors/program/people/person_query.h"

#include "engine/identity/fiscal_code.h"
#include "engine/identity/other_codes.h"

#include <span>
#include <sstream>
#include <utility>

namespace fascicolo::program {
namespace {

using engine::PersonalData;

/// Words that came as one argument, or as one line, are apart too.
std::vector<std::string> Split(const std::vector<std::string>& typed) {
  std::vector<std::string> words;
  for (const std::string& one : typed) {
    std::istringstream rest(one);
    for (std::string word; rest >> word;) words.push_back(word);
  }
  return words;
}

/// Takes a word that is a code or a date; false: it is part of a name.
bool TakeOther(const std::string& word, PersonalData& asked) {
  if (const auto born = ParseDay(word)) {
    asked.born = CivilFromDay(*born);
  } else if (engine::ReadFiscalCode(word)) {
    asked.fiscal_code = word;
  } else if (engine::ReadHealthCode(word) || engine::ReadNumericCode(word)) {
    asked.other_codes.push_back(word);
  } else {
    return false;
  }
  return true;
}

std::string Joined(std::span<const std::string> words) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
  return joined;
}

StatusOf<FormError> TakeOptions(const QueryOptions& options, PersonalData& asked) {
  asked.surname = options.surname.value_or("");
  asked.name = options.name.value_or("");
  asked.fiscal_code = options.fiscal_code.value_or("");
  if (!options.born) return {};
  const auto born = ParseDay(*options.born);
  if (!born) return FormError{"--born", "is not a day that exists", "such as 1980-03-31"};
  asked.born = CivilFromDay(*born);
  return {};
}

}  // namespace

Result<std::vector<PersonalData>, FormError> ReadQuery(const QueryOptions& options) {
  PersonalData asked;
  if (auto taken = TakeOptions(options, asked); !taken) return taken.error();
  const auto words = Split(options.words);
  if (words.size() > kMostSearchWords) {
    return FormError{"TEXT", "has " + std::to_string(words.size()) + " words", std::to_string(kMostSearchWords) + " at most"};
  }
  std::vector<std::string> names;
  for (const std::string& word : words) {
    if (!TakeOther(word, asked)) names.push_back(word);
  }
  if (!names.empty() && (options.surname || options.name)) {
    return FormError{"TEXT", "names somebody, as --surname and --name do", "one or the other"};
  }
  if (names.empty()) {
    if (engine::FeaturesOf(asked).empty()) return FormError{"TEXT", "names nobody", "a name, a code or a date of birth"};
    return std::vector{asked};
  }
  std::vector<PersonalData> ways;
  for (std::size_t surnames = 1; surnames <= names.size(); ++surnames) {
    PersonalData& way = ways.emplace_back(asked);
    way.surname = Joined(std::span(names).first(surnames));
    way.name = Joined(std::span(names).subspan(surnames));
  }
  return ways;
}

}  // namespace fascicolo::program
