// Which authority is meant, from what was typed.
#include "connectors/program/authority/place.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "connectors/program/program.h"

namespace fascicolo::program {
namespace {

/// The environment of one test, put back at the end.
class Environment {
 public:
  Environment(std::initializer_list<std::pair<const char*, const char*>> values) {
    for (const char* name : kNames) {
      const char* value = std::getenv(name);
      before_.emplace_back(name, value == nullptr ? std::nullopt : std::optional<std::string>(value));
      ::unsetenv(name);
    }
    for (const auto& [name, value] : values) ::setenv(name, value, 1);
  }
  ~Environment() {
    for (const auto& [name, value] : before_) value ? ::setenv(name, value->c_str(), 1) : ::unsetenv(name);
  }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

 private:
  static constexpr const char* kNames[] = {"HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "FASCICOLO_DATA", "FASCICOLO_KEY"};
  std::vector<std::pair<const char*, std::optional<std::string>>> before_;
};

PlaceOptions OnBrokers() {
  PlaceOptions options;
  options.kafka = "127.0.0.1:1";
  options.authority = "comune.example";
  return options;
}

std::string PlaceOfError(const PlaceOptions& options) {
  const auto place = PlaceFrom(options);
  return place ? "none" : place.error().place;
}

TEST(Place, IsTheDirectoryThatIsTypedOrElseThatOfTheEnvironment) {
  const Environment environment{{"FASCICOLO_DATA", "/srv/one"}};
  PlaceOptions options;
  EXPECT_EQ(std::get<DirectoryPlace>(PlaceFrom(options).value()).root, "/srv/one");
  options.data = "/srv/two";
  EXPECT_EQ(std::get<DirectoryPlace>(PlaceFrom(options).value()).root, "/srv/two");
}

TEST(Place, IsAskedForWhereNothingNamesOne) {
  const Environment environment{};
  EXPECT_EQ(PlaceOfError({}), "--data");
}

TEST(Place, OnKafkaKeepsCacheAndKeyWhereUsersKeepSuch) {
  const Environment environment{{"HOME", "/home/anna"}, {"FASCICOLO_DATA", "/srv/one"}};
  const auto place = std::get<KafkaPlace>(PlaceFrom(OnBrokers()).value());
  EXPECT_EQ(place.origin, "comune.example");
  EXPECT_EQ(place.cache, "/home/anna/.cache/fascicolo/e8c19f5b17bcd6929f9f7507580335f8");
  EXPECT_EQ(place.key, "/home/anna/.config/fascicolo/e8c19f5b17bcd6929f9f7507580335f8.key");
}

TEST(Place, OnKafkaTakesCacheAndKeyFromWhoNamesThem) {
  const Environment environment{{"FASCICOLO_KEY", "/run/key"}};
  PlaceOptions options = OnBrokers();
  EXPECT_EQ(PlaceOfError(options), "--data") << "no home to keep a cache in";
  options.data = "/var/cache/anna";
  const auto place = std::get<KafkaPlace>(PlaceFrom(options).value());
  EXPECT_EQ(place.cache, "/var/cache/anna");
  EXPECT_EQ(place.key, "/run/key");
  options.key = "/etc/key";
  EXPECT_EQ(std::get<KafkaPlace>(PlaceFrom(options).value()).key, "/etc/key");
}

TEST(Place, OnKafkaWantsToKnowWhichLedger) {
  PlaceOptions options = OnBrokers();
  options.authority.clear();
  EXPECT_EQ(PlaceOfError(options), "--authority");
}

TEST(Place, InADirectoryHasNothingOfKafka) {
  PlaceOptions options;
  options.data = "/srv/one";
  options.authority = "comune.example";
  EXPECT_EQ(PlaceOfError(options), "--authority");
  options.authority.clear();
  options.key = "/etc/key";
  EXPECT_EQ(PlaceOfError(options), "--key");
}

TEST(Place, ReadsClientSettingsAndNamesTheLineThatIsNone) {
  const program_test::Desk desk;
  const std::string file = (desk.root() / "client.properties").string();
  std::ofstream(file) << "# comment\nsecurity.protocol=SASL_SSL\r\n\nsasl.password=a=b\n";
  PlaceOptions options = OnBrokers();
  options.data = "/var/cache/anna";
  options.key = "/etc/key";
  options.kafka_config = file;
  const auto place = std::get<KafkaPlace>(PlaceFrom(options).value());
  EXPECT_EQ(place.options.client,
            (kafka::ClientSettings{{"security.protocol", "SASL_SSL"}, {"sasl.password", "a=b"}}));
  std::ofstream(file) << "security.protocol=SSL\nnonsense\n";
  EXPECT_EQ(PlaceOfError(options), file + " line 2");
  options.kafka_config = "/no/such/file";
  EXPECT_EQ(PlaceOfError(options), "--kafka-config");
}

}  // namespace
}  // namespace fascicolo::program
