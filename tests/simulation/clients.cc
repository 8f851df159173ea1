#include "simulation/clients.h"

#include <algorithm>

#include "engine/catalogue/built_in.h"
#include "events/big_endian.h"

namespace fascicolo::simulation {
namespace {

std::unique_ptr<schema::Id> Ref(EntityId entity) { return std::make_unique<schema::Id>(events::ToSchema(entity)); }

constexpr Day kFirstDay{20'089};  // 2025-01-01
constexpr const char* kService = "open_centre_elderly";

}  // namespace

template <class Payload>
CommandId Clients::Make(Payload payload, std::vector<engine::PersonalText> personal) {
  CommandId id;
  events::PutBigEndian(id.bytes.data(), ++made_);
  id.bytes[15] = 0xC1;
  schema::CommandT command;
  command.id = std::make_unique<schema::Id>(events::ToSchema(id));
  command.actor = "client";
  command.payload.Set(std::move(payload));
  auto request = engine::MakeRequest(events::PackLeaf(command), std::move(personal));
  FASCICOLO_CHECK(request.ok());
  journal_[id].request = std::move(request).value();
  unanswered_.push_back(id);
  return id;
}

CommandId Clients::Next() {
  const bool again = !unanswered_.empty() && (Pick(4) == 0 || unanswered_.size() > 40);
  if (again) return unanswered_[Pick(unanswered_.size())];
  if (made_ < 3) return MakeCatalogue();
  return Pick(3) == 0 ? MakeCaseWork() : MakeServiceWork();
}

CommandId Clients::MakeCatalogue() {
  if (made_ < 2) {
    schema::AdoptSheetT adopt;
    adopt.sheet = engine::FindBuiltIn(kService)->json;
    return Make(std::move(adopt));
  }
  schema::OpenUnitT open;
  open.service = kService;
  open.name = "Centro";
  open.capacity = 2;
  open.from = kFirstDay.days;
  const CommandId id = Make(std::move(open));
  units_.push_back(engine::NewEntity(id, 0));
  return id;
}

CommandId Clients::MakeCaseWork() {
  const EntityId case_file = Any(cases_);
  switch (Pick(6)) {
    case 0: {
      schema::RegisterContactT contact;
      contact.desk = schema::Desk::adults_elderly;
      contact.area = schema::Area::elderly;
      contact.reason = "loneliness";
      const CommandId id = Make(std::move(contact), {{"/surname", "Inventata " + std::to_string(made_)},
                                                     {"/narrative", "Chiede compagnia."}});
      cases_.push_back(engine::NewEntity(id, 0));
      return id;
    }
    case 1:
    case 2: {
      schema::TakeInChargeT take;
      take.case_file = Ref(case_file);
      take.worker = "worker " + std::to_string(Pick(3));
      return Make(std::move(take));
    }
    case 3: {
      schema::AssignWorkerT assign;
      assign.case_file = Ref(case_file);
      assign.worker = "worker " + std::to_string(Pick(3));
      return Make(std::move(assign));
    }
    case 4: {
      schema::AddDiaryEntryT note;
      note.case_file = Ref(case_file);
      return Make(std::move(note), {{"/text", "Colloquio " + std::to_string(made_)}});
    }
    default: {
      schema::CloseCaseT close;
      close.case_file = Ref(case_file);
      close.reason = "done";
      return Make(std::move(close));
    }
  }
}

CommandId Clients::MakeServiceWork() {
  const EntityId activation = Any(activations_);
  switch (Pick(7)) {
    case 0:
    case 1: {
      schema::FileApplicationT file;
      file.case_file = Ref(Any(cases_));
      file.service = kService;
      file.quantity = 1;
      const CommandId id = Make(std::move(file));
      activations_.push_back(engine::NewEntity(id, 0));
      return id;
    }
    case 2: {
      schema::EnterListT enter;
      enter.activation = Ref(activation);
      return Make(std::move(enter));
    }
    case 3: {
      schema::OfferPlaceT offer;
      offer.activation = Ref(activation);
      offer.unit = Ref(Any(units_));
      offer.from = kFirstDay.days + static_cast<int>(Pick(60));
      return Make(std::move(offer));
    }
    case 4: {
      schema::AcceptOfferT accept;
      accept.activation = Ref(activation);
      return Make(std::move(accept));
    }
    case 5: {
      schema::RefuseOfferT refuse;
      refuse.activation = Ref(activation);
      refuse.reason = "other";
      return Make(std::move(refuse));
    }
    default: {
      schema::EndServiceT end;
      end.activation = Ref(activation);
      end.on = kFirstDay.days + static_cast<int>(Pick(60));
      end.reason = "other";
      return Make(std::move(end));
    }
  }
}

std::string Clients::Answer(const CommandId& id, const engine::Outcome& outcome) {
  Journal& journal = journal_.at(id);
  ++journal.answers;
  std::optional<Position> position;
  if (const auto* accepted = std::get_if<engine::Accepted>(&outcome)) position = accepted->position;
  if (const auto* refused = std::get_if<engine::Refused>(&outcome)) position = refused->position;
  if (std::holds_alternative<Failure>(outcome)) return {};  // to be sent again
  unanswered_.erase(std::remove(unanswered_.begin(), unanswered_.end(), id), unanswered_.end());
  if (!position) return {};
  if (journal.accepted_at && journal.accepted_at != position) {
    return "command " + ToHex(id) + " was acknowledged at two positions";
  }
  journal.accepted_at = position;
  return {};
}

}  // namespace fascicolo::simulation
