// What the families of the person's rights share: lists of words, and changes of one entry's rights.
#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/fold.h"
#include "engine/state/state.h"

namespace fascicolo::engine {

/// The words of a list, ascending, each once. None: one of them is none that there is, or the first, where that is `none`.
template <class Word>
[[nodiscard]] std::optional<std::vector<Word>> WordsOf(const flatbuffers::Vector<Word>* given, Word least) {
  std::vector<Word> words;
  if (given == nullptr) return words;
  for (const auto word : *given) {
    if (word < least || word > Word::MAX) return std::nullopt;
    words.push_back(word);
  }
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

/// As an evolver reads them: nothing but what WordsOf gives.
template <class Word>
[[nodiscard]] bool ReadWords(const flatbuffers::Vector<Word>* given, Word least, std::vector<Word>& words) {
  auto read = WordsOf(given, least);
  if (!read || read->size() != (given == nullptr ? 0 : given->size())) return false;
  words = *std::move(read);
  return true;
}

/// Changes the rights of a person who is there. `change` answers false when the fact makes no sense: poison.
template <class Change>
[[nodiscard]] bool EditRights(const schema::Event& event, StateEditor& editor, Change change) {
  const EntityId id = events::Entity(event.entity());
  if (!editor.Find<PersonTable>(id)) return false;
  RightsRow row = editor.Find<RightsTable>(id).value_or(RightsRow{});
  if (!change(id, row)) return false;
  editor.Put<RightsTable>(row, id);
  return true;
}

/// "completed"; for views.
[[nodiscard]] constexpr std::string_view TextOf(ErasureState state) {
  constexpr std::array<std::string_view, 4> kTexts{"proposed", "approved", "stopped", "completed"};
  return kTexts[static_cast<std::size_t>(state) - 1];
}

/// The one with this number, which counts from 1; null: there is none.
template <class Row>
[[nodiscard]] Row* Numbered(std::vector<Row>& rows, std::uint32_t number) {
  return number >= 1 && number <= rows.size() ? &rows[number - 1] : nullptr;
}

}  // namespace fascicolo::engine
