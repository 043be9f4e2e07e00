#include "clean/decode.h"

#include <uchardet.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "base/ascii.h"
#include "base/error.h"
#include "base/utf8.h"
#include "clean/twice_encoded.h"

namespace daybook {
namespace {

constexpr std::size_t kHead = 8192;       // bytes that are searched for a declaration

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = to_lower(c);
  return out;
}

/// Names that the web uses for one thing and ICU for another (WHATWG Encoding standard, section 4.2).
std::string web_name(std::string name) {
  name = lower(trim(name));
  if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii" || name == "ascii" || name == "iso8859-1") return "windows-1252";
  if (name == "utf8") return "utf-8";
  if (name == "gb2312" || name == "gbk") return "gb18030";
  if (name == "iso-8859-9") return "windows-1254";
  return name;
}

/// Of meta elements; a charset of a script or a stylesheet is that of another file.
std::string declared_in_head(std::string_view bytes) {
  const auto head = bytes.substr(0, kHead);
  for (auto tag = head.find('<'); tag != std::string_view::npos; tag = head.find('<', tag + 1)) {
    if (tag + 1 >= head.size() || to_lower(head[tag + 1]) != 'm') continue;
    const auto meta = lower(head.substr(tag, std::min(head.find('>', tag), head.size()) - tag));
    const auto at = meta.starts_with("<meta") ? meta.find("charset=") : std::string::npos;
    if (at == std::string::npos) continue;
    auto value = std::string_view(meta).substr(at + 8);
    while (!value.empty() && (value.front() == '"' || value.front() == '\'' || value.front() == ' ')) value.remove_prefix(1);
    value = value.substr(0, value.find_first_of("\"'; />\n"));
    if (!value.empty()) return std::string(value);
  }
  if (lower(head.substr(0, 5)) == "<?xml") {
    const auto declaration = lower(head.substr(0, head.find("?>")));
    const auto at = declaration.find("encoding=");
    if (at != std::string::npos && at + 10 < declaration.size()) {
      const auto value = std::string_view(declaration).substr(at + 10);
      return std::string(value.substr(0, value.find_first_of("\"'")));
    }
  }
  return {};
}

/// Nothing if ICU does not know the name or the bytes are not of that encoding.
bool convert(std::string_view bytes, const std::string& name, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(ucnv_open(name.c_str(), &status), ucnv_close);
  if (U_FAILURE(status)) return false;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_SUBSTITUTE, nullptr, nullptr, nullptr, &status);
  icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter.get(), status);
  if (U_FAILURE(status)) return false;
  int32_t bad = 0;
  for (int32_t i = 0; i < text.length(); ++i) bad += text.charAt(i) == 0xFFFD;
  if (bad > text.length() / 1000) return false;
  out.clear();
  text.toUTF8String(out);
  return true;
}

std::string detect(std::string_view bytes) {
  const std::unique_ptr<std::remove_pointer_t<uchardet_t>, void (*)(uchardet_t)> detector(uchardet_new(), uchardet_delete);
  uchardet_handle_data(detector.get(), bytes.data(), std::min<std::size_t>(bytes.size(), 1 << 20));
  uchardet_data_end(detector.get());
  return web_name(uchardet_get_charset(detector.get()));
}

std::string utf8_of(std::string_view bytes, const Page& page, Decoded& out) {
  const auto use = [&](std::string name, std::string_view rest) {
    std::string text;
    if (!convert(rest, name, text)) return std::string{};
    out.encoding = name;
    return text;
  };
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  else if (bytes.starts_with("\xff\xfe")) return use("utf-16le", bytes.substr(2));
  else if (bytes.starts_with("\xfe\xff")) return use("utf-16be", bytes.substr(2));
  else if (bytes.size() > 8 && bytes[1] == '\0' && bytes[3] == '\0' && bytes[0] != '\0') return use("utf-16le", bytes);
  else if (bytes.size() > 8 && bytes[0] == '\0' && bytes[2] == '\0' && bytes[1] != '\0') return use("utf-16be", bytes);

  const bool sound = is_utf8(bytes);
  for (const auto& name : {web_name(page.hints.charset), web_name(declared_in_head(bytes))}) {
    if (name.empty()) continue;
    if (sound && (name.starts_with("iso-2022-") || name == "hz-gb-2312") && bytes.find(name[0] == 'h' ? '~' : '\x1b') != std::string_view::npos)
      if (auto text = use(name, bytes); !text.empty()) return text;  // seven bits a byte: sound as UTF-8, too
    if (sound) break;  // well-formed UTF-8 with characters over ASCII is nothing else
    if (name == "utf-8" || name.starts_with("utf-16")) {
      if (out.notes.empty()) out.notes.push_back("encoding declared as " + name + ", but the bytes are not; it was detected instead");
      continue;
    }
    if (auto text = use(name, bytes); !text.empty()) return text;
  }
  if (sound) {
    out.encoding = "utf-8";
    return std::string(bytes);
  }
  // UTF-8 with a few broken bytes (cut or mixed in) stays UTF-8.
  std::size_t multibyte = 0;
  for (const char c : bytes) multibyte += static_cast<unsigned char>(c) >= 0xC2;
  const std::string repaired = repair_utf8(bytes);
  std::size_t broken = 0;
  for (auto at = repaired.find("\xEF\xBF\xBD"); at != std::string::npos; at = repaired.find("\xEF\xBF\xBD", at + 3)) ++broken;
  if (broken * 20 < multibyte) {
    out.encoding = "utf-8";
    out.notes.push_back(std::to_string(broken) + " bytes were not UTF-8 and replaced");
    return repaired;
  }
  for (const auto& name : {detect(bytes), std::string("windows-1252")}) {
    if (name.empty() || name == "utf-8") continue;
    if (auto text = use(name, bytes); !text.empty()) return text;
  }
  out.encoding = "utf-8";
  out.notes.push_back("the encoding could not be found; bytes that are not UTF-8 were replaced");
  return repaired;
}

