#include "connectors/program/serve/machine_figures.h"

#include <unistd.h>

#include <fstream>
#include <system_error>

namespace fascicolo::program {

MachineFigures MachineNow(const std::filesystem::path& folder) {
  MachineFigures figures;
  // proc(5): sizes in pages, the second one is resident.
  std::ifstream pages("/proc/self/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  if (pages >> all >> resident) figures.resident_bytes = resident * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  if (error) return figures;
  figures.disk_free_bytes = space.available;
  figures.disk_bytes = space.capacity;
  return figures;
}

}  // namespace fascicolo::program
