// A certificate of erasure held against the ledger and the vault.
#include "connectors/program/rights/erasure_certificate.h"
#include "connectors/program/rights/person_events.h"
#include "engine/payload_names.h"
#include "events/proof/receipt_check.h"

#include <algorithm>

namespace fascicolo::program {
namespace {

std::string TextIn(const cli::Value& form, std::string_view key) {
  const auto* value = MemberOf(form, key);
  const auto* text = value == nullptr ? nullptr : value->As<std::string>();
  return text == nullptr ? std::string() : *text;
}
std::int64_t NumberIn(const cli::Value& form, std::string_view key) {
  const auto* value = MemberOf(form, key);
  const auto* number = value == nullptr ? nullptr : value->As<std::int64_t>();
  return number == nullptr ? -1 : *number;
}
cli::Value::Array ListIn(const cli::Value& form, std::string_view key) {
  const auto* value = MemberOf(form, key);
  const auto* list = value == nullptr ? nullptr : value->As<cli::Value::Array>();
  return list == nullptr ? cli::Value::Array{} : *list;
}

class Check {
 public:
  explicit Check(Reading& reading)
      : node_(reading.node()), commits_(reading.node().authority().ledger(), reading.rows()) {}

  Status All(const cli::Value& form) {
    Want(TextIn(form, "certificate") == "fascicolo erasure" && NumberIn(form, "format") == kCertificateFormat,
         "it is no certificate of this format");
    Want(TextIn(form, "origin") == node_.identity().origin, "it is of another ledger: " + TextIn(form, "origin"));
    if (!wrong_.empty()) return {};
    Receipt(form);
    if (Status events = Events(form); !events) return events;
    return Keys(form);
  }
  [[nodiscard]] std::vector<std::string> Take() { return std::move(wrong_); }

 private:
  void Want(bool is_right, std::string problem) {
    if (!is_right) wrong_.push_back(std::move(problem));
  }

  /// By the key that the certificate names: whose that is, its reader must know.
  void Receipt(const cli::Value& form) {
    const auto key = proof::ReadVerifierKey(TextIn(form, "key"));
    const auto receipt = proof::ReadReceipt(TextIn(form, "receipt"));
    if (!key || !receipt) return Want(false, "it has no receipt, or names no key");
    const auto checked = proof::CheckReceipt(*receipt, node_.identity().origin, *key);
    if (!checked) return Want(false, "its receipt does not hold: " + checked.error().ToString());
    const auto absences = checked->absences();
    Want(std::any_of(absences.erasures().begin(), absences.erasures().end(),
                     [&form](const proof::ProvenErasure& erasure) {
                       return ToHex(erasure.person) == TextIn(form, "person") && erasure.number == NumberIn(form, "erasure");
                     }),
         "its receipt proves another erasure");
  }

  Status Events(const cli::Value& form) {
    bool completed = false;
    for (const cli::Value& event : ListIn(form, "events")) {
      const Position position{static_cast<std::uint64_t>(std::max<std::int64_t>(0, NumberIn(event, "position")))};
      const std::string place = "position " + std::to_string(position.value);
      auto commit = commits_.Load(position);
      if (!commit && commit.error().code == FailureCode::kNotFound) {
        Want(false, place + ": the ledger does not reach so far");
        continue;
      }
      if (!commit) return commit.error();
      const auto& reading = (*commit)->reading;
      const Hash leaf = events::LeafOf((*commit)->batch.entries.front().record.header());
      Want(ToHex(leaf) == TextIn(event, "leaf"), place + ": the commit there has another hash");
      const auto index = NumberIn(event, "event");
      const bool is_there = reading.understood() && index >= 0 && index < std::ssize(reading.events());
      const std::string type =
          is_there ? engine::EventName(*reading.events()[static_cast<std::size_t>(index)]) : "";
      Want(is_there && type == TextIn(event, "type"), place + ": another event stands there");
      completed = completed || type == "ErasureCompleted";
    }
    Want(completed, "it names no completion");
    return {};
  }

  Status Keys(const cli::Value& form) {
    const auto person = IdFromText<EntityId>(TextIn(form, "person"));
    const auto number = static_cast<std::uint32_t>(NumberIn(form, "erasure"));
    const auto erased = KeysErasedBy(node_.state(), person.value_or(EntityId{}), number);
    const auto told = ListIn(form, "keys");
    bool are_same = told.size() == erased.size();
    for (std::size_t i = 0; are_same && i < told.size(); ++i) {
      are_same = TextIn(told[i], "key") == ToHex(erased[i].first) && TextIn(told[i], "subject") == ToHex(erased[i].second);
    }
    Want(are_same, "the ledger says that other keys were erased");
    for (const auto& [key, subject] : erased) {
      auto found = node_.authority().vault().Find(key);
      Want(!found, "key " + ToHex(key) + " is in the vault");
      if (!found && found.error().code != FailureCode::kNotFound) return found.error();
      if (found) events::Wipe(*found);
    }
    return {};
  }

  Node& node_;
  projections::HistoryReader commits_;
  std::vector<std::string> wrong_;
};

}  // namespace

Result<std::vector<std::string>> CheckCertificate(Reading& reading, const cli::Value& form) {
  Check check(reading);
  if (Status checked = check.All(form); !checked) return checked.error();
  return check.Take();
}

}  // namespace fascicolo::program
