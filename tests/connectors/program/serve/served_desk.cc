#include "connectors/program/serve/served_desk.h"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <thread>

namespace fascicolo::program_test {
namespace {

/// The port in "http://127.0.0.1:PORT", once the line is whole; 0 before.
std::uint16_t PortIn(const std::string& out) {
  const auto end = out.find('\n');
  const auto colon = out.rfind(':', end);
  return end == std::string::npos ? std::uint16_t{0} : static_cast<std::uint16_t>(std::stoul(out.substr(colon + 1, end - colon - 1)));
}

}  // namespace

ServedDesk::ServedDesk(const std::string& lines, std::vector<std::string> clock) : clock_(std::move(clock)) {
  desk_.Init();
  const Ran adopted = desk_.Run({"adopt", FASCICOLO_SOURCE_DIR "/schemas/catalogue/access/access-sample.json"});
  EXPECT_EQ(adopted.code, 0) << adopted.out << adopted.err;
  if (!lines.empty()) {
    const Ran submitted = desk_.Run({"submit", "-"}, lines);
    EXPECT_EQ(submitted.code, 0) << submitted.out << submitted.err;
  }
  Serve();
}

void ServedDesk::Serve() {
  std::vector<std::string> words{"serve", "--listen", "127.0.0.1:0", "--dev-issuer", "--test-seed", "8"};
  words.insert(words.end(), clock_.begin(), clock_.end());
  for (std::string& word : desk_.place().Words()) words.push_back(std::move(word));
  serving_ = desk_.Start(words);
  port_ = AwaitPort(desk_, *serving_);
  EXPECT_NE(port_, 0) << BytesOf(desk_.root() / "stderr");
}

std::uint16_t AwaitPort(const Desk& desk, const Running& serving) {
  std::uint16_t port = 0;
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (port == 0 && !serving.has_ended() && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    port = PortIn(BytesOf(desk.root() / "stdout"));
  }
  return port;
}

ServedDesk::~ServedDesk() {
  if (serving_) Stop();
}

std::string ServedDesk::BareTokenOf(const std::string& subject, const std::vector<std::string>& roles,
                                    const std::vector<std::string>& areas) const {
  std::string target = "/dev/token?subject=" + subject;
  for (const std::string& role : roles) target += "&role=" + role;
  for (const std::string& area : areas) target += "&area=" + area;
  return http::BodyOf(Get(target));
}

std::string ServedDesk::TokenOf(const std::string& subject, const std::vector<std::string>& roles,
                                const std::vector<std::string>& areas) const {
  return "Authorization: Bearer " + BareTokenOf(subject, roles, areas) + "\r\n";
}

std::string ServedDesk::Get(const std::string& target, const std::string& headers) const {
  http::RawClient client(port_);
  EXPECT_TRUE(client.Send(http::Get(target, headers)));
  return client.Answer(false, std::chrono::seconds(60));
}

std::string ServedDesk::Post(const std::string& command, const std::string& key, const std::string& headers) const {
  http::RawClient client(port_);
  EXPECT_TRUE(client.Send(http::Post("/v1/commands", command, headers + (key.empty() ? "" : "Idempotency-Key: " + key + "\r\n"))));
  return client.Answer(false, std::chrono::seconds(60));
}

std::string ServedDesk::Search(const std::string& body, const std::string& headers) const {
  http::RawClient client(port_);
  EXPECT_TRUE(client.Send(http::Post("/v1/people", body, headers)));
  return client.Answer(false, std::chrono::seconds(60));
}

void ServedDesk::Kill() {
  serving_->Signal(SIGKILL);
  (void)serving_->Wait();
  serving_.reset();
}

Ran ServedDesk::Stop() {
  serving_->Signal(SIGTERM);
  const Ran ran = serving_->Wait();
  serving_.reset();
  return ran;
}

nlohmann::json JsonOf(const std::string& answer) { return nlohmann::json::parse(http::BodyOf(answer), nullptr, false); }

}  // namespace fascicolo::program_test
