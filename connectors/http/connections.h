// The connections that are open, for the server that counts and stops them.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>

namespace fascicolo::http {

/// What the server asks of a connection, whatever its stream.
class Connected {
 public:
  virtual ~Connected() = default;
  /// Closes as soon as nothing is owed to the client.
  virtual void Stop() = 0;
};

/// Owns them until they are removed. From any thread.
class Connections {
 public:
  using Place = std::list<std::shared_ptr<Connected>>::iterator;
  [[nodiscard]] Place Add(std::shared_ptr<Connected> one);
  void Remove(Place place);
  [[nodiscard]] std::size_t size() const;
  void StopAll();
  /// Until none is open, or for so long.
  void AwaitNone(std::chrono::milliseconds time);
  /// Forgets those that are left.
  void Clear();

 private:
  mutable std::mutex mutex_;
  std::condition_variable emptied_;
  std::list<std::shared_ptr<Connected>> open_;
};

}  // namespace fascicolo::http
