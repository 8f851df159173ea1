#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "connectors/intake/xes_reader.h"
#include "fuzz/targets.h"

namespace fascicolo::fuzz {

void Xes(std::string_view bytes) {
  const int file = ::memfd_create("history", MFD_CLOEXEC);
  FASCICOLO_CHECK(file >= 0);
  FASCICOLO_CHECK(::write(file, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  std::uint64_t events = 0;
  intake::ReadSinks sinks;
  sinks.on_event = [&](const intake::SourceEvent& event) -> Status {
    FASCICOLO_CHECK(!event.case_id.empty() && !event.activity.empty());
    ++events;
    return {};
  };
  sinks.on_row_error = [](const FormError& error) { FASCICOLO_CHECK(!error.problem.empty()); };
  const auto read = intake::ReadXes("/proc/self/fd/" + std::to_string(file), {}, {}, sinks);
  if (read) FASCICOLO_CHECK(read->events == events);
  ::close(file);
}

}  // namespace fascicolo::fuzz
