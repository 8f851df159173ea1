// Vectors that others computed: RFC 6962's reference tree (transparency-dev/merkle), C2SP's and Go's signed notes, RFC 8032,
// and a log of eight reference leaves with its checkpoint, cosigned, made by programs that share no code with this one.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "events/names.h"

namespace fascicolo::proof::vectors {

template <class Array = std::vector<std::uint8_t>>
Array FromHexText(const std::string& text) {
  Array bytes{};
  if constexpr (requires { bytes.resize(1); }) bytes.resize(text.size() / 2);
  if (!FromHex(text, bytes.data(), bytes.size())) bytes = {};
  return bytes;
}
inline std::string HexOf(std::span<const std::uint8_t> bytes) { return ToHex(bytes.data(), bytes.size()); }
inline Hash HashOf(const std::string& text) { return {FromHexText<std::array<std::uint8_t, 32>>(text)}; }
inline std::vector<Hash> HashesOf(const std::vector<std::string>& texts) {
  std::vector<Hash> hashes;
  for (const auto& text : texts) hashes.push_back(HashOf(text));
  return hashes;
}

inline const std::vector<std::string> kLeaves{
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
inline const std::vector<std::string> kRoots{
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
inline const std::vector<std::string> kInclusionOf5In8{
    "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"};
inline const std::vector<std::string> kConsistencyOf3In8{
    "0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7",
    "07506a85fd9dd2f120eb694f86011e5bb4662e5c415a62917033d4a9624487e7",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"};
inline const std::vector<std::string> kConsistencyOf6In8{
    "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"};

// The log of those leaves, its key and its witness.
inline const std::string kLogOrigin = "example.com/cm-log";
inline const std::string kLogSeed =
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
inline const std::string kLogKey =
    "example.com/cm-log+135bcae5+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";
inline const std::string kWitnessSeed =
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
inline const std::string kWitnessKey =
    "witness.example.com/w1+e8498172+BD1AF8PoQ4lakrcKp00bfrycmCzPLsSWjMDNVfEq9GYM";
inline constexpr std::uint64_t kCosignTime = 1679315147;
inline const std::string kCheckpoint =
    "example.com/cm-log\n"
    "8\n"
    "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n"
    "\n"
    "— example.com/cm-log E1vK5dtJZ9bwJeV3M70dk79L68Q7DM46Fx/0rqpusa4eAzFsvAZXKtqNl/hsko2neC4W/ns1o16cpN3xbfd4appSUwQ=\n";
inline const std::string kCosigned =
    "example.com/cm-log\n"
    "8\n"
    "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n"
    "\n"
    "— example.com/cm-log E1vK5dtJZ9bwJeV3M70dk79L68Q7DM46Fx/0rqpusa4eAzFsvAZXKtqNl/hsko2neC4W/ns1o16cpN3xbfd4appSUwQ=\n"
    "— witness.example.com/w1 6EmBcgAAAABkGFDL7x1WC3plz62DyGSBG/6Oaj/b2V8muZLUqcOuXIlsWPNj5VArJjL4jB37VSU8f6uaCWOhPTGn5SWdbf6ce6mAAA==\n";
inline const std::string kTlogProofOf5 =
    "c2sp.org/tlog-proof@v1\n"
    "index 5\n"
    "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=\n"
    "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA=\n"
    "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=\n"
    "\n"
    "example.com/cm-log\n"
    "8\n"
    "XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n"
    "\n"
    "— example.com/cm-log E1vK5dtJZ9bwJeV3M70dk79L68Q7DM46Fx/0rqpusa4eAzFsvAZXKtqNl/hsko2neC4W/ns1o16cpN3xbfd4appSUwQ=\n"
    "— witness.example.com/w1 6EmBcgAAAABkGFDL7x1WC3plz62DyGSBG/6Oaj/b2V8muZLUqcOuXIlsWPNj5VArJjL4jB37VSU8f6uaCWOhPTGn5SWdbf6ce6mAAA==\n";

// A tree of 600 leaves, each the number of its place in 8 bytes.
inline const std::string k600Root = "8b134ad1c5c10a71152ecaa9ea26eb70d21fc98b2cbb9af8851cbf001525b579";
struct TileHash {
  std::string path;
  std::string sha256;
};
inline const std::vector<TileHash> k600Tiles{
    {"tile/0/000", "20cd0859c7fb4ae9eeac1d244887e6f9342d86ce0b1a1c7bb244915d3d0dc971"},
    {"tile/0/001", "d36f50d3b2ac0729012548b55133892defd60842ed3320a42b2f64eccce033c1"},
    {"tile/0/002.p/88", "a7c4252dd58b0d6c538f86cdd9bd823fb610c8dd91ecae379d5c0d731a926138"}};
inline const std::string k600Tile1 =
    "15e2dd4973ae44de8c8cf3048fd98d17adaaea6287f4e0606a55a643617408c0"
    "c42c6bf62f30402d4a6061aff79ef074a73d27404d78790ad1e75a5a0950c3a7";
inline const TileHash k600Entries{"tile/entries/000", "f4bae1960a3cedc6303230167918d50a56329bea77c58fbc22445dc195b60774"};
inline const std::vector<std::string> k600InclusionOf300{
    "4c327c3d154fc39d42000ba05ae4813644d92dc05bcb574d75ac9f66f7c834ce",
    "d855a9cd63d2b6dcb7aff1905aa88249345df1b4a604b02427e112eedb339481",
    "98ad05faa69454fb0ea63e19cb44db63b95d7388b6b5bf4d1a14a8d73990f27b",
    "fef68f9826afedf1e9c3c42704ea5fe72e0ead3631e7b5c87d9296717080ac95",
    "66fbe77339126867f61994d5480e0a0926fef2ba4db055e07cd5a263e87b161b",
    "04b09249439d394a10e181963644653ff4b8c6809c886a314ccae76aa91f74d8",
    "c3ed0a6f381219b5535019fedb1f1e93d8076a434b40c23f6a727611af217dcb",
    "7972c3cfd42b293acddee6c1338e5f29523f434ebcab619d21f0954dc641abad",
    "15e2dd4973ae44de8c8cf3048fd98d17adaaea6287f4e0606a55a643617408c0",
    "5d2d18c44df605762c3111ac80c7991b91bab46cc080fbdc2e18655bb37d9178"};
inline const std::vector<std::string> k600ConsistencyOf256{
    "c42c6bf62f30402d4a6061aff79ef074a73d27404d78790ad1e75a5a0950c3a7",
    "5d2d18c44df605762c3111ac80c7991b91bab46cc080fbdc2e18655bb37d9178"};
inline const std::vector<std::string> k600ConsistencyOf511{
    "190168fcabd7279066b477cde24d4a33d20937ed94a738feb207c6353433627d",
    "2bb1e758468b58920481921b410c8beb2ec210453d7289e63499e22609f7a145",
    "baf0be06900570e08531fd149b0e857232728aa88fd49078c65a02572d406ee8",
    "9828bc20c75f7a8bb14663156f9b097cd13b1f9d9b8f0ffc76e5168f14e1d46a",
    "969c74014cecda72b1d127445c785940c4a87f1787e8315e84180397ff08e1d5",
    "8d6a1eede7bd3d38ce17016762d0f9f1651946b3f88a625403a4d967e55786bb",
    "d2c189a2d31860c7b6168101f3ac512f6b7e12fdac14b41ade048f35c051a88b",
    "20e2db96d4b6feaf704de20f12428ef74972f7a39b073006bd5ea4f3eb9e5062",
    "f508f378835fdfa382469240533f287090a673b6695ff3444b822231f51c4652",
    "15e2dd4973ae44de8c8cf3048fd98d17adaaea6287f4e0606a55a643617408c0",
    "5d2d18c44df605762c3111ac80c7991b91bab46cc080fbdc2e18655bb37d9178"};

// RFC 8032 section 7.1, tests 1 to 3.
struct Ed25519Vector {
  std::string seed;
  std::string key;
  std::string message;
  std::string signature;
};
inline const std::vector<Ed25519Vector> kEd25519{
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
     "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
     "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
     "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
     "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
     "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
     "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"}};

}  // namespace fascicolo::proof::vectors
