// fascicolo verify: the ledger proven from its log, and state and views held against it.
#include "connectors/cli/progress.h"
#include "connectors/program/authority/scratch_directory.h"
#include "connectors/program/authority/whole_file.h"
#include "connectors/program/checkpoint_note.h"
#include "connectors/program/commands.h"
#include "connectors/program/verification_form.h"
#include "connectors/reads/walk.h"
#include "engine/loop/folded_state.h"
#include "events/proof/signed_note.h"
#include "events/tree.h"
#include "projections/ledger_rows.h"
#include "projections/rebuild.h"

#include <memory>

namespace fascicolo::program {
namespace {

struct VerifyOptions {
  std::optional<std::uint64_t> since;
  bool quick = false;
  bool requests = false;
  std::optional<std::string> against;    ///< file of a signed checkpoint
  std::optional<std::string> signed_by;  ///< who must have signed it
};

/// Where the state stands, and so the views.
Position LastOf(const events::Head& head) { return Position{head.next.value == 0 ? 0 : head.next.value - 1}; }

/// The same failure, and how far the ledger held before it was met.
Failure WithHoldingPart(Failure why, const LogProof& proof) {
  if (why.code != FailureCode::kDamaged && why.code != FailureCode::kTooNew) return why;
  why.message += proof.commits == 0 ? "; nothing before it was accepted"
                                    : "; what was accepted before it holds, up to position " +
                                          std::to_string(proof.position.value) + ", recorded " +
                                          FormatInstant(proof.recorded_at);
  return why;
}

class Verifying {
 public:
  Verifying(Session& session, Node& node, const VerifyOptions& options, std::optional<SeenNote> against)
      : session_(session), node_(node), options_(options) {
    verified_.against = against;
    if (against) seen_ = against->tree;
    if (against && against->is_signed == false) {
      verified_.proof.Add({"checkpoint", "is not signed by the key that was named", {}});
    }
  }

  Result<Verified> Run() {
    const Instant began = ticking_.Now();
    const Status run = options_.quick ? RunQuick() : RunWhole();
    if (!run) return WithHoldingPart(run.error(), verified_.proof);
    CheckReadings();
    verified_.seconds = static_cast<double>(ticking_.Now().micros - began.micros) / static_cast<double>(kMicrosPerSecond);
    return std::move(verified_);
  }

 private:
  /// The ledgers of readings: each by its hashes, and whether the months continue each other.
  void CheckReadings() {
    const auto months = reads::WalkAll({node_.authority().home().reads().folder, node_.identity().origin}, {});
    if (!months) return verified_.proof.Add({"readings", months.error().message, {}});
    for (const auto& month : *months) {
      ++verified_.readings.months;
      verified_.readings.readings += month.readings;
      verified_.readings.files += month.files;
    }
    for (const std::string& problem : reads::ProblemsOf(*months)) verified_.proof.Add({"readings", problem, {}});
  }

  Status RunQuick() {
    cli::Progress bar = Bar("headers", "intestazioni");
    const Status proven = ProveChain(node_.log(), node_.identity().origin, {.last = LastOf(node_.head()), .seen = seen_}, verified_.proof,
                                     [&bar](auto done, auto all, auto events) { bar.Show(done, all, events); });
    if (!proven) return proven;
    verified_.is_quick = true;
    CompareStandings();
    return {};
  }

  Status RunWhole() {
    const Status segments = options_.since ? Status() : CheckSegments();
    if (!segments && segments.error().code != FailureCode::kDamaged) return segments;
    const ScratchDirectory scratch(node_.authority().scratch("verify"));
    auto state = store::RocksRows::Open(scratch.path() / "state");
    if (!state) return state.error();
    const Status proven = Prove(**state);
    if (!segments) return segments;  // now it is known how far the ledger holds
    if (!proven) return proven;
    Compare("state", engine::DigestState(**state), engine::DigestState(node_.state_rows()));
    CompareStandings();
    if (options_.since) return {};
    auto views = store::RocksRows::Open(scratch.path() / "views");
    if (!views) return views.error();
    return CompareViews(**views);
  }

