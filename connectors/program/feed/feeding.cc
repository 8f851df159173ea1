#include "connectors/program/feed/feeding.h"

#include "connectors/program/authority/interruption.h"
#include "connectors/program/authority/passphrase.h"
#include "connectors/program/copying.h"
#include "connectors/program/reading_sizes.h"
#include "events/acceptance.h"
#include "events/vault/master.h"
#include "events/vault/vault.h"

namespace fascicolo::program {
namespace {

Result<events::Key> FeedSecretOf(const BackupSource& source, LedgerId ledger) {
  const auto master = vault::ReadMaster(source.key_file, AskPassphrase);
  if (!master) return master.error();
  auto store = source.open_keys();
  if (!store) return store.error();
  const auto vault = vault::Vault::Open(std::move(store).value(), *master, ledger);
  if (!vault) return vault.error();
  return vault->FeedSecret();
}

}  // namespace

Feeding::Feeding(Place place, BackupSource source, LedgerId ledger)
    : place_(std::move(place)),
      source_(std::move(source)),
      ledger_(ledger),
      point_(StandingBefore(source_.identity.origin).point) {}

Result<std::unique_ptr<Feeding>> Feeding::Open(const Place& place, feed::Consumer consumer) {
  auto source = OpenSource(place);
  if (!source) return source.error();
  const LedgerId ledger = events::LedgerIdOf(source->identity.origin);
  const auto secret = FeedSecretOf(*source, ledger);
  if (!secret) return secret.error();
  std::unique_ptr<Feeding> feeding(new Feeding(place, std::move(source).value(), ledger));
  feeding->feed_ = std::make_unique<feed::Feed>(std::move(consumer), ledger, *secret);
  return feeding;
}

Status Feeding::SendTo(feed::Target& target) {
  auto publisher = feed::Publisher::Open(target, feed_->source(), feed_->key_id());
  if (!publisher) return publisher.error();
  publisher_.emplace(std::move(publisher).value());
  return {};
}

/// The segments of a directory are seen up to where they ended when they were opened; a topic is seen as it grows.
Status Feeding::ReopenLog() {
  if (!std::holds_alternative<DirectoryPlace>(place_) || point_.head.next == Position{0}) return {};
  auto source = OpenSource(place_);
  if (!source) return source.error();
  source_ = std::move(source).value();
  return {};
}

Status Feeding::Read(const OnRecords& take, const std::function<Status()>& behind, const Progress& progress) {
  if (Status opened = ReopenLog(); !opened) return opened;
  if (point_.last_accepted && source_.log->end() <= point_.next) return {};
  InterruptibleLedger log(*source_.log);
  auto follower = events::Follower::Open(log, point_);
  if (!follower) return follower.error();
  const auto on_accepted = [&](const events::AcceptedCommit& accepted) -> Status {
    const auto commit = events::CommitReading::Open(accepted.entry.record, accepted.header);
    if (!commit) return commit.error();
    const events::Header& header = accepted.header;
    const Status is_told =
        publisher_->CheckCommit(header.lineage, header.position, [&] { return feed_->CheckOf(header); });
    if (!is_told) return is_told;
    auto records = feed_->Take(*commit);
    if (!records) return records.error();
    take(std::move(records).value());
    return {};
  };
  do {
    const Status polled = follower->Poll(kReadBytes, on_accepted, [](const auto&, const auto&) {});
    point_ = follower->point();
    if (Status done = behind(); !done) return done;
    if (!polled) return polled;
    progress(point_.next.value, log.end().value, point_.head.next.value);
  } while (!follower->at_end());
  return {};
}

Status Feeding::Round(const Progress& progress) {
  if (Status flushed = publisher_->Flush(); !flushed) return flushed;  // what an earlier round left
  const auto take = [this](std::vector<feed::FeedRecord> records) {
    for (auto& record : records) publisher_->Take(std::move(record));
  };
  return Read(
      take, [this] { return publisher_->Flush(); }, progress);
}

Result<std::uint64_t> Feeding::Owed(const Progress& progress) {
  std::uint64_t owed = 0;
  const auto count = [&](const std::vector<feed::FeedRecord>& records) {
    for (const auto& record : records) owed += !last() || *record.sequence() > *last() ? 1U : 0U;
  };
  if (Status read = Read(
          count, [] { return Status{}; }, progress);
      !read)
    return read.error();
  return owed;
}

}  // namespace fascicolo::program
