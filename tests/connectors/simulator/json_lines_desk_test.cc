#include "connectors/simulator/json_lines_desk.h"

#include "events/json/schema_codec.h"

#include "lived_town.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace fascicolo::simulator {
namespace {

/// A file of this process that is gone when it is closed.
struct ScratchFile {
  ScratchFile() : file(std::tmpfile()) { FASCICOLO_CHECK(file != nullptr); }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile() { std::fclose(file); }

  std::vector<std::string> Lines() const {
    std::rewind(file);
    std::string all;
    for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) all += static_cast<char>(c);
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < all.size();) {
      const std::size_t end = all.find('\n', at);
      lines.push_back(all.substr(at, end - at));
      at = end + 1;
    }
    return lines;
  }

  std::FILE* file;
};

/// Answers nothing and keeps everything.
class SilentDesk final : public TownDesk {
 public:
  void SetNow(Instant) override {}
  void Submit(engine::Request request, engine::Completion) override {
    requests.push_back(std::move(request));
  }
  Status Settle() override { return {}; }
  const store::Rows& rows() const override { return nothing; }
  std::vector<engine::Request> requests;
  store::MemoryRows nothing;
};

TEST(JsonLinesDesk, WritesEveryCommandSoThatItReadsBackAsItWasHandedIn) {
  // given
  SilentDesk behind;
  ScratchFile file;
  JsonLinesDesk desk(behind, file.file);

  // when somebody hands in a command with personal texts, and one without
  const TownParameters parameters;
  FrontDoor door(parameters, desk);
  schema::RegisterContactT contact;
  contact.desk = schema::Desk::adults_elderly;
  contact.area = schema::Area::elderly;
  contact.reason = "home_care";
  door.Send("sportello", std::move(contact),
            {{"/surname", "Ombrosanu"}, {"/narrative", "Persona inventata: \"sì\""}});
  schema::CloseCaseT close;
  close.case_file = std::make_unique<schema::Id>(events::ToSchema(behind.requests.at(0).id()));
  close.reason = "goals_reached";
  door.Send("sportello", std::move(close));
  ASSERT_TRUE(door.Settle(Instant{0}).ok());

  // then each line encodes to the same command and the same personal texts
  const auto& codec = events::json::SchemaCodec();
  const auto lines = file.Lines();
  ASSERT_EQ(lines.size(), behind.requests.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto encoded = codec.Encode("fascicolo.schema.Command", lines[i]);
    ASSERT_TRUE(encoded.ok()) << lines[i] << encoded.error().ToString();
    const auto read = codec.Decode("fascicolo.schema.Command", encoded->buffer);
    const auto handed_in = codec.Decode("fascicolo.schema.Command", behind.requests[i].command);
    ASSERT_TRUE(read.ok() && handed_in.ok());
    EXPECT_EQ(*read, *handed_in);
    ASSERT_EQ(encoded->sealed.size(), behind.requests[i].personal.size());
    for (std::size_t s = 0; s < encoded->sealed.size(); ++s) {
      EXPECT_EQ(encoded->sealed[s].path, "/payload" + behind.requests[i].personal[s].field);
      EXPECT_EQ(encoded->sealed[s].text, behind.requests[i].personal[s].text);
    }
  }
}

TEST(JsonLinesDesk, FailsWhenItsFileTakesNothingMore) {
  std::FILE* full = std::fopen("/dev/full", "w");
  ASSERT_NE(full, nullptr);
  SilentDesk behind;
  JsonLinesDesk desk(behind, full);
  const TownParameters parameters;
  FrontDoor door(parameters, desk);
  schema::AdoptSheetT adopt;
  adopt.sheet = "{}";

  door.Send("segreteria", std::move(adopt));
  const Status settled = door.Settle(Instant{0});

  ASSERT_FALSE(settled.ok());
  EXPECT_EQ(settled.error().code, FailureCode::kIo);
  std::fclose(full);
}

}  // namespace
}  // namespace fascicolo::simulator
