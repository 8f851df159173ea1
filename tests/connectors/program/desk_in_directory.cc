#include "connectors/program/program.h"

namespace fascicolo::program_test {
namespace {

class Directory final : public DeskPlace {
 public:
  explicit Directory(std::filesystem::path dir) : dir_(std::move(dir)) {}
  std::vector<std::string> Words() const override { return {"--data", dir_.string()}; }
  std::vector<std::string> InitWords() const override { return {"--origin", "prova"}; }

 private:
  std::filesystem::path dir_;
};

}  // namespace

std::unique_ptr<DeskPlace> MakePlace(const std::filesystem::path& root) {
  return std::make_unique<Directory>(root / "data");
}

}  // namespace fascicolo::program_test
