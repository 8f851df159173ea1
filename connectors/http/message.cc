#include "connectors/http/message.h"

#include "connectors/http/problem.h"

#include <algorithm>

namespace fascicolo::http {
namespace {

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool SameName(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return Lower(x) == Lower(y); });
}

}  // namespace

std::size_t CountOf(const std::vector<Header>& headers, std::string_view name) {
  const auto is_named = [&](const Header& header) { return SameName(header.name, name); };
  return static_cast<std::size_t>(std::count_if(headers.begin(), headers.end(), is_named));
}

std::optional<std::string_view> ValueOf(const std::vector<Header>& headers, std::string_view name) {
  std::optional<std::string_view> found;
  for (const Header& header : headers) {
    if (!SameName(header.name, name)) continue;
    if (found) return std::nullopt;
    found = header.value;
  }
  return found;
}

Answer::~Answer() {
  if (send_) send_(ProblemResponse({.status = 500, .title = "Nobody answered"}));
}

void Answer::Send(Response response) {
  if (const Sender send = std::exchange(send_, nullptr)) send(std::move(response));
}

std::shared_ptr<Stream> Answer::Open(Response head) {
  const Sender send = std::exchange(send_, nullptr);
  const Opener open = std::exchange(open_, nullptr);
  if (open) return open(std::move(head));
  if (send) send(std::move(head));
  return nullptr;
}

}  // namespace fascicolo::http
