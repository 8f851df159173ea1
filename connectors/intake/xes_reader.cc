#include "connectors/intake/xes_reader.h"

#include "connectors/intake/byte_source.h"
#include "connectors/intake/xes_cases.h"

#include <expat.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace fascicolo::intake {
namespace {

constexpr int kChunkBytes = 64 << 10;
// How much may be read while expat finishes nothing. Expat may wait until its input has doubled
// before it looks at an unfinished tag again (its defence against CVE-2023-52425), and without any
// limit would hold an endless one.
constexpr std::uint64_t kMaxUnfinishedBytes = 2 * (kMaxAttributeBytes + kChunkBytes);
constexpr XML_Char kNamespaceEnd = '|';  // expat puts it between a namespace and a name
constexpr std::array<std::string_view, 6> kValued = {"string", "date",    "int",
                                                     "float",  "boolean", "id"};
constexpr std::array<std::string_view, 2> kUnvalued = {"list", "container"};

template <class Names>
bool Contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view LocalName(const XML_Char* name) {
  const XML_Char* bar = std::strrchr(name, kNamespaceEnd);
  return bar == nullptr ? name : bar + 1;
}

const char* ValueOf(const XML_Char** attributes, std::string_view name) {
  for (; *attributes != nullptr; attributes += 2) {
    if (name == attributes[0]) return attributes[1];
  }
  return nullptr;
}

// The XML side: knows which elements may stand where, and passes on what XesCases wants.
class XesDocument {
 public:
  explicit XesDocument(XesCases* cases)
      : cases_(*cases), parser_(XML_ParserCreateNS(nullptr, kNamespaceEnd), &XML_ParserFree) {
    FASCICOLO_CHECK(parser_ != nullptr);
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(),
        [](void* self, const XML_Char* name, const XML_Char** attributes) {
          static_cast<XesDocument*>(self)->OnStart(LocalName(name), attributes);
        },
        [](void* self, const XML_Char*) { static_cast<XesDocument*>(self)->OnEnd(); });
    XML_SetStartDoctypeDeclHandler(
        parser_.get(), [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
          static_cast<XesDocument*>(self)->OnDoctype();
        });
    // Text, comments and the like mean nothing here; they count as progress.
    XML_SetDefaultHandler(parser_.get(), [](void* self, const XML_Char*, int) {
      static_cast<XesDocument*>(self)->unfinished_bytes_ = 0;
    });
  }

  StatusOf<ReadStop> ReadAll(ByteSource* source, const ReadSinks& sinks) {
    for (;;) {
      void* buffer = XML_GetBuffer(parser_.get(), kChunkBytes);
      if (buffer == nullptr)
        return ReadStop(Failure{FailureCode::kUnavailable, "no memory to read XML"});
      auto count = source->Read(static_cast<char*>(buffer), kChunkBytes, line());
      if (!count) return std::move(count).error();
      unfinished_bytes_ += *count;
      const auto status = XML_ParseBuffer(parser_.get(), static_cast<int>(*count), *count == 0);
      if (stop_) return *std::exchange(stop_, std::nullopt);
      if (status != XML_STATUS_OK) {
        return ReadStop(ErrorAtLine(
            line(),
            std::string("malformed XML: ") + XML_ErrorString(XML_GetErrorCode(parser_.get())),
            "a well-formed XES document"));
      }
      if (unfinished_bytes_ > kMaxUnfinishedBytes) {
        return ReadStop(ErrorAtLine(line(), "a tag or an attribute is too long",
                                    "at most " + std::to_string(kMaxAttributeBytes) + " bytes"));
      }
      if (sinks.on_progress) {
        if (Status going_on = sinks.on_progress(source->stored_done(), source->stored_total()); !going_on)
          return ReadStop(going_on.error());
      }
      if (*count == 0) return {};
    }
  }

 private:
  enum class Place { kOutside, kLog, kTrace, kEvent };

  std::uint64_t line() const { return XML_GetCurrentLineNumber(parser_.get()); }

  void Stop(ReadStop reason) {
    stop_ = std::move(reason);
    XML_StopParser(parser_.get(), XML_FALSE);
  }
  void StopAtLine(std::string problem, std::string expected) {
    Stop(ErrorAtLine(line(), std::move(problem), std::move(expected)));
  }
  void StopUnless(StatusOf<ReadStop> done) {
    if (!done) Stop(std::move(done).error());
  }

  void OnDoctype() {
    StopAtLine("a document type declaration, which could declare entities",
               "a document without DTD and entities");
  }

  void OnStart(std::string_view name, const XML_Char** attributes) {
    unfinished_bytes_ = 0;
    if (stop_) return;
    if (++depth_ > kMaxXmlDepth) {
      return StopAtLine("elements are nested too deeply",
                        "at most " + std::to_string(kMaxXmlDepth));
    }
    if (skipped_depth_ != 0) return;
    switch (place_) {
      case Place::kOutside:
        if (name != "log")
          return StopAtLine("the document is no XES log", "<log> around everything");
        place_ = Place::kLog;
        return;
      case Place::kLog:
        if (name == "event")
          return StopAtLine("an event outside of a trace", "<event> inside <trace>");
        if (name != "trace") {
          skipped_depth_ = depth_;
          return;
        }
        place_ = Place::kTrace;
        return StopUnless(cases_.BeginTrace(line()));
      case Place::kTrace:
        if (name != "event") return OnAttribute(name, attributes);
        place_ = Place::kEvent;
        return StopUnless(cases_.BeginEvent(line()));
      case Place::kEvent:
        return OnAttribute(name, attributes);
    }
  }

  void OnAttribute(std::string_view name, const XML_Char** attributes) {
    skipped_depth_ = depth_;
    if (Contains(kValued, name)) {
      StopUnless(
          cases_.Attribute(ValueOf(attributes, "key"), ValueOf(attributes, "value"), line()));
    } else if (!Contains(kUnvalued, name)) {
      StopAtLine("an element that XES does not know",
                 "string, date, int, float, boolean, id, list, container");
    }
  }

  void OnEnd() {
    unfinished_bytes_ = 0;
    if (stop_) return;
    if (skipped_depth_ != 0) {
      if (skipped_depth_ == depth_) skipped_depth_ = 0;
    } else if (place_ == Place::kEvent) {
      place_ = Place::kTrace;
      StopUnless(cases_.EndEvent());
    } else if (place_ == Place::kTrace) {
      place_ = Place::kLog;
      StopUnless(cases_.EndTrace());
    }
    --depth_;
  }

  XesCases& cases_;
  std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_;
  Place place_ = Place::kOutside;
  int depth_ = 0;
  int skipped_depth_ = 0;               // depth of the element whose inside is left out; 0: none
  std::uint64_t unfinished_bytes_ = 0;  // read since the parser last finished something
  std::optional<ReadStop> stop_;
};

}  // namespace

Result<ReadSummary, ReadStop> ReadXes(const std::string& path, const XesKeys& keys,
                                      const ReadLimits& limits, const ReadSinks& sinks) {
  auto source = ByteSource::Open(path, limits.total_bytes);
  if (!source) return ReadStop(std::move(source).error());
  XesCases cases(keys, limits, sinks);
  if (auto read = XesDocument(&cases).ReadAll(&*source, sinks); !read)
    return std::move(read).error();
  ReadSummary summary = cases.summary();
  summary.bytes = source->bytes_out();
  return summary;
}

}  // namespace fascicolo::intake
