// The lines of README.md that are commands.
#pragma once

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace fascicolo::program_test {

enum class Where { kDirectory, kKafka, kServer };

/// The words of every indented line that begins with `fascicolo`, without the comment behind it: those that name brokers, those
/// that serve or ask a server, or the others.
inline std::vector<std::vector<std::string>> CommandsOfTheReadme(Where where) {
  std::vector<std::vector<std::string>> commands;
  std::ifstream readme(FASCICOLO_SOURCE_DIR "/README.md");
  for (std::string line; std::getline(readme, line);) {
    if (!line.starts_with("    fascicolo ")) continue;
    std::istringstream text(line.substr(0, line.find('#')));
    std::vector<std::string> words;
    std::string word;
    text >> word;
    while (text >> word) words.push_back(word);
    const auto has = [&](const char* one) { return std::find(words.begin(), words.end(), one) != words.end(); };
    const Where place = has("--kafka") ? Where::kKafka : has("serve") || has("--url") ? Where::kServer : Where::kDirectory;
    if (place == where) commands.push_back(std::move(words));
  }
  return commands;
}

/// With each word that stands for something replaced by what it stands for.
inline std::vector<std::string> Meant(std::vector<std::string> words, const std::map<std::string, std::string>& meant) {
  for (std::string& word : words) {
    if (const auto found = meant.find(word); found != meant.end()) word = found->second;
  }
  return words;
}

}  // namespace fascicolo::program_test
