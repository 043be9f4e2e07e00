#include "read/digest.h"

#include <openssl/evp.h>

#include "base/utf8.h"

namespace daybook {
namespace {

std::string base64(std::string_view bytes, const char* last_two) {  // no padding
  static constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  const auto letter = [&](unsigned v) { return v < 62 ? kAlphabet[v] : last_two[v - 62]; };
  std::string out;
  unsigned bits = 0, have = 0;
  for (const char c : bytes) {
    bits = (bits << 8) | static_cast<unsigned char>(c);
    for (have += 8; have >= 6; have -= 6) out += letter((bits >> (have - 6)) & 63);
  }
  if (have > 0) out += letter((bits << (6 - have)) & 63);
  return out;
}

std::string in_case(std::string_view text, int (*to)(int)) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(to(static_cast<unsigned char>(c)));
  return out;
}

const EVP_MD* method_of(std::string_view method) {
  std::string name;
  for (const char c : in_case(method, ::tolower))
    if (c != '-') name += c;
  return name == "sha1" ? EVP_sha1() : name == "sha256" ? EVP_sha256() : name == "md5" ? EVP_md5() : name == "sha512" ? EVP_sha512() : nullptr;
}

bool same_digest(std::string_view noted_value, std::string_view raw) {
  auto value = trim(noted_value);
  while (value.ends_with('=')) value.remove_suffix(1);
  const std::string upper = in_case(value, ::toupper);
  return base32(raw) == upper || hex(raw) == upper || base64(raw, "+/") == value || base64(raw, "-_") == value;
}

}  // namespace

std::string raw_digest(std::string_view method, std::string_view bytes) {
  const EVP_MD* how = method_of(method);
  if (!how) return {};
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_Digest(bytes.data(), bytes.size(), out, &size, how, nullptr);
  return {reinterpret_cast<char*>(out), size};
}

std::string base32(std::string_view bytes) {
  static constexpr char kAlphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  unsigned bits = 0, have = 0;
  for (const char c : bytes) {
    bits = (bits << 8) | static_cast<unsigned char>(c);
    for (have += 8; have >= 5; have -= 5) out += kAlphabet[(bits >> (have - 5)) & 31];
  }
  if (have > 0) out += kAlphabet[(bits << (5 - have)) & 31];
  return out;
}

std::string hex(std::string_view bytes) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : bytes) {
    out += kHex[static_cast<unsigned char>(c) >> 4];
    out += kHex[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

DigestCheck check_digest(std::string_view noted, std::initializer_list<std::string_view> candidates) {
  noted = trim(noted);
  const auto colon = noted.find(':');
  if (colon == std::string_view::npos) return noted.empty() ? DigestCheck::absent : DigestCheck::unknown_method;
  for (const auto candidate : candidates) {
    const auto raw = raw_digest(noted.substr(0, colon), candidate);
    if (raw.empty()) return DigestCheck::unknown_method;
    if (same_digest(noted.substr(colon + 1), raw)) return DigestCheck::right;
  }
  return DigestCheck::wrong;
}

StreamDigest::StreamDigest(std::string_view noted) : noted_(trim(noted)) {
  const auto colon = noted_.find(':');
  const EVP_MD* how = colon == std::string::npos ? nullptr : method_of(noted_.substr(0, colon));
  if (!how) return;
  context_ = EVP_MD_CTX_new();
  EVP_DigestInit_ex(static_cast<EVP_MD_CTX*>(context_), how, nullptr);
}

StreamDigest::~StreamDigest() { EVP_MD_CTX_free(static_cast<EVP_MD_CTX*>(context_)); }

void StreamDigest::add(std::string_view bytes) {
  if (context_) EVP_DigestUpdate(static_cast<EVP_MD_CTX*>(context_), bytes.data(), bytes.size());
}

DigestCheck StreamDigest::check() {
  if (!context_) return noted_.empty() ? DigestCheck::absent : DigestCheck::unknown_method;
  unsigned char out[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_DigestFinal_ex(static_cast<EVP_MD_CTX*>(context_), out, &size);
  return same_digest(std::string_view(noted_).substr(noted_.find(':') + 1), {reinterpret_cast<char*>(out), size}) ? DigestCheck::right : DigestCheck::wrong;
}

}  // namespace daybook
