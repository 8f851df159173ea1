#include "connectors/program/remote/command_sender.h"

#include "connectors/cli/interrupt.h"
#include "connectors/program/command_json.h"
#include "connectors/program/remote/asking.h"
#include "connectors/program/remote/posted_outcome.h"

#include <algorithm>
#include <atomic>
#include <utility>

namespace fascicolo::program {
namespace {

using events::json::Value;

constexpr std::chrono::milliseconds kStepWait{50};
constexpr std::chrono::seconds kAfterInterrupt{3};  ///< for what is on its way to be answered

void AddNamed(const Value& value, std::set<std::string>& named) {
  if (const auto* text = value.As<std::string>()) {
    if (const auto entity = EntityOfReference(*text)) {
      named.insert(ToHex(*entity));
    } else if (const auto id = IdFromText<EntityId>(*text)) {
      named.insert(ToHex(*id));
    }
  } else if (const auto* array = value.As<Value::Array>()) {
    for (const Value& element : *array) AddNamed(element, named);
  } else if (const auto* object = value.As<Value::Object>()) {
    for (const auto& member : *object) AddNamed(member.value, named);
  }
}

/// True until some time after the first interrupt.
bool GoesOn() {
  static std::atomic<std::int64_t> interrupted_at{0};
  if (!cli::Interrupted()) return true;
  const std::int64_t now = std::chrono::steady_clock::now().time_since_epoch().count();
  std::int64_t first = 0;
  if (interrupted_at.compare_exchange_strong(first, now)) first = now;
  return std::chrono::steady_clock::duration(now - first) < kAfterInterrupt;
}

/// None: no commit tells of it.
std::optional<Position> PositionOf(const engine::Outcome& outcome) {
  if (const auto* accepted = std::get_if<engine::Accepted>(&outcome)) return accepted->position;
  if (const auto* refused = std::get_if<engine::Refused>(&outcome)) return refused->position;
  return std::nullopt;
}

}  // namespace

StatusOf<FormError> CheckAtOnce(std::uint64_t at_once) {
  if (at_once >= 1 && at_once <= kMaxAtOnce) return {};
  return FormError{"--at-once", "is too few or too many", "1 to " + std::to_string(kMaxAtOnce)};
}

std::set<std::string> NamedIn(const Value& command, CommandId id) {
  std::set<std::string> named;
  AddNamed(command, named);
  for (std::uint32_t ordinal = 0; ordinal < kMaxMade; ++ordinal) named.insert(ToHex(engine::NewEntity(id, ordinal)));
  return named;
}

CommandSender::CommandSender(const ServerAddress& address, std::uint64_t at_once)
    : address_(address) {
  for (std::uint64_t i = 0; i < std::clamp<std::uint64_t>(at_once, 1, kMaxAtOnce); ++i)
    threads_.emplace_back([this] { Run(); });
}

CommandSender::~CommandSender() {
  {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
    ready_came_.notify_all();
  }
  for (std::thread& thread : threads_) thread.join();
}

Status CommandSender::Offer(std::string_view json, engine::Request request, engine::Completion completion) {
  while (open_.size() >= kMaxUnanswered) Deliver(kStepWait);
  const auto document = events::json::ParseJson(json);
  FASCICOLO_CHECK(document.ok());  // it was read before
  const std::uint64_t number = next_++;
  open_.emplace(number, std::move(completion));
  const std::lock_guard lock(mutex_);
  const auto placed =
      errands_.emplace(number, Errand{std::string(json), request.id(), NamedIn(*document, request.id()), {}}).first;
  TakeTurn(number, placed->second);
  return {};
}

Status CommandSender::Step() {
  Deliver(kStepWait);
  return {};
}

Status CommandSender::Drain() {
  while (!open_.empty()) Deliver(kStepWait);
  return {};
}

void CommandSender::Deliver(std::chrono::milliseconds wait) {
  std::vector<std::pair<std::uint64_t, engine::Outcome>> outcomes;
  {
    std::unique_lock lock(mutex_);
    answer_came_.wait_for(lock, wait, [this] { return !answered_.empty(); });
    for (const std::uint64_t number : std::exchange(answered_, {})) {
      const auto errand = errands_.find(number);
      outcomes.emplace_back(number, *std::move(errand->second.outcome));
      errands_.erase(errand);
    }
  }
  for (const auto& [number, outcome] : outcomes) {
    const engine::Completion completion = std::move(open_.at(number));
    open_.erase(number);
    completion(outcome);
  }
}

bool CommandSender::IsFirst(std::uint64_t number, const Errand& errand) const {
  return std::all_of(errand.named.begin(), errand.named.end(),
                     [&](const std::string& name) { return turns_.at(name).front() == number; });
}

void CommandSender::TakeTurn(std::uint64_t number, const Errand& errand) {
  for (const std::string& name : errand.named) turns_[name].push_back(number);
  if (!IsFirst(number, errand)) return;
  ready_.insert(number);
  ready_came_.notify_one();
}

void CommandSender::LeaveTurn(std::uint64_t number, const Errand& errand) {
  std::set<std::uint64_t> next;
  for (const std::string& name : errand.named) {
    auto& turn = turns_.at(name);
    FASCICOLO_CHECK(turn.front() == number);
    turn.pop_front();
    if (turn.empty()) {
      turns_.erase(name);
    } else {
      next.insert(turn.front());
    }
  }
  for (const std::uint64_t one : next) {
    if (!IsFirst(one, errands_.at(one))) continue;
    ready_.insert(one);
    ready_came_.notify_one();
  }
}

void CommandSender::Run() {
  ServerLink link(address_, GoesOn);
  while (true) {
    std::unique_lock lock(mutex_);
    ready_came_.wait(lock, [this] { return is_closed_ || !ready_.empty(); });
    if (ready_.empty()) return;
    const std::uint64_t number = *ready_.begin();
    ready_.erase(ready_.begin());
    Errand& errand = errands_.at(number);  // stays in its place while others come and go
    http::Request request{"POST", "/v1/commands", {}, errand.body, {}};
    lock.unlock();
    // What is wrong is told in the typed language where it is shown, out of the English (cli::InLanguage).
    request.headers = {
        {"Content-Type", "application/json"}, {"Accept-Language", "en"}, {"Idempotency-Key", ToHex(errand.id)}};
    const auto response = link.Ask(std::move(request));
    engine::Outcome outcome = response ? OutcomeOf(*response) : engine::Outcome(response.error());
    lock.lock();
    if (const auto told = PositionOf(outcome)) told_ = std::max(told_, told->next());
    errand.outcome = std::move(outcome);
    answered_.push_back(number);
    LeaveTurn(number, errand);
    answer_came_.notify_one();
  }
}

Result<Position> CommandSender::Next() {
  ServerLink link(address_, GoesOn);
  const auto response = link.Ask({"GET", "/status", {}, {}, {}});
  if (!response) return response.error();
  const auto status = events::json::ParseJson(response->body);
  const Value* next = status ? events::json::MemberOf(*status, "next_position") : nullptr;
  const auto* number = next == nullptr ? nullptr : next->As<std::int64_t>();
  if (number == nullptr) return Failure{FailureCode::kTooNew, "the server does not say how far its ledger goes"};
  const std::lock_guard lock(mutex_);
  return std::max(told_, Position{static_cast<std::uint64_t>(*number)});
}

}  // namespace fascicolo::program
