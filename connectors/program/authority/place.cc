#include "connectors/program/authority/place.h"

#include "connectors/program/authority/directory.h"
#include "connectors/program/authority/whole_file.h"
#include "events/acceptance.h"

#include <cstdlib>
#include <sstream>

namespace fascicolo::program {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxClientSettingsBytes = 64 * 1024;

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

/// XDG base directory specification 0.8: `variable`, or `fallback` in the home directory; empty without either.
fs::path BaseDirectory(const char* variable, const char* fallback) {
  if (const std::string set = Environment(variable); !set.empty()) return fs::path(set) / "fascicolo";
  const std::string home = Environment("HOME");
  return home.empty() ? fs::path() : fs::path(home) / fallback / "fascicolo";
}

Result<Place, FormError> KafkaPlaceFrom(const PlaceOptions& options) {
  if (options.authority.empty()) {
    return FormError{"--authority", "is missing", "the ledger's origin, as 'fascicolo init' told it"};
  }
  KafkaPlace place;
  place.options.brokers = options.kafka;
  place.origin = options.authority;
  if (!options.kafka_config.empty()) {
    auto settings = ReadClientSettings(options.kafka_config);
    if (!settings) return settings.error();
    place.options.client = std::move(settings).value();
  }
  const std::string id = ToHex(events::LedgerIdOf(options.authority));
  const auto under = [&id](const fs::path& base, const char* suffix) { return base.empty() ? base : base / (id + suffix); };
  place.cache = options.data.empty() ? under(BaseDirectory("XDG_CACHE_HOME", ".cache"), "") : fs::path(options.data);
  if (place.cache.empty()) return FormError{"--data", "is missing, and so is HOME", "a directory for the cache"};
  place.key = options.key.empty() ? Environment("FASCICOLO_KEY") : options.key;
  if (place.key.empty()) place.key = under(BaseDirectory("XDG_CONFIG_HOME", ".config"), ".key");
  if (place.key.empty()) return FormError{"--key", "is missing, and so is HOME", "the master key's file"};
  return Place(std::move(place));
}

}  // namespace

// As librdkafka's and Kafka's own property files have them; # begins a comment.
Result<kafka::ClientSettings, FormError> ReadClientSettings(const std::string& file) {
  const auto text = ReadWholeFile(file, kMaxClientSettingsBytes);
  if (!text) return FormError{"--kafka-config", text.error().message, "a file of lines name=value"};
  kafka::ClientSettings settings;
  std::istringstream lines(*text);
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty() || line.front() == '#') continue;
    const auto equals = line.find('=');
    if (equals == std::string::npos || equals == 0) {
      return FormError{file + " line " + std::to_string(number), "has no name and value", "name=value"};
    }
    settings.emplace_back(line.substr(0, equals), line.substr(equals + 1));
  }
  return settings;
}

Result<Place, FormError> PlaceFrom(const PlaceOptions& options) {
  if (!options.kafka.empty()) return KafkaPlaceFrom(options);
  for (const auto& [name, value] : {std::pair{"--authority", options.authority}, {"--key", options.key},
                                    {"--kafka-config", options.kafka_config}}) {
    if (!value.empty()) return FormError{name, "goes with --kafka only", "--kafka BROKERS beside it"};
  }
  const std::string data = options.data.empty() ? Environment("FASCICOLO_DATA") : options.data;
  if (data.empty()) {
    return FormError{"--data", "is missing: which authority?",
                     "its directory (FASCICOLO_DATA says it once for all), or --kafka BROKERS --authority ORIGIN"};
  }
  return Place(DirectoryPlace{data});
}

std::string TextOf(const Place& place) {
  if (const auto* directory = std::get_if<DirectoryPlace>(&place)) return directory->root.string();
  const auto& on_kafka = std::get<KafkaPlace>(place);
  return on_kafka.origin + " on " + on_kafka.options.brokers;
}

fs::path KeyOf(const Place& place) {
  if (const auto* directory = std::get_if<DirectoryPlace>(&place)) return AuthorityPaths{directory->root}.key();
  return std::get<KafkaPlace>(place).key;
}

SigningPaths SigningOf(const Place& place) {
  if (const auto* directory = std::get_if<DirectoryPlace>(&place)) return SigningInDirectory(directory->root);
  return SigningBesideKey(std::get<KafkaPlace>(place).key);
}

Result<Authority> OpenAuthority(const Place& place) {
  if (const auto* directory = std::get_if<DirectoryPlace>(&place)) return OpenDirectory(directory->root);
  return OpenOnKafka(std::get<KafkaPlace>(place));
}

Result<Authority> CreateAuthority(const Place& place, const AuthorityIdentity& identity, const Creation& creation) {
  if (const auto* directory = std::get_if<DirectoryPlace>(&place)) {
    return CreateDirectory(directory->root, identity, creation);
  }
  return CreateOnKafka(std::get<KafkaPlace>(place), identity, creation);
}

Result<Authority> OpenOrCreateAuthority(const Place& place, const AuthorityIdentity& identity,
                                        const Creation& creation) {
  auto created = CreateAuthority(place, identity, creation);
  if (created || created.error().code != FailureCode::kLocked) return created;
  auto opened = OpenAuthority(place);
  const bool is_this_one = opened && opened->identity().origin == identity.origin;
  if (is_this_one && creation.key_file) {
    if (auto master = MakeMaster(KeyOf(place), creation); !master) return master.error();
  }
  return opened || opened.error().code != FailureCode::kNotFound ? std::move(opened) : std::move(created);
}

}  // namespace fascicolo::program
