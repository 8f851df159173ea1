#include "ops/bench/office.h"

#include <chrono>
#include <utility>

#include "events/big_endian.h"
#include "ops/bench/measure.h"

namespace fascicolo::bench {
namespace {

/// A load that does not wait for answers piles up while a disk or a collector pauses; lag has a bound of its own.
constexpr std::size_t kMaxQueued = 65'536;

engine::Request Contact(std::uint64_t number) {
  schema::RegisterContactT contact;
  contact.desk = schema::Desk::adults_elderly;
  contact.area = schema::Area::elderly;
  contact.channel = "desk";
  contact.reason = "loneliness";
  CommandId id;
  events::PutBigEndian(id.bytes.data(), number + 1);
  schema::CommandT command;
  command.id = std::make_unique<schema::Id>(events::ToSchema(id));
  command.actor = "anna.bianchi";
  command.payload.Set(std::move(contact));
  auto request = engine::MakeRequest(events::PackLeaf(command), {{"/surname", "Inventata"}});
  FASCICOLO_CHECK(request.ok());
  return std::move(request).value();
}

}  // namespace

class Office::SystemClock final : public engine::Clock {
 public:
  Instant Now() override {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
  }
};

Office::Office(events::Ledger& ledger, std::string origin, const std::filesystem::path& state,
               const store::RocksOptions& options)
    : origin_(std::move(origin)),
      state_(store::RocksRows::Open(state, options).value()),
      clock_(std::make_unique<SystemClock>()) {
  WriterId writer;
  writer.bytes.fill(1);
  engine::LoopOptions patient;
  patient.max_queued = kMaxQueued;
  loop_ = engine::Loop::Open({ledger, *state_, vault_, random_, *clock_, writer, origin_}, patient).value();
  loop_->OpenLedger("Comune di prova");
  while (!loop_->is_holder()) Step();
  Drain();  // the first day opens too
}

Office::~Office() = default;

void Office::Submit(std::function<void()> answered) {
  loop_->Submit(Contact(commands_++), [then = std::move(answered)](const engine::Outcome& outcome) {
    FASCICOLO_CHECK(std::holds_alternative<engine::Accepted>(outcome));
    then();
  });
}

void Office::Step() { FASCICOLO_CHECK(loop_->Step().ok()); }

void Office::Drain() {
  Position before;
  do {
    before = loop_->head().next;
    Step();
  } while (!loop_->idle() || loop_->head().next != before);
}

double Office::One() {
  using std::chrono::steady_clock;
  const auto start = steady_clock::now();
  std::chrono::duration<double> took{0};
  Submit([&] { took = steady_clock::now() - start; });
  while (took.count() == 0) Step();
  return took.count();
}

double Office::Many(std::size_t clients, double seconds) {
  std::uint64_t answered = 0;
  std::size_t waiting = 0;
  double took = 0;
  while (took < seconds) {
    took += Seconds([&] {
      for (; waiting < clients; ++waiting) {
        Submit([&] {
          --waiting;
          ++answered;
        });
      }
      Step();
    });
  }
  const double rate = static_cast<double>(answered) / took;
  Drain();  // what is still on its way points to the counters above
  return rate;
}

}  // namespace fascicolo::bench
