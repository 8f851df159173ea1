// Three kinds of "no", three types, none of which travels in another's clothes:
//   Failure    the world broke (disk, network, damage): retry, or call somebody.
//   FormError  what was handed in is malformed: the sender mends it; nothing was recorded.
//   a bug      FASCICOLO_CHECK: the program stops, because going on would be worse.
// (A *refusal*, a rule that says no, is an answer of the engine and lives in engine/decision.h.)
#pragma once

#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace fascicolo {

/// What a caller can do about it decides the code, not where it happened.
enum class FailureCode {
  kUnavailable,  ///< not now; the same call may go through later
  kFull,         ///< no space; nothing was written; resumes when there is space
  kDamaged,      ///< stored bytes fail their checksum or hash: stop, restore, call somebody
  kFrozen,       ///< a decision would read an entity whose history this program does not understand
  kTooLarge,     ///< a named limit was reached
  kLocked,       ///< another process holds the directory
  kNotHolder,    ///< another writer holds the term
  kTooNew,       ///< written by a newer program than this
  kIo,           ///< the operating system refused; not retried
  kNotFound,     ///< the named thing does not exist
};

/// The world broke. `message` is for operators: it names the place and what to do, never personal data.
struct [[nodiscard]] Failure {
  FailureCode code = FailureCode::kUnavailable;
  std::string message;
};

/// Input that cannot be read. `place` is a JSON pointer, a line number or a field name.
struct [[nodiscard]] FormError {
  std::string place;
  std::string problem;
  std::string expected;  ///< what would be right; may be empty
  /// "place: problem; expected ..." on one line.
  [[nodiscard]] std::string ToString() const {
    std::string text = place.empty() ? problem : place + ": " + problem;
    if (!expected.empty()) text += "; expected " + expected;
    return text;
  }
};

/// A value, or the reason why there is none.
template <class T, class E = Failure>
class [[nodiscard]] Result {
 public:
  Result(T value) : content_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor)
  Result(E error) : content_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool ok() const { return content_.index() == 0; }
  explicit operator bool() const { return ok(); }
  [[nodiscard]] T& value() & { return std::get<0>(content_); }
  [[nodiscard]] const T& value() const& { return std::get<0>(content_); }
  [[nodiscard]] T&& value() && { return std::get<0>(std::move(content_)); }
  [[nodiscard]] E& error() & { return std::get<1>(content_); }
  [[nodiscard]] const E& error() const& { return std::get<1>(content_); }
  [[nodiscard]] E&& error() && { return std::get<1>(std::move(content_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, E> content_;
};

/// Done, or the reason why not.
template <class E = Failure>
class [[nodiscard]] StatusOf {
 public:
  StatusOf() = default;
  StatusOf(E error) : error_(std::move(error)) {}  // NOLINT(google-explicit-constructor)
  [[nodiscard]] bool ok() const { return !error_.has_value(); }
  explicit operator bool() const { return ok(); }
  [[nodiscard]] E& error() & { return *error_; }
  [[nodiscard]] const E& error() const& { return *error_; }
  [[nodiscard]] E&& error() && { return *std::move(error_); }

 private:
  std::optional<E> error_;
};
using Status = StatusOf<Failure>;

/// Prints the broken expectation and aborts.
[[noreturn]] void StopOnBug(const char* file, int line, const char* expectation);

}  // namespace fascicolo

/// A bug in this program, not in its input: stop.
#define FASCICOLO_CHECK(expectation) \
  ((expectation) ? static_cast<void>(0) : ::fascicolo::StopOnBug(__FILE__, __LINE__, #expectation))
