#include "connectors/program/authority/node.h"

#include "projections/refold.h"

#include <unistd.h>
#include <utility>

namespace fascicolo::program {
namespace {

constexpr std::size_t kMaxOffered = 1'024;  ///< commands held before the loop works on them

}  // namespace

std::string NodeName() {
  char host[256] = "";
  if (::gethostname(host, sizeof host - 1) != 0) host[0] = '\0';
  return std::string(host) + " process " + std::to_string(::getpid());
}

Node::Node(Authority authority, NodeWorld world)
    : authority_(std::move(authority)),
      log_(authority_.ledger()),
      loops_log_(authority_.ledger()),
      world_(world),
      notes_(authority_.notes()) {}

Result<std::unique_ptr<Node>> Node::Open(Authority authority, NodeWorld world) {
  std::unique_ptr<Node> node(new Node(std::move(authority), world));
  if (Status opened = node->OpenLoop(); !opened) return opened.error();
  node->loops_log_.Heed(false);
  return node;
}

std::string Node::WhyFoldAgain() {
  try {
    const auto point = engine::FoldedState::PointOf(state_rows(), identity().origin);
    if (!point) return point.error().message;
    if (state().Ledger().frozen > 0 && point->fold_version() != engine::kFoldVersion) {
      return "entities are frozen that another version of this program did not understand";
    }
    return {};
  } catch (const store::StoreBroken& broken) {
    return broken.what();
  }
}

Status Node::OpenLoop() {
  if (const std::string why = WhyFoldAgain(); !why.empty()) {
    notes_.push_back(why + "; folding state and views again from the ledger");
    if (Status anew = authority_.stores().BeginStateAnew(); !anew) return anew;
    if (Status anew = authority_.stores().BeginViewsAnew(); !anew) return anew;
  }
  if (Status folded = FoldWhatIsEmpty(); !folded) return folded;
  if (Status made = MakeLoop(); !made) return made;
  try {
    return loop_->CatchUp();
  } catch (const store::StoreBroken& broken) {
    notes_.push_back(std::string("state: ") + broken.what() + "; folding it again from the ledger");
  }
  loop_.reset();
  if (Status anew = authority_.stores().BeginStateAnew(); !anew) return anew;
  if (Status folded = FoldWhatIsEmpty(); !folded) return folded;
  if (Status made = MakeLoop(); !made) return made;
  return loop_->CatchUp();
}

// A state without rows means a copy that was thrown away: it is folded in one go, the views beside it where they are
// empty too. What goes wrong in the log is said by the loop, which meets it at the same place.
Status Node::FoldWhatIsEmpty() {
  const auto is_empty = [](const store::Rows& rows) { return !rows.Seek("")->valid(); };
  if (authority_.ledger().end() == events::LogOffset{0} || !is_empty(state_rows())) return {};
  projections::RefoldInto into{.state = &state_rows()};
  if (is_empty(views())) into.views = &authority_.stores().views();
  const auto folded = projections::Refold(loops_log_, identity().origin, into);
  if (folded || folded.error().code == FailureCode::kDamaged || folded.error().code == FailureCode::kTooNew) return {};
  return folded.error();
}

Status Node::MakeLoop() {
  engine::LoopOptions options;
  options.trust_clock = world_.trust_clock;
  options.writer_name = world_.name;
  engine::LoopParts parts{loops_log_, state_rows(), authority_.vault(), world_.random, world_.clock, world_.writer,
                          identity().origin};
  parts.ticking = &world_.ticking;
  parts.name_of = [this](const WriterId& writer) { return leadership_ ? leadership_->watch().NameOf(writer) : ToHex(writer); };
  if (leadership_ && !world_.set_clock) parts.judge = &*leadership_;
  auto loop = engine::Loop::Open(std::move(parts), options);
  if (!loop) {
    Failure why = loop.error();
    if (why.code == FailureCode::kDamaged) {
      why.message += "; restore " + authority_.home().where() + " from its backup";
    }
    return why;
  }
  loop_ = std::move(loop).value();
  return {};
}

Status Node::Offer(engine::Request request, engine::Completion completion) {
  ++waiting_;
  loop_->Submit(std::move(request),
                [this, then = std::move(completion)](const engine::Outcome& outcome) {
                  --waiting_;
                  then(outcome);
                });
  while (waiting_ >= kMaxOffered) {
    if (Status stepped = Step(); !stepped) return stepped;
  }
  return {};
}

Status Node::Drain() {
  Position before;
  do {
    before = head().next;
    if (Status stepped = Step(); !stepped) return stepped;
  } while (!loop_->idle() || (is_writer() && head().next != before));
  return {};
}

engine::Outcome Node::Submit(engine::Request request) {
  std::optional<engine::Outcome> answer;
  const auto keep = [&answer](const engine::Outcome& outcome) { answer = outcome; };
  if (Status offered = Offer(std::move(request), keep); !offered && !answer) return offered.error();
  while (!answer) {
    if (Status stepped = Step(); !stepped && !answer) return stepped.error();
  }
  return *answer;
}

Status Node::OpenProjector() {
  if (projector_) return {};
  auto projector = projections::Projector::Open(log_, identity().origin, authority_.stores().views());
  if (!projector && projector.error().code == FailureCode::kIo) {
    notes_.push_back(projector.error().message + "; folding the views again from the ledger");
    if (Status anew = authority_.stores().BeginViewsAnew(); !anew) return anew;
    projector = projections::Projector::Open(log_, identity().origin, authority_.stores().views());
  }
  if (!projector) return projector.error();
  projector_ = std::move(projector).value();
  return {};
}

Status Node::CatchUpViews(const projections::OnProgress& on_progress) {
  if (Status opened = OpenProjector(); !opened) return opened;
  if (head().next == Position{0}) return {};
  return projector_->FollowUntil(Position{head().next.value - 1}, on_progress);
}

Status Node::ReplaceViews(const std::filesystem::path& dir) {
  projector_.reset();
  return authority_.stores().ReplaceViews(dir);
}

Status Node::ReplaceState(const std::filesystem::path& dir) {
  loop_.reset();
  if (Status replaced = authority_.stores().ReplaceState(dir); !replaced) return replaced;
  return OpenLoop();
}

Status Node::FoldAnew() {
  projector_.reset();
  loop_.reset();
  if (Status anew = authority_.stores().BeginStateAnew(); !anew) return anew;
  if (Status anew = authority_.stores().BeginViewsAnew(); !anew) return anew;
  loops_log_.Heed(true);
  const Status opened = OpenLoop();
  loops_log_.Heed(false);
  return opened ? CatchUpViews() : opened;
}

Status Node::Leave() {
  Status left;
  if (wrote_) {
    left = Drain();
    if (leadership_) leadership_->Leave(head());
    if (left && NotInterrupted()) left = CatchUpViews();
    if (!left && IsInterruption(left.error())) left = {};
    // Brokers have nothing to do for it, and may not answer: whoever opens their log next looks at it.
    if (left && (!leadership_ || NotInterrupted())) left = authority_.ledger().Rest();
  }
  heartbeats_.reset();
  projector_.reset();
  for (store::RocksRows* rows : {&authority_.stores().state(), &authority_.stores().views()}) {
    const Status flushed = rows->Flush();
    if (left) left = flushed;
  }
  const Status closed = authority_.home().Close();
  return left ? closed : left;
}

}  // namespace fascicolo::program
