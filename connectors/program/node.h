// One authority opened in this process: its directory, the loop that decides and the projector that
// moves the views. One thread.
#pragma once

#include "connectors/program/authority_directory.h"
#include "connectors/program/interruption.h"
#include "engine/loop/loop.h"
#include "projections/projector.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace fascicolo::program {

/// What a node takes from outside. Borrowed; must outlive it.
struct NodeWorld {
  engine::Clock& clock;
  events::NonceSource& nonces;
  WriterId writer;           ///< random per process
  bool trust_clock = false;  ///< the operator has confirmed the clock (design D9)
};

class Node {
 public:
  /// Catches the state up with the log. A state that fails its checksums, is another ledger's, or
  /// holds frozen entities that a newer program may understand, is folded again, which `notes`
  /// says. kDamaged: the log ends before the state that was folded from it: it was cut.
  /// kUnavailable: interrupted (interruption.h).
  static Result<std::unique_ptr<Node>> Open(AuthorityDirectory directory, NodeWorld world);

  [[nodiscard]] AuthorityDirectory& directory() { return directory_; }
  /// The log, for whoever reads much of it: Ctrl-C ends that.
  [[nodiscard]] events::Ledger& log() { return log_; }
  [[nodiscard]] const AuthorityFile& authority() const { return directory_.authority(); }
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }
  [[nodiscard]] engine::Loop& loop() { return *loop_; }
  [[nodiscard]] const events::Head& head() const { return loop_->head(); }
  /// The accepted state.
  [[nodiscard]] engine::State state() { return engine::State(directory_.state()); }

  /// Claims the ledger, or opens it where it is empty. Days that were missed are opened, and what
  /// is due is done, by the first steps. kUnavailable: the clock must be confirmed first.
  Status BecomeWriter();

  /// Hands a command to the loop, which must be this node's to write. Works on it while too much
  /// waits: so a stream of commands shares its disk writes. The completion is called in a later
  /// Offer, Drain or Submit.
  Status Offer(engine::Request request, engine::Completion completion);
  /// Until everything offered is answered and nothing is due.
  Status Drain();
  /// One command, to its end.
  [[nodiscard]] engine::Outcome Submit(engine::Request request);

  /// Moves the views to the log's end.
  Status CatchUpViews(const projections::OnProgress& on_progress = {});
  [[nodiscard]] const store::Rows& views() { return directory_.views(); }
  /// Puts the views, or the state, that were folded into `dir` in the live ones' place.
  Status ReplaceViews(const std::filesystem::path& dir);
  Status ReplaceState(const std::filesystem::path& dir);
  /// Throws state and views away and folds both from the ledger: where they cannot even be read.
  Status FoldAnew();

  /// Everything answered, views caught up where this node wrote (unless interrupted: they are caught
  /// up by whoever asks next), ledger closed. Afterwards only destruction is allowed.
  Status Leave();

 private:
  Node(AuthorityDirectory directory, NodeWorld world);
  Status OpenLoop();
  Status MakeLoop();
  /// What is wrong with the state so that it must be folded again; empty: nothing.
  [[nodiscard]] std::string WhyFoldAgain();
  Status FoldWhatIsEmpty();
  Status OpenProjector();

  AuthorityDirectory directory_;
  InterruptibleLedger log_;
  InterruptibleLedger loops_log_;  ///< heeds while the state is caught up, not while anything is decided
  NodeWorld world_;
  std::unique_ptr<engine::Loop> loop_;
  std::unique_ptr<projections::Projector> projector_;
  std::vector<std::string> notes_;
  std::size_t waiting_ = 0;
  bool wrote_ = false;
};

}  // namespace fascicolo::program
