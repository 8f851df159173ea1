#include "connectors/program/serve/lent_command.h"

#include "connectors/program/commands.h"

#include <sstream>

namespace fascicolo::program {
namespace {

template <class Source>
Said RunOn(Source& from, const EverywhereOptions& everywhere, cli::Language language, AddCommand command,
           const std::vector<std::string>& words, bool as_json) {
  Said said;
  std::ostringstream complaints;
  Session session(said.out, said.talk, from);
  session.options = everywhere;
  if (as_json) session.terminal.KeepDocuments();
  cli::Arguments arguments("fascicolo", language, {});
  arguments.ComplainTo(complaints);
  AddEverywhere(arguments, session);
  command(arguments, session);
  std::vector<const char*> typed{"fascicolo"};
  for (const std::string& word : words) typed.push_back(word.c_str());
  said.code = arguments.Run(static_cast<int>(typed.size()), typed.data());
  session.terminal.Flush();
  said.document = session.terminal.Kept();
  said.talk += complaints.str();
  return said;
}

}  // namespace

Said RunLent(Readable& from, const EverywhereOptions& everywhere, cli::Language language, AddCommand command,
             const std::vector<std::string>& words, bool as_json) {
  return RunOn(from, everywhere, language, command, words, as_json);
}
Said RunLent(Node& from, const EverywhereOptions& everywhere, cli::Language language, AddCommand command,
             const std::vector<std::string>& words, bool as_json) {
  return RunOn(from, everywhere, language, command, words, as_json);
}

}  // namespace fascicolo::program
