// The responses of an archive, or of a folder of archives, that revisit records may point back to.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/page.h"
#include "read/reader.h"
#include "read/record_head.h"

namespace daybook {

/// Grows by about 200 bytes a response; of the payloads it keeps the last few, others are read again from their file.
/// Not thread-safe.
class Originals {
 public:
  /// Adds a response that was read: `page` if it is one. Its coordinates must be its own.
  void add(const RecordHead& head, const Coordinates& at, const Page* page);

  enum class Answer { found, no_page, not_here, gone };
  struct Found {
    Answer answer = Answer::not_here;
    Page page;  ///< with the bytes, charset and coordinates of the original, and the hints of the revisit
  };
  /// What the revisit record `head` refers to: by WARC-Refers-To, by address and date, by payload digest, or, for an answer
  /// 304, by address alone. `no_page`: it refers to a picture or the like; `gone`: it stood here, but cannot be read again.
  Found find(const RecordHead& head, const ReadOptions& options) const;

  /// True if a record of this id was added.
  bool knows_id(std::string_view record_id) const;

 private:
  struct Entry {
    std::uint64_t offset, length, payload;  ///< payload: hash of its noted digest, 0 for none
    std::uint32_t file, record;
    bool page;
  };
  struct Kept {
    std::size_t entry;
    Page page;
  };
  Page read_again(const Entry& entry, const ReadOptions& options) const;

  std::vector<std::string> files_;
  std::vector<Entry> entries_;
  std::unordered_map<std::uint64_t, std::size_t> by_key_;  ///< hashes of the keys below to entries
  std::deque<Kept> kept_;
  std::size_t kept_bytes_ = 0;
};

}  // namespace daybook
