// One authority opened in this process: its ledger, the loop that decides, the projector that moves the views, and, where
// several nodes share the ledger, this one's part among them. One thread.
#pragma once

#include "connectors/program/authority/authority.h"
#include "connectors/program/authority/interruption.h"
#include "connectors/program/authority/readable.h"
#include "engine/leadership/leadership.h"
#include "engine/loop/loop.h"
#include "events/proof/tree_files.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace fascicolo::program {

/// What a node takes from outside. Borrowed; must outlive it.
struct NodeWorld {
  engine::Clock& clock;
  engine::Clock& ticking;  ///< only goes forward
  events::RandomSource& random;
  WriterId writer;           ///< random per process
  std::string name;          ///< of this node, for people
  bool trust_clock = false;  ///< the operator has confirmed the clock (design D9)
  bool set_clock = false;    ///< the clock was set by hand: no broker's is asked
};

/// What a node wants of its ledger.
enum class Part {
  kWriter,    ///< to write now, unless a living node does
  kStandby,   ///< to write as soon as no living node does
  kLineage,   ///< to write, in a lineage of its own: the ledger is a copy
};

/// What this process is called: host and process id.
[[nodiscard]] std::string NodeName();

/// Takes turns until nobody who lives writes the ledger whose head this is. kNotHolder names who does; kUnavailable: no
/// broker answers, or interrupted.
Status AwaitClaim(engine::Leadership& leadership, const events::Head& head, engine::Clock& ticking);

class Node final : public Readable {
 public:
  /// Catches the state up with the log. A state that fails its checksums, is another ledger's, or
  /// holds frozen entities that a newer program may understand, is folded again, which `notes`
  /// says. kDamaged: the log ends before the state that was folded from it: it was cut.
  /// kUnavailable: interrupted (interruption.h).
  static Result<std::unique_ptr<Node>> Open(Authority authority, NodeWorld world);

