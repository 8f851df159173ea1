#include "events/vault/master.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <sstream>

namespace fascicolo::vault {
namespace {

namespace fs = std::filesystem;
using Salt = std::array<std::uint8_t, crypto_pwhash_argon2id_SALTBYTES>;

constexpr std::string_view kFromPassphrase = "argon2id";

Failure Malformed(const fs::path& file) {
  return {FailureCode::kDamaged, "key file " + file.string() +
                                     " holds neither 64 hexadecimal digits nor 'argon2id OPERATIONS KIB SALT': put it back "
                                     "from its copy"};
}

Result<events::Key> Stretched(std::string_view passphrase, const Salt& salt, PassphraseCost cost) {
  events::Key key;
  const int stretched = crypto_pwhash_argon2id(key.data(), key.size(), passphrase.data(), passphrase.size(), salt.data(),
                                               cost.operations, std::size_t{cost.memory_kib} * 1024,
                                               crypto_pwhash_argon2id_ALG_ARGON2ID13);
  if (stretched == 0) return key;
  return Failure{FailureCode::kUnavailable, "no memory to stretch the passphrase: it wants " +
                                                std::to_string(cost.memory_kib / 1024) + " MiB"};
}

struct Stretching {
  PassphraseCost cost;
  Salt salt{};
};

std::optional<Stretching> ReadStretching(std::istringstream& words) {
  Stretching read;
  std::string salt;
  if (!(words >> read.cost.operations >> read.cost.memory_kib >> salt)) return std::nullopt;
  const bool sensible = read.cost.operations >= 1 && read.cost.operations <= kMostOperations &&
                        read.cost.memory_kib >= 8 && read.cost.memory_kib <= kMostMemoryKib;
  if (!sensible || !FromHex(salt, read.salt.data(), read.salt.size())) return std::nullopt;
  return read;
}

Status WriteLine(const fs::path& file, const std::string& line) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) {
    const auto code = errno == EEXIST ? FailureCode::kLocked : FailureCode::kIo;
    return Failure{code, "key file " + file.string() + " cannot be made: " + std::strerror(errno)};
  }
  const std::string text = line + "\n";
  const bool written =
      ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
  ::close(fd);
  if (written) return {};
  return Failure{FailureCode::kIo, "key file " + file.string() + ": write failed"};
}

}  // namespace

Result<events::Key> ReadMaster(const fs::path& file, const AskPassphrase& ask) {
  std::ifstream in(file);
  std::string line;
  if (!in || !std::getline(in, line)) {
    return Failure{FailureCode::kNotFound, "key file " + file.string() + " cannot be read"};
  }
  events::Key key;
  if (FromHex(line, key.data(), key.size())) return key;
  std::istringstream words(line);
  std::string method;
  words >> method;
  if (method != kFromPassphrase) return Malformed(file);
  const auto stretching = ReadStretching(words);
  if (!stretching) return Malformed(file);
  auto passphrase = ask();
  if (!passphrase) return passphrase.error();
  auto stretched = Stretched(*passphrase, stretching->salt, stretching->cost);
  sodium_memzero(passphrase->data(), passphrase->size());
  return stretched;
}

Status WriteMaster(const fs::path& file, const events::Key& key) {
  return WriteLine(file, ToHex(key.data(), key.size()));
}

Result<events::Key> WritePassphraseMaster(const fs::path& file, std::string_view passphrase,
                                          events::RandomSource& random, PassphraseCost cost) {
  if (passphrase.size() < kShortestPassphrase) {
    return Failure{FailureCode::kTooLarge, "the passphrase is too short: at least " + std::to_string(kShortestPassphrase) +
                                               " letters, better some words"};
  }
  const auto salt = random.Draw<Salt>();
  auto key = Stretched(passphrase, salt, cost);
  if (!key) return key;
  const Status written =
      WriteLine(file, std::string(kFromPassphrase) + " " + std::to_string(cost.operations) + " " +
                          std::to_string(cost.memory_kib) + " " + ToHex(salt.data(), salt.size()));
  if (!written) return written.error();
  return key;
}

}  // namespace fascicolo::vault
