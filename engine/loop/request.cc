#include "engine/loop/request.h"

#include "engine/identity/iban.h"
#include "engine/identity/identifiers.h"
#include "engine/loop/loops_own.h"
#include "events/calendar.h"

namespace fascicolo::engine {
namespace {

FormError Wrong(std::string place, std::string problem, std::string expected = {}) {
  return {std::move(place), std::move(problem), std::move(expected)};
}

/// What kind of identifier a personal text is; none: it is not one.
schema::IdentifierKind IdentifierAt(const schema::Command& command, std::string_view field) {
  if (field == "/fiscal_code") return schema::IdentifierKind::fiscal_code;
  const auto* added = command.payload_as_AddIdentifier();
  return added != nullptr && field == "/value" ? added->kind() : schema::IdentifierKind::none;
}

/// Deciders do not see what is sealed: its form is checked here.
std::optional<FormError> CheckIdentifiers(const Request& request) {
  for (const PersonalText& text : request.personal) {
    if (text.field == "/iban" && !text.text.empty() && !IsIban(text.text)) {
      return FormError{"/payload/iban", "is no IBAN: its length or its check digits do not fit",
                       "27 characters, without spaces"};
    }
    const auto kind = IdentifierAt(request.view(), text.field);
    if (kind == schema::IdentifierKind::none || (text.text.empty() && text.field == "/fiscal_code")) continue;
    auto error = CheckIdentifierForm(kind, text.text);
    if (!error) continue;
    error->place = "/payload" + text.field;
    return error;
  }
  return std::nullopt;
}

}  // namespace

Result<Request, FormError> MakeRequest(events::Bytes command, std::vector<PersonalText> personal) {
  if (command.size() > kMaxCommandBytes) {
    return Wrong("", "command of " + std::to_string(command.size()) + " bytes",
                 "at most " + std::to_string(kMaxCommandBytes));
  }
  std::size_t personal_bytes = 0;
  for (const PersonalText& text : personal) personal_bytes += text.text.size();
  if (personal_bytes > kMaxPersonalBytes) {
    return Wrong("", "personal texts of " + std::to_string(personal_bytes) + " bytes",
                 "at most " + std::to_string(kMaxPersonalBytes));
  }
  flatbuffers::Verifier verifier(command.data(), command.size(), events::kMaxDepth, events::kMaxTablesPerLeaf);
  if (command.size() < 8 || !verifier.VerifyBuffer<schema::Command>(nullptr)) {
    return Wrong("", "not a FlatBuffer of the command schema");
  }
  Request request{std::move(command), std::move(personal)};
  const auto& view = request.view();
  if (request.id().is_zero()) return Wrong("/id", "is missing", "32 hexadecimal digits or a UUID");
  const auto actor = Text(view.actor());
  if (actor.empty() || actor.size() > kMaxActorBytes) {
    return Wrong("/actor", actor.empty() ? "is missing" : "is too long",
                 "a name of 1 to " + std::to_string(kMaxActorBytes) + " bytes");
  }
  if (view.payload() == nullptr || view.payload_type() > schema::CommandPayload::MAX) {
    return Wrong("/payload", "is missing or of an unknown type", "a command");
  }
  if (IsLoopsOwn(schema::EnumNameCommandPayload(view.payload_type()))) {
    return Wrong("/payload/type", "is a command that only the engine itself gives");
  }
  if (auto error = CheckIdentifiers(request)) return *std::move(error);
  std::erase_if(request.personal, [](const PersonalText& text) { return text.text.empty(); });
  return request;
}

}  // namespace fascicolo::engine
