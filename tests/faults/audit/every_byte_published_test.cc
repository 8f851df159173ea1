// One flipped bit in any byte that leaves the office, in a published folder, in the super-log beside it and in a receipt, is
// noticed by whoever verifies them with fascicolo-verify, which is asked in this process: always every byte.
#include <gtest/gtest.h>

#include <sstream>

#include "connectors/program/words.h"
#include "connectors/verifier/verifying.h"
#include "faults/audit/written_files.h"

namespace fascicolo::program_test {
namespace {

namespace fs = std::filesystem;

/// What an office hands out, and its public keys.
struct HandedOut {
  HandedOut() {
    fs::create_directory(folder());
    const auto ran = office.desk().RunBare({"checkpoint", "--json", "--data", office.data().string(), "--publish",
                                            (folder() / "log").string(), "--node", (office.desk().root() / "node").string(),
                                            "--node-origin", "ambito.example/nodo"});
    EXPECT_EQ(ran.code, 0) << ran.err;
    key = ran.json().at("key");
    node_key = ran.json().at("super").at("key");
    const auto proven = office.desk().RunBare({"prove", "--event", "3.0", "--plain", "--data", office.data().string(), "--out",
                                               (folder() / "receipt").string()});
    EXPECT_EQ(proven.code, 0) << proven.err;
  }
  [[nodiscard]] fs::path folder() const { return office.desk().root() / "handed-out"; }
  SmallOffice office;
  std::string key;
  std::string node_key;
};

/// What the verifier says of all of it; empty: something does not hold.
std::string Verified(const fs::path& folder, const HandedOut& handed_out) {
  std::ostringstream out;
  std::ostringstream err;
  for (const Words& words : {Words{"verify", (folder / "log").string(), "--key", handed_out.key},
                             Words{"verify", (folder / "log" / "node").string(), "--node", "--key", handed_out.node_key},
                             Words{"verify", (folder / "receipt").string(), "--key", handed_out.key}}) {
    std::vector<const char*> all;
    for (const std::string& word : words) all.push_back(word.c_str());
    if (verifier::Run(static_cast<int>(all.size()), all.data(), out, err) != verifier::kExitHolds) return {};
  }
  return out.str();
}

TEST(EveryByteThatIsHandedOut, IsNoticedWhenABitOfItFlips) {
  const HandedOut handed_out;
  const std::string whole = Verified(handed_out.folder(), handed_out);
  ASSERT_FALSE(whole.empty());
  for (const Flip& flip : FlipsOf({.is_always_whole = true}, handed_out.folder(), {})) {
    flip.In(handed_out.folder());
    EXPECT_EQ(Verified(handed_out.folder(), handed_out), "") << ToString(flip);
    flip.In(handed_out.folder());  // and back
  }
  EXPECT_EQ(Verified(handed_out.folder(), handed_out), whole);
}

}  // namespace
}  // namespace fascicolo::program_test
