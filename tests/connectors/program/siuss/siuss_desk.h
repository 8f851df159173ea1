// A desk at which people are told of whom all is known that INPS wants, and the file of who transmits.
#pragma once

#include "connectors/program/audit/audit_desk.h"
#include "engine/identity/fiscal_code.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

namespace fascicolo::program_test {

class SiussDesk : public AuditDesk {
 protected:
  void SetUp() override {
    AuditDesk::SetUp();
    NameSenders();
  }
  /// anna.rossi answers for both kinds.
  void NameSenders() {
    for (const char* kind : {"ps_psa_sina", "sinba"}) {
      Tell("NameSender", Named("kind", kind) + R"(,"worker":"anna.rossi","act":"1/2026")", "2026-01-01");
    }
    Submit();
  }
  /// A case in charge, with a registry household; of an elderly woman, unless somebody else is wished.
  std::string KnownCase(const std::string& surname, const std::string& born = "1940-01-01", const std::string& area = "elderly") {
    const auto code = engine::ComposeFiscalCode(surname, "Rugiada", engine::Sex::kFemale, *ParseDay(born), "Z999");
    const auto id = Tell("RegisterContact", R"("desk":"adults_elderly","reason":"help","sex":"female","citizenship":"380",)" +
                                                Named("area", area) + "," + Named("surname", surname) + R"(,"name":"Rugiada",)" +
                                                Named("fiscal_code", *code) + "," + Named("born", born));
    Tell("TakeInCharge", Named("case_file", id) + R"(,"worker":"anna.rossi")");
    Household("registry", {id + "/1"}, R"(,"municipality":"092009")");
    return id;
  }
  /// Given since 2 March 2026, under a protocol number.
  std::string Given(const std::string& case_file, const std::string& service = "open_centre_elderly") {
    const auto application = Apply(case_file, service, "1", "2026-02-16");
    Tell("RecordProtocol", Named("entity", application) + R"(,"direction":"incoming","about":"application",)" +
                               Named("number", "2026/" + std::to_string(++protocols_)));
    auto& unit = units_[service];
    if (unit.empty()) unit = OpenUnit(service, "500");
    Start(application, unit, "2026-03-02");
    return application;
  }
  /// Where her fiscal code stands.
  [[nodiscard]] std::string Transmitter() const {
    const auto file = desk_.root() / "siuss.json";
    std::ofstream(file) << R"({"format":1,"body":"B354","name":"Comune di Prova","seat":"B354",)"
                           R"("fiscal_codes":{"anna.rossi":"RSSNNA80A41Z999P","responsabile.siuss":"RSSNNA80A41Z999P"}})";
    return file.string();
  }
  /// The words that name it, and her.
  [[nodiscard]] std::vector<std::string> AsSender(std::vector<std::string> words) const {
    words.insert(words.end(), {"--transmitter", Transmitter(), "--sender", "anna.rossi", "--trust-clock"});
    return words;
  }

  static std::set<std::string> FilesOf(const std::filesystem::path& folder, const std::string& suffix = ".xml") {
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
      if (entry.path().extension() == suffix) names.insert(entry.path().filename().string());
    }
    return names;
  }
  /// What xmllint says of all flows of a folder; empty: each is valid by its schema.
  static std::string Complaints(const std::filesystem::path& folder) {
    const std::string schemas = FASCICOLO_SOURCE_DIR "/connectors/exports/siuss/schemas/";
    std::string said;
    for (const auto& [pattern, schema] : {std::pair{"*.PS.*", "PS_PSA_SINA201812.xsd"}, {"*.SINBA.*", "SINBA.xsd"}}) {
      const std::string command = "find '" + folder.string() + "' -name '" + pattern + ".xml' -print0 | xargs -0 -r xmllint --noout --nonet --schema " +
                                  schemas + schema + " 2>&1 | grep -v ' validates$' | head -c 2000";
      FILE* run = ::popen(command.c_str(), "r");
      char buffer[4096];
      while (run != nullptr && std::fgets(buffer, sizeof buffer, run) != nullptr) said += buffer;
      if (run == nullptr || ::pclose(run) < 0) said += "xmllint did not run";
    }
    return said;
  }

 private:
  std::map<std::string, std::string> units_;
  int protocols_ = 0;
};

}  // namespace fascicolo::program_test
