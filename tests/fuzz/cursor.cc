#include "connectors/program/serve/cursor.h"
#include "fuzz/targets.h"

namespace fascicolo::fuzz {

void Cursor(std::string_view bytes) {
  static events::SystemRandom random;
  static const program::Cursors cursors(random);
  constexpr std::string_view kQuestion = "8:caseload0:1:0";
  const auto start = cursors.Read(bytes, kQuestion);
  FASCICOLO_CHECK(!start || cursors.Write(*start, kQuestion) == bytes);
}

}  // namespace fascicolo::fuzz
