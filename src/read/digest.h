// Digests as archives note them: "sha1:" in base32, "sha256:" in hex, and the other spellings that are met.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace daybook {

/// The raw bytes of a digest. `method` as archives call it, without regard to case: md5, sha1, sha256, sha512; "sha-1"
/// and "sha-256" too. Empty if the method is not known.
std::string raw_digest(std::string_view method, std::string_view bytes);

/// RFC 4648, upper case, no padding.
std::string base32(std::string_view bytes);
/// Upper case.
std::string hex(std::string_view bytes);

enum class DigestCheck { absent, unknown_method, right, wrong };

/// Compares a noted digest ("sha1:VGMT4N...", base32, base64 or hex) with those of the candidates: right if one of them has it.
DigestCheck check_digest(std::string_view noted, std::initializer_list<std::string_view> candidates);

/// The same for bytes that come in pieces. Not thread-safe.
class StreamDigest {
 public:
  explicit StreamDigest(std::string_view noted);
  ~StreamDigest();
  StreamDigest(const StreamDigest&) = delete;
  StreamDigest& operator=(const StreamDigest&) = delete;
  void add(std::string_view bytes);
  DigestCheck check();

 private:
  std::string noted_;
  void* context_ = nullptr;  ///< null if there is nothing to compare with
};

}  // namespace daybook
