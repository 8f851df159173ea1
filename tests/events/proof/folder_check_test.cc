// What an outsider finds in a published folder, with and without a checkpoint that they kept.
#include "events/proof/folder_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "events/proof/ledger_of_headers.h"
#include "events/proof/publishing.h"
#include "events/proof/tiles.h"
#include "faults/segments/faulty_files.h"

namespace fascicolo::proof {
namespace {

using events::FaultyFiles;
using Folder = std::map<std::string, Bytes>;  ///< path in the folder, bytes

/// A ledger of so many commits, published. Ledgers of another flavour are other histories under the same key.
Folder Published(std::uint64_t commits, std::uint8_t flavour = 1) {
  FaultyFiles disk;
  LedgerOfHeaders ledger(commits, flavour);
  const auto tree = TreeOf(disk, ledger);
  const auto published = Publish(disk, "/www", NoteAbout(tree->size(), tree->Root()), *tree, ledger.log());
  EXPECT_TRUE(published.ok()) << published.error().message;
  Folder folder;
  for (const auto& [path, bytes] : disk.Contents()) {
    constexpr std::string_view kWithin = "/www/";
    if (path.starts_with(kWithin)) folder[path.substr(kWithin.size())] = bytes;
  }
  return folder;
}

Checkpoint CheckpointOf(const Folder& folder) {
  const Bytes& bytes = folder.at("checkpoint");
  return *ReadCheckpoint(ReadNote(std::string(bytes.begin(), bytes.end()))->text);
}

Result<Checkpoint, FormError> Check(const Folder& folder, const std::optional<Checkpoint>& against = {}) {
  const SignerKey key(kOrigin, KeyType::kEd25519, Seed{1});
  const auto fetch = [&folder](const std::string& path) -> Result<Bytes> {
    const auto found = folder.find(path);
    if (found == folder.end()) return Failure{FailureCode::kNotFound, "is not there"};
    return found->second;
  };
  return CheckFolder(fetch, kOrigin, key.verifier(), against);
}

TEST(FolderCheck, AgreesToWhatWasPublished) {
  for (const std::uint64_t commits : {1U, 255U, 256U, 257U, 600U}) {
    const auto checked = Check(Published(commits));
    ASSERT_TRUE(checked.ok()) << checked.error().ToString();
    EXPECT_EQ(checked->size, commits);
  }
}

TEST(FolderCheck, AgreesToWhatContinuesAKeptCheckpoint) {
  const auto kept = CheckpointOf(Published(300));
  EXPECT_TRUE(Check(Published(600), kept).ok());
  EXPECT_TRUE(Check(Published(300), kept).ok());
}

TEST(FolderCheck, FindsAFlippedBitInAnyFile) {
  const Folder folder = Published(600);
  for (const auto& [path, bytes] : folder) {
    for (std::size_t i = 0; i < bytes.size(); i += bytes.size() / 50 + 1) {
      Folder changed = folder;
      changed[path][i] ^= 0x10;
      EXPECT_FALSE(Check(changed).ok()) << path << ", byte " << i;
    }
  }
}

TEST(FolderCheck, FindsAMissingFile) {
  const Folder folder = Published(600);
  for (const auto& [path, bytes] : folder) {
    Folder changed = folder;
    changed.erase(path);
    const auto checked = Check(changed);
    ASSERT_FALSE(checked.ok()) << path;
    EXPECT_EQ(checked.error().place, path);
  }
}

struct Attack {
  std::string name;
  std::function<Folder()> folder;
  bool is_found_alone = true;  ///< without a kept checkpoint
};

Folder WithEntries(const std::function<void(std::vector<Bytes>&)>& change) {
  Folder folder = Published(600);
  const std::string path = EntriesPathOf({0, 1, 256});
  std::vector<Bytes> entries = *ReadEntries(folder.at(path));
  change(entries);
  Bytes bundle;
  for (const Bytes& entry : entries) AddEntry(bundle, entry);
  folder[path] = bundle;
  return folder;
}

/// Which attack is found how: by the folder alone, or only by whoever kept the checkpoint of 600 commits.
TEST(FolderCheck, FindsEveryAttackOrSaysWithWhatItIsFound) {
  const std::vector<Attack> attacks{
      {"two commits swapped", [] { return WithEntries([](auto& entries) { std::swap(entries[3], entries[4]); }); }},
      {"one removed", [] { return WithEntries([](auto& entries) { entries.erase(entries.begin() + 7); }); }},
      {"one put in twice", [] { return WithEntries([](auto& entries) { entries[8] = entries[7]; }); }},
      {"a byte behind a header", [] { return WithEntries([](auto& entries) { entries[9].push_back(0); }); }},
      {"one replaced by another history's",
       [] {
         Folder folder = Published(600);
         folder[EntriesPathOf({0, 1, 256})] = Published(600, 2)[EntriesPathOf({0, 1, 256})];
         return folder;
       }},
      {"a forged checkpoint",
       [] {
         Folder folder = Published(600);
         std::string note(folder["checkpoint"].begin(), folder["checkpoint"].end());
         note.replace(note.find("\n600\n"), 5, "\n599\n");
         folder["checkpoint"].assign(note.begin(), note.end());
         return folder;
       }},
      {"a checkpoint of another history over these files",
       [] {
         Folder folder = Published(600);
         folder["checkpoint"] = Published(600, 2)["checkpoint"];
         return folder;
       }},
      {"the tail cut, or an old copy put back, with its own checkpoint", [] { return Published(500); }, false},
      {"an older checkpoint replayed over the files of today",
       [] {
         Folder folder = Published(600);
         for (auto& [path, bytes] : Published(500)) folder[path] = bytes;
         return folder;
       },
       false},
      {"a second history under the same key", [] { return Published(700, 2); }, false},
  };
  const Checkpoint kept = CheckpointOf(Published(600));
  for (const Attack& attack : attacks) {
    const Folder folder = attack.folder();
    EXPECT_EQ(!Check(folder).ok(), attack.is_found_alone) << attack.name;
    EXPECT_FALSE(Check(folder, kept).ok()) << attack.name << ", with a kept checkpoint";
  }
}

}  // namespace
}  // namespace fascicolo::proof
