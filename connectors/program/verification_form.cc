#include "connectors/program/verification_form.h"

#include "connectors/cli/table.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

using cli::Value;

Value::Array SupersededOf(const LogProof& proof) {
  Value::Array records;
  for (const auto& record : proof.superseded_records) {
    records.push_back(cli::Object()
                          .Add("offset", record.offset.value)
                          .Add("position", record.position)
                          .Add("term", record.term)
                          .Add("writer", record.writer)
                          .Done());
  }
  return records;
}

Value::Array ProblemsOf(const LogProof& proof) {
  Value::Array problems;
  for (const auto& problem : proof.problems) {
    problems.push_back(
        cli::Object().Add("place", problem.place).Add("what", problem.what).Add("since", problem.since).Done());
  }
  return problems;
}

/// What the commits say; nothing, where they were not looked at.
Value ObligationsOf(const Verified& verified) {
  if (verified.is_quick) return {};
  return cli::Object()
      .Add("opened", verified.proof.obligations_opened)
      .Add("closed", verified.proof.obligations_closed)
      .Add("open", verified.proof.obligations_open)
      .Done();
}
Value SealedOf(const Verified& verified) {
  if (verified.is_quick) return {};
  return cli::Object()
      .Add("texts", verified.proof.counts.sealed)
      .Add("removed", verified.proof.counts.removed)
      .Done();
}
Value RequestsOf(const LogProof& proof) {
  return cli::Object().Add("same", proof.counts.requests).Add("unknown", proof.counts.requests_unknown).Done();
}

Value AgainstOf(const std::optional<SeenNote>& against) {
  if (!against) return {};
  return cli::Object()
      .Add("size", against->tree.size)
      .Add("root", against->tree.root)
      .Add("signed", against->is_signed)
      .Done();
}

class Lines {
 public:
  explicit Lines(Session& session) : session_(session) {}
  void Add(const char* english, const char* italian, const std::string& value) {
    Add(session_.Text(english, italian), value);
  }
  void Add(const std::string& name, const std::string& value) {
    constexpr std::size_t kNameWidth = 14;
    session_.terminal.Line(name + std::string(kNameWidth - std::min(cli::WidthOf(name), kNameWidth - 1), ' ') + value);
  }

 private:
  Session& session_;
};

void PrintSuperseded(Session& session, const LogProof& proof) {
  for (const auto& record : proof.superseded_records) {
    session.terminal.Line(session.Text("  at offset ", "  all'offset ") + std::to_string(record.offset.value) +
                          session.Text(": position ", ": posizione ") + std::to_string(record.position.value) +
                          session.Text(", term ", ", mandato ") + std::to_string(record.term.value) +
                          session.Text(", writer ", ", scrittore ") + ToHex(record.writer));
  }
}

void PrintContent(Session& session, const LogProof& proof, Lines& lines) {
  if (proof.frozen > 0) lines.Add("frozen", "bloccati", std::to_string(proof.frozen));
  lines.Add("obligations", "adempimenti",
            std::to_string(proof.obligations_opened) + session.Text(" opened, ", " aperti in tutto, ") +
                std::to_string(proof.obligations_closed) + session.Text(" closed, ", " conclusi, ") +
                std::to_string(proof.obligations_open) + session.Text(" open", " ancora aperti"));
  lines.Add("sealed", "sigillati",
            std::to_string(proof.counts.sealed) + session.Text(" texts, ", " testi, ") +
                std::to_string(proof.counts.removed) + session.Text(" removed", " rimossi"));
  const auto& counts = proof.counts;
  if (counts.requests + counts.requests_unknown > 0) {
    lines.Add("requests", "richieste",
              std::to_string(counts.requests) + session.Text(" as handed in, ", " come ricevute, ") +
                  std::to_string(counts.requests_unknown) +
                  session.Text(" that nobody can tell any more", " non più verificabili"));
  }
}

}  // namespace

Value FormOf(const Verified& verified) {
  const auto& proof = verified.proof;
  cli::Object digests;
  for (const auto& [name, digest] : verified.digests) digests.Add(name, digest);
  return cli::Object()
      .Add("position", proof.position)
      .Add("lineage", proof.lineage)
      .Add("root", proof.root)
      .Add("commits", proof.commits)
      .Add("events", proof.events)
      .Add("superseded", proof.superseded)
      .Add("superseded_records", SupersededOf(proof))
      .Add("foreign", proof.foreign)
      .Add("frozen", proof.frozen)
      .Add("obligations", ObligationsOf(verified))
      .Add("sealed", SealedOf(verified))
      .Add("requests", RequestsOf(proof))
      .Add("readings", cli::Object()
                           .Add("months", verified.readings.months)
                           .Add("readings", verified.readings.readings)
                           .Add("files", verified.readings.files)
                           .Done())
      .Add("against", AgainstOf(verified.against))
      .Add("digests", digests.Done())
      .Add("problems_in_all", proof.problems_in_all)
      .Add("problems", ProblemsOf(proof))
      .Done();
}

void Print(Session& session, const Verified& verified) {
  const auto& proof = verified.proof;
  auto& out = session.terminal;
  Lines lines(session);
  lines.Add("position", "posizione", std::to_string(proof.position.value));
  lines.Add("root", "radice", ToHex(proof.root));
  lines.Add("commits", "commit", std::to_string(proof.commits));
  lines.Add("events", "eventi", std::to_string(proof.events));
  lines.Add("superseded", "superati", std::to_string(proof.superseded));
  PrintSuperseded(session, proof);
  if (proof.foreign > 0) lines.Add("foreign", "estranei", std::to_string(proof.foreign));
  if (!verified.is_quick) PrintContent(session, proof, lines);
  for (const auto& [name, digest] : verified.digests) lines.Add(name, ToHex(digest));
  if (verified.against) {
    lines.Add("checkpoint", "checkpoint", std::to_string(verified.against->tree.size) + session.Text(" commits, ", " commit, ") +
                                              ToHex(verified.against->tree.root));
  }
  if (verified.readings.months > 0) {
    lines.Add("readings", "consultazioni", std::to_string(verified.readings.readings) + session.Text(" in ", " in ") +
                                               std::to_string(verified.readings.months) + session.Text(" months", " mesi"));
  }
  for (const auto& problem : proof.problems) {
    const std::string since = problem.since ? " (" + FormatInstant(*problem.since) + ")" : "";
    out.Line(out.Bold(problem.place + since + ": " + problem.what));
  }
  if (proof.problems.empty()) out.Line(session.Text("everything holds", "tutto è in ordine"));
  if (verified.seconds <= 0) return;
  session.Say(std::to_string(static_cast<std::uint64_t>(static_cast<double>(proof.commits) / verified.seconds)) +
              session.Text(" commits a second", " commit al secondo"));
}

}  // namespace fascicolo::program
