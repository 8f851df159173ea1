// Reading an order of entries: tie-breaks of points, or the whole order where there are no points.
#pragma once

#include "engine/catalogue/form.h"
#include "engine/rules/rule_set.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::engine {

/// Notices an input that is read as two types.
class InputTypes {
 public:
  void Note(Form& form, std::string_view key, const std::string& input, InputType type);

 private:
  std::map<std::string, InputType, std::less<>> types_;
};

/// The list at `key`, of at least `least` entries, none twice. Errors go to the form's.
[[nodiscard]] std::vector<TieBreak> ReadTieBreaks(Form& form, std::string_view key, std::size_t least,
                                                  InputTypes& types);

}  // namespace fascicolo::engine
