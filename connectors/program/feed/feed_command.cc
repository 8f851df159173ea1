// fascicolo feed: what a consumer may know of the ledger's events, as they come.
#include "connectors/cli/interrupt.h"
#include "connectors/cli/json_form.h"
#include "connectors/cli/progress.h"
#include "connectors/feed/description.h"
#include "connectors/feed/file_target.h"
#include "connectors/program/authority/interruption.h"
#include "connectors/program/authority/whole_file.h"
#include "connectors/program/commands.h"
#include "connectors/program/feed/feeding.h"
#include "connectors/program/feed/kafka_target.h"

#include <chrono>
#include <memory>
#include <thread>

namespace fascicolo::program {
namespace {

constexpr std::chrono::milliseconds kBetweenRounds{500};
constexpr std::chrono::milliseconds kLook{50};  ///< for an interrupt

struct FeedOptions {
  std::vector<std::string> consumers;
  std::string to;
  std::string to_file;
  std::string to_config;
  bool once = false;
  bool follow = false;
  bool check = false;
  bool describe = false;
};

Result<feed::Consumer, FormError> ReadConsumerFile(const std::string& file) {
  const auto text = ReadWholeFile(file, feed::kMaxConsumerBytes);
  if (!text) return FormError{file, text.error().message, "a consumer's file"};
  auto consumer = feed::ReadConsumer(*text);
  if (consumer) return consumer;
  FormError wrong = consumer.error();
  wrong.place = file + wrong.place;
  return wrong;
}

/// Where the feed goes, as typed; with --kafka the ledger's own brokers, where no others are named.
Result<std::unique_ptr<feed::Target>> TargetTyped(const FeedOptions& options, const kafka::ClientSettings& settings,
                                                  const Place& place, const Feeding& feeding) {
  if (!options.to_file.empty()) {
    auto file = feed::FileTarget::Open(options.to_file);
    if (!file) return file.error();
    return std::unique_ptr<feed::Target>(std::move(file).value());
  }
  kafka::KafkaOptions brokers;
  if (const auto* on_kafka = std::get_if<KafkaPlace>(&place)) brokers = on_kafka->options;
  if (!options.to.empty()) {
    brokers.brokers = options.to;
    brokers.client = settings;
  }
  brokers.create = !options.check;
  return OpenFeedTopic(std::move(brokers), feed::FeedTopicOf(feeding.ledger(), feeding.feed().consumer().name));
}

void Tell(Session& session, const Feeding& feeding, std::optional<std::uint64_t> owed) {
  const std::string& name = feeding.feed().consumer().name;
  const auto last = feeding.last() ? std::optional(feed::ToText(*feeding.last())) : std::nullopt;
  if (session.json()) {
    cli::Object answer;
    answer.Add("consumer", name)
        .Add("read_to", feeding.next().value == 0 ? std::optional<std::uint64_t>() : feeding.next().value - 1);
    answer.Add("lineage", feeding.lineage()).Add("last", last);
    if (owed) answer.Add("owed", *owed);
    if (!owed) answer.Add("published", feeding.published());
    return session.terminal.Json(answer.Done());
  }
  const std::string ends = last ? *last : session.Text("nothing", "nulla");
  if (owed) {
    session.Say(name + session.Text(": the feed ends at ", ": il flusso finisce a ") + ends +
                session.Text(", records owed: ", ", record dovuti: ") + std::to_string(*owed));
  } else {
    session.Say(name + session.Text(": published ", ": pubblicati ") + std::to_string(feeding.published()) +
                session.Text(", the feed ends at ", ", il flusso finisce a ") + ends);
  }
}

/// The ledger is not the one that the feed was told of last: it was restored from a backup, or is a copy.
int TellAhead(Session& session, const Feeding& feeding) {
  session.Say(session.Text(
      "fascicolo: the feed is ahead of this ledger: it was told of commits that the ledger does not have. Look for a "
      "newer backup; what is lost for good is accepted by 'restore --accept-loss', whose lineage tells the consumers.",
      "fascicolo: il flusso è più avanti di questo registro: contiene commit che il registro non ha. Cercare una copia "
      "più recente; una perdita definitiva si accetta con 'restore --accept-loss', il cui lignaggio avvisa chi "
      "riceve."));
  Tell(session, feeding, std::nullopt);
  return cli::kExitNo;
}

bool IsAhead(const Feeding& feeding) {
  if (!feeding.last()) return false;
  return feeding.last()->lineage > feeding.lineage() ||
         (feeding.last()->lineage == feeding.lineage() && feeding.last()->position >= feeding.next());
}

void WaitForMore() {
  const auto until = std::chrono::steady_clock::now() + kBetweenRounds;
  while (!cli::Interrupted() && std::chrono::steady_clock::now() < until) std::this_thread::sleep_for(kLook);
}

int Follow(Session& session, Feeding& feeding) {
  bool was_said = false;
  while (!cli::Interrupted()) {
    WaitForMore();
    const Status done = feeding.Round([](auto, auto, auto) {});
    if (!done && IsInterruption(done.error())) break;
    if (!done && done.error().code != FailureCode::kUnavailable) return session.Fail(done.error());
    if (!done && !was_said)
      session.Say(session.Text("fascicolo: waiting: ", "fascicolo: in attesa: ") + done.error().message);
    was_said = !done;
  }
  Tell(session, feeding, std::nullopt);
  return session.Interrupted();
}

int FeedOne(Session& session, const FeedOptions& options, const Place& place, feed::Consumer consumer,
        const kafka::ClientSettings& settings) {
  auto feeding = Feeding::Open(place, std::move(consumer));
  if (!feeding) return session.Fail(feeding.error());
  auto target = TargetTyped(options, settings, place, **feeding);
  if (!target) return session.Fail(target.error());
  if (Status sends = (*feeding)->SendTo(**target); !sends) return session.Fail(sends.error());
  cli::Progress bar(session.terminal, session.Text("feed", "flusso"), session.Text("commits", "commit"));
  const auto progress = [&bar](auto done, auto all, auto commits) { bar.Show(done, all, commits); };
  std::optional<std::uint64_t> owed;
  if (options.check) {
    const auto counted = (*feeding)->Owed(progress);
    if (!counted) return session.Fail(counted.error());
    owed = *counted;
  } else if (Status round = (*feeding)->Round(progress); !round) {
    return session.Fail(round.error());
  }
  if (IsAhead(**feeding)) return TellAhead(session, **feeding);
  if (options.follow) return Follow(session, **feeding);
  Tell(session, **feeding, owed);
  return cli::kExitDone;
}

int Describe(Session& session, std::vector<feed::Consumer> consumers) {
  std::optional<LedgerId> ledger;
  if (!session.options.place.authority.empty()) ledger = events::LedgerIdOf(session.options.place.authority);
  session.terminal.Line(events::json::PrintJson(feed::Describe(consumers, ledger), 2));
  return cli::kExitDone;
}

int FeedConsumer(Session& session, const FeedOptions& options) {
  if (!session.Begin()) return cli::kExitUsage;
  if (options.once + options.follow + options.check + options.describe > 1) {
    return session.Usage("--once, --follow, --check, --describe: one of them");
  }
  std::vector<feed::Consumer> consumers;
  for (const std::string& file : options.consumers) {
    auto consumer = ReadConsumerFile(file);
    if (!consumer) return session.Fail(consumer.error());
    consumers.push_back(std::move(consumer).value());
  }
  if (consumers.empty()) return session.Usage("CONSUMER is missing: the file that says who receives what");
  if (options.describe) return Describe(session, std::move(consumers));
  if (consumers.size() > 1) return session.Usage("one CONSUMER at a time: each has a feed of its own");
  const auto place = session.PlaceTyped();
  if (!place) return cli::kExitUsage;
  const bool has_brokers = std::holds_alternative<KafkaPlace>(*place) || !options.to.empty();
  if (options.to_file.empty() ? !has_brokers : !options.to.empty())
    return session.Usage("--to BROKERS or --to-file FILE: one of the two");
  kafka::ClientSettings settings;
  if (!options.to_config.empty()) {
    auto read = ReadClientSettings(options.to_config);
    if (!read) return session.Fail(read.error());
    settings = std::move(read).value();
  }
  return FeedOne(session, options, *place, std::move(consumers.front()), settings);
}

}  // namespace

void AddFeed(cli::Arguments& arguments, Session& session) {
  auto given = std::make_shared<FeedOptions>();
  auto options = arguments.Add("feed",
                               {"Publishes to a consumer's topic what it may know of the ledger's events: "
                                "pseudonymous, without texts; goes on where the "
                                "topic ends, also while the ledger is written",
                                "Pubblica sul topic di chi riceve quanto può sapere degli eventi del registro: con "
                                "pseudonimi, senza testi; riprende da dove "
                                "finisce il topic, anche mentre si scrive nel registro"},
                               "  fascicolo feed observatory.json --data /srv/fascicolo --to broker1:9092 --follow\n"
                               "  fascicolo feed observatory.json --data /srv/fascicolo --to broker1:9092 --check\n"
                               "  fascicolo feed observatory.json inps.json --describe",
                               [&session, given] { return FeedConsumer(session, *given); });
  options.Texts("CONSUMER", given->consumers,
                {"The consumer's file: who receives which events, and how closely (connectors/feed/README.md)",
                 "Il file di chi riceve: quali eventi, e con quale dettaglio (connectors/feed/README.md)"});
  options.Text("--to", given->to,
               {"Kafka brokers, host:port,...; with --kafka by default the ledger's own",
                "Broker Kafka, host:porta,...; con --kafka, se assente, quelli del registro"});
  options.Text(
      "--to-file", given->to_file,
      {"A file instead, a CloudEvent in JSON on each line", "In alternativa un file, un CloudEvent in JSON per riga"});
  options.Text("--to-config", given->to_config,
               {"File of further client settings for --to (security.protocol=...), one a line",
                "File di altre impostazioni del client per --to (security.protocol=...), una per riga"});
  options.Flag("--once", given->once,
               {"Up to where the ledger is now (default)", "Fino a dove è ora il registro (predefinito)"});
  options.Flag("--follow", given->follow, {"And on, until interrupted", "E oltre, fino all'interruzione"});
  options.Flag("--check", given->check,
               {"Only says where the feed ends and what it is owed",
                "Dice soltanto dove finisce il flusso e quanto gli è dovuto"});
  options.Flag("--describe", given->describe,
               {"The feeds of these consumers as AsyncAPI 3, in JSON",
                "I flussi di questi destinatari come AsyncAPI 3, in JSON"});
}

}  // namespace fascicolo::program
