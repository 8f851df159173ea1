// One run of the program: what every command takes, and how commands begin and end.
#pragma once

#include "connectors/cli/arguments.h"
#include "connectors/cli/terminal.h"
#include "connectors/program/authority/clocks.h"
#include "connectors/program/authority/node.h"
#include "connectors/program/authority/place.h"

#include <memory>
#include <optional>
#include <string>

namespace fascicolo::program {

/// A server that is asked in the place of an authority's own files.
struct ServerTyped {
  std::string url;          ///< or several, with commas: the next one is asked where one does not answer
  std::string token_file;   ///< empty: FASCICOLO_TOKEN
  std::string ca_file;      ///< PEM file of those who sign servers' certificates; empty: whom the system trusts
};

/// As typed; checked by Session::Begin.
struct EverywhereOptions {
  PlaceOptions place;
  ServerTyped server;
  std::string language;
  bool json = false;
  bool trust_clock = false;
  std::string test_clock;  ///< an instant: the clock stands there
  std::string clock_from;  ///< an instant: the clock goes on from there
  std::string test_seed;   ///< a number: keys, nonces and writer id come from it
};

class Session {
 public:
  Session() = default;
  /// Speaks into two texts, and asks an authority that is open and stays so. All must outlive it.
  Session(std::string& out, std::string& err, Readable& lent) : terminal(out, err), lent_(&lent) {}
  Session(std::string& out, std::string& err, Node& lent) : terminal(out, err), lent_(&lent), lent_node_(&lent) {}

  cli::Terminal terminal;
  EverywhereOptions options;

  /// Checks what every command takes; false: a mistake, which was said. Call first.
  [[nodiscard]] bool Begin();
  [[nodiscard]] cli::Language language() const { return language_; }
  [[nodiscard]] bool json() const { return options.json; }

  /// The text of the language that is spoken.
  [[nodiscard]] const char* Text(const char* english, const char* italian) const {
    return language_ == cli::Language::kItalian ? italian : english;
  }
  [[nodiscard]] std::string Label(std::string_view key) const;

  /// The authority that was named; nothing: none was, which was said.
  [[nodiscard]] std::optional<Place> PlaceTyped();
  /// Opens the authority; null: it was said why, and `exit_code` is what the command ends with.
  [[nodiscard]] std::unique_ptr<Node> OpenNode(int& exit_code);
  /// What it was given to read from; null: it opens a node.
  [[nodiscard]] Readable* lent() const { return lent_; }
  /// The same where that is a node.
  [[nodiscard]] Node* lent_node() const { return lent_node_; }
  /// The same for an authority that is open already.
  [[nodiscard]] Result<std::unique_ptr<Node>> NodeOf(Authority authority);

  /// Time and chance of this run: the world's, or those that the hidden options give.
  [[nodiscard]] engine::Clock& clock() { return *clock_; }
  [[nodiscard]] NodeWorld world();
  /// The clock was set by hand: nobody else's is compared with it.
  [[nodiscard]] bool clock_is_set() const { return !options.test_clock.empty() || !options.clock_from.empty(); }

  /// Says why a command cannot go on; gives its exit code, which tells an interruption apart.
  int Fail(const Failure& why);
  int Fail(const FormError& why);  ///< a mistake in what was typed
  int Usage(const std::string& problem);
  int Interrupted();
  void Say(const std::string& text) { terminal.Say(text); }

  /// Leaves the node, unless it was lent, and gives the exit code: `code`, or what leaving failed with.
  int Leave(Node& node, int code);

 private:
  void SayNotes(Node& node);
  cli::Language language_ = cli::Language::kEnglish;
  std::unique_ptr<engine::Clock> clock_ = std::make_unique<SystemClock>();
  TickingClock ticking_;
  std::unique_ptr<events::RandomSource> random_ = std::make_unique<events::SystemRandom>();
  WriterId writer_;
  std::size_t notes_said_ = 0;
  Readable* lent_ = nullptr;
  Node* lent_node_ = nullptr;
};

}  // namespace fascicolo::program
