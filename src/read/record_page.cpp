#include "read/record_page.h"

#include <unicode/uloc.h>

#include <charconv>

#include "base/hash.h"
#include "base/utf8.h"
#include "read/codec.h"
#include "read/digest.h"

namespace daybook {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t out = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || code != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return out;
}

bool has_white_space(std::string_view url) {
  for (const char c : url)
    if (static_cast<unsigned char>(c) <= 0x20) return true;
  return false;
}

/// The crawler's own notes and logs; the captured text and pictures of browser crawlers.
bool crawler_notes(std::string_view url) {
  for (const auto* scheme : {"metadata:", "dns:", "whois:", "screenshot:", "urn:", "filedesc:", "warcinfo:"})
    if (url.starts_with(scheme)) return true;
  return false;
}

/// What the server says, or what the crawler found where the server says nothing of use.
std::string type_of(const RecordHead& head, const Fields& http) {
  const auto said = media_type_of(http.get("Content-Type"));
  if (!said.empty() && said != "application/octet-stream" && said != "binary/octet-stream" && said != "unknown/unknown") return said;
  const auto found = media_type_of(head.fields.get("WARC-Identified-Payload-Type"));
  return found.empty() ? said : found;
}

RecordFault no_page(ErrorCode code, const std::string& why, std::string_view block) {
  return {code, "is no page: " + why + ".", sha256_hex(block), false};
}

/// A redirect that says where to: what it leads to is an answer of its own, with a record of its own.
bool leads_on(const HttpResponse& http, std::string_view url) {
  const bool redirect = http.status == 301 || http.status == 302 || http.status == 303 || http.status == 307 || http.status == 308;
  const auto target = http.fields.get("Location");
  return redirect && !trim(target).empty() && trim(target) != url;
}

/// "" if what the server announced is what is there.
std::string length_doubt(const HttpResponse& http, const Uncoded& plain, bool chunked, bool truncated) {
  const auto said = number_of(http.fields.get("Content-Length"));
  // A chunked answer has no use for it (RFC 9112 section 6.3); an archiver that undid the coding has made it wrong itself.
  if (!said || *said == http.body.size() || chunked || truncated || plain.stored_plain) return {};
  return "the server announced " + std::to_string(*said) + " bytes (Content-Length) and the archive has " + std::to_string(http.body.size());
}

}  // namespace

bool readable_type(std::string_view type) {
  return type.empty() || type == "text/html" || type == "application/xhtml+xml" || type == "text/plain" ||
         type == "application/rss+xml" || type == "application/atom+xml" || type == "text/xml" || type == "application/xml" ||
         type == "application/rdf+xml";
}

std::string usable_url(std::string_view url) {
  std::string out;
  for (const char c : url) {
    if (static_cast<unsigned char>(c) <= 0x20) out += "%" + hex(std::string_view(&c, 1));
    else out += c;
  }
  return repair_utf8(out);
}

std::vector<std::string> head_doubts(const RecordHead& head) {
  auto out = head.doubts;
  if (has_white_space(head.url)) out.emplace_back("the address noted in the archive has white space in it; it was percent-encoded");
  return out;
}

Page page_of_head(const RecordHead& head) {
  Page page;
  page.hints.url = usable_url(head.url);
  page.hints.captured = repair_utf8(head.fields.get("WARC-Date"));
  page.notes = head_doubts(head);
  if (head.url.empty()) page.notes.emplace_back("the record has no address");
  if (const auto why = head.fields.get("WARC-Truncated"); !why.empty())
    page.notes.push_back("the archive keeps only the start of this page (WARC-Truncated: " + repair_utf8(why.substr(0, 40)) + ")");
  if (number_of(head.fields.get("WARC-Segment-Number")) == 1)
    page.notes.emplace_back("the archive keeps this page in segments, and only the first was read (WARC-Segment-Number)");
  return page;
}

std::string digest_doubt(const RecordHead& head, std::string_view block, std::initializer_list<std::string_view> payloads) {
  const bool wrong_block = check_digest(head.fields.get("WARC-Block-Digest"), {block}) == DigestCheck::wrong;
  const bool wrong_payload = check_digest(head.fields.get("WARC-Payload-Digest"), payloads) == DigestCheck::wrong;
  if (!wrong_block && !wrong_payload) return {};
  return std::string("the digest noted in the archive is not that of the bytes (") +
         (wrong_block && wrong_payload ? "block and payload)" : wrong_block ? "block)" : "payload)");
}

bool block_is_whole(const RecordHead& head, std::string_view block) {
  if (check_digest(head.fields.get("WARC-Block-Digest"), {block}) == DigestCheck::right) return true;
  if (!block.starts_with("HTTP/")) return check_digest(head.fields.get("WARC-Payload-Digest"), {block}) == DigestCheck::right;
  try {
    const auto http = parse_http(block);
    if (check_digest(head.fields.get("WARC-Payload-Digest"), {http.body}) == DigestCheck::right) return true;
    return !http.body.empty() && number_of(http.fields.get("Content-Length")) == http.body.size() && http.fields.get("Transfer-Encoding").empty();
  } catch (const Error&) {
    return false;
  }
}

