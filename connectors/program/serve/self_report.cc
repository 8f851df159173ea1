#include "connectors/program/serve/self_report.h"

#include "connectors/cli/json_form.h"
#include "connectors/http/problem.h"
#include "connectors/program/serve/exposition.h"
#include "connectors/program/serve/json_response.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

void AddNode(Exposition& figures, const NodeFigures& node) {
  const std::uint64_t seen = node.views_at ? node.views_at->value + 1 : 0;
  figures.Gauge("fascicolo_writer", "1 on the node that writes", node.is_writer ? 1 : 0);
  figures.Gauge("fascicolo_term", "Term that is in force", node.term.value);
  figures.Describe("fascicolo_holder", "info", "The node that has the term");
  figures.Figure("fascicolo_holder_info", LabelText("name", node.holder), "1");
  figures.Gauge("fascicolo_next_position", "Position of the commit that comes next", node.next.value);
  figures.Gauge("fascicolo_views_next_position", "The same of the views that questions are answered from", seen);
  figures.Gauge("fascicolo_views_lag_commits", "Commits that these views do not have yet", node.next.value - std::min(seen, node.next.value));
  figures.Gauge("fascicolo_obligations_due", "Obligations that are due and not done, counted to " + std::to_string(kMostCounted),
                node.obligations_due);
  figures.Counter("fascicolo_commits_accepted", "Own commits that were accepted", node.counts.accepted);
  figures.Counter("fascicolo_commits_superseded", "Own records that lost their place", node.counts.superseded);
  figures.Counter("fascicolo_commands_decided_again", "Commands decided again because another commit came first",
                  node.counts.decided_again);
  figures.Counter("fascicolo_records_repeated", "Records handed to the log once more", node.counts.repeated);
  figures.Counter("fascicolo_clock_went_back", "Times that the clock went back", node.counts.clock_went_back);
}

using OfStore = std::uint64_t store::RocksFigures::*;

void AddStores(Exposition& figures, const NodeFigures& node) {
  const auto add = [&](const char* name, const char* help, OfStore figure) {
    figures.Describe(name, "gauge", help);
    figures.Figure(name, LabelText("store", "state"), std::to_string(node.state.*figure));
    figures.Figure(name, LabelText("store", "views"), std::to_string(node.views.*figure));
  };
  add("fascicolo_rocksdb_rows", "Rows, estimated", &store::RocksFigures::rows);
  add("fascicolo_rocksdb_file_bytes", "Size of the files", &store::RocksFigures::file_bytes);
  add("fascicolo_rocksdb_unwritten_bytes", "Rows that are not on disk yet", &store::RocksFigures::unwritten_bytes);
  add("fascicolo_rocksdb_compaction_bytes", "To be written anew by compactions, estimated", &store::RocksFigures::compaction_bytes);
  add("fascicolo_rocksdb_snapshots", "Snapshots that are held", &store::RocksFigures::snapshots);
}

void AddWhereKnown(Exposition& figures, const char* name, const char* help, std::optional<std::uint64_t> value) {
  if (value) figures.Gauge(name, help, *value);
}

void AddBackups(Exposition& figures, const NodeFigures& node) {
  AddWhereKnown(figures, "fascicolo_backup_checked_age_seconds", "Since a backup was last checked, as restore --tell said here",
                node.backup_checked_age);
  AddWhereKnown(figures, "fascicolo_backup_restored_age_seconds", "Since a backup was last restored, and its vault opened, likewise",
                node.backup_restored_age);
}

void AddMachine(Exposition& figures, const MachineFigures& machine) {
  const auto add = [&](const char* name, const char* help, std::optional<std::uint64_t> value) {
    AddWhereKnown(figures, name, help, value);
  };
  // The name that every dashboard looks for.
  add("process_resident_memory_bytes", "Memory that the process has", machine.resident_bytes);
  add("fascicolo_disk_free_bytes", "Free on the disk of the directory", machine.disk_free_bytes);
  add("fascicolo_disk_bytes", "Size of that disk", machine.disk_bytes);
}

/// Only where there are brokers.
void AddBrokers(Exposition& figures, const kafka::Traffic& traffic) {
  figures.Gauge("fascicolo_kafka_end_offset", "Behind the last record of the ledger's topic, as a broker told last", traffic.end);
  figures.Gauge("fascicolo_kafka_lag_records", "Records of the topic that this node has not read yet", traffic.lag());
  figures.Counter("fascicolo_kafka_records_sent", "Records sent to brokers, each time that one was", traffic.records_sent);
  figures.Counter("fascicolo_kafka_records_read", "Records of the topic that were read, by whatever reads it", traffic.records_read);
  figures.Counter("fascicolo_kafka_delivery_errors", "Records whose delivery failed, which are sent again", traffic.delivery_errors);
  figures.Counter("fascicolo_kafka_request_errors", "Requests to brokers that failed or were not answered in time", traffic.request_errors);
  figures.Describe("fascicolo_kafka_round_trip_seconds", "summary", "From a request to a broker to its answer, in the last second that had any");
  for (const auto& [broker, trip] : traffic.brokers) {
    const std::string label = LabelText("broker", broker) + ",";
    figures.Figure("fascicolo_kafka_round_trip_seconds", label + LabelText("quantile", "0.5"), SecondsText(trip.median_micros));
    figures.Figure("fascicolo_kafka_round_trip_seconds", label + LabelText("quantile", "0.99"), SecondsText(trip.p99_micros));
  }
}