  [[nodiscard]] Authority& authority() { return authority_; }
  [[nodiscard]] events::Ledger& log() override { return log_; }
  [[nodiscard]] const AuthorityIdentity& identity() const override { return authority_.identity(); }
  [[nodiscard]] store::RocksRows& state_rows() { return authority_.stores().state(); }
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }
  [[nodiscard]] engine::Loop& loop() { return *loop_; }
  [[nodiscard]] const events::Head& head() const { return loop_->head(); }
  [[nodiscard]] engine::State state() override { return engine::State(authority_.stores().state()); }

  /// Claims the ledger, or opens it where it is empty. Days that were missed are opened, and what is due is done, by the
  /// first steps. `lineage`: of kLineage. kNotHolder: another node writes, which is named. kLocked: the ledger is a copy.
  /// kUnavailable: the clock must be confirmed or set right first, no broker answers, or interrupted (interruption.h).
  /// kDamaged: CheckSigned.
  Status BecomeWriter(Part part = Part::kWriter, engine::LineagePlan lineage = {});
  /// Takes its place among the nodes and follows; steps claim when no other node lives. `door`: where other nodes may
  /// bring commands to it (engine::Heartbeat). Failures as of BecomeWriter.
  Status StandBy(std::string door = {});
  [[nodiscard]] bool is_writer() const { return loop_->is_holder(); }
  /// Whether steps are wanted although nothing comes in: something waits, or other nodes must hear of this one.
  [[nodiscard]] bool is_busy() const { return leadership_.has_value() || !loop_->idle(); }
  /// What people call the node that holds the ledger's term.
  [[nodiscard]] std::string HolderName() const;
  /// Where another node that holds the term takes commands; empty: it is this one, it has left, or nobody knows.
  [[nodiscard]] std::string HolderDoor() const;

  /// Takes turns, without wanting to write, until every node that beats was heard. kUnavailable: no broker answers.
  [[nodiscard]] Result<const engine::Leadership*> HearNodes();

  /// One step of the loop and, among several nodes, a turn of this one's part. Keeps state and views warm while another
  /// node writes. To be called all the time: a node that is silent for a lease is replaced.
  Status Step();

  /// Hands a command to the loop, which must be this node's to write. Works on it while too much
  /// waits: so a stream of commands shares its disk writes. The completion is called in a later
  /// Offer, Drain or Submit.
  Status Offer(engine::Request request, engine::Completion completion);
  /// Until everything offered is answered and nothing is due.
  Status Drain();
  /// One command, to its end.
  [[nodiscard]] engine::Outcome Submit(engine::Request request);

  /// Moves the views to where the state stands, which is the log's end unless another node writes on.
  Status CatchUpViews(const projections::OnProgress& on_progress = {}) override;
  [[nodiscard]] const store::Rows& views() override { return authority_.stores().views(); }
  /// From any thread.
  [[nodiscard]] KnownEvents& known_events() override { return known_events_; }
  /// Puts the views, or the state, that were folded into `dir` in the live ones' place.
  Status ReplaceViews(const std::filesystem::path& dir);
  Status ReplaceState(const std::filesystem::path& dir);
  /// Throws state and views away and folds both from the ledger: where they cannot even be read.
  Status FoldAnew();

  /// The tree over the accepted commits, through the log's end. Failures as of proof::FollowLog.
  [[nodiscard]] Result<proof::TreeFiles*> CatchUpTree(const proof::OnFollowed& on_followed = {});
  /// The same, from the log alone: where the tree's files are not what they should be.
  [[nodiscard]] Result<proof::TreeFiles*> MakeTreeAnew(const proof::OnFollowed& on_followed = {});
  /// Whether the log still begins with what was signed of it; nobody writes where it does not. kDamaged says what is missing,
  /// and the ways out.
  Status CheckSigned();

  /// Everything answered, views caught up where this node wrote (unless interrupted: they are caught
  /// up by whoever asks next), ledger closed. Afterwards only destruction is allowed.
  Status Leave();

 private:
  Node(Authority authority, NodeWorld world);
  Status OpenLoop();
  Status MakeLoop();
  /// What is wrong with the state so that it must be folded again; empty: nothing.
  [[nodiscard]] std::string WhyFoldAgain();
  Status FoldWhatIsEmpty();
  Status OpenProjector();

  // among the nodes of the ledger (node_place.cc)
  Status TakePlace(Part part);
  Status CheckMayWrite(Part part);
  Status HearOfOthers();
  /// Opens the ledger, claims it or starts its lineage, as the part is; whether that was won shows in later steps.
  void Want();
  Status WinAlone();
  Status WinAmongNodes();
  void ClaimIfAdvised();
  Status KeepViewsWarm();
  /// Gives up, with an answer to everything that waits, when nothing has moved for too long.
  Status CheckPatience();

  Authority authority_;
  KnownEvents known_events_;
  InterruptibleLedger log_;
  InterruptibleLedger loops_log_;  ///< heeds while the state is caught up, not while anything is decided
  NodeWorld world_;
  std::unique_ptr<engine::Heartbeats> heartbeats_;
  std::optional<engine::Leadership> leadership_;  ///< none: this process has the ledger for itself
  std::string door_;                              ///< that its heartbeats tell
  engine::LineagePlan lineage_;                   ///< of a lineage that it wants to start
  std::optional<Part> part_;                      ///< what it still wants; a standby wants it for ever
  Instant views_due_;                             ///< in ticks
  Instant moved_at_;                              ///< in ticks: when something was last answered or accepted
  Position moved_to_;
  std::optional<Failure> gave_up_;
  std::unique_ptr<engine::Loop> loop_;
  std::unique_ptr<projections::Projector> projector_;
  std::unique_ptr<proof::TreeFiles> tree_;  ///< null: not asked for yet
  std::vector<std::string> notes_;
  std::size_t waiting_ = 0;
  std::size_t waited_ = 0;  ///< as `waiting_` was at `moved_at_`
  bool wrote_ = false;
};

}  // namespace fascicolo::program
