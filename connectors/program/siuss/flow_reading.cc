#include "connectors/program/siuss/flow_reading.h"

#include "connectors/program/reading_sizes.h"
#include "events/acceptance.h"

namespace fascicolo::program {

Status FlowReading::Begin() {
  if (follower_) return {};
  auto folded = engine::FoldedState::Open(rows_, source_.identity().origin);
  if (!folded) return folded.error();
  folded_ = std::move(folded).value();
  auto follower = events::Follower::Open(source_.log(), folded_->point().follow());
  if (!follower) return follower.error();
  follower_.emplace(std::move(follower).value());
  return {};
}

Result<bool> FlowReading::CatchUp(std::optional<int> pieces) {
  if (Status begun = Begin(); !begun) return begun.error();
  const auto take = [this](const events::AcceptedCommit& accepted) -> Status {
    if (last_ && *last_ < accepted.header.position) return {};
    const auto commit = events::CommitReading::Open(accepted.entry.record, accepted.header);
    if (!commit) return commit.error();
    folded_->Fold(accepted, *commit);
    book_.Take(*commit, folded_->AtHead());
    return {};
  };
  for (int done = 0; !pieces || done < *pieces; ++done) {
    const Status polled = follower_->Poll(kReadBytes, take, [](const auto&, const auto&) {});
    if (!polled) return polled.error();
    if (folded_->bytes() >= kHeldBytes) {
      if (Status written = folded_->WriteOut(); !written) return written.error();
    }
    if (!follower_->at_end()) continue;
    if (Status views = source_.CatchUpViews(); !views) return views.error();
    return true;
  }
  return false;
}

}  // namespace fascicolo::program
