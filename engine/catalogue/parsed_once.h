// A parsed text is kept by the hash of it, so that what was adopted is parsed once and the answer is a function of the text alone.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "events/hash.h"

namespace fascicolo::engine {

inline constexpr std::size_t kMaxParsedKept = 512;  ///< of one kind of document, on each thread

/// Parses `json`, or remembers having done so. Adopted texts were validated by their decider, so one that does not parse is
/// as good as not adopted: null. A text of another kind is so too, and that is remembered as well.
template <class Document, class Parse>
std::shared_ptr<const Document> ParsedOnce(const std::string& json, Parse parse) {
  thread_local std::map<Hash, std::shared_ptr<const Document>> kept;
  const Hash hash = events::Sha256(events::AsBytes(json));
  if (const auto found = kept.find(hash); found != kept.end()) return found->second;
  if (kept.size() >= kMaxParsedKept) kept.clear();
  auto& place = kept[hash];
  if (auto parsed = parse(json)) place = std::make_shared<const Document>(std::move(parsed).value());
  return place;
}

}  // namespace fascicolo::engine
