// A wish that a command of the program makes into a request: its id comes from its words and from where the ledger stands.
#pragma once

#include "connectors/program/authority/node.h"
#include "engine/loop/request.h"
#include "events/body.h"
#include "events/hash.h"

#include <memory>
#include <string>
#include <string_view>

namespace fascicolo::program {

/// A wish of the same words, typed again when the ledger has gone on, is another one. `purpose`: "fascicolo forget".
template <class Payload>
[[nodiscard]] engine::Request RequestOf(std::string_view purpose, const Node& node, const std::string& actor,
                                        Payload payload) {
  schema::CommandT command;
  command.actor = actor;
  command.payload.Set(std::move(payload));
  command.id = std::make_unique<schema::Id>();  // stands in while its words are hashed
  const Hash hash = events::Sha256({events::AsBytes(purpose), events::AsBytes(std::to_string(node.head().next.value)),
                                    events::PackLeaf(command)});
  *command.id = events::ToSchema(IdFromHash<CommandId>(hash));
  return engine::Request{events::PackLeaf(command), {}};
}

}  // namespace fascicolo::program
