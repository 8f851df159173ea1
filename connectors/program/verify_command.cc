// fascicolo verify: the ledger proven from its log, and state and views held against it.
#include "connectors/cli/json_form.h"
#include "connectors/cli/progress.h"
#include "connectors/cli/table.h"
#include "connectors/program/commands.h"
#include "connectors/program/authority/scratch_directory.h"
#include "connectors/program/verification.h"
#include "engine/state/state.h"
#include "projections/ledger_rows.h"

namespace fascicolo::program {
namespace {

using cli::Value;

struct Verified {
  LogProof proof;
  std::vector<std::pair<std::string, Hash>> digests;  ///< state, then views, folded from the log
};

/// Where the state stands, and so the views.
Position LastOf(const events::Head& head) { return Position{head.next.value == 0 ? 0 : head.next.value - 1}; }

class Verifying {
 public:
  Verifying(Session& session, Node& node) : session_(session), node_(node) {}

  Result<Verified> Run() {
    if (Status checked = CheckSegments(); !checked) return checked.error();
    const ScratchDirectory scratch(node_.authority().scratch("verify"));
    auto state = store::RocksRows::Open(scratch.path() / "state");
    if (!state) return state.error();
    cli::Progress bar(session_.terminal, session_.Text("verifying", "verifica"),
                      session_.Text("events", "eventi"));
    auto proof =
        ProveLog(node_.log(), node_.identity().origin, LastOf(node_.head()), **state,
                 [&bar](auto done, auto all, auto events) { bar.Show(done, all, events); });
    if (!proof) return proof.error();
    Verified verified{std::move(proof).value(), {}};
    Compare("state", engine::DigestState(**state), engine::DigestState(node_.state_rows()),
            verified);
    auto views = store::RocksRows::Open(scratch.path() / "views");
    if (!views) return views.error();
    if (Status compared = CompareViews(**views, verified); !compared) return compared.error();
    return verified;
  }

 private:
  Status CheckSegments() {
    cli::Progress bar(session_.terminal, session_.Text("checksums", "somme di controllo"), "B");
    return node_.authority().home().CheckAll([&bar](auto done, auto all) {
      bar.Show(done, all, done);
      return NotInterrupted();
    });
  }

  Status CompareViews(store::RocksRows& rows, Verified& verified) {
    auto projector = projections::Projector::Open(node_.log(), node_.identity().origin, rows);
    if (!projector) return projector.error();
    cli::Progress bar(session_.terminal, session_.Text("views", "viste"),
                      session_.Text("events", "eventi"));
    const Status folded =
        (*projector)->FollowUntil(verified.proof.position, [&bar](const auto& at) {
          bar.Show(at.at.value, at.end.value, at.events);
        });
    if (!folded) return folded;
    const auto standing = projections::StandingOf(rows);
    if (!standing || standing->root != verified.proof.root) {
      Add(verified, "views", "fold another tree than the log's headers give");
    }
    const auto rebuilt = projections::DigestsOf(rows);
    const auto live = projections::DigestsOf(node_.views());
    for (std::size_t i = 0; i < rebuilt.size(); ++i) {
      Compare("view " + std::string(rebuilt[i].first), rebuilt[i].second, live[i].second, verified);
    }
    return {};
  }

  void Compare(const std::string& what, const Hash& folded, const Hash& live, Verified& verified) {
    const auto name = what.starts_with("view ") ? what.substr(5) : what;
    verified.digests.emplace_back(name, folded);
    if (folded == live) return;
    Add(verified, what,
        "is not what the log folds to (" + ToHex(live) + "): 'fascicolo rebuild' puts it right");
  }
  static void Add(Verified& verified, std::string place, std::string what) {
    ++verified.proof.problems_in_all;
    verified.proof.problems.push_back({std::move(place), std::move(what)});
  }

  Session& session_;
  Node& node_;
};

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

Value FormOf(const Verified& verified) {
  const auto& proof = verified.proof;
  cli::Object digests;
  for (const auto& [name, digest] : verified.digests) digests.Add(name, digest);
  Value::Array problems;
  for (const auto& problem : proof.problems) {
    problems.push_back(cli::Object().Add("place", problem.place).Add("what", problem.what).Done());
  }
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
      .Add("obligations", cli::Object()
                              .Add("closed", proof.obligations_closed)
                              .Add("open", proof.obligations_open)
                              .Done())
      .Add("digests", digests.Done())
      .Add("problems", std::move(problems))
      .Done();
}

void Print(Session& session, const Verified& verified) {
  const auto& proof = verified.proof;
  auto& out = session.terminal;
  const auto line = [&out](const std::string& name, const std::string& value) {
    constexpr std::size_t kNameWidth = 14;
    out.Line(name + std::string(kNameWidth - std::min(cli::WidthOf(name), kNameWidth - 1), ' ') + value);
  };
  line(session.Text("position", "posizione"), std::to_string(proof.position.value));
  line(session.Text("root", "radice"), ToHex(proof.root));
  line(session.Text("commits", "commit"), std::to_string(proof.commits));
  line(session.Text("events", "eventi"), std::to_string(proof.events));
  line(session.Text("superseded", "superati"), std::to_string(proof.superseded));
  for (const auto& record : proof.superseded_records) {
    out.Line(session.Text("  at offset ", "  all'offset ") + std::to_string(record.offset.value) +
             session.Text(": position ", ": posizione ") + std::to_string(record.position.value) +
             session.Text(", term ", ", mandato ") + std::to_string(record.term.value) +
             session.Text(", writer ", ", scrittore ") + ToHex(record.writer));
  }
  if (proof.foreign > 0) line(session.Text("foreign", "estranei"), std::to_string(proof.foreign));
  if (proof.frozen > 0) line(session.Text("frozen", "bloccati"), std::to_string(proof.frozen));
  line(session.Text("obligations", "adempimenti"),
       std::to_string(proof.obligations_closed) + session.Text(" done, ", " conclusi, ") +
           std::to_string(proof.obligations_open) + session.Text(" open", " aperti"));
  for (const auto& [name, digest] : verified.digests) line(name, ToHex(digest));
  for (const auto& problem : proof.problems)
    out.Line(out.Bold(problem.place + ": " + problem.what));
  if (proof.problems.empty()) out.Line(session.Text("everything holds", "tutto è in ordine"));
}

int Verify(Session& session) {
  if (!session.Begin()) return cli::kExitUsage;
  int code = 0;
  const auto node = session.OpenNode(code);
  if (node == nullptr) return code;
  if (Status caught_up = node->CatchUpViews(); !caught_up)
    return session.Leave(*node, session.Fail(caught_up.error()));
  const auto verified = Verifying(session, *node).Run();
  if (!verified) return session.Leave(*node, session.Fail(verified.error()));
  if (session.json()) {
    session.terminal.Json(FormOf(*verified));
  } else {
    Print(session, *verified);
  }
  return session.Leave(*node, verified->proof.problems_in_all == 0 ? cli::kExitDone : cli::kExitNo);
}

}  // namespace

void AddVerify(cli::Arguments& arguments, Session& session) {
  arguments.Add("verify",
                {"Proves the ledger from its log: acceptance, chain, hashes, tree, command ids, "
                 "obligations; and that state and views are what it folds to",
                 "Prova il registro dal suo log: accettazione, catena, hash, albero, id dei "
                 "comandi, adempimenti; e che stato e viste sono quanto ne risulta"},
                "  fascicolo verify --json", [&session] { return Verify(session); });
}

}  // namespace fascicolo::program
