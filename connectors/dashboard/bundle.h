// The web application's files, as build.mjs put them together: in the program itself, so that one binary serves it.
#pragma once

#include <span>
#include <string_view>

namespace fascicolo::dashboard {

struct File {
  std::string_view path;  ///< "/index.html", "/assets/app-1a2b3c.js": under assets/ the name changes with the content
  std::string_view type;  ///< media type
  std::string_view body;
  std::string_view packed;  ///< the same by gzip
};

/// Of static storage. index.html first; empty where the program was built without the application.
[[nodiscard]] std::span<const File> Files();

}  // namespace fascicolo::dashboard
