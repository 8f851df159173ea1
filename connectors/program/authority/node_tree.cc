// A node's tree over its ledger, and whether the ledger is still what was signed of it.
#include "connectors/program/authority/node.h"
#include "events/proof/signed_checkpoints.h"

namespace fascicolo::program {

Result<proof::TreeFiles*> Node::CatchUpTree(const proof::OnFollowed& on_followed) {
  if (!tree_) {
    const std::string directory = (authority_.stores().root() / "tree").string();
    auto tree = proof::TreeFiles::Open(events::SystemFiles(), directory, identity().origin);
    if (!tree) return tree.error();
    tree_ = std::move(tree).value();
  }
  if (Status followed = proof::FollowLog(*tree_, log_, on_followed); !followed) {
    tree_.reset();
    return followed.error();
  }
  return tree_.get();
}

Result<proof::TreeFiles*> Node::MakeTreeAnew(const proof::OnFollowed& on_followed) {
  if (tree_) {
    if (Status anew = tree_->BeginAnew(); !anew) return anew.error();
  }
  return CatchUpTree(on_followed);
}

Status Node::CheckSigned() {
  const auto kept = proof::SignedCheckpoints::Open(events::SystemFiles(), authority_.home().signing().kept.string());
  if (!kept) return kept.error();
  if (!kept->newest()) return {};
  auto tree = CatchUpTree();
  if (!tree) return tree.error();
  const proof::Checkpoint& newest = kept->newest()->checkpoint;
  Status continues = proof::CheckContinues(**tree, newest);
  if (!continues && continues.error().code == FailureCode::kDamaged) {
    // The tree's own files may be what is wrong.
    tree = MakeTreeAnew();
    if (!tree) return tree.error();
    continues = proof::CheckContinues(**tree, newest);
  }
  if (continues || continues.error().code != FailureCode::kDamaged) return continues;
  return Failure{FailureCode::kDamaged,
                 authority_.home().where() + ": " + continues.error().message +
                     ". Put back a newer backup of the ledger; where what is missing is lost for good, 'fascicolo "
                     "checkpoint --accept-loss REASON' says so for ever, and a new key signs from then on"};
}

}  // namespace fascicolo::program
