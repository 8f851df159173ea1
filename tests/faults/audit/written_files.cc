#include "faults/audit/written_files.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <random>
#include <set>

#include "connectors/intake/byte_source.h"
#include "engine/seed.h"
#include "events/acceptance.h"
#include "events/segments/unlocked_segments.h"

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kTailStride = 16'381;     ///< among zeros: a prime
constexpr std::uint64_t kMostBytes = 256U << 20;  ///< of one released file, inflated
constexpr const char* kContactIds[] = {"11", "12"};

bool IsSoak() { return std::getenv("FASCICOLO_SOAK") != nullptr; }

/// Every byte of the files that are meant, by name and place, so that equal seeds take equal ones.
std::vector<Flip> PlacesIn(const fs::path& folder, const std::vector<const char*>& begins, LogEnd log_end) {
  std::vector<Flip> places;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string file = fs::relative(entry.path(), folder).string();
    const bool is_meant = begins.empty() || std::any_of(begins.begin(), begins.end(),
                                                        [&](const char* begin) { return file.starts_with(begin); });
    if (!entry.is_regular_file() || !is_meant) continue;
    const std::uint64_t dense = file.ends_with(".seg") ? log_end.bytes : entry.file_size();
    for (std::uint64_t byte = 0; byte < entry.file_size(); byte += byte < dense ? 1 : kTailStride) {
      places.push_back({file, byte, 0});
    }
  }
  std::sort(places.begin(), places.end(),
            [](const Flip& a, const Flip& b) { return std::pair(a.file, a.byte) < std::pair(b.file, b.byte); });
  return places;
}

fs::path NewestRelease() {
  fs::path newest;
  for (const auto& entry : fs::directory_iterator(fs::path(FASCICOLO_SOURCE_DIR) / "schemas" / "released")) {
    if (entry.is_directory()) newest = std::max(newest, entry.path());
  }
  return newest;
}

void Inflate(const fs::path& from, const fs::path& to) {
  auto source = intake::ByteSource::Open(from.string(), kMostBytes).value();
  std::ofstream out(to, std::ios::binary);
  std::string buffer(1 << 16, '\0');
  while (const std::size_t read = source.Read(buffer.data(), buffer.size(), 0).value()) {
    out.write(buffer.data(), static_cast<std::streamsize>(read));
  }
  EXPECT_TRUE(out.good()) << to;
}

}  // namespace

void Flip::In(const fs::path& folder) const {
  std::fstream stream(folder / file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(static_cast<std::streamoff>(byte));
  const int was = stream.get();
  stream.seekp(static_cast<std::streamoff>(byte));
  stream.put(static_cast<char>(was ^ (1 << bit)));
  ASSERT_TRUE(stream.good()) << file;
}

std::string ToString(const Flip& flip) {
  return flip.file + " byte " + std::to_string(flip.byte) + " bit " + std::to_string(flip.bit);
}

std::vector<Flip> FlipsOf(const Shard& shard, const fs::path& folder, const std::vector<const char*>& begins, LogEnd log_end) {
  const auto places = PlacesIn(folder, begins, log_end);
  EXPECT_FALSE(places.empty()) << folder;
  if (places.empty()) return {};
  std::mt19937_64 random(engine::SeedOfThisRun() + shard.number);
  std::vector<Flip> flips;
  const bool is_whole = shard.is_always_whole || (IsSoak() && shard.soak_samples == 0);
  const std::size_t count = IsSoak() ? shard.soak_samples : shard.samples;
  for (std::size_t i = shard.number; is_whole && i < places.size(); i += shard.of) flips.push_back(places[i]);
  for (std::size_t i = 0; !is_whole && i < count; ++i) flips.push_back(places[random() % places.size()]);
  for (Flip& flip : flips) flip.bit = static_cast<unsigned>(random() % 8);
  std::set<std::string> files;
  for (const Flip& place : places) files.insert(place.file);
  std::printf("%zu flips, of %zu bytes in %zu files\n", flips.size(), places.size(), files.size());
  return flips;
}

const Harmless* RuleFor(const std::string& file, const std::vector<Harmless>& rules) {
  const auto rule = std::find_if(rules.begin(), rules.end(), [&](const Harmless& one) {
    const std::string_view name(one.file);
    return name.starts_with('*') ? file.ends_with(name.substr(1)) : file.starts_with(name);
  });
  return rule == rules.end() ? nullptr : &*rule;
}

void CopyAnew(const fs::path& from, const fs::path& to) {
  fs::remove_all(to);
  fs::copy(from, to, fs::copy_options::recursive);
}

LogEnd EndOfLog(const fs::path& log, const std::string& origin) {
  return {events::UnlockedSegments::Open(log.string(), events::LedgerIdOf(origin)).value()->end().value};
}

GoldenOffice::GoldenOffice() {
  const fs::path release = NewestRelease();
  std::ifstream file(release / "ledger.json");
  origin_ = nlohmann::json::parse(file).at("origin");
  EXPECT_EQ(desk_.Run({"init", "--name", "Comune di Prova", "--origin", origin_}).code, 0);
  const fs::path segments = data() / "ledger" / "segments";
  for (const auto& old : {segments, data() / "state", data() / "views"}) fs::remove_all(old);
  fs::create_directory(segments);
  for (const auto& entry : fs::directory_iterator(release / "segments")) Inflate(entry.path(), segments / entry.path().stem());
  const auto ran = desk_.Run({"caseload"});
  EXPECT_EQ(ran.code, 0) << ran.err;
}

SmallOffice::SmallOffice() {
  EXPECT_EQ(desk_.Run({"init", "--name", "Comune di Prova", "--origin", kOrigin}).code, 0);
  for (const char* id : kContactIds) {
    const auto ran = desk_.Run({"submit", "-"}, R"({"id":"000000000000000000000000000000)" + std::string(id) +
                                                    R"(","actor":"anna.rossi","payload":{"type":"RegisterContact",)"
                                                    R"("desk":"adults_elderly","area":"elderly","reason":"home_help",)"
                                                    R"("surname":"Inventata","narrative":"Vive sola."}})"
                                                    "\n");
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_EQ(desk_.Run({"checkpoint"}).code, 0);
  }
  EXPECT_EQ(desk_.Run({"people", "Inventata"}).code, 0);
  fs::remove_all(data() / "reads");  // who searched: a ledger of its own, with a test of its own for its bytes
  EXPECT_EQ(desk_.Run({"backup", "--to", backup().string()}).code, 0);
}

}  // namespace fascicolo::program_test
