// Answers about fiscal codes, a line for each line on standard input, so that another program can be compared.
//   compose <tab> surname <tab> name <tab> F or M <tab> 1979-02-11 <tab> birthplace   ->  the code
//   read <tab> code   ->  plain code, F or M, two digits of the year, month, day, birthplace; then all 128 variants
// What cannot be composed or read is answered with "error".
#include <iostream>
#include <sstream>
#include <vector>

#include "engine/identity/fiscal_code.h"

namespace fascicolo::engine {
namespace {

std::vector<std::string> Parts(const std::string& line) {
  std::vector<std::string> parts;
  std::istringstream rest(line);
  for (std::string part; std::getline(rest, part, '\t');) parts.push_back(part);
  return parts;
}

std::string Composed(const std::vector<std::string>& parts) {
  const auto born = ParseDay(parts[4]);
  if (!born) return "error";
  const Sex sex = parts[3] == "F" ? Sex::kFemale : Sex::kMale;
  const auto code = ComposeFiscalCode(parts[1], parts[2], sex, *born, parts[5]);
  return code ? *code : "error";
}

std::string Read(const std::string& text) {
  const auto code = ReadFiscalCode(text);
  if (!code) return "error";
  std::ostringstream answer;
  answer << code->plain << ' ' << (code->sex == Sex::kFemale ? 'F' : 'M') << ' ' << code->year << ' ' << code->month
         << ' ' << code->day << ' ' << code->birthplace;
  for (const std::string& variant : OmocodiaVariants(*code)) answer << ' ' << variant;
  return answer.str();
}

std::string Answer(const std::vector<std::string>& parts) {
  if (parts.size() == 6 && parts[0] == "compose") return Composed(parts);
  if (parts.size() == 2 && parts[0] == "read") return Read(parts[1]);
  return "error";
}

}  // namespace
}  // namespace fascicolo::engine

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    std::cout << fascicolo::engine::Answer(fascicolo::engine::Parts(line)) << '\n';
  }
}
