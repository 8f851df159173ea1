#include "connectors/program/serve/answers.h"

namespace fascicolo::program {

bool Answers::Join(Position moment, const std::string& question, Send send) {
  std::optional<http::Response> kept;
  {
    const std::lock_guard lock(mutex_);
    if (moment > newest_) ForgetBefore(moment);
    const auto [found, is_new] = entries_.try_emplace({moment, question});
    kept = found->second.response;
    if (!kept) found->second.joined.push_back(std::move(send));
    if (is_new) return true;
  }
  if (kept) send(*kept);
  return false;
}

void Answers::Made(Position moment, const std::string& question, const http::Response& response) {
  std::vector<Send> joined;
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find({moment, question});
    if (found == entries_.end()) return;
    joined = std::move(found->second.joined);
    const bool is_kept =
        response.status == 200 && moment == newest_ && kept_bytes_ + response.body.size() <= kMaxKeptAnswerBytes;
    if (is_kept) {
      kept_bytes_ += response.body.size();
      found->second.response = response;
    } else {
      entries_.erase(found);
    }
  }
  for (const Send& send : joined) send(response);
}

// What somebody works on stays until it is made.
void Answers::ForgetBefore(Position moment) {
  newest_ = moment;
  kept_bytes_ = 0;
  std::erase_if(entries_, [](const auto& entry) { return entry.second.response.has_value(); });
}

}  // namespace fascicolo::program
