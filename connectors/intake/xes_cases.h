// Internal to the XES reader: from traces and their attributes to SourceEvents, without XML.
#pragma once

#include "connectors/intake/xes_reader.h"

#include <optional>
#include <string>
#include <unordered_map>

namespace fascicolo::intake {

/// Assembles events and hands them out, one behind: only the next one, or the end of the trace,
/// tells whether an event was the last. Calls must nest as the elements do. After an error nothing
/// more may be called.
class XesCases {
 public:
  /// All arguments must outlive this.
  XesCases(const XesKeys& keys, const ReadLimits& limits, const ReadSinks& sinks);

  [[nodiscard]] StatusOf<ReadStop> BeginTrace(std::uint64_t line);
  [[nodiscard]] StatusOf<ReadStop> BeginEvent(std::uint64_t line);
  /// An attribute of the open event, else of the open trace. `value` is null where the element has
  /// none.
  [[nodiscard]] StatusOf<ReadStop> Attribute(const char* key, const char* value,
                                             std::uint64_t line);
  [[nodiscard]] StatusOf<ReadStop> EndEvent();
  [[nodiscard]] StatusOf<ReadStop> EndTrace();

  [[nodiscard]] const ReadSummary& summary() const { return summary_; }

 private:
  struct Bag {  // the attributes of one element
    std::uint64_t line = 0;
    std::size_t bytes = 0;
    std::vector<SourceAttribute> attributes;
    std::vector<std::uint64_t> lines;  // of each attribute
    std::optional<FormError> fault;    // the first; spoils the element's events
  };
  static void Clear(Bag* bag, std::uint64_t line);
  [[nodiscard]] static const std::string* Find(const Bag& bag, const std::string& name);
  [[nodiscard]] StatusOf<ReadStop> CheckCaseId();
  [[nodiscard]] std::optional<FormError> Assemble(SourceEvent* event) const;
  [[nodiscard]] StatusOf<ReadStop> Deliver(bool is_last);

  const XesKeys& keys_;
  const ReadLimits& limits_;
  const ReadSinks& sinks_;
  ReadSummary summary_;
  std::unordered_map<std::string, std::uint64_t> trace_lines_;  // where each case id was seen first
  Bag trace_;
  Bag event_;
  bool in_event_ = false;
  std::uint64_t events_in_file_ = 0;  // begun so far, readable or not
  std::uint64_t events_in_trace_ = 0;
  std::uint64_t readable_in_trace_ = 0;
  std::optional<SourceEvent> pending_;  // readable, not yet handed out
};

}  // namespace fascicolo::intake
