// The heads of archive records. A head of the old ARC format is put into the fields of WARC, so that what follows has one
// form to deal with.
//
//     WARC/1.1 CRLF  Name: value CRLF ...  CRLF                     ISO 28500
//     http://a.example/ 192.0.2.1 20080430204825 text/html 1591 LF  ARC 1 (Internet Archive, 1996): URL IP date type length
//     ... URL IP date type status checksum location offset file length LF   ARC 2
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "read/byte_stream.h"
#include "read/http.h"

namespace daybook {

/// A record that gives no page, and why.
struct RecordFault {
  ErrorCode code = ErrorCode::bad_input;
  std::string message;  ///< what follows the name of the record: "has no usable Content-Length."
  std::string digest;   ///< sha256_hex of the block, if it could be read
  bool lost = false;    ///< where the next record begins is not known
  bool sentence = false;  ///< `message` is a whole sentence: there is no record to be named
};

struct RecordHead {
  std::string type;     ///< WARC-Type in lower case: "response", "request"; empty if the head names none
  std::string url;      ///< without the angle brackets of old writers
  Fields fields;
  std::uint64_t length = 0;
  std::vector<std::string> doubts;  ///< what is wrong with the head, though it can be used
  bool brackets = false;            ///< the address stood in angle brackets
};

/// What tells the two formats apart.
struct ArchiveFormat {
  const char* name;      ///< "WARC"
  std::size_t look;      ///< bytes that `starts` needs to see
  bool (*starts)(std::string_view head);  ///< a record starts here
  /// Reads a head up to its end. A fault if there is none; cut: the stream ends inside it.
  struct Read {
    RecordHead head;
    std::optional<RecordFault> fault;
    bool cut = false;
  };
  Read (*read)(ByteStream& in);
  bool blank_line_ends;  ///< a record is followed by an empty line of its own; else by a line end or nothing
};

extern const ArchiveFormat kWarcFormat;
extern const ArchiveFormat kArcFormat;

/// "2008-04-30T20:48:25Z" as a WARC-Date says it.
bool looks_like_warc_date(std::string_view date);

/// The first line of `head` is a head of ARC 1 or 2.
bool starts_arc(std::string_view head);

}  // namespace daybook
