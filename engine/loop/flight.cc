#include "engine/loop/flight.h"

#include <iterator>

namespace fascicolo::engine {

void Flight::Add(Flying commit) {
  numbers_[commit.waiting.request.id()] = first_number_ + flying_.size();
  flying_.push_back(std::move(commit));
}

Flying* Flight::Find(const CommandId& command) {
  const auto found = numbers_.find(command);
  if (found != numbers_.end()) return &flying_[found->second - first_number_];
  for (Flying& commit : accepted_) {
    if (commit.waiting.request.id() == command) return &commit;
  }
  return nullptr;
}

std::vector<events::Record> Flight::NotAppended() const {
  std::vector<events::Record> records;
  for (const Flying& commit : flying_) {
    if (commit.append_index == 0) records.push_back(commit.record);
  }
  return records;
}

std::vector<events::Record> Flight::All() const {
  std::vector<events::Record> records;
  for (const Flying& commit : flying_) records.push_back(commit.record);
  return records;
}

void Flight::MarkAppended() {
  for (Flying& commit : flying_) {
    if (commit.append_index == 0) commit.append_index = ++appended_;
  }
}

bool Flight::Accept(const Hash& leaf) {
  if (flying_.empty() || flying_.front().leaf != leaf) return false;
  numbers_.erase(flying_.front().waiting.request.id());
  accepted_.push_back(std::move(flying_.front()));
  flying_.pop_front();
  ++first_number_;
  return true;
}

std::vector<Flying> Flight::Report(std::uint64_t durable) {
  std::vector<Flying> answered;
  while (!accepted_.empty() && accepted_.front().append_index <= durable) {
    answered.push_back(std::move(accepted_.front()));
    accepted_.pop_front();
  }
  return answered;
}

std::vector<Flying> Flight::TakeLost() {
  std::vector<Flying> lost(std::make_move_iterator(flying_.begin()), std::make_move_iterator(flying_.end()));
  first_number_ += flying_.size();
  flying_.clear();
  numbers_.clear();
  return lost;
}

std::vector<Flying> Flight::TakeAll() {
  std::vector<Flying> all(std::make_move_iterator(accepted_.begin()), std::make_move_iterator(accepted_.end()));
  accepted_.clear();
  auto lost = TakeLost();
  all.insert(all.end(), std::make_move_iterator(lost.begin()), std::make_move_iterator(lost.end()));
  return all;
}

}  // namespace fascicolo::engine
