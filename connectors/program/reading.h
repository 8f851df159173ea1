// A question to the views: where it is answered from, and what every answer says of itself.
#pragma once

#include "connectors/cli/interrupt.h"
#include "connectors/cli/json_form.h"
#include "connectors/cli/table.h"
#include "connectors/program/session.h"
#include "engine/catalogue/sheet.h"
#include "projections/as_of.h"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace fascicolo::program {

using cli::Value;

/// An opened authority with its views at one position: the log's end, or, with --as-of, an earlier
/// one, folded anew.
/// The shape (connectors/cli/shape.h) of an answer of a view: "position" and "root", and these members, with each "%"
/// replaced by the next of `parts`.
[[nodiscard]] std::string StandingShape(std::string_view members, std::initializer_list<std::string_view> parts = {});

class Reading {
 public:
  /// Null: it was said why, and `exit_code` is what the command ends with.
  static std::unique_ptr<Reading> Begin(Session& session, const std::optional<std::string>& as_of,
                                        int& exit_code);

  /// What is read from: a node, or what one was at a moment.
  [[nodiscard]] Readable& source() { return *source_; }
  /// For what needs more of it than reading. Only where a node was opened or lent.
  [[nodiscard]] Node& node() {
    FASCICOLO_CHECK(node_ != nullptr);
    return *node_;
  }
  [[nodiscard]] const store::Rows& rows() const { return past_ ? *past_->rows : source_->views(); }
  [[nodiscard]] const projections::Standing& standing() const { return standing_; }
  /// The last day opened: what "overdue" is measured against; the day of the commit where none is.
  [[nodiscard]] Day today() const;
  /// The state at the same position. Folded on first use, with --as-of.
  [[nodiscard]] Result<engine::State> state();

  /// The sheet of a service as adopted at the log's end; null: none.
  [[nodiscard]] const engine::Sheet* SheetOf(const std::string& service);
  /// Its name in the language; its code where there is no sheet.
  [[nodiscard]] std::string ServiceName(const std::string& service, cli::Language language);

  /// What its quantities count: "minutes a week"; empty where nothing is counted, or no sheet is there.
  std::string MeasureOf(const std::string& service, cli::Language language);
  /// A service that is asked for must be one that was adopted.
  [[nodiscard]] StatusOf<FormError> CheckService(const std::optional<std::string>& code);

  /// "position" and "root", the first members of every JSON answer.
  void AddStanding(cli::Object& answer) const;
  /// The same on stderr, behind a table.
  void SayStanding(Session& session) const;

  /// Leaves the node, unless it was lent, and gives the exit code, as Session::Leave.
  int Leave(Session& session, int code) { return opened_ == nullptr ? code : session.Leave(*opened_, code); }

 private:
  std::unique_ptr<Node> opened_;  ///< null: the session lent one, or a moment of one
  Readable* source_ = nullptr;
  Node* node_ = nullptr;  ///< the same, where it is one
  std::optional<projections::AsOfViews> past_;
  projections::Standing standing_;
  std::unique_ptr<store::MemoryRows> past_state_;
  std::map<std::string, std::shared_ptr<const engine::Sheet>> sheets_;
};

/// A question's frame: begins the reading, asks, leaves. `ask` gives the exit code; one that reads a frozen entity failed.
int Answer(Session& session, const std::optional<std::string>& as_of,
           const std::function<int(Reading&)>& ask);

inline constexpr std::uint64_t kDefaultLimit = 50;  ///< rows shown; 0 shows all

inline constexpr cli::HelpText kLimitHelp{"Rows at most; 0 for all (default 50)",
                                          "Righe al massimo; 0 per tutte (predefinito: 50)"};
inline constexpr cli::HelpText kSkipHelp{"Rows passed over before the first that is shown",
                                         "Righe saltate prima della prima mostrata"};
inline constexpr cli::HelpText kAsOfHelp{"As of a position, a day or an instant",
                                         "Com'era a una posizione, in un giorno o in un istante"};

inline constexpr cli::HelpText kUseHelp{
    "Opens texts whose processing is restricted, on this ground: consent, legal_claims, rights_of_others, public_interest",
    "Apre i testi il cui trattamento è limitato, per questo motivo: consent, legal_claims, rights_of_others, public_interest"};

/// Goes through pages of a view until `limit` rows (0: all) were taken, after the first `skip` of them were passed over.
/// `ask(after, page)` gives a page with `after`, which is full where there is more; `take(page)` uses it and gives its number of
/// rows. An interrupt ends it between two pages. True: there is more.
template <class Key, class Ask, class Take>
bool ThroughPages(std::uint64_t limit, Ask ask, Take take, std::uint64_t skip = 0) {
  std::optional<Key> after;
  while (skip > 0) {
    const auto wished = std::min<std::uint64_t>(projections::kMaxPage, skip);
    after = ask(after, static_cast<std::size_t>(wished)).after;
    if (!after || cli::Interrupted()) return false;
    skip -= wished;
  }
  std::uint64_t taken = 0;
  do {
    const std::uint64_t wished =
        limit == 0 ? projections::kMaxPage
                   : std::min<std::uint64_t>(projections::kMaxPage, limit - taken);
    auto page = ask(after, static_cast<std::size_t>(wished));
    taken += take(page);
    after = page.after;
  } while (after && (limit == 0 || taken < limit) && !cli::Interrupted());
  return after.has_value();
}

}  // namespace fascicolo::program
