#include "connectors/program/serve/change_streams.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace fascicolo::program {
namespace {

constexpr std::string_view kBeat = ": \n\n";  ///< a comment, which listeners pass over

Position LastBefore(Position next) { return {next.value == 0 ? 0 : next.value - 1}; }

}  // namespace

std::optional<std::string> ChangeStreams::TextFrom(std::deque<ToldCommit>::const_iterator first,
                                                   const std::set<std::string_view>& questions) const {
  std::string text;
  for (; first != kept_.end(); ++first) {
    text += ChangeText(first->position, first->changes, questions);
    if (text.size() > kMostToldBytes) return std::nullopt;
  }
  return text;
}

void ChangeStreams::Add(std::shared_ptr<http::Stream> stream, std::set<std::string_view> questions,
                        std::optional<Position> after, Instant until) {
  const std::lock_guard lock(mutex_);
  std::string text(kBeat);
  if (after) {
    const auto first =
        std::find_if(kept_.begin(), kept_.end(), [&](const ToldCommit& one) { return one.position > *after; });
    const Position oldest = kept_.empty() ? next_ : kept_.front().position;
    const bool is_known = after->value + 1 >= oldest.value && *after < next_;
    const auto missed = is_known ? TextFrom(first, questions) : std::nullopt;
    text += missed.value_or(ResetText(LastBefore(next_)));
  }
  if (stream->Push(text)) listeners_.push_back({std::move(stream), std::move(questions), until, Clock::now()});
}

void ChangeStreams::BeginAt(Position next) {
  const std::lock_guard lock(mutex_);
  next_ = next;
  kept_.clear();
  std::erase_if(listeners_, [&](Listener& listener) { return !listener.stream->Push(ResetText(LastBefore(next_))); });
}

void ChangeStreams::Tell(std::vector<ToldCommit> commits) {
  if (commits.empty()) return;
  const std::lock_guard lock(mutex_);
  next_ = commits.back().position.next();
  const std::size_t count = commits.size();
  std::move(commits.begin(), commits.end(), std::back_inserter(kept_));
  const auto first = kept_.end() - static_cast<std::ptrdiff_t>(count);
  std::map<std::set<std::string_view>, std::string> texts;  // most listen to the same
  std::erase_if(listeners_, [&](Listener& listener) {
    const auto [text, is_new] = texts.try_emplace(listener.questions);
    if (is_new) text->second = TextFrom(first, listener.questions).value_or(ResetText(LastBefore(next_)));
    if (text->second.empty()) return false;
    listener.heard_at = Clock::now();
    return !listener.stream->Push(text->second);
  });
  while (kept_.size() > kMaxKeptChanges) kept_.pop_front();
}

void ChangeStreams::Beat(Instant now) {
  const std::lock_guard lock(mutex_);
  const auto due = Clock::now() - kHeartbeatEvery;
  std::erase_if(listeners_, [&](Listener& listener) {
    if (listener.until <= now) {
      listener.stream->End();
      return true;
    }
    if (listener.heard_at > due) return false;
    listener.heard_at = Clock::now();
    return !listener.stream->Push(kBeat);
  });
}

void ChangeStreams::EndAll() {
  const std::lock_guard lock(mutex_);
  for (const Listener& listener : listeners_) listener.stream->End();
  listeners_.clear();
}

std::size_t ChangeStreams::size() const {
  const std::lock_guard lock(mutex_);
  return listeners_.size();
}

}  // namespace fascicolo::program
