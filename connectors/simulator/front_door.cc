#include "connectors/simulator/front_door.h"

#include "events/hash.h"

#include <algorithm>

namespace fascicolo::simulator {
namespace {

constexpr int kRepeatedPerMille = 2;

void AppendNumber(std::uint64_t number, std::vector<std::uint8_t>& bytes) {
  for (int shift = 56; shift >= 0; shift -= 8)
    bytes.push_back(static_cast<std::uint8_t>(number >> shift));
}

}  // namespace

FrontDoor::FrontDoor(const TownParameters& parameters, TownDesk& desk)
    : desk_(desk), slips_(~parameters.seed) {
  AppendNumber(parameters.seed, town_);
  AppendNumber(static_cast<std::uint64_t>(parameters.inhabitants), town_);
  AppendNumber(static_cast<std::uint64_t>(parameters.first_day.days), town_);
}

CommandId FrontDoor::NextId() {
  std::vector<std::uint8_t> number;
  AppendNumber(counts_.commands++, number);
  const Hash hash =
      events::Sha256({events::AsBytes(std::string_view("fascicolo simulator")), town_, number});
  return IdFromHash<CommandId>(hash);
}

CommandId FrontDoor::SendPayload(std::string_view actor, schema::CommandPayloadUnion payload,
                                 std::vector<engine::PersonalText> personal) {
  const CommandId id = NextId();
  schema::CommandT command;
  command.payload = std::move(payload);
  command.id = std::make_unique<schema::Id>(events::ToSchema(id));
  command.actor = actor;
  command.occurred_at = occurred_at_.micros;
  auto request = engine::MakeRequest(events::PackLeaf(command), std::move(personal));
  FASCICOLO_CHECK(request.ok());
  if (slips_.Happens(kRepeatedPerMille)) {
    ++counts_.repeated;
    desk_.Submit(*request, [this](const engine::Outcome& outcome) { Count(outcome); });
    desk_.Submit(std::move(request).value(), [](const engine::Outcome&) {});
  } else {
    desk_.Submit(std::move(request).value(),
                 [this](const engine::Outcome& outcome) { Count(outcome); });
  }
  return id;
}

void FrontDoor::Count(const engine::Outcome& outcome) {
  if (const auto* accepted = std::get_if<engine::Accepted>(&outcome)) {
    ++counts_.accepted;
    counts_.events += accepted->events;
  } else if (const auto* refused = std::get_if<engine::Refused>(&outcome)) {
    ++counts_.refused;
    ++counts_.refused_by[std::string(engine::TextOf(refused->refusal.rule).code)];
  } else if (const auto* rejection = std::get_if<engine::Rejection>(&outcome)) {
    ++counts_.rejected;
    if (!counts_.first_rejection) counts_.first_rejection = rejection->error.ToString();
  } else if (!failure_) {
    failure_ = std::get<Failure>(outcome);
  }
}

Status FrontDoor::Settle(Instant now) {
  desk_.SetNow(now);
  if (Status settled = desk_.Settle(); !settled) return settled;
  if (failure_) return *failure_;
  return {};
}

}  // namespace fascicolo::simulator
