// The one table of fields (fields.txt): which types of events may leave, which of their fields, and how. What does not
// stand in it does not leave.
#pragma once

#include "events/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::feed {

/// How a field leaves; the words of fields.txt, which says what each means.
enum class Leaving { kWithheld, kKept, kPseudonym, kDay, kBirth, kFigure, kCount, kCode, kWithin, kFact };

struct FieldLine {
  std::string field;
  Leaving leaving = Leaving::kWithheld;
  std::string table;  ///< kWithin: by whose lines
};

struct TypeLine {
  bool never = false;  ///< no consumer can ask for it
  std::vector<FieldLine> fields;
  /// Null: the field does not leave.
  [[nodiscard]] const FieldLine* Find(std::string_view field) const;
};

class FieldTable {
 public:
  /// The error names the line.
  static Result<FieldTable, FormError> Read(std::string_view text);
  /// The program's own.
  [[nodiscard]] static const FieldTable& Own();

  /// Null: nothing of it leaves.
  [[nodiscard]] const TypeLine* Find(std::string_view type) const;
  [[nodiscard]] const std::map<std::string, TypeLine, std::less<>>& lines() const { return lines_; }

 private:
  std::map<std::string, TypeLine, std::less<>> lines_;
};

/// What stands in fields.txt.
[[nodiscard]] std::string_view OwnFieldText();

}  // namespace fascicolo::feed
