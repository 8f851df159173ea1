#include "engine/catalogue/built_in.h"

#include "engine/catalogue/embedded.h"

namespace fascicolo::engine {

std::span<const BuiltInDocument> BuiltInCatalogue() { return kEmbeddedDocuments; }

const BuiltInDocument* FindBuiltIn(std::string_view name) {
  for (const BuiltInDocument& document : kEmbeddedDocuments) {
    if (document.name == name) return &document;
  }
  return nullptr;
}

}  // namespace fascicolo::engine
