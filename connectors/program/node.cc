#include "connectors/program/node.h"

#include "projections/refold.h"

#include <unistd.h>
#include <utility>

namespace fascicolo::program {
namespace {

constexpr std::size_t kMaxOffered = 1'024;  ///< commands held before the loop works on them
constexpr int kStepsToWin = 1'000;

std::string WriterName() {
  char host[256] = "";
  if (::gethostname(host, sizeof host - 1) != 0) host[0] = '\0';
  return std::string(host) + " process " + std::to_string(::getpid());
}

}  // namespace

Node::Node(AuthorityDirectory directory, NodeWorld world)
    : directory_(std::move(directory)),
      log_(directory_.ledger()),
      loops_log_(directory_.ledger()),
      world_(world),
      notes_(directory_.notes()) {}

Result<std::unique_ptr<Node>> Node::Open(AuthorityDirectory directory, NodeWorld world) {
  std::unique_ptr<Node> node(new Node(std::move(directory), world));
  if (Status opened = node->OpenLoop(); !opened) return opened.error();
  node->loops_log_.Heed(false);
  return node;
}

std::string Node::WhyFoldAgain() {
  try {
    const auto point = engine::FoldedState::PointOf(directory_.state(), authority().origin);
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
    if (Status anew = directory_.BeginStateAnew(); !anew) return anew;
    if (Status anew = directory_.BeginViewsAnew(); !anew) return anew;
  }
  if (Status folded = FoldWhatIsEmpty(); !folded) return folded;
  if (Status made = MakeLoop(); !made) return made;
  try {
    return loop_->CatchUp();
  } catch (const store::StoreBroken& broken) {
    notes_.push_back(std::string("state: ") + broken.what() + "; folding it again from the ledger");
  }
  loop_.reset();
  if (Status anew = directory_.BeginStateAnew(); !anew) return anew;
  if (Status folded = FoldWhatIsEmpty(); !folded) return folded;
  if (Status made = MakeLoop(); !made) return made;
  return loop_->CatchUp();
}

// A state without rows means a copy that was thrown away: it is folded in one go, the views beside it where they are
// empty too. What goes wrong in the log is said by the loop, which meets it at the same place.
Status Node::FoldWhatIsEmpty() {
  const auto is_empty = [](const store::Rows& rows) { return !rows.Seek("")->valid(); };
  if (directory_.ledger().end() == events::LogOffset{0} || !is_empty(directory_.state())) return {};
  projections::RefoldInto into{.state = &directory_.state()};
  if (is_empty(directory_.views())) into.views = &directory_.views();
  const auto folded = projections::Refold(loops_log_, authority().origin, into);
  if (folded || folded.error().code == FailureCode::kDamaged || folded.error().code == FailureCode::kTooNew) return {};
  return folded.error();
}

Status Node::MakeLoop() {
  engine::LoopOptions options;
  options.trust_clock = world_.trust_clock;
  options.writer_name = WriterName();
  auto loop = engine::Loop::Open({loops_log_, directory_.state(), directory_.keys(),
                                  world_.nonces, world_.clock, world_.writer, authority().origin},
                                 options);
  if (!loop) {
    Failure why = loop.error();
    if (why.code == FailureCode::kDamaged) {
      why.message += "; restore " + directory_.paths().ledger().string() + " from its backup";
    }
    return why;
  }
  loop_ = std::move(loop).value();
  return {};
}

Status Node::BecomeWriter() {
  if (auto doubt = loop_->ClockDoubt()) {
    doubt->message += "; --trust-clock says so";
    return *std::move(doubt);
  }
  if (loop_->is_holder()) return {};
  if (head().next == Position{0}) {
    loop_->OpenLedger(authority().name);
  } else {
    loop_->Claim();
  }
  for (int step = 0; step < kStepsToWin && !loop_->is_holder(); ++step) {
    if (Status stepped = loop_->Step(); !stepped) return stepped;
  }
  if (!loop_->is_holder())
    return Failure{FailureCode::kNotHolder, "another writer keeps the ledger"};
  wrote_ = true;
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
    if (Status stepped = loop_->Step(); !stepped) return stepped;
  }
  return {};
}

Status Node::Drain() {
  Position before;
  do {
    before = head().next;
    if (Status stepped = loop_->Step(); !stepped) return stepped;
  } while (!loop_->idle() || head().next != before);
  return {};
}

engine::Outcome Node::Submit(engine::Request request) {
  std::optional<engine::Outcome> answer;
  const auto keep = [&answer](const engine::Outcome& outcome) { answer = outcome; };
  if (Status offered = Offer(std::move(request), keep); !offered && !answer) return offered.error();
  while (!answer) {
    if (Status stepped = loop_->Step(); !stepped && !answer) return stepped.error();
  }
  return *answer;
}

Status Node::OpenProjector() {
  if (projector_) return {};
  auto projector = projections::Projector::Open(log_, authority().origin, directory_.views());
  if (!projector && projector.error().code == FailureCode::kIo) {
    notes_.push_back(projector.error().message + "; folding the views again from the ledger");
    if (Status anew = directory_.BeginViewsAnew(); !anew) return anew;
    projector = projections::Projector::Open(log_, authority().origin, directory_.views());
  }
  if (!projector) return projector.error();
  projector_ = std::move(projector).value();
  return {};
}

Status Node::CatchUpViews(const projections::OnProgress& on_progress) {
  if (Status opened = OpenProjector(); !opened) return opened;
  return projector_->CatchUp(on_progress);
}

Status Node::ReplaceViews(const std::filesystem::path& dir) {
  projector_.reset();
  return directory_.ReplaceViews(dir);
}

Status Node::ReplaceState(const std::filesystem::path& dir) {
  loop_.reset();
  if (Status replaced = directory_.ReplaceState(dir); !replaced) return replaced;
  return OpenLoop();
}

Status Node::FoldAnew() {
  projector_.reset();
  loop_.reset();
  if (Status anew = directory_.BeginStateAnew(); !anew) return anew;
  if (Status anew = directory_.BeginViewsAnew(); !anew) return anew;
  loops_log_.Heed(true);
  const Status opened = OpenLoop();
  loops_log_.Heed(false);
  return opened ? CatchUpViews() : opened;
}

Status Node::Leave() {
  Status left;
  if (wrote_) {
    left = Drain();
    if (left) left = CatchUpViews();
    if (!left && IsInterruption(left.error())) left = {};
    if (left) left = directory_.ledger().Rest();
  }
  projector_.reset();
  for (store::RocksRows* rows : {&directory_.state(), &directory_.views()}) {
    const Status flushed = rows->Flush();
    if (left) left = flushed;
  }
  const Status closed = directory_.ledger().Close();
  return left ? closed : left;
}

}  // namespace fascicolo::program
