#include "connectors/program/siuss/transmitter_file.h"

#include "connectors/program/authority/whole_file.h"

namespace fascicolo::program {

Result<siuss::Transmitter, FormError> ReadTransmitterFile(const std::string& file) {
  const auto text = ReadWholeFile(file, siuss::kMaxTransmitterBytes);
  if (!text) return FormError{file, text.error().message, "the file that says who transmits"};
  auto read = siuss::ReadTransmitter(*text);
  if (read) return read;
  FormError wrong = read.error();
  wrong.place = file + wrong.place;
  return wrong;
}

std::filesystem::path OutcomeFileOf(const std::string& typed, Node& node) {
  return typed.empty() ? node.authority().stores().root() / "siuss-outcomes.jsonl" : std::filesystem::path(typed);
}

}  // namespace fascicolo::program
