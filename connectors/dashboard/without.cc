#include "connectors/dashboard/bundle.h"

namespace fascicolo::dashboard {

std::span<const File> Files() { return {}; }

}  // namespace fascicolo::dashboard
