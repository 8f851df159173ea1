// usage: fascicolo_bench RESULT.json DIR decisions
//        fascicolo_bench RESULT.json DIR rebuild AUTHORITY
#include <iostream>
#include <string_view>

#include "ops/bench/benches.h"

int main(int argc, char** argv) {
  const std::string_view what = argc > 3 ? argv[3] : "";
  if (what == "decisions" && argc == 4) {
    fascicolo::bench::Report(argv[1], fascicolo::bench::Decisions(argv[2]));
  } else if (what == "rebuild" && argc == 5) {
    fascicolo::bench::Report(argv[1], fascicolo::bench::Rebuild(argv[4], argv[2]));
  } else {
    std::cerr << "usage: fascicolo_bench RESULT.json DIR decisions | rebuild AUTHORITY\n";
    return 2;
  }
  return 0;
}
