#include "connectors/program/serve/self_report.h"

#include "connectors/http/problem.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

/// A figure with its name, kind and meaning, as OpenMetrics wants them.
class Exposition {
 public:
  void Gauge(const std::string& name, const std::string& help, std::uint64_t value) {
    Describe(name, "gauge", help);
    text_ += name + " " + std::to_string(value) + "\n";
  }
  void Counter(const std::string& name, const std::string& help, std::uint64_t value) {
    Describe(name, "counter", help);
    text_ += name + "_total " + std::to_string(value) + "\n";
  }
  void Describe(const std::string& name, const std::string& type, const std::string& help) {
    text_ += "# TYPE " + name + " " + type + "\n# HELP " + name + " " + help + "\n";
  }
  void Line(const std::string& line) { text_ += line + "\n"; }
  [[nodiscard]] std::string Done() { return text_ + "# EOF\n"; }

 private:
  std::string text_;
};

/// Microseconds as seconds, without floating point.
std::string Seconds(std::uint64_t micros) {
  std::string digits = std::to_string(micros % 1'000'000);
  digits.insert(0, 6 - digits.size(), '0');
  return std::to_string(micros / 1'000'000) + "." + digits;
}

}  // namespace

void SelfReport::Stand(Position next, bool is_writer) {
  const std::lock_guard lock(mutex_);
  next_ = next;
  is_writer_ = is_writer;
}

void SelfReport::Break(const Failure& why) {
  const std::lock_guard lock(mutex_);
  broken_ = why;
}

void SelfReport::Count(unsigned status, std::chrono::microseconds took) {
  const std::lock_guard lock(mutex_);
  const auto bound = std::lower_bound(kBounds.begin(), kBounds.end(), took.count());
  ++times_[static_cast<std::size_t>(bound - kBounds.begin())];
  micros_ += static_cast<std::uint64_t>(took.count());
  ++statuses_[std::min<std::size_t>(status / 100, statuses_.size() - 1)];
}

http::Response SelfReport::Status() const {
  const std::lock_guard lock(mutex_);
  if (broken_) return http::ProblemResponse({.status = 503, .title = "Not well", .detail = broken_->message, .code = "not_well"});
  if (!next_) return http::ProblemResponse({.status = 503, .title = "Starting", .code = "starting"});
  const std::string json = std::string(R"({"status":"ok","writer":)") + (is_writer_ ? "true" : "false") +
                           ",\"next_position\":" + std::to_string(next_->value) + "}";
  return {200, {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}}, json};
}

http::Response SelfReport::Metrics(const http::ServerFigures& server, std::size_t waiting_jobs) const {
  const std::lock_guard lock(mutex_);
  Exposition figures;
  figures.Gauge("fascicolo_up", "1 while the ledger is followed", broken_ ? 0 : 1);
  figures.Gauge("fascicolo_writer", "1 on the node that writes", is_writer_ ? 1 : 0);
  figures.Gauge("fascicolo_next_position", "Position of the commit that comes next", next_ ? next_->value : 0);
  figures.Gauge("fascicolo_waiting_jobs", "Requests that wait for the thread of the node", waiting_jobs);
  figures.Gauge("fascicolo_http_connections", "Connections that are open", server.connections);
  figures.Gauge("fascicolo_http_in_flight", "Requests that were handed on and are not answered", server.in_flight);
  figures.Counter("fascicolo_http_refused", "Requests that the server refused itself", server.refused);
  figures.Counter("fascicolo_http_closed", "Connections closed for slowness or number", server.closed);
  figures.Describe("fascicolo_http_answers", "counter", "Answers by the first digit of their status");
  for (std::size_t digit = 1; digit < statuses_.size(); ++digit) {
    figures.Line("fascicolo_http_answers_total{class=\"" + std::to_string(digit) + "xx\"} " + std::to_string(statuses_[digit]));
  }
  figures.Describe("fascicolo_http_seconds", "histogram", "From a request's last byte to its answer");
  std::uint64_t all = 0;
  for (std::size_t i = 0; i < times_.size(); ++i) {
    all += times_[i];
    const std::string bound = i < kBounds.size() ? Seconds(static_cast<std::uint64_t>(kBounds[i])) : "+Inf";
    figures.Line("fascicolo_http_seconds_bucket{le=\"" + bound + "\"} " + std::to_string(all));
  }
  figures.Line("fascicolo_http_seconds_sum " + Seconds(micros_));
  figures.Line("fascicolo_http_seconds_count " + std::to_string(all));
  return {200, {{"Content-Type", "application/openmetrics-text; version=1.0.0; charset=utf-8"}}, figures.Done()};
}

}  // namespace fascicolo::program
