// An authority that is served to developers, and clients with tokens.
#pragma once

#include "connectors/http/raw_client.h"
#include "connectors/program/program.h"

#include <optional>
#include <string>

namespace fascicolo::program_test {

class ServedDesk {
 public:
  /// An authority with the built-in catalogue and the sample policy of access, at its doors. `lines`: commands that were handed in
  /// before; `clock`: the words that set it.
  explicit ServedDesk(const std::string& lines = {}, std::vector<std::string> clock = {"--test-clock", "2026-03-02T09:00:00Z"});
  ~ServedDesk();
  ServedDesk(const ServedDesk&) = delete;
  ServedDesk& operator=(const ServedDesk&) = delete;

  [[nodiscard]] const Desk& desk() const { return desk_; }
  [[nodiscard]] std::uint16_t port() const { return port_; }
  /// "Authorization: Bearer ..." for somebody with these roles, who works in these areas.
  [[nodiscard]] std::string TokenOf(const std::string& subject, const std::vector<std::string>& roles,
                                    const std::vector<std::string>& areas = {"elderly", "minors_family", "disabled", "foreigners",
                                                                             "poverty_adults", "general"}) const;
  /// The token alone.
  [[nodiscard]] std::string BareTokenOf(const std::string& subject, const std::vector<std::string>& roles,
                                    const std::vector<std::string>& areas = {"elderly", "minors_family", "disabled", "foreigners",
                                                                             "poverty_adults", "general"}) const;
  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
  /// The whole answer.
  [[nodiscard]] std::string Get(const std::string& target, const std::string& headers = {}) const;
  [[nodiscard]] std::string Post(const std::string& command, const std::string& key, const std::string& headers) const;
  [[nodiscard]] std::string Search(const std::string& body, const std::string& headers) const;
  /// Asks it to end, and waits until it has.
  Ran Stop();
  /// kill -9.
  void Kill();

 private:
  void Serve();
  Desk desk_;
  std::vector<std::string> clock_;
  std::optional<Running> serving_;
  std::uint16_t port_ = 0;
};

/// The port at which a program that was started on this desk serves; 0: it has ended, or said none in time.
[[nodiscard]] std::uint16_t AwaitPort(const Desk& desk, const Running& serving);

[[nodiscard]] nlohmann::json JsonOf(const std::string& answer);

}  // namespace fascicolo::program_test
