#include "connectors/cli/json_form.h"
#include "connectors/program/authority/json_file.h"
#include "connectors/program/authority/whole_file.h"
#include "connectors/program/siuss/outcome_store.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace fascicolo::program {
namespace {

constexpr std::size_t kMaxOutcomeFile = std::size_t{256} << 20;

std::string LineOf(const siuss::FlowOutcome& outcome) {
  return events::json::PrintJson(cli::Object()
                                     .Add("flow", outcome.flow)
                                     .Add("outcome", siuss::WordOf(outcome.code))
                                     .Add("taken_at", outcome.taken_at)
                                     .Add("description", outcome.description)
                                     .Add("acquisition", outcome.acquisition)
                                     .Done()) +
         "\n";
}

std::optional<siuss::FlowOutcome> OutcomeIn(std::string_view line) {
  const auto document = events::json::ParseJson(line);
  if (!document) return std::nullopt;
  siuss::FlowOutcome outcome;
  std::string word;
  for (const auto& [key, text] : {std::pair{"flow", &outcome.flow}, {"outcome", &word}, {"taken_at", &outcome.taken_at},
                                  {"description", &outcome.description}, {"acquisition", &outcome.acquisition}}) {
    const std::string* said = TextIn(*document, key);
    if (said == nullptr) return std::nullopt;
    *text = *said;
  }
  const auto code = siuss::OutcomeCodeOf(word);
  if (!code) return std::nullopt;
  outcome.code = *code;
  return outcome;
}

class OutcomeFile final : public OutcomeStore {
 public:
  explicit OutcomeFile(std::filesystem::path file) : file_(std::move(file)) {}

  Status Read() {
    const auto text = ReadWholeFile(file_, kMaxOutcomeFile);
    if (!text && text.error().code == FailureCode::kNotFound) return {};
    if (!text) return text.error();
    std::string_view rest = *text;
    for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
      const auto outcome = OutcomeIn(rest.substr(0, end));
      if (!outcome) return Failure{FailureCode::kDamaged, file_.string() + ": a line is no outcome of a flow"};
      last_[outcome->flow] = *outcome;
      rest.remove_prefix(end + 1);
      whole_ += end + 1;
    }
    return {};
  }

  Status Record(const std::vector<siuss::FlowOutcome>& outcomes) override {
    std::string lines;
    for (const siuss::FlowOutcome& outcome : outcomes) {
      const auto known = last_.find(outcome.flow);
      if (known == last_.end() || known->second != outcome) lines += LineOf(outcome);
    }
    if (lines.empty()) return {};
    if (Status written = Append(lines); !written) return written;
    for (const siuss::FlowOutcome& outcome : outcomes) last_[outcome.flow] = outcome;
    return {};
  }
  [[nodiscard]] const std::map<std::string, siuss::FlowOutcome>& last() const override { return last_; }

 private:
  /// Behind the last whole line: what a crash tore is written over.
  Status Append(std::string_view lines) {
    constexpr mode_t kOwnerOnly = 0600;
    const int file = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, kOwnerOnly);
    if (file < 0) return Broken();
    const auto written = ::pwrite(file, lines.data(), lines.size(), static_cast<off_t>(whole_));
    const bool is_whole = written == static_cast<ssize_t>(lines.size()) &&
                          ::ftruncate(file, static_cast<off_t>(whole_ + lines.size())) == 0;
    const bool is_durable = is_whole && ::fsync(file) == 0;
    const Status ended = is_durable ? Status{} : Broken();
    ::close(file);
    if (ended) whole_ += lines.size();
    return ended;
  }
  [[nodiscard]] Failure Broken() const {
    return {errno == ENOSPC ? FailureCode::kFull : FailureCode::kIo, file_.string() + ": " + std::strerror(errno)};
  }

  const std::filesystem::path file_;
  std::map<std::string, siuss::FlowOutcome> last_;
  std::size_t whole_ = 0;  ///< bytes of whole lines
};

}  // namespace

Result<std::unique_ptr<OutcomeStore>> OpenOutcomeFile(std::filesystem::path file) {
  auto store = std::make_unique<OutcomeFile>(std::move(file));
  if (Status read = store->Read(); !read) return read.error();
  return std::unique_ptr<OutcomeStore>(std::move(store));
}

}  // namespace fascicolo::program
