#include "connectors/program/serve/questions.h"
#include "fuzz/targets.h"

namespace fascicolo::fuzz {

void Query(std::string_view bytes) {
  const auto asked = program::ReadQuestion(bytes);
  if (!asked) {
    FASCICOLO_CHECK(asked.error().status == 400 || asked.error().status == 404);
    return;
  }
  const auto words = program::WordsOf(*asked);
  FASCICOLO_CHECK(words.front() == asked->question->name);
  const auto again = program::ReadQuestion(program::TargetOf(*asked));
  FASCICOLO_CHECK(again.ok() && program::WordsOf(*again) == words);
}

}  // namespace fascicolo::fuzz