/// CR LF and CR made LF, in place.
void plain_line_ends(std::string& text) {
  auto at = text.find('\r');
  if (at == std::string::npos) return;
  std::size_t to = at;
  while (at < text.size()) {
    if (at + 1 >= text.size() || text[at + 1] != '\n') text[to++] = '\n';
    const auto next = std::min(text.find('\r', at + 1), text.size());
    std::memmove(text.data() + to, text.data() + at + 1, next - at - 1);
    to += next - at - 1;
    at = next;
  }
  text.resize(to);
}

/// Most pages are composed (NFC) and show it by their code points alone: these ranges hold no mark, nothing that composes with what
/// stands before it and nothing that composition would replace. False asks ICU. Well-formed UTF-8. A test asks ICU of every range.
bool surely_composed(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0xCC) {  // ASCII, or a sequence of two up to U+02FF, whose second byte ends up here as well
      i = ascii_end(text, i + 1);
      continue;
    }
    const auto point = code_point_at(text, i);
    const char32_t c = point.value;
    const bool composed = (c >= 0x391 && c <= 0x482) || (c >= 0x48A && c <= 0x52F) || (c >= 0x5D0 && c <= 0x5F4) || (c >= 0x61B && c <= 0x64A) || (c >= 0x660 && c <= 0x66F) ||
                          (c >= 0x671 && c <= 0x6D5) || (c >= 0x1EA0 && c <= 0x1EF9) || (c >= 0x2002 && c <= 0x2064) || (c >= 0x20A0 && c <= 0x20C0) ||
                          (c >= 0x2113 && c <= 0x2125) || (c >= 0x2190 && c <= 0x2328) || (c >= 0x2460 && c <= 0x2ADB) || (c >= 0x2ADD && c <= 0x2BFF) ||
                          (c >= 0x3000 && c <= 0x3029) || (c >= 0x3041 && c <= 0x3096) || (c >= 0x309B && c <= 0x30FF) || (c >= 0x4E00 && c <= 0x9FFF) ||
                          (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xFF01 && c <= 0xFF9F) || c == 0xFEFF || c == 0xFFFD ||
                          (c >= 0x1F300 && c <= 0x1FAFF);
    if (!composed) return false;
    i += point.size;
  }
  return true;
}

/// A letter with more than thirty marks on it is no writing (Unicode Standard Annex 15, section 13), and to put n marks in order takes
/// n * n steps: the rest is left out.
void limit_marks(std::string& text) {
  constexpr std::size_t kMarksMax = 30;
  std::size_t to = 0, kept = 0, marks = 0;  // what lies before `kept` stands before `to`
  const auto keep = [&](std::size_t end) {
    if (to != kept) std::memmove(text.data() + to, text.data() + kept, end - kept);
    to += end - kept;
  };
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0xCC) {  // below U+0300 are no marks
      marks = 0;
      i = ascii_end(text, i + 1);
      continue;
    }
    const auto point = code_point_at(text, i);
    marks = u_getCombiningClass(static_cast<UChar32>(point.value)) != 0 ? marks + 1 : 0;
    if (marks > kMarksMax) {
      keep(i);
      kept = i + point.size;
    }
    i += point.size;
  }
  keep(text.size());
  text.resize(to);
}

void compose(std::string& text) {
  limit_marks(text);
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return;
  const icu::StringPiece piece(text.data(), static_cast<int32_t>(text.size()));
  if (nfc->isNormalizedUTF8(piece, status)) return;
  std::string composed;
  composed.reserve(text.size());
  icu::StringByteSink<std::string> sink(&composed);
  nfc->normalizeUTF8(0, piece, sink, nullptr, status);
  if (U_SUCCESS(status)) text = std::move(composed);
}

}  // namespace

Decoded decode(const Page& page) {
  Decoded out;
  std::string text = utf8_of(page.bytes, page, out);
  if (text.find('\0') != std::string::npos) {  // everything else `utf8_of` gives is well-formed
    if (static_cast<std::size_t>(std::count(text.begin(), text.end(), '\0')) * 100 > text.size()) throw Error(ErrorCode::bad_input, "The page is no text but binary data.");
    text = repair_utf8(text);
  }
  undo_twice(text, out.notes);
  plain_line_ends(text);
  if (!surely_composed(text)) compose(text);
  out.text = std::move(text);
  return out;
}

std::string decode_as_given(const Page& page) {
  Decoded ignored;
  return repair_utf8(utf8_of(page.bytes, page, ignored));
}

}  // namespace daybook
