// One target as libFuzzer calls it; FASCICOLO_FUZZED says which.
#include "fuzz/targets.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const void* bytes = data;
  fascicolo::fuzz::FASCICOLO_FUZZED({static_cast<const char*>(bytes), size});
  return 0;
}
