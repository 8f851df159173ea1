#include "events/result.h"

#include <cstdio>

namespace fascicolo {

void StopOnBug(const char* file, int line, const char* expectation) {
  std::fprintf(stderr, "fascicolo: bug at %s:%d: expected %s\n", file, line, expectation);
  std::abort();
}

}  // namespace fascicolo
