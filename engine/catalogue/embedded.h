// What engine/catalogue/embed.cmake builds into the library from schemas/catalogue/.
#pragma once

#include "engine/catalogue/built_in.h"

#include <span>
#include <string_view>

namespace fascicolo::engine {

extern const std::string_view kEmbeddedSiussCsv;
extern const std::span<const BuiltInDocument> kEmbeddedDocuments;

}  // namespace fascicolo::engine
