#include "faults/http/http_clients.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <algorithm>

#include "events/big_endian.h"

namespace fascicolo::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kPause{20};
constexpr std::chrono::seconds kPatience{120};
constexpr const char* kContact = R"({"payload":{"type":"RegisterContact","desk":"adults_elderly","area":"elderly",)"
                                 R"("reason":"home_help","surname":"Inventata"}})";

}  // namespace

CommandId HttpClients::IdOf(std::uint64_t number) {
  CommandId id;
  events::PutBigEndian(id.bytes.data() + 8, number + 1);
  return id;
}

HttpClients::HttpClients(LoadOptions options) : options_(std::move(options)) {
  for (std::size_t i = 0; i < options_.clients; ++i)
    threads_.emplace_back([this, i] { Run(i % options_.doors.size()); });
}

HttpClients::~HttpClients() {
  stops_ = true;
  JoinAll();
}

void HttpClients::JoinAll() {
  for (std::thread& thread : threads_) thread.join();
  threads_.clear();
}

void HttpClients::Stop() {
  stops_ = true;
  JoinAll();
}

void HttpClients::Wait() { JoinAll(); }

void HttpClients::Run(std::size_t door) {
  ClientOptions options;
  options.answer_time = options_.answer_time;
  Client client(options);
  while (!stops_) {
    const std::uint64_t number = next_++;
    if (options_.commands > 0 && number >= options_.commands) return;
    const Time begun = steady_clock::now();
    std::thread twin;
    if (number % options_.doubled_of == 0) {
      twin = std::thread([this, &options, other = door + 1, number, begun]() mutable {
        Client second(options);
        HandIn(second, other, number, begun);
      });
    }
    HandIn(client, door, number, begun);
    if (!twin.joinable()) continue;
    twin.join();
    const std::lock_guard lock(mutex_);
    ++figures_.doubled;
  }
}

void HttpClients::HandIn(Client& client, std::size_t& door, std::uint64_t number, Time begun) {
  const CommandId id = IdOf(number);
  const Request request{"POST",
                        "/v1/commands",
                        {{"Content-Type", "application/json"},
                         {"Idempotency-Key", ToHex(id)},
                         {"Authorization", "Bearer " + options_.token}},
                        kContact,
                        {}};
  while (steady_clock::now() - begun < kPatience) {
    const auto answer = client.Send(options_.doors[door % options_.doors.size()], request);
    if (answer && answer->status == 200) {
      const auto said = nlohmann::json::parse(answer->body, nullptr, false);
      return Accept(id, Position{said.at("position").get<std::uint64_t>()}, begun);
    }
    if (answer && answer->status != 429 && answer->status < 500) {
      ADD_FAILURE() << number << " was answered " << answer->status << " " << answer->body;
      return;
    }
    {
      const std::lock_guard lock(mutex_);
      ++(answer ? figures_.not_now : answer.error().may_have_arrived ? figures_.lost : figures_.unreachable);
    }
    ++door;
    std::this_thread::sleep_for(kPause);
  }
  ADD_FAILURE() << number << " was never accepted";
}

void HttpClients::Accept(CommandId id, Position position, Time begun) {
  const std::lock_guard lock(mutex_);
  const auto told = accepted_.emplace(id, position).first;
  EXPECT_EQ(told->second, position) << ToHex(id) << " was told two positions";
  last_served_ = std::max(last_served_, begun);
  figures_.longest = std::max(figures_.longest, std::chrono::duration_cast<milliseconds>(steady_clock::now() - begun));
}

milliseconds HttpClients::WaitUntilServed(Time since) {
  while (steady_clock::now() - since < kPatience) {
    {
      const std::lock_guard lock(mutex_);
      if (last_served_ > since) break;
    }
    std::this_thread::sleep_for(milliseconds(5));
  }
  const auto took = std::chrono::duration_cast<milliseconds>(steady_clock::now() - since);
  EXPECT_LT(took, kPatience) << "nothing was served any more";
  return took;
}

std::map<CommandId, Position> HttpClients::accepted() const {
  const std::lock_guard lock(mutex_);
  return accepted_;
}

LoadFigures HttpClients::figures() const {
  const std::lock_guard lock(mutex_);
  return figures_;
}

}  // namespace fascicolo::http
