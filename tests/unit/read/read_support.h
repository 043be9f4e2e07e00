// What the tests of src/read/ share: pages and findings of bytes, and archives made by hand.
#pragma once

#include <zstd.h>

#include <sstream>
#include <string>
#include <vector>

#include "read/gzip.h"
#include "read/reader.h"

namespace daybook::read_test {

struct Got {
  std::vector<Page> pages;
  std::vector<Rejection> rejections;
  std::vector<Remark> remarks;

  PageSinks sinks() {
    return {[this](Page&& p) { pages.push_back(std::move(p)); }, [this](Rejection&& r) { rejections.push_back(std::move(r)); },
            [this](Remark&& r) { remarks.push_back(std::move(r)); }};
  }
  /// Every finding in one text: rejections, notes and remarks.
  std::string findings() const {
    std::string out;
    for (const auto& r : rejections) out += "rejected " + r.message + "\n";
    for (const auto& p : pages)
      for (const auto& note : p.notes) out += "note " + note + "\n";
    for (const auto& r : remarks) out += "remark " + r.message + "\n";
    return out;
  }
  std::size_t finding_count() const {
    std::size_t n = rejections.size() + remarks.size();
    for (const auto& p : pages) n += p.notes.size();
    return n;
  }
};

/// A stream that cannot go back, as standard input is.
class Pipe : public std::streambuf {
 public:
  explicit Pipe(std::string bytes) : bytes_(std::move(bytes)) { setg(bytes_.data(), bytes_.data(), bytes_.data() + bytes_.size()); }

 private:
  std::string bytes_;
};

inline Got read_bytes(const std::string& bytes, const ReadOptions& options = {}) {
  Got got;
  std::istringstream in(bytes);
  read_stream(in, "-", options, got.sinks());
  return got;
}

inline Got read_pipe(const std::string& bytes, const ReadOptions& options = {}) {
  Got got;
  Pipe pipe(bytes);
  std::istream in(&pipe);
  read_stream(in, "-", options, got.sinks());
  return got;
}

/// A WARC record; `fields` are lines with CR LF.
inline std::string warc(const std::string& type, const std::string& url, const std::string& fields, const std::string& block, int wrong_by = 0) {
  return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + url + "\r\nWARC-Date: 2021-07-18T10:00:00Z\r\n" + fields +
         "Content-Length: " + std::to_string(static_cast<long long>(block.size()) + wrong_by) + "\r\n\r\n" + block + "\r\n\r\n";
}
inline std::string response(const std::string& url, const std::string& block, const std::string& fields = "", int wrong_by = 0) {
  return warc("response", url, fields + "Content-Type: application/http; msgtype=response\r\n", block, wrong_by);
}
inline std::string http(const std::string& body, const std::string& fields = "Content-Type: text/html\r\n", const char* status = "200 OK") {
  return std::string("HTTP/1.1 ") + status + "\r\n" + fields + "\r\n" + body;
}
inline std::string arc(const std::string& url, const std::string& block, const std::string& type = "text/html") {
  return url + " 192.0.2.1 20140216050221 " + type + " " + std::to_string(block.size()) + "\n" + block + "\n";
}
inline std::string arc_head(const std::string& name = "filedesc://made.arc") {
  const std::string block = "1 0 Nobody\nURL IP-address Archive-date Content-type Archive-length\n";
  return name + " 0.0.0.0 20140216050221 text/plain " + std::to_string(block.size()) + "\n" + block + "\n";
}

inline std::string zstd_frame(std::string_view bytes, std::string_view dictionary = {}) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  if (!dictionary.empty()) ZSTD_CCtx_loadDictionary(context, dictionary.data(), dictionary.size());
  out.resize(ZSTD_compress2(context, out.data(), out.size(), bytes.data(), bytes.size()));
  ZSTD_freeCCtx(context);
  return out;
}

inline std::string page_html(const std::string& words) { return "<html><body><p>" + words + "</p></body></html>"; }

}  // namespace daybook::read_test
