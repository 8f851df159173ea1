// Which authority a command is about: a directory (--data), or a topic on brokers (--kafka, --authority).
#pragma once

#include "connectors/program/authority/authority.h"
#include "connectors/program/authority/on_kafka.h"

#include <string>
#include <variant>

namespace fascicolo::program {

struct DirectoryPlace {
  std::filesystem::path root;
};
using Place = std::variant<DirectoryPlace, KafkaPlace>;

/// As typed.
struct PlaceOptions {
  std::string data;          ///< --data: the authority's directory; with --kafka a cache
  std::string kafka;         ///< --kafka: host:port,...
  std::string authority;     ///< --authority: the origin
  std::string key;           ///< --key: the master key's file, with --kafka
  std::string kafka_config;  ///< --kafka-config: a file of librdkafka's settings
};

/// Of a file of librdkafka's settings, lines of name=value. The error names the line.
[[nodiscard]] Result<kafka::ClientSettings, FormError> ReadClientSettings(const std::string& file);

/// The directory that --data, or else FASCICOLO_DATA, names; or the brokers that --kafka does. There, the cache is by
/// default $XDG_CACHE_HOME/fascicolo/<ledger id>, the key FASCICOLO_KEY or $XDG_CONFIG_HOME/fascicolo/<ledger id>.key.
/// The error says what is missing.
[[nodiscard]] Result<Place, FormError> PlaceFrom(const PlaceOptions& options);

/// For people: the directory, or the origin and its brokers.
[[nodiscard]] std::string TextOf(const Place& place);
/// Where what it signs with lies, and what it signed.
[[nodiscard]] SigningPaths SigningOf(const Place& place);
/// Where its key lies.
[[nodiscard]] std::filesystem::path KeyOf(const Place& place);

[[nodiscard]] Result<Authority> OpenAuthority(const Place& place);
/// On Kafka the place's origin must be that of `identity`.
[[nodiscard]] Result<Authority> CreateAuthority(const Place& place, const AuthorityIdentity& identity,
                                                const Creation& creation = {});
/// Opens it; where there is none, makes it.
[[nodiscard]] Result<Authority> OpenOrCreateAuthority(const Place& place, const AuthorityIdentity& identity,
                                                      const Creation& creation = {});

}  // namespace fascicolo::program
