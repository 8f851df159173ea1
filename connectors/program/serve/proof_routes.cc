// GET /checkpoint and /tile/...: the files of a published folder (C2SP tlog-tiles), for whoever verifies.
#include "connectors/http/problem.h"
#include "connectors/program/authority/whole_file.h"
#include "connectors/program/serve/all_routes.h"
#include "connectors/program/serve/described.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace fascicolo::program {
namespace {

constexpr std::size_t kMaxPublishedBytes = 1U << 20;  ///< an entry bundle has 256 headers

/// "entries", "0", "x001", "067", "067.p", "12": nothing that leads out of the folder.
bool IsTileSegment(std::string_view segment) {
  if (segment == "entries") return true;
  if (segment.starts_with('x')) segment.remove_prefix(1);
  if (segment.ends_with(".p")) segment.remove_suffix(2);
  return !segment.empty() && segment.size() <= 3 &&
         std::all_of(segment.begin(), segment.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool IsTilePath(std::string_view path) {
  while (true) {
    const auto slash = path.find('/');
    if (!IsTileSegment(path.substr(0, slash))) return false;
    if (slash == std::string_view::npos) return true;
    path.remove_prefix(slash + 1);
  }
}

http::Response FileResponse(const std::filesystem::path& file, const char* type, const char* caching) {
  auto bytes = ReadWholeFile(file, kMaxPublishedBytes);
  if (!bytes) return http::ProblemResponse({.status = 404, .title = "It is not published", .code = "absent"});
  return {200, {{"Content-Type", type}, {"Cache-Control", caching}}, std::move(bytes).value()};
}

/// Files are read by a reader: a server's thread must not wait for a disk.
void SendFile(const Parts& parts, http::Answer answer, std::filesystem::path file, const char* type,
              const char* caching) {
  const auto waiting = std::make_shared<http::Answer>(std::move(answer));
  const bool is_taken = parts.readers.Put(
      [waiting, file = std::move(file), type, caching] { waiting->Send(FileResponse(file, type, caching)); });
  if (!is_taken) waiting->Send(Busy());
}

void SendTile(const Parts& parts, Visit visit) {
  if (!IsTilePath(visit.named.front())) {
    return visit.answer.Send(
        http::ProblemResponse({.status = 404, .title = "There is no such tile", .code = "absent"}));
  }
  // A tile never changes: what it holds is the tree's.
  SendFile(parts, std::move(visit.answer), *parts.published / "tile" / visit.named.front(), "application/octet-stream",
           "public, max-age=31536000, immutable");
}

Operation DescribedFile(const char* id, const char* summary, const char* type) {
  Operation operation;
  operation.id = id;
  operation.tag = "proofs";
  operation.summary = summary;
  operation.answers = {
      {200, summary, type, cli::Object().Add("type", "string").Add("format", "binary").Done(), {}, {}}};
  return operation;
}

}  // namespace

std::vector<Route> ProofRoutes(const Parts& parts) {
  if (!parts.published) return {};
  Operation tile =
      DescribedFile("tile", "A tile of the tree, or 256 entries (C2SP tlog-tiles)", "application/octet-stream");
  tile.parameters = {TakenText("rest", "path", true, "LEVEL/NUMBER or entries/NUMBER, as tlog-tiles writes them")};
  const auto note = [&parts](Visit visit) {
    SendFile(parts, std::move(visit.answer), *parts.published / "checkpoint", "text/plain; charset=utf-8", "no-cache");
  };
  return {{"GET", "/checkpoint", true, note,
           WithProblems(DescribedFile("checkpoint", "The last signed checkpoint (C2SP)", "text/plain"), true)},
          {"GET", "/tile/{rest...}", true, [&parts](Visit visit) { SendTile(parts, std::move(visit)); },
           WithProblems(std::move(tile), true)}};
}

}  // namespace fascicolo::program