bool large_page(const RecordHead& head, std::string_view start) {
  if (crawler_notes(head.url)) return false;
  if (head.type == "resource") return readable_type(media_type_of(head.fields.get("Content-Type")));
  if (head.type == "conversion") return media_type_of(head.fields.get("Content-Type")) == "text/plain";
  if (head.type != "response") return false;
  try {
    const auto http = parse_http(start);
    return http.status == 200 && readable_type(type_of(head, http.fields));
  } catch (const Error&) {
    return true;
  }
}

RecordYield read_resource(const RecordHead& head, std::string_view block) {
  RecordYield out;
  const std::string doubt = digest_doubt(head, block, {block});
  auto type = media_type_of(head.fields.get("Content-Type"));
  if (type.empty() || type == "application/octet-stream") type = media_type_of(head.fields.get("WARC-Identified-Payload-Type"));
  if (!readable_type(type) || crawler_notes(head.url)) {
    if (!doubt.empty()) out.remarks.push_back(doubt);
    return out;
  }
  if (trim(block).empty()) {
    out.fault = no_page(ErrorCode::bad_input, "it has no content", block);
    return out;
  }
  Page page = page_of_head(head);
  page.hints.charset = charset_of(head.fields.get("Content-Type"));
  if (!doubt.empty()) page.notes.push_back(doubt);
  page.bytes = block;
  out.page = std::move(page);
  return out;
}

RecordYield read_conversion(const RecordHead& head, std::string_view block) {
  RecordYield out;
  const std::string doubt = digest_doubt(head, block, {block});
  if (media_type_of(head.fields.get("Content-Type")) != "text/plain" || trim(block).empty() || crawler_notes(head.url)) {
    if (!doubt.empty()) out.remarks.push_back(doubt);
    return out;
  }
  Page page = page_of_head(head);
  page.notes.emplace_back("the archive keeps only the text that was taken from this page (a conversion record)");
  if (!doubt.empty()) page.notes.push_back(doubt);
  page.hints.charset = "utf-8";
  if (const auto code = head.fields.get("WARC-Identified-Content-Language"); code.size() == 3) {  // ISO 639-3, of several none
    char two[ULOC_LANG_CAPACITY];
    UErrorCode status = U_ZERO_ERROR;
    const auto size = uloc_getLanguage(code.c_str(), two, sizeof two, &status);
    if (U_SUCCESS(status) && size == 2) page.hints.language = std::string(two, 2);
  }
  page.bytes = block;
  out.page = std::move(page);
  return out;
}

RecordYield read_response(const RecordHead& head, std::string_view block, std::size_t cap) {
  RecordYield out;
  const auto nothing = [&](std::initializer_list<std::string_view> payloads) {
    if (auto doubt = digest_doubt(head, block, payloads); !doubt.empty()) out.remarks.push_back(std::move(doubt));
    return out;
  };
  if (!block.starts_with("HTTP/")) {
    if (media_type_of(head.fields.get("Content-Type")) != "application/http") {  // DNS answers and the like; bare bodies in ARC
      return head.url.starts_with("http") && !head.fields.get("Content-Type").empty() ? read_resource(head, block) : nothing({block});
    }
    out.fault = no_page(ErrorCode::bad_input, "the record has no HTTP status line", block);
    return out;
  }
  HttpResponse http;
  try {
    http = parse_http(block);
  } catch (const Error& error) {
    out.fault = no_page(error.code(), error.what(), block);
    return out;
  }
  const auto type = type_of(head, http.fields);
  if (!readable_type(type) || (type == "text/plain" && head.url.ends_with("/robots.txt")) || leads_on(http, head.url)) {
    if (digest_doubt(head, block, {http.body}).empty()) return out;
    const auto body = undo_chunks(http.body);
    return nothing({http.body, body.body});
  }
  if (http.status != 200) {
    out.fault = no_page(ErrorCode::bad_input, "the server answered " + std::to_string(http.status) + " instead of 200", block);
    return out;
  }
  Page page = page_of_head(head);
  page.hints.charset = charset_of(http.fields.get("Content-Type"));
  Unchunked body;
  std::string_view unchunked = http.body;
  const bool chunked = lower(http.fields.get("Transfer-Encoding")).find("chunked") != std::string::npos;
  Uncoded plain;
  try {
    if (chunked) {
      body = undo_chunks(http.body);
      unchunked = body.body;
    }
    plain = undo_codings(http.fields.get("Content-Encoding"), unchunked, cap);
  } catch (const Error& error) {
    out.fault = no_page(error.code(), error.what(), block);
    return out;
  }
  if (trim(plain.bytes).empty()) {
    const std::string why = !body.fault.empty() ? body.fault : !plain.cut.empty() ? "the " + plain.cut + " data are cut" : "it has no content";
    out.fault = no_page(ErrorCode::bad_input, why, block);
    return out;
  }
  const bool truncated = !head.fields.get("WARC-Truncated").empty();
  if (!body.fault.empty()) page.notes.push_back(body.fault + "; what stands before that is kept");
  if (auto doubt = length_doubt(http, plain, chunked, truncated); !doubt.empty()) page.notes.push_back(std::move(doubt));
  else if (!plain.cut.empty() && body.fault.empty() && !truncated) page.notes.push_back("the " + plain.cut + " data of the page are cut; what could be unpacked is kept");
  if (auto doubt = digest_doubt(head, block, {http.body, unchunked, plain.bytes}); !doubt.empty()) page.notes.push_back(std::move(doubt));
  page.bytes = std::move(plain.bytes);
  out.page = std::move(page);
  return out;
}

}  // namespace daybook
