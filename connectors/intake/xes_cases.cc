#include "connectors/intake/xes_cases.h"

#include <utility>

namespace fascicolo::intake {

XesCases::XesCases(const XesKeys& keys, const ReadLimits& limits, const ReadSinks& sinks)
    : keys_(keys), limits_(limits), sinks_(sinks) {}

void XesCases::Clear(Bag* bag, std::uint64_t line) {
  bag->line = line;
  bag->bytes = 0;
  bag->attributes.clear();
  bag->lines.clear();
  bag->fault.reset();
}

const std::string* XesCases::Find(const Bag& bag, const std::string& name) {
  for (const SourceAttribute& attribute : bag.attributes) {
    if (attribute.name == name) return &attribute.value;
  }
  return nullptr;
}

StatusOf<ReadStop> XesCases::BeginTrace(std::uint64_t line) {
  Clear(&trace_, line);
  events_in_trace_ = 0;
  readable_in_trace_ = 0;
  return {};
}

// Once, before a trace's first event: no attribute of the trace may follow it.
StatusOf<ReadStop> XesCases::CheckCaseId() {
  const std::string* case_id = Find(trace_, keys_.case_id);
  if (case_id == nullptr || case_id->empty()) {
    if (!trace_.fault) {
      trace_.fault = ErrorAtLine(trace_.line, "the trace has no case id",
                                 "an attribute \"" + keys_.case_id + "\" with a value");
    }
    return {};
  }
  const auto [seen, is_new] = trace_lines_.try_emplace(*case_id, trace_.line);
  if (!is_new && !trace_.fault) {
    trace_.fault = ErrorAtLine(
        trace_.line, "the trace has the case id of an earlier one, at " + LinePlace(seen->second),
        "one trace for each case");
  }
  if (trace_lines_.size() > limits_.cases) {
    return ReadStop(ErrorAtLine(trace_.line, "the file has too many cases",
                                "at most " + std::to_string(limits_.cases)));
  }
  return {};
}

StatusOf<ReadStop> XesCases::BeginEvent(std::uint64_t line) {
  if (events_in_trace_ == 0) {
    if (auto checked = CheckCaseId(); !checked) return checked;
  }
  if (events_in_trace_ == limits_.events_per_case) {
    return ReadStop(ErrorAtLine(line, "the case has too many events",
                                "at most " + std::to_string(limits_.events_per_case)));
  }
  ++events_in_trace_;
  ++events_in_file_;
  Clear(&event_, line);
  in_event_ = true;
  return {};
}

StatusOf<ReadStop> XesCases::Attribute(const char* key, const char* value, std::uint64_t line) {
  if (!in_event_ && events_in_trace_ > 0) {
    return ReadStop(ErrorAtLine(line, "an attribute of the trace stands after an event",
                                "attributes of a trace before its first event"));
  }
  Bag& bag = in_event_ ? event_ : trace_;
  if (key == nullptr || value == nullptr) {
    if (!bag.fault) {
      bag.fault =
          ErrorAtLine(line, "an attribute lacks its key or its value", "key=\"...\" value=\"...\"");
    }
    return {};
  }
  SourceAttribute attribute{in_event_ ? AttributeLevel::kEvent : AttributeLevel::kCase, key, value};
  if (attribute.name.size() > kMaxAttributeBytes || attribute.value.size() > kMaxAttributeBytes) {
    return ReadStop(ErrorAtLine(line, "an attribute is too long",
                                "at most " + std::to_string(kMaxAttributeBytes) + " bytes"));
  }
  bag.bytes += attribute.name.size() + attribute.value.size();
  if (bag.bytes > kMaxRowBytes || bag.attributes.size() == kMaxAttributes) {
    return ReadStop(ErrorAtLine(line,
                                "the attributes of one trace or event are too many or too long",
                                "at most " + std::to_string(kMaxAttributes) + ", of " +
                                    std::to_string(kMaxRowBytes) + " bytes together"));
  }
  if (Find(bag, attribute.name) != nullptr && !bag.fault) {
    bag.fault = ErrorAtLine(line, "an attribute occurs twice", "each key once");
  }
  bag.attributes.push_back(std::move(attribute));
  bag.lines.push_back(line);
  return {};
}

std::optional<FormError> XesCases::Assemble(SourceEvent* event) const {
  if (trace_.fault) {
    return ErrorAtLine(event_.line, "its trace is at fault: " + trace_.fault->ToString());
  }
  if (event_.fault) return event_.fault;
  for (const std::string* key : {&keys_.activity, &keys_.instant}) {
    const std::string* value = Find(event_, *key);
    if (value == nullptr || value->empty()) {
      return ErrorAtLine(event_.line, "the event has no \"" + *key + "\"",
                         "that attribute with a value");
    }
  }
  event->case_id = *Find(trace_, keys_.case_id);
  event->activity = *Find(event_, keys_.activity);
  event->instant_text = *Find(event_, keys_.instant);
  if (const std::string* actor = Find(event_, keys_.actor)) event->actor = *actor;
  const auto instant = ParseInstant(event->instant_text);
  if (!instant) {
    std::size_t index = 0;
    while (event_.attributes[index].name != keys_.instant) ++index;
    return ErrorAtLine(event_.lines[index], "\"" + keys_.instant + "\" is no possible instant",
                       "for example 2011-10-11T13:45:40.276+02:00");
  }
  event->instant = *instant;
  event->attributes = trace_.attributes;
  event->attributes.insert(event->attributes.end(), event_.attributes.begin(),
                           event_.attributes.end());
  event->line = event_.line;
  event->ordinal_in_case = events_in_trace_ - 1;
  event->ordinal_in_file = events_in_file_ - 1;
  return std::nullopt;
}

StatusOf<ReadStop> XesCases::EndEvent() {
  in_event_ = false;
  SourceEvent event;
  if (const auto fault = Assemble(&event)) {
    ++summary_.row_errors;
    sinks_.on_row_error(*fault);
    return {};
  }
  if (auto delivered = Deliver(false); !delivered) return delivered;
  event.is_first = readable_in_trace_++ == 0;
  pending_ = std::move(event);
  return {};
}

StatusOf<ReadStop> XesCases::EndTrace() { return Deliver(true); }

StatusOf<ReadStop> XesCases::Deliver(bool is_last) {
  if (!pending_) return {};
  pending_->is_last = is_last;
  if (auto taken = sinks_.on_event(*pending_); !taken) return ReadStop(std::move(taken).error());
  ++summary_.events;
  if (is_last) ++summary_.cases;
  pending_.reset();
  return {};
}

}  // namespace fascicolo::intake
