// Sheets and rule sets that are adopted at a server: handed in as commands, those alone that are not in force there.
#pragma once

#include "connectors/program/adoption.h"
#include "connectors/program/remote/command_sender.h"

#include <memory>
#include <set>
#include <string>

namespace fascicolo::program {

class ServerAdoption {
 public:
  /// Asks what is in force. Null: that is not told, which was said; `exit_code` is what the command ends with. Borrows the address.
  static std::unique_ptr<ServerAdoption> Begin(Session& session, const ServerAddress& address, int& exit_code);

  [[nodiscard]] Adoption Adopt(const CatalogueDocument& document);

 private:
  ServerAdoption(const ServerAddress& address, std::set<std::string> in_force)
      : sender_(address, 1), in_force_(std::move(in_force)) {}
  CommandSender sender_;
  std::set<std::string> in_force_;  ///< documents, as the ledger keeps them
};

}  // namespace fascicolo::program
