#include "faults/loop/embedded_office.h"

#include <chrono>

#include "events/big_endian.h"

namespace fascicolo::engine {

Instant SystemClock::Now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
}

Result<std::unique_ptr<EmbeddedOffice>> EmbeddedOffice::Open(const std::filesystem::path& dir) {
  auto office = std::make_unique<EmbeddedOffice>();
  events::SegmentOptions options;
  options.create = true;
  auto ledger = events::SegmentLedger::Open(dir / "ledger", events::LedgerIdOf(kEmbeddedOrigin), options);
  if (!ledger) return ledger.error();
  office->ledger_ = std::move(ledger).value();
  auto state = store::RocksRows::Open(dir / "state");
  if (!state) return state.error();
  office->state_ = std::move(state).value();
  WriterId writer;
  office->random_.Fill(writer.bytes);
  auto loop = Loop::Open({*office->ledger_, *office->state_, office->vault_, office->random_, office->clock_, writer,
                          kEmbeddedOrigin});
  if (!loop) return loop.error();
  office->loop_ = std::move(loop).value();
  if (Status caught_up = office->loop_->CatchUp(); !caught_up) return caught_up.error();
  if (office->loop_->head().next == Position{0}) {
    office->loop_->OpenLedger("Comune di Prova");
  } else {
    office->loop_->Claim();
  }
  for (int i = 0; i < 3; ++i) {
    if (Status stepped = office->loop_->Step(); !stepped) return stepped.error();
  }
  if (!office->loop_->is_holder()) return Failure{FailureCode::kNotHolder, "the term was not won"};
  return office;
}

CommandId EmbeddedOffice::CommandName(std::uint64_t number) {
  CommandId id;
  events::PutBigEndian(id.bytes.data() + 8, number + 1);
  return id;
}

Request EmbeddedOffice::Command(std::uint64_t number) {
  schema::RegisterContactT contact;
  contact.desk = schema::Desk::adults_elderly;
  contact.area = schema::Area::elderly;
  contact.channel = "desk";
  contact.reason = "loneliness";
  schema::CommandT command;
  command.id = std::make_unique<schema::Id>(events::ToSchema(CommandName(number)));
  command.actor = "anna.bianchi";
  command.payload.Set(std::move(contact));
  auto request = MakeRequest(events::PackLeaf(command), {{"/surname", "Inventata"}, {"/narrative", "Sola da aprile."}});
  FASCICOLO_CHECK(request.ok());
  return std::move(request).value();
}

}  // namespace fascicolo::engine