void AddServer(Exposition& figures, const http::ServerFigures& server, const QueueFigures& queues) {
  figures.Describe("fascicolo_waiting", "gauge", "What waits, and for whom");
  const auto add = [&](const char* queue, std::size_t waiting) {
    figures.Figure("fascicolo_waiting", LabelText("queue", queue), std::to_string(waiting));
  };
  add("node", queues.jobs);
  add("readers", queues.questions);
  add("log_reader", queues.long_questions);
  add("position", queues.awaiting);
  add("writer", queues.without_writer);
  figures.Counter("fascicolo_commands_forwarded", "Commands that were answered by the node that writes", queues.forwarded);
  figures.Gauge("fascicolo_http_connections", "Connections that are open", server.connections);
  figures.Gauge("fascicolo_http_in_flight", "Requests that were handed on and are not answered", server.in_flight);
  figures.Gauge("fascicolo_http_streams", "Streams that are open", server.streams);
  figures.Counter("fascicolo_http_requests", "Requests that were handed on", server.requests);
  figures.Counter("fascicolo_http_refused", "Requests that the server refused itself", server.refused);
  figures.Counter("fascicolo_http_closed", "Connections closed for slowness or number", server.closed);
}

}  // namespace

void SelfReport::Stand(const NodeFigures& figures) {
  const std::lock_guard lock(mutex_);
  node_ = figures;
}

void SelfReport::Break(const Failure& why) {
  const std::lock_guard lock(mutex_);
  broken_ = why;
}

void SelfReport::Count(const std::string& route, unsigned status, std::chrono::microseconds took) {
  const std::lock_guard lock(mutex_);
  const auto bound = std::lower_bound(kBounds.begin(), kBounds.end(), took.count());
  Times& times = times_[route];
  ++times.counts[static_cast<std::size_t>(bound - kBounds.begin())];
  times.micros += static_cast<std::uint64_t>(took.count());
  ++answers_[{route, status}];
}

http::Response SelfReport::Status() const {
  const std::lock_guard lock(mutex_);
  if (broken_) return http::ProblemResponse({.status = 503, .title = "Not well", .detail = broken_->message, .code = "not_well"});
  if (!node_) return http::ProblemResponse({.status = 503, .title = "Starting", .code = "starting", .retry_after = 1});
  cli::Object form;
  form.Add("status", "ok").Add("part", node_->is_writer ? "writes" : "follows").Add("writer", node_->is_writer);
  form.Add("term", node_->term).Add("holder", node_->holder).Add("next_position", node_->next);
  return UnstoredJsonResponse(form.Done());
}

http::Response SelfReport::Metrics(const http::ServerFigures& server, const QueueFigures& queues) const {
  const std::lock_guard lock(mutex_);
  Exposition figures;
  figures.Gauge("fascicolo_up", "1 while the ledger is followed", broken_ || !node_ ? 0 : 1);
  if (node_) AddNode(figures, *node_);
  if (node_) AddStores(figures, *node_);
  if (node_) AddMachine(figures, node_->machine);
  if (node_) AddBackups(figures, *node_);
  if (node_ && node_->traffic) AddBrokers(figures, *node_->traffic);
  AddServer(figures, server, queues);
  figures.Describe("fascicolo_http_answers", "counter", "Answers by route and status");
  for (const auto& [of, count] : answers_) {
    figures.Figure("fascicolo_http_answers_total",
                   LabelText("route", of.first) + "," + LabelText("status", std::to_string(of.second)), std::to_string(count));
  }
  figures.Describe("fascicolo_http_seconds", "histogram", "From a request's last byte to its answer");
  for (const auto& [route, times] : times_) {
    const std::string label = LabelText("route", route);
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < times.counts.size(); ++i) {
      all += times.counts[i];
      const std::string bound = i < kBounds.size() ? SecondsText(static_cast<std::uint64_t>(kBounds[i])) : "+Inf";
      figures.Figure("fascicolo_http_seconds_bucket", label + "," + LabelText("le", bound), std::to_string(all));
    }
    figures.Figure("fascicolo_http_seconds_sum", label, SecondsText(times.micros));
    figures.Figure("fascicolo_http_seconds_count", label, std::to_string(all));
  }
  return {200, {{"Content-Type", "application/openmetrics-text; version=1.0.0; charset=utf-8"}}, figures.Done()};
}

}  // namespace fascicolo::program
