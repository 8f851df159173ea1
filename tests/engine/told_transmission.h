// Flows to INPS as tests say them.
#pragma once

#include "engine/families/transmission/transmission.h"
#include "engine/told_commands.h"

namespace fascicolo::engine {

inline constexpr const char* kFlow = "H501.PS.20260302.0000001";
inline constexpr const char* kLaterFlow = "H501.PS.20260303.0000001";

[[nodiscard]] inline schema::NameSenderT NameSender(std::string worker,
                                                    schema::FlowKind kind = schema::FlowKind::ps_psa_sina) {
  schema::NameSenderT command;
  command.kind = kind;
  command.worker = std::move(worker);
  command.act = "det. 3/2026";
  return command;
}
[[nodiscard]] inline schema::RecordFlowsReadT FlowsRead(Instant until, std::uint32_t count) {
  schema::RecordFlowsReadT command;
  command.kind = schema::FlowKind::ps_psa_sina;
  command.until = until.micros;
  command.count = count;
  return command;
}
[[nodiscard]] inline schema::RecordFlowOutcomeT FlowAccepted(std::string flow, std::string mends = "") {
  schema::RecordFlowOutcomeT command;
  command.flow = std::move(flow);
  command.kind = schema::FlowKind::ps_psa_sina;
  command.outcome = schema::FlowOutcome::accepted;
  command.code = "OK";
  command.acquisition = "22738";
  command.mends = std::move(mends);
  return command;
}
[[nodiscard]] inline schema::RecordFlowOutcomeT FlowRejected(std::string flow) {
  auto command = FlowAccepted(std::move(flow));
  command.outcome = schema::FlowOutcome::rejected;
  command.code = "RICHIESTA_INVALIDA";
  command.acquisition.clear();
  return command;
}
[[nodiscard]] inline schema::GiveUpFlowT GiveUp(std::string flow) {
  schema::GiveUpFlowT command;
  command.flow = std::move(flow);
  command.reason = "no_fiscal_code";
  return command;
}

}  // namespace fascicolo::engine
