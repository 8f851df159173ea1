#include "connectors/verifier/verifying.h"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "connectors/verifier/telling.h"
#include "events/proof/contradiction.h"
#include "events/proof/folder_check.h"

namespace fascicolo::verifier {
namespace {

namespace fs = std::filesystem;

struct Asked {
  std::string path;
  std::string key;
  std::string origin;
  std::string against;
  std::string node_key;
  std::string beside;
  bool is_super = false;
  std::string language;
};

Result<std::string> FileText(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Failure{FailureCode::kNotFound, "cannot be read"};
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Language LanguageOf(const Asked& asked) {
  const char* world = std::getenv("LANG");
  const std::string language = asked.language.empty() && world != nullptr ? world : asked.language;
  return language.starts_with("it") ? Language::kItalian : Language::kEnglish;
}

/// What the run is about, read and checked.
struct Question {
  proof::VerifierKey key;
  std::string origin;
  std::optional<proof::Checkpoint> against;
  std::optional<proof::VerifierKey> node_key;
  std::string beside;  ///< another receipt's file; empty: none
  bool is_super = false;
  Language language = Language::kEnglish;
};

Result<Question, FormError> QuestionOf(const Asked& asked) {
  auto key = proof::ReadVerifierKey(asked.key);
  if (!key) return key.error();
  Question question{*key, asked.origin.empty() ? key->name : asked.origin, {}, {}, asked.beside, asked.is_super, LanguageOf(asked)};
  if (!asked.node_key.empty()) {
    auto node_key = proof::ReadVerifierKey(asked.node_key);
    if (!node_key) return node_key.error();
    question.node_key = *node_key;
  }
  if (asked.against.empty()) return question;
  const auto text = FileText(asked.against);
  if (!text) return FormError{asked.against, text.error().message, ""};
  const auto note = proof::ReadNote(*text);
  if (!note) return note.error();
  auto kept = proof::VerifyCheckpoint(*note, question.origin, question.key);
  if (!kept) return kept.error();
  question.against = *kept;
  return question;
}

int Say(const std::vector<std::string>& lines, std::ostream& out) {
  for (const auto& line : lines) out << line << '\n';
  return kExitHolds;
}

int VerifyFolder(const fs::path& folder, const Question& question, std::ostream& out, std::ostream& err) {
  const auto fetch = [&folder](const std::string& path) -> Result<proof::Bytes> {
    auto text = FileText(folder / path);
    if (!text) return text.error();
    return proof::Bytes(text->begin(), text->end());
  };
  const auto told = [&](const auto& checked) {
    if (checked) return Say(Tell(*checked, question.key, question.against.has_value(), question.language), out);
    err << Tell(checked.error(), question.language) << '\n';
    return kExitDoesNotHold;
  };
  if (question.is_super) return told(proof::CheckSuperLog(fetch, question.origin, question.key, question.against));
  return told(proof::CheckFolder(fetch, question.origin, question.key, question.against));
}

Result<proof::Receipt, FormError> ReceiptIn(const fs::path& path) {
  const auto text = FileText(path);
  if (!text) return FormError{path.string(), text.error().message, ""};
  return proof::ReadReceipt(*text);
}

/// That the receipt in `path` holds too, and does not contradict what was checked.
StatusOf<FormError> HoldBeside(const proof::CheckedReceipt& checked, const fs::path& path, const Question& question) {
  const auto receipt = ReceiptIn(path);
  if (!receipt) return receipt.error();
  const auto other = proof::CheckReceipt(*receipt, question.origin, question.key);
  if (!other) return other.error();
  const auto contradiction = proof::ContradictionOf(checked, *other);
  return contradiction ? StatusOf<FormError>(*contradiction) : StatusOf<FormError>();
}

/// The lines about a receipt, and about the super-log into which it has to lead where a key of one was named.
Result<std::vector<std::string>, FormError> LinesAbout(const proof::Receipt& receipt, const Question& question) {
  const auto checked = proof::CheckReceipt(receipt, question.origin, question.key);
  if (!checked) return checked.error();
  auto lines = Tell(receipt.kind, *checked, question.key, question.language);
  if (!question.beside.empty()) {
    if (auto held = HoldBeside(*checked, question.beside, question); !held) return held.error();
    lines.insert(lines.begin() + 1, TellBeside(question.language));
  }
  if (!question.node_key) return lines;
  const auto super = proof::CheckSuper(receipt, *question.node_key);
  if (!super) return super.error();
  lines.insert(lines.begin() + 1, TellSuper(*super, *question.node_key, question.language));
  return lines;
}

int VerifyReceipt(const fs::path& path, const Question& question, std::ostream& out, std::ostream& err) {
  const auto receipt = ReceiptIn(path);
  const auto lines = receipt ? LinesAbout(*receipt, question)
                             : Result<std::vector<std::string>, FormError>(receipt.error());
  if (lines) return Say(*lines, out);
  err << Tell(lines.error(), question.language) << '\n';
  return kExitDoesNotHold;
}

}  // namespace

int Run(int count, const char* const* words, std::ostream& out, std::ostream& err) {
  Asked asked;
  CLI::App app("Verifies a receipt, or a published folder, of a fascicolo ledger", "fascicolo-verify");
  app.add_option("PATH", asked.path, "A receipt, or a published folder")->required();
  app.add_option("--key", asked.key, "Who must have signed, as 'fascicolo checkpoint' prints it: NAME+ID+KEY")
      ->required();
  app.add_option("--origin", asked.origin, "The ledger, where it is called otherwise than its key");
  app.add_option("--against", asked.against, "With a folder: a checkpoint that you kept, which it must continue");
  app.add_flag("--node", asked.is_super, "The folder is a super-log over checkpoints of ledgers, signed by --key");
  app.add_option("--node-key", asked.node_key, "With a receipt: it must lead into the super-log that this key signs");
  app.add_option("--beside", asked.beside, "With a receipt: another one by the same key, which must not contradict it");
  app.add_option("--lang", asked.language, "it or en (default: as LANG says)");
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    return app.exit(error, out, err) == 0 ? kExitHolds : kExitUsage;
  }
  const bool is_folder = fs::is_directory(asked.path);
  if (!is_folder && (!asked.against.empty() || asked.is_super)) {
    err << "--against, --node: belong to a folder\n";
    return kExitUsage;
  }
  if (is_folder && !(asked.node_key.empty() && asked.beside.empty())) {
    err << "--node-key, --beside: belong to a receipt\n";
    return kExitUsage;
  }
  const auto question = QuestionOf(asked);
  if (!question) {
    err << question.error().ToString() << '\n';
    return kExitUsage;
  }
  return is_folder ? VerifyFolder(asked.path, *question, out, err) : VerifyReceipt(asked.path, *question, out, err);
}

}  // namespace fascicolo::verifier
