// What an answer in JSON looks like, as a line beside the code that writes it, and the JSON Schema that follows from it:
//
//   {case: id, closed_on: day?, services: [{service: word, suspended: flag}], note?: text}
//
//   name: SHAPE   a member; "name?" may be missing
//   SHAPE?        may be null
//   [SHAPE]       a list
//   {*: SHAPE}    members of any name
//   {..., ...}    and members that are not told, where "..." stands last
//   A | B         either; 'x' the text x
//
//   id       32 hexadecimal digits      day       2026-03-02           count   a whole number from 0 on
//   hash     64 hexadecimal digits      instant   RFC 3339, in UTC     number  a whole number
//   word     of a list that is fixed,   decimal   money, points: a     flag    true or false
//            or a code; may be empty              number, as text      text    anything; any: any value
#pragma once

#include "connectors/cli/json_form.h"

#include <initializer_list>
#include <string>
#include <string_view>

namespace fascicolo::cli {

/// The JSON Schema (as OpenAPI 3.0 has it: "nullable") of a shape. A line that cannot be read is a mistake of the program.
[[nodiscard]] Value SchemaOfShape(std::string_view shape);

/// The shape with each "%" replaced by the next of `parts`, of which there are as many.
[[nodiscard]] std::string ShapeWith(std::string_view shape, std::initializer_list<std::string_view> parts);

/// One of the answers of a command with --json.
struct AnswerShape {
  std::string command;  ///< "waiting-list"
  std::string when;     ///< the place or option that it is the answer to: "LIST", "--asked"; empty: neither
  std::string shape;
};

}  // namespace fascicolo::cli