  Status CheckSegments() {
    cli::Progress bar(session_.terminal, session_.Text("checksums", "somme di controllo"), "B");
    return node_.authority().home().CheckAll([&bar](auto done, auto all) {
      bar.Show(done, all, done);
      return NotInterrupted();
    });
  }

  Status Prove(store::RowStore& rows) {
    cli::Progress bar = Bar("verifying", "verifica");
    ProofWish wish{LastOf(node_.head()), Position{options_.since.value_or(0)}};
    wish.seen = seen_;
    if (options_.requests) wish.vault = &node_.authority().vault();
    return ProveLog(node_.log(), node_.identity().origin, wish, rows, verified_.proof,
                    [&bar](auto done, auto all, auto events) { bar.Show(done, all, events); });
  }

  /// State and views say themselves where they stand in which tree.
  void CompareStandings() {
    const auto& proof = verified_.proof;
    const auto state = engine::FoldedState::PointOf(node_.state_rows(), node_.identity().origin);
    const auto check = [&](const char* what, const Hash& root) {
      if (root == proof.root) return;
      verified_.proof.Add({what, "were folded from another tree than the log's headers give: its root was " + ToHex(root), {}});
    };
    if (state) {
      const auto point = state->shared();
      check("state", events::Frontier(point.head.next.value, point.edge).Root());
    }
    if (const auto views = projections::StandingOf(node_.views())) check("views", views->root);
  }

  Status CompareViews(store::RocksRows& rows) {
    auto projector = projections::Projector::Open(node_.log(), node_.identity().origin, rows);
    if (!projector) return projector.error();
    cli::Progress bar = Bar("views", "viste");
    const Status folded = (*projector)->FollowUntil(verified_.proof.position, [&bar](const auto& at) {
      bar.Show(at.at.value, at.end.value, at.events);
    });
    if (!folded) return folded;
    const auto standing = projections::StandingOf(rows);
    if (!standing || standing->root != verified_.proof.root) {
      verified_.proof.Add({"views", "fold another tree than the log's headers give", {}});
    }
    const auto rebuilt = projections::DigestsOf(rows);
    const auto live = projections::DigestsOf(node_.views());
    for (std::size_t i = 0; i < rebuilt.size(); ++i) {
      const auto id = i == 0 ? projections::ViewId::kLedger : projections::AllViews()[i - 1].id;
      const auto where = [&] { return RowsThatDiffer(rebuilt[i].first, id, rows); };
      Compare("view " + std::string(rebuilt[i].first), rebuilt[i].second, live[i].second, where);
    }
    return {};
  }

  std::string RowsThatDiffer(std::string_view view, projections::ViewId id, const store::Rows& rebuilt) {
    const auto differing = projections::DiffView(view, id, node_.views(), rebuilt);
    if (differing.empty()) return {};
    const bool more = differing.size() == projections::kMaxDifferences;
    return "; " + std::to_string(differing.size()) + (more ? " rows or more differ" : " rows differ") +
           ", the first in table " + std::to_string(differing.front().table) + ", key " + differing.front().key_hex;
  }

  void Compare(const std::string& what, const Hash& folded, const Hash& live,
               const std::function<std::string()>& where = [] { return std::string(); }) {
    const auto name = what.starts_with("view ") ? what.substr(5) : what;
    verified_.digests.emplace_back(name, folded);
    if (folded == live) return;
    verified_.proof.Add({what, "is not what the log folds to (" + ToHex(live) + ")" + where() +
                                   ": 'fascicolo rebuild' puts it right", {}});
  }

  [[nodiscard]] cli::Progress Bar(const char* english, const char* italian) {
    return cli::Progress(session_.terminal, session_.Text(english, italian), session_.Text("events", "eventi"));
  }

