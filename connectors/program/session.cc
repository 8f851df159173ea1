#include "connectors/program/session.h"

#include "connectors/cli/form_error_text.h"
#include "connectors/cli/labels.h"
#include "events/hash.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace fascicolo::program {
namespace {

std::optional<std::uint64_t> NumberIn(const std::string& text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Some mistakes are seen before Session::Begin.
cli::Language LanguageTyped(const EverywhereOptions& options) {
  return cli::LanguageFrom(options.language).value_or(cli::Language::kEnglish);
}

}  // namespace

bool Session::Begin() {
  const auto language = cli::LanguageFrom(options.language);
  if (!language) {
    (void)Usage("--lang is 'it' or 'en'");
    return false;
  }
  language_ = *language;
  if (clock_is_set()) {
    const bool stands = !options.test_clock.empty();
    const auto instant = ParseInstant(stands ? options.test_clock : options.clock_from);
    if (!instant) {
      (void)Usage(std::string(stands ? "--test-clock" : "--clock-from") + " is an instant, such as 2025-03-31T12:00:00Z");
      return false;
    }
    if (stands) {
      clock_ = std::make_unique<SetClock>(*instant);
    } else {
      clock_ = std::make_unique<ShiftedClock>(*instant);
    }
  }
  if (options.test_seed.empty()) {
    random_->Fill(writer_.bytes);
    return true;
  }
  const auto seed = NumberIn(options.test_seed);
  if (!seed) {
    (void)Usage("--test-seed is a whole number");
    return false;
  }
  random_ = std::make_unique<events::SeededRandom>(*seed);
  const Hash hash = events::Sha256({events::AsBytes(std::string_view("fascicolo test writer")),
                                    events::AsBytes(options.test_seed)});
  writer_ = IdFromHash<WriterId>(hash);
  return true;
}

std::string Session::Label(std::string_view key) const {
  return std::string(cli::LabelOf(language_, key));
}

NodeWorld Session::world() {
  return {*clock_,  ticking_, *random_, writer_, options.test_seed.empty() ? NodeName() : "test " + options.test_seed,
          options.trust_clock, clock_is_set()};
}

std::optional<Place> Session::PlaceTyped() {
  auto place = PlaceFrom(options.place);
  if (place) return std::move(place).value();
  (void)Fail(place.error());
  return std::nullopt;
}

std::unique_ptr<Node> Session::OpenNode(int& exit_code) {
  exit_code = cli::kExitUsage;
  if (lent_ != nullptr) {
    (void)Usage(Text("this is done where the ledger is, and asked of no server",
                     "questo si fa dove è il registro, e non si chiede a un server"));
    return nullptr;
  }
  const auto place = PlaceTyped();
  if (!place) return nullptr;
  auto authority = OpenAuthority(*place);
  auto node = authority ? NodeOf(std::move(authority).value()) : Result<std::unique_ptr<Node>>(authority.error());
  if (!node) {
    exit_code = Fail(node.error());
    return nullptr;
  }
  SayNotes(**node);
  return std::move(node).value();
}

Result<std::unique_ptr<Node>> Session::NodeOf(Authority authority) {
  return Node::Open(std::move(authority), world());
}

void Session::SayNotes(Node& node) {
  for (; notes_said_ < node.notes().size(); ++notes_said_)
    Say("fascicolo: " + node.notes()[notes_said_]);
}

int Session::Fail(const Failure& why) {
  if (IsInterruption(why)) return Interrupted();
  Say("fascicolo: " + why.message);
  return cli::kExitFailed;
}

int Session::Interrupted() {
  Say(Text("fascicolo: interrupted; what is in the ledger stays, nothing else was changed",
           "fascicolo: interrotto; quanto è nel registro resta, null'altro è cambiato"));
  return cli::kExitInterrupted;
}

int Session::Fail(const FormError& why) {
  Say("fascicolo: " + cli::PlacedTextOf(why, LanguageTyped(options)));
  return cli::kExitUsage;
}

int Session::Usage(const std::string& problem) {
  Say("fascicolo: " + cli::InLanguage(problem, LanguageTyped(options)));
  return cli::kExitUsage;
}

int Session::Leave(Node& node, int code) {
  if (&node == lent_node_) return code;
  const Status left = node.Leave();
  SayNotes(node);
  if (left) return code;
  const int failed = Fail(left.error());
  return code == cli::kExitInterrupted ? code : failed;
}

}  // namespace fascicolo::program
