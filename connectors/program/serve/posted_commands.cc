#include "connectors/program/serve/posted_commands.h"

#include "connectors/http/problem.h"

#include <utility>

namespace fascicolo::program {
namespace {

constexpr std::chrono::milliseconds kTryAgain{50};

bool SaysNobodyWritesHere(const engine::Outcome& outcome) {
  const auto* failure = std::get_if<Failure>(&outcome);
  return failure != nullptr && failure->code == FailureCode::kNotHolder;
}

}  // namespace

bool PostedCommands::Open::was_forwarded() const {
  return http::CountOf(command.as_sent.headers, kForwardedHeader) > 0;
}

void PostedCommands::Take(PostedCommand command) {
  Try(std::make_shared<Open>(Open{std::move(command), std::chrono::steady_clock::now() + kWriterWait}));
}

void PostedCommands::TakeReturned() {
  const std::lock_guard lock(returning_);
  for (Shared& one : std::exchange(returned_, {})) kept_.push_back(std::move(one));
}

void PostedCommands::Turn() {
  term_ = node_.head().term.value;
  TakeReturned();
  std::vector<Shared> due;
  const Time now = std::chrono::steady_clock::now();
  for (auto one = kept_.begin(); one != kept_.end();) {
    const bool is_due = (*one)->again <= now;
    if (is_due) due.push_back(std::move(*one));
    one = is_due ? kept_.erase(one) : std::next(one);
  }
  for (const Shared& one : due) Try(one);
  kept_count_ = kept_.size();
}

void PostedCommands::GiveUp() {
  TakeReturned();
  for (const Shared& one : std::exchange(kept_, {})) NoWriter(*one);
}

void PostedCommands::Try(const Shared& open) {
  term_ = node_.head().term.value;
  if (node_.is_writer()) return Decide(open);
  if (open->was_forwarded()) return NoWriter(*open);
  if (std::chrono::steady_clock::now() >= open->until) return NoWriter(*open);  // also where its door cannot be reached
  const std::string door = node_.HolderDoor();
  door.empty() ? Keep(open) : Forward(open, door);
}

// One that its own loop does not decide, because another node has won the term meanwhile, goes to that one.
void PostedCommands::Decide(const Shared& open) {
  if (auto instead = open->command.why_not()) return open->command.answered(std::move(*instead));
  const Status offered = node_.Offer(open->command.read, [this, open](const engine::Outcome& outcome) {
    if (SaysNobodyWritesHere(outcome)) return open->was_forwarded() ? NoWriter(*open) : Keep(open);
    open->command.decided(outcome);
  });
  if (!offered) open->command.decided(engine::Outcome(offered.error()));
}

void PostedCommands::Forward(const Shared& open, const std::string& door) {
  const auto still_there = [this, until = open->until, term = term_.load()] {
    return term_ == term && std::chrono::steady_clock::now() < until;
  };
  const bool is_put = forwarder_.Put(door, Forwarder::Forwarded(open->command.as_sent), still_there,
                                     [this, open](std::optional<http::Response> response) {
                                       if (response) return open->command.answered(std::move(*response));
                                       open->again = std::chrono::steady_clock::now() + kTryAgain;
                                       const std::lock_guard lock(returning_);
                                       returned_.push_back(open);
                                     });
  if (!is_put) Keep(open);
}

void PostedCommands::Keep(const Shared& open) {
  const Time now = std::chrono::steady_clock::now();
  if (now >= open->until || kept_.size() >= kMaxKept) return NoWriter(*open);
  open->again = now + kTryAgain;
  kept_.push_back(open);
}

void PostedCommands::NoWriter(Open& open) {
  http::Response response = http::ProblemResponse({.status = 503,
                                                   .title = "No node takes commands just now",
                                                   .detail = "last to write: " + node_.HolderName(),
                                                   .code = "no_writer",
                                                   .retry_after = 1});
  response.headers.push_back({kNoWriterHeader, "1"});
  open.command.answered(std::move(response));
}

}  // namespace fascicolo::program
