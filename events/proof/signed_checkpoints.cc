#include "events/proof/signed_checkpoints.h"

#include <algorithm>

#include "events/proof/decimal.h"
#include "events/proof/whole_file.h"

namespace fascicolo::proof {
namespace {

constexpr std::size_t kNameDigits = 20;

std::optional<std::uint64_t> SizeIn(std::string_view name) {
  if (name.size() != kNameDigits) return std::nullopt;
  name.remove_prefix(std::min(name.find_first_not_of('0'), kNameDigits - 1));
  return ReadDecimal(name);
}

}  // namespace

std::string SignedCheckpoints::PathFor(std::uint64_t size) const {
  const std::string digits = std::to_string(size);
  return directory_ + "/" + std::string(kNameDigits - digits.size(), '0') + digits;
}

Result<SignedCheckpoints> SignedCheckpoints::Open(events::LogFiles& files, std::string directory) {
  SignedCheckpoints opened(files, std::move(directory));
  const auto names = files.List(opened.directory_);
  if (!names) {
    Failure why = events::FailureOf(names.error(), opened.directory_, "list");
    if (why.code == FailureCode::kNotFound) return opened;
    return why;
  }
  for (const std::string& name : *names) {
    if (const auto size = SizeIn(name)) opened.sizes_.push_back(*size);
  }
  std::sort(opened.sizes_.begin(), opened.sizes_.end());
  if (opened.sizes_.empty()) return opened;
  auto newest = opened.Find(opened.sizes_.back());
  if (!newest) return newest.error();
  opened.newest_ = std::move(newest).value();
  return opened;
}

Result<KeptCheckpoint> SignedCheckpoints::Find(std::uint64_t size) const {
  const std::string path = PathFor(size);
  const auto bytes = ReadWhole(*files_, path, kMaxNoteBytes);
  if (!bytes) return bytes.error();
  auto note = ReadNote(std::string(bytes->begin(), bytes->end()));
  auto checkpoint = note ? ReadCheckpoint(note->text) : Result<Checkpoint, FormError>(note.error());
  if (!checkpoint || checkpoint->size != size) {
    return Failure{FailureCode::kDamaged, path + " is not the signed checkpoint that it was: put it back from its backup"};
  }
  return KeptCheckpoint{std::move(checkpoint).value(), std::move(note).value()};
}

Status SignedCheckpoints::Keep(const SignedNote& note) {
  auto checkpoint = ReadCheckpoint(note.text);
  FASCICOLO_CHECK(checkpoint.ok());
  const std::uint64_t size = checkpoint->size;
  const bool is_new = !newest_ || size > newest_->checkpoint.size;
  if (!is_new) {
    const auto kept = Find(size);
    if (!kept || kept->note.text != note.text) {
      return Failure{FailureCode::kLocked, "a checkpoint of " + std::to_string(newest_->checkpoint.size) +
                                               " commits was signed: none that falls behind it, or differs, ever is"};
    }
  }
  if (auto made = files_->MakeDirectory(directory_); !made) return events::FailureOf(made.error(), directory_, "mkdir");
  const std::string text = note.ToString();
  if (Status written = WriteWhole(*files_, PathFor(size), events::AsBytes(text)); !written) return written;
  if (Status synced = SyncNames(*files_, directory_); !synced) return synced;
  const auto above = directory_.find_last_of('/');
  if (above != std::string::npos && above > 0) {
    if (Status synced = SyncNames(*files_, directory_.substr(0, above)); !synced) return synced;
  }
  if (is_new) sizes_.push_back(size);
  if (is_new || newest_->checkpoint.size == size) newest_ = KeptCheckpoint{std::move(checkpoint).value(), note};
  return {};
}

Status CheckContinues(const TreeFiles& tree, const Checkpoint& was_signed) {
  const std::string size = std::to_string(was_signed.size);
  if (tree.size() < was_signed.size) {
    return Failure{FailureCode::kDamaged, "the log ends behind " + std::to_string(tree.size()) + " commits, but " + size +
                                              " were signed: it was cut, or an older one put back"};
  }
  TileNodes nodes = tree.NodesOf(was_signed.size);
  const auto root = RootOf(nodes, was_signed.size);
  if (!root) return root.error();
  if (*root == was_signed.root) return {};
  return Failure{FailureCode::kDamaged,
                 "the first " + size + " commits of the log are not those that were signed: it was rewritten or replaced"};
}

}  // namespace fascicolo::proof
