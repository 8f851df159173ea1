// Who may be registered already, asked before a command that registers somebody is decided.
#pragma once

#include "connectors/program/authority/node.h"
#include "connectors/program/people/identities.h"
#include "engine/loop/request.h"

#include <memory>

namespace fascicolo::program {

class LikelyDuplicates {
 public:
  /// The node must outlive it. Failures as Identities::Open.
  static Result<std::unique_ptr<LikelyDuplicates>> Open(Node& node);

  /// Adds those who are likely the same person to the findings of a command that registers one; leaves others alone. What is
  /// on its way is decided first, so that nobody is missed.
  Status Find(engine::Request& request);

 private:
  LikelyDuplicates(Node& node, std::unique_ptr<Identities> identities)
      : node_(node), identities_(std::move(identities)) {}

  Node& node_;
  std::unique_ptr<Identities> identities_;
};

}  // namespace fascicolo::program
