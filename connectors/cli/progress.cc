#include "connectors/cli/progress.h"

#include <algorithm>

namespace fascicolo::cli {
namespace {

constexpr std::size_t kBarWidth = 30;

std::string TwoDigits(std::uint64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

}  // namespace

std::string DurationText(std::uint64_t seconds) {
  if (seconds < 60) return std::to_string(seconds) + "s";
  if (seconds < 3'600) return std::to_string(seconds / 60) + "m " + TwoDigits(seconds % 60) + "s";
  return std::to_string(seconds / 3'600) + "h " + TwoDigits(seconds % 3'600 / 60) + "m";
}

Progress::Progress(Terminal& terminal, std::string what, std::string unit)
    : terminal_(terminal), what_(std::move(what)), unit_(std::move(unit)) {}

Progress::~Progress() {
  if (visible_) terminal_.SayRaw("\r\x1b[K");
}

void Progress::Show(std::uint64_t done, std::uint64_t all, std::uint64_t count) {
  if (!terminal_.shows_progress()) return;
  const auto now = Clock::now();
  if (now - drawn_ < std::chrono::milliseconds(100)) return;
  drawn_ = now;
  visible_ = true;
  const double seconds = std::max(0.001, std::chrono::duration<double>(now - began_).count());
  const double part =
      all == 0 ? 0 : std::min(1.0, static_cast<double>(done) / static_cast<double>(all));
  std::string line = "\r\x1b[K" + what_ + " ";
  if (all > 0) {
    const auto filled = static_cast<std::size_t>(part * static_cast<double>(kBarWidth));
    line += "[" + std::string(filled, '#') + std::string(kBarWidth - filled, '.') + "] " +
            std::to_string(static_cast<int>(part * 100)) + "% ";
  }
  line += std::to_string(static_cast<std::uint64_t>(static_cast<double>(count) / seconds)) + " " +
          unit_ + "/s";
  if (part > 0.01) {
    line += " " + DurationText(static_cast<std::uint64_t>(seconds / part - seconds));
  }
  terminal_.SayRaw(line);
}

}  // namespace fascicolo::cli
