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

void TakeSenders(const engine::State& state, siuss::Transmitter& transmitter) {
  using engine::SenderTable;
  for (const auto kind : {schema::FlowKind::ps_psa_sina, schema::FlowKind::sinba}) {
    auto& senders = transmitter.senders.at(kind == schema::FlowKind::sinba ? 1 : 0);
    senders.clear();
    state.Scan<SenderTable>(SenderTable::Key(kind), [&](std::string_view bytes, const engine::SenderRow& row) {
      schema::FlowKind same{};
      siuss::Sender sender{{}, row.worker, row.substitute};
      SenderTable::Read(bytes, same, sender.from);
      senders.push_back(std::move(sender));
      return true;
    });
  }
}

}  // namespace fascicolo::program
