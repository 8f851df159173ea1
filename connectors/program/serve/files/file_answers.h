// Files of persons at the doors: whether somebody may, the record that they did, and only then the bytes.
#pragma once

#include "connectors/cli/json_form.h"
#include "connectors/program/serve/files/asked_file.h"
#include "connectors/program/serve/files/case_access.h"
#include "connectors/program/serve/lent_command.h"
#include "connectors/program/session.h"
#include "connectors/reads/reading_record.h"

#include <string>
#include <string_view>
#include <vector>

namespace fascicolo::program {

/// The command that answers for a kind of file.
[[nodiscard]] AddCommand CommandOf(FileKind kind);

/// Who reads cannot be recorded, so that nothing is shown: 503.
[[nodiscard]] http::Response NotRecorded();

/// By the thread that holds the node. Each answer with a file in it carries the id of its reading as "Reading".
class FileAnswers {
 public:
  /// All must outlive it.
  FileAnswers(Session& session, Node& node, reads::ReadingRecord& record)
      : session_(session), node_(node), record_(record) {}

  /// `trace`: the id of the request's trace. 404 says neither that there is no such file nor that it
  /// may not be read. 503: it cannot be read, or its reading not be recorded.
  [[nodiscard]] http::Response Answer(const Asker& asker, const AskedFile& asked, const std::string& trace);
  /// `words`: of ReadSearch. Answers those who may be found; names only of those of whom more may be read.
  [[nodiscard]] http::Response Search(const Asker& asker, const AskedSearch& asked, const std::string& trace);

 private:
  /// What a command answered: a document, or what to answer instead.
  struct Told {
    Said said{};  ///< with a document, unless something is answered instead
    std::optional<http::Response> instead{};
  };
  [[nodiscard]] Told Run(AddCommand command, const std::vector<std::string>& words);
  [[nodiscard]] http::Response Show(const Asker& asker, const AskedFile& asked, const std::string& trace);
  [[nodiscard]] http::Response ShowReceipt(const Asker& asker, const AskedFile& asked, const std::string& trace);
  /// The cases whose receipt it is: that of the event, or that which was asked for; none: there is no such event.
  [[nodiscard]] std::vector<EntityId> CasesOfReceipt(const AskedFile& asked);
  /// What a command told, or the same as text, once its reading is recorded.
  [[nodiscard]] http::Response Record(Told told, reads::Reading reading, const std::optional<Said>& as_text);
  /// The record's id; or what is answered instead.
  [[nodiscard]] Result<CommandId, http::Response> Recorded(const reads::Reading& reading);
  [[nodiscard]] std::optional<Said> AsText(bool wanted, AddCommand command, std::vector<std::string> words);
  [[nodiscard]] reads::ShownFile AddMembers(const engine::Access& access, cli::Value& document, EntityId household,
                                            const ReadAccess& given, reads::Reading& reading);
  /// Whether anything was left out.
  bool KeepFindablePeople(const engine::Access& access, cli::Value& document, reads::Reading& reading);

  Session& session_;
  Node& node_;
  reads::ReadingRecord& record_;
};

}  // namespace fascicolo::program