  Session& session_;
  Node& node_;
  const VerifyOptions& options_;
  TickingClock ticking_;
  std::optional<SeenTree> seen_;
  Verified verified_;
};

/// The checkpoint that is to be held against; nothing: none was named, or `code` says why it cannot be.
std::optional<SeenNote> NoteNamed(Session& session, const VerifyOptions& options, const Node& node, int& code) {
  if (!options.against) return std::nullopt;
  const auto text = ReadWholeFile(*options.against, proof::kMaxNoteBytes);
  if (!text) {
    code = session.Fail(text.error());
    return std::nullopt;
  }
  const auto note = ReadSeenNote(*text, node.identity().origin, options.signed_by);
  if (!note) code = session.Fail(note.error());
  if (!note) return std::nullopt;
  if (!note->is_signed) {
    session.Say(session.Text("The checkpoint's signature was not looked at: --signed-by names its key.",
                             "La firma del checkpoint non è stata verificata: --signed-by ne indica la chiave."));
  }
  return *note;
}

int Verify(Session& session, const VerifyOptions& options) {
  if (!session.Begin()) return cli::kExitUsage;
  if (options.quick && (options.since || options.requests)) {
    return session.Usage("--quick looks at no commit's content: --since and --requests do not go with it");
  }
  if (options.signed_by && !options.against) return session.Usage("--signed-by: of which checkpoint? --against NOTE");
  int code = 0;
  const auto node = session.OpenNode(code);
  if (node == nullptr) return code;
  const auto fail = [&](const auto& why) { return session.Leave(*node, session.Fail(why)); };
  if (options.since && *options.since > LastOf(node->head()).value) {
    return fail(FormError{"--since", "lies behind the ledger's end", "at most " + std::to_string(LastOf(node->head()).value)});
  }
  code = cli::kExitDone;
  const auto against = NoteNamed(session, options, *node, code);
  if (code != cli::kExitDone) return session.Leave(*node, code);
  if (Status caught_up = node->CatchUpViews(); !caught_up) return fail(caught_up.error());
  const auto verified = Verifying(session, *node, options, against).Run();
  if (!verified) return fail(verified.error());
  if (session.json()) {
    session.terminal.Json(FormOf(*verified));
  } else {
    Print(session, *verified);
  }
  return session.Leave(*node, verified->proof.problems_in_all == 0 ? cli::kExitDone : cli::kExitNo);
}

}  // namespace

void AddVerify(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<VerifyOptions>();
  auto options = arguments.Add(
      "verify",
      {"Proves the ledger from its log: acceptance, chain, hashes, tree, command ids, obligations; and that state and views "
       "are what it folds to",
       "Prova il registro dal suo log: accettazione, catena, hash, albero, id dei comandi, adempimenti; e che stato e viste "
       "sono quanto ne risulta"},
      "  fascicolo verify --json\n"
      "  fascicolo verify --since 120000\n"
      "  fascicolo verify --quick --against checkpoint.note --signed-by KEY",
      [&session, given] { return Verify(session, *given); });
  options.Number("--since", given->since,
                 {"Believe what stands in the commits before this position, and leave the views out",
                  "Dà per buono il contenuto dei commit prima di questa posizione, e tralascia le viste"});
  options.Text("--against", given->against,
               {"File of a signed checkpoint that somebody kept: the ledger must continue it",
                "File di un checkpoint firmato, conservato da altri: il registro deve proseguirlo"});
  options.Text("--signed-by", given->signed_by,
               {"Key that must have signed it: NAME+ID+BASE64, as C2SP notes have it",
                "Chiave che deve averlo firmato: NOME+ID+BASE64, come nelle note C2SP"});
  options.Flag("--quick", given->quick,
               {"Headers only: acceptance, chain, tree", "Solo le intestazioni: accettazione, catena, albero"});
  options.Flag("--requests", given->requests,
               {"Hold every stored command against the keyed hash of what was handed in; needs the vault",
                "Confronta ogni comando registrato con l'impronta, con chiave, di quello ricevuto; richiede la camera "
                "blindata"});
}

}  // namespace fascicolo::program
