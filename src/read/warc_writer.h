// Writes what was fetched as WARC 1.1 (ISO 28500:2017), so that other tools can read and check it.
//
//     warcinfo                       once a run, before its first record
//     response | revisit             as the server sent it; request beside it, tied by WARC-Concurrent-To
//
// In a .warc.gz every record is one gzip member of its own, so that each can be read from its offset alone.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace daybook {

/// An earlier response that a revisit record points to.
struct WarcOriginal {
  std::string url;
  std::string date;            ///< its WARC-Date
  std::string record_id;       ///< "<urn:uuid:...>", or empty
  std::string payload_digest;  ///< "sha256:...", or empty
};

/// One request and its final answer, as they went over the wire.
struct HttpExchange {
  std::string url;            ///< what was asked for
  std::string ip;             ///< of the server; empty if not known
  std::string date;           ///< when the request was sent: ISO 8601 in UTC, "2021-07-18T10:00:00Z", a fraction allowed
  std::string request_head;   ///< request line and fields up to the empty line; empty: no request record is written
  std::string response_head;  ///< status line and fields up to the empty line, as the server sent them
  std::string response_body;  ///< transfer coding undone, content coding kept
  std::string truncated;      ///< why the body is not whole: "length", "time", "disconnect"; empty if it is whole
  /// For a 304: what the cache held. Looked up in this file by address if not given.
  WarcOriginal original;
};

/// Where a record was put.
struct WarcPlace {
  std::uint64_t offset = 0, length = 0;
  std::uint32_t record = 0;  ///< number of the record in the file, from 0
  std::string record_id, payload_digest, date;
  bool revisit = false;
};

/// Appends to a file, which it locks while it lives. Not thread-safe.
///
/// Each exchange is one write at the end of the file: a process killed in between leaves whole records, and one killed
/// inside the write leaves a cut record, which the next writer of that file takes away before it goes on. Nothing but a
/// cut last record is ever taken away.
///
/// Same exchanges, same bytes: the record ids are name-based UUIDs (RFC 9562, version 8, over SHA-256 of what the record
/// holds) and there is no clock here. A body that an earlier response of the file had becomes a revisit record
/// (identical-payload-digest), a 304 one of server-not-modified.
///
/// The head of a response is kept with two changes, so that head and stored body agree: the old Transfer-Encoding, and
/// a Content-Length that is not that of the stored body, are renamed to X-Archive-Orig-...; HTTP/2 and 3 status lines are
/// written as HTTP/1.1, with the version in WARC-Protocol.
class WarcWriter {
 public:
  /// `path` ends in .warc or .warc.gz. `software` is named in the warcinfo record, followed by `about` ("operator",
  /// "robots", "description", ...). Throws Error{usage} for another name, {locked} if another writer has the file,
  /// {bad_input} if it holds something else than records, {io} if it cannot be opened.
  WarcWriter(std::filesystem::path path, std::string software, std::vector<std::pair<std::string, std::string>> about = {});
  ~WarcWriter();
  WarcWriter(const WarcWriter&) = delete;
  WarcWriter& operator=(const WarcWriter&) = delete;

  /// Writes request and response, and says where the response went. Throws Error{bad_input} for an exchange that no
  /// record can hold (no status line, no date), {disk_full, io} if it cannot be written; the file is then as before.
  WarcPlace write(const HttpExchange& exchange);

  /// Bytes of a cut record that the opening took away; 0 in the usual case.
  std::uint64_t repaired() const { return repaired_; }
  const std::filesystem::path& path() const { return path_; }

 private:
  using WarcFields = std::vector<std::pair<std::string, std::string>>;
  void open_end();
  void remember(const WarcOriginal& original);
  std::string record(const WarcFields& fields, std::string_view block) const;
  std::string info_record(const std::string& date);
  void append(const std::string& bytes);

  std::filesystem::path path_;
  std::string software_;
  WarcFields about_;
  bool packed_ = false;
  int file_ = -1;
  std::uint64_t size_ = 0, repaired_ = 0;
  std::uint32_t records_ = 0;                       ///< in the file so far
  std::string info_id_;                             ///< of this run's warcinfo record; empty until it is written
  std::map<std::string, WarcOriginal> by_payload_;  ///< payload digest to the first response that had it
  std::map<std::string, WarcOriginal> by_url_;      ///< address to its last whole response
};

}  // namespace daybook
