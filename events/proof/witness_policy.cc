#include "events/proof/witness_policy.h"

#include <algorithm>
#include <optional>
#include <set>

#include "events/proof/decimal.h"

namespace fascicolo::proof {
namespace {

constexpr std::string_view kNone = "none";
constexpr const char* kNamedBefore = "a witness or group of a line before";

std::vector<std::string_view> WordsOf(std::string_view line) {
  constexpr std::string_view kBetween = " \t";
  std::vector<std::string_view> words;
  while (true) {
    line.remove_prefix(std::min(line.find_first_not_of(kBetween), line.size()));
    if (line.empty()) return words;
    const auto end = std::min(line.find_first_of(kBetween), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(end);
  }
}

bool IsPolicyText(std::string_view line) {
  return std::all_of(line.begin(), line.end(),
                     [](char c) { return c == '\t' || (static_cast<unsigned char>(c) >= ' ' && c != '\x7f'); });
}

}  // namespace

class WitnessPolicy::Reader {
 public:
  StatusOf<FormError> Take(std::string_view line) {
    if (!IsPolicyText(line)) return Wrong("has control characters", "");
    const auto words = WordsOf(line);
    if (words.empty() || words[0].starts_with('#')) return {};
    if (words[0] == "log") return TakeLog(words);
    if (words[0] == "witness") return TakeWitness(words);
    if (words[0] == "group") return TakeGroup(words);
    if (words[0] == "quorum") return TakeQuorum(words);
    return Wrong("begins with '" + std::string(words[0]) + "'", "log, witness, group or quorum");
  }
  Result<WitnessPolicy, FormError> Finish() {
    if (!has_quorum_) return Wrong("says no quorum", "a line 'quorum NAME'");
    return std::move(policy_);
  }

 private:
  using Words = std::vector<std::string_view>;
  static FormError Wrong(std::string problem, std::string expected) {
    return {"", std::move(problem), std::move(expected)};
  }

  /// A key that no line before had, of the type that its part needs.
  Result<VerifierKey, FormError> KeyIn(std::string_view text, KeyType type) {
    auto key = ReadVerifierKey(text);
    if (!key) return key.error();
    if (key->type != type) return Wrong("has a key of the other kind", "Ed25519 for a log, a cosignature's for a witness");
    if (!keys_.insert({key->type, key->key}).second) return Wrong("has a key that a line before has", "");
    return key;
  }

  StatusOf<FormError> NewName(std::string_view name) {
    if (name == kNone) return Wrong("is called 'none'", "another name");
    if (names_.size() == kMaxPolicyNames) {
      return Wrong("is one name too many", "at most " + std::to_string(kMaxPolicyNames));
    }
    if (!names_.insert(std::string(name)).second) return Wrong("has a name that a line before has", "");
    return {};
  }

  StatusOf<FormError> TakeLog(const Words& words) {
    if (words.size() < 2 || words.size() > 3) return Wrong("is not complete", "log VKEY [URL]");
    auto key = KeyIn(words[1], KeyType::kEd25519);
    if (!key) return key.error();
    policy_.logs_.push_back(std::move(key).value());
    return {};
  }

  StatusOf<FormError> TakeWitness(const Words& words) {
    if (words.size() < 3 || words.size() > 4) return Wrong("is not complete", "witness NAME VKEY [URL]");
    auto key = KeyIn(words[2], KeyType::kCosignature);
    if (!key) return key.error();
    if (auto named = NewName(words[1]); !named) return named;
    policy_.witnesses_.push_back({std::string(words[1]), std::move(key).value()});
    return {};
  }

  StatusOf<FormError> TakeGroup(const Words& words) {
    if (words.size() < 4) return Wrong("is not complete", "group NAME all|any|K MEMBER...");
    Group group;
    for (std::size_t i = 3; i < words.size(); ++i) {
      std::string member(words[i]);
      if (!names_.contains(member)) return Wrong("names " + member, kNamedBefore);
      if (!members_.insert(member).second) return Wrong("names " + member, "each one in one group only");
      group.members.push_back(std::move(member));
    }
    const auto number = ReadDecimal(words[2]);
    group.wanted = words[2] == "all" ? group.members.size() : words[2] == "any" ? 1 : number.value_or(0);
    if (group.wanted < 1 || group.wanted > group.members.size()) {
      return Wrong("wants '" + std::string(words[2]) + "' of " + std::to_string(group.members.size()),
                   "all, any, or a number of them");
    }
    if (auto named = NewName(words[1]); !named) return named;
    policy_.groups_.emplace_back(std::string(words[1]), std::move(group));
    return {};
  }

  StatusOf<FormError> TakeQuorum(const Words& words) {
    if (words.size() != 2 || has_quorum_) return Wrong("is not the one line of its kind", "quorum NAME");
    has_quorum_ = true;
    if (words[1] == kNone) return {};
    std::string name(words[1]);
    if (!names_.contains(name)) return Wrong("names " + name, kNamedBefore);
    policy_.quorum_ = std::move(name);
    return {};
  }

  WitnessPolicy policy_;
  std::set<std::pair<KeyType, PublicKey>> keys_;
  std::set<std::string> names_;
  std::set<std::string> members_;  ///< of any group
  bool has_quorum_ = false;
};

Result<WitnessPolicy, FormError> WitnessPolicy::Read(std::string_view text) {
  if (text.size() > kMaxPolicyBytes) return FormError{"policy", "is longer than " + std::to_string(kMaxPolicyBytes), ""};
  Reader reader;
  std::size_t number = 0;
  while (!text.empty()) {
    ++number;
    const auto end = std::min(text.find('\n'), text.size());
    if (auto taken = reader.Take(text.substr(0, end)); !taken) {
      FormError error = std::move(taken).error();
      error.place = "line " + std::to_string(number);
      return error;
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return reader.Finish();
}

Witnessing WitnessPolicy::Judge(const SignedNote& checkpoint) const {
  Witnessing found;
  std::set<std::string_view> reached;
  for (const Witness& witness : witnesses_) {
    const CheckedSignature checked = CheckSignature(checkpoint, witness.key);
    if (checked.verdict == SignatureVerdict::kForged) found.forgers.push_back(witness.name);
    if (checked.verdict != SignatureVerdict::kGood) continue;
    found.cosigners.push_back({witness.name, checked.time.value_or(0)});
    reached.insert(witness.name);
  }
  for (const auto& [name, group] : groups_) {
    const auto there = std::count_if(group.members.begin(), group.members.end(),
                                     [&](const std::string& member) { return reached.contains(member); });
    if (static_cast<std::size_t>(there) >= group.wanted) reached.insert(name);
  }
  found.is_enough = found.forgers.empty() && (quorum_.empty() || reached.contains(quorum_));
  return found;
}

}  // namespace fascicolo::proof
