#include "read/markup.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "base/utf8.h"

namespace daybook {
namespace {

bool space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool name_start(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }

bool same(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return std::tolower(static_cast<unsigned char>(x)) == std::tolower(static_cast<unsigned char>(y)); });
}

constexpr std::pair<std::string_view, std::string_view> kEntities[] = {
    {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"nbsp", " "}, {"rsquo", "’"}, {"lsquo", "‘"}, {"rdquo", "”"}, {"ldquo", "“"}, {"ndash", "–"}, {"mdash", "—"}, {"hellip", "…"}};

/// What "&...;" at the start of `text` means, and its length with both ends; length 0 if it is none.
std::pair<std::string, std::size_t> entity(std::string_view text) {
  const auto end = text.substr(0, 12).find(';');
  if (end == std::string_view::npos || end < 2) return {};
  const auto body = text.substr(1, end - 1);
  if (body[0] == '#') {
    const bool hex = body.size() > 1 && (body[1] == 'x' || body[1] == 'X');
    const auto digits = body.substr(hex ? 2 : 1);
    unsigned value = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, hex ? 16 : 10);
    if (error != std::errc{} || stop != digits.data() + digits.size()) return {};
    if (value == 0 || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) value = 0xfffd;
    std::string out;
    append_utf8(out, value);
    return {out, end + 1};
  }
  for (const auto& [name, means] : kEntities)
    if (body == name) return {std::string(means), end + 1};
  return {};
}

/// Where a tag ends: the '>' outside quoted values; the end of the bytes if there is none. A quote that is never closed swallows the
/// rest, as in browsers. To go back to an earlier '>' instead would let a page make the scan quadratic.
std::size_t tag_end(std::string_view bytes, std::size_t at) {
  bool value = false;  // behind a '='
  for (std::size_t i = at; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (c == '>') return i;
    if (value && (c == '"' || c == '\'')) {
      i = bytes.find(c, i + 1);
      if (i == std::string_view::npos) return bytes.size();
      value = false;
    } else if (c == '=') {
      value = true;
    } else if (!space(c)) {
      value = false;
    }
  }
  return bytes.size();
}

}  // namespace

std::string undo_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '&') {
      if (auto [means, length] = entity(text.substr(i)); length > 0) {
        out += means;
        i += length - 1;
        continue;
      }
    }
    out += text[i];
  }
  return out;
}

std::string_view MarkupScanner::local_name() const {
  const auto colon = name_.rfind(':');
  return std::string_view(name_).substr(colon == std::string::npos ? 0 : colon + 1);
}

MarkupScanner::Token MarkupScanner::next() {
  if (close_next_) {
    close_next_ = false;
    return Token::close;
  }
  while (at_ < bytes_.size()) {
    if (!raw_until_.empty()) {  // to "</script": nothing before it is markup
      std::size_t end = at_;
      const std::size_t length = raw_until_.size() + 2;
      for (;; ++end) {
        end = bytes_.find("</", end);
        if (end == std::string_view::npos) end = bytes_.size();
        if (end == bytes_.size() || same(bytes_.substr(end + 2, length - 2), raw_until_)) break;
      }
      raw_until_.clear();
      at_ = end;
      continue;
    }
    const auto open = bytes_.find('<', at_);
    if (open != at_) {
      const auto end = std::min(open, bytes_.size());
      text_ = undo_entities(bytes_.substr(at_, end - at_));
      at_ = end;
      return Token::text;
    }
    const auto rest = bytes_.substr(at_);
    if (rest.starts_with("<![CDATA[")) return cdata();
    if (skip_other()) continue;
    const char after = rest.size() > 1 ? rest[1] : '\0';
    const bool closing = after == '/' && rest.size() > 2 && name_start(rest[2]);
    if (closing || name_start(after)) return tag();
    text_ = "<";  // a sign of less, not a tag
    ++at_;
    return Token::text;
  }
  return Token::end;
}

MarkupScanner::Token MarkupScanner::cdata() {
  const auto end = std::min(bytes_.find("]]>", at_ + 9), bytes_.size());
  text_.assign(bytes_.substr(at_ + 9, end - at_ - 9));
  at_ = std::min(end + 3, bytes_.size());
  return Token::text;
}

/// Comments, processing instructions, the document type with what it declares.
bool MarkupScanner::skip_other() {
  const auto rest = bytes_.substr(at_);
  const auto to = [&](std::string_view mark, std::size_t from) {
    const auto end = bytes_.find(mark, at_ + from);
    at_ = end == std::string_view::npos ? bytes_.size() : end + mark.size();
  };
  if (rest.starts_with("<!--")) return to("-->", 4), true;
  if (rest.starts_with("<?")) return to(syntax_ == Syntax::xml ? "?>" : ">", 2), true;
  if (!rest.starts_with("<!")) return false;
  const auto end = bytes_.find('>', at_), bracket = bytes_.find('[', at_);
  if (syntax_ == Syntax::xml && bracket < end) to("]", bracket - at_);
  to(">", 0);
  return true;
}

MarkupScanner::Token MarkupScanner::tag() {
  const bool closing = bytes_[at_ + 1] == '/';
  const std::size_t begin = at_ + (closing ? 2 : 1);
  const auto end = tag_end(bytes_, begin);
  std::size_t name_end = begin;
  while (name_end < end && !space(bytes_[name_end]) && bytes_[name_end] != '/') ++name_end;
  name_.assign(bytes_.substr(begin, std::min<std::size_t>(name_end - begin, 200)));
  inside_ = bytes_.substr(name_end, end - name_end);
  at_ = std::min(end + 1, bytes_.size());
  if (syntax_ == Syntax::html)
    for (char& c : name_) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (closing) return Token::close;
  if (inside_.ends_with('/')) {
    inside_.remove_suffix(1);
    close_next_ = true;
  } else if (syntax_ == Syntax::html && (name_ == "script" || name_ == "style")) {
    raw_until_ = name_;
  }
  return Token::open;
}

std::string MarkupScanner::attribute(std::string_view wanted) const {
  std::string_view rest = inside_;
  while (!rest.empty()) {
    std::size_t i = 0;
    while (i < rest.size() && (space(rest[i]) || rest[i] == '/')) ++i;
    rest.remove_prefix(i);
    std::size_t name_end = 0;
    while (name_end < rest.size() && rest[name_end] != '=' && !space(rest[name_end])) ++name_end;
    const auto name = rest.substr(0, name_end);
    if (name_end == 0) {  // a stray '='
      rest.remove_prefix(std::min<std::size_t>(1, rest.size()));
      continue;
    }
    std::size_t at = name_end;
    while (at < rest.size() && space(rest[at])) ++at;
    std::string_view value;
    if (at < rest.size() && rest[at] == '=') {
      ++at;
      while (at < rest.size() && space(rest[at])) ++at;
      if (at < rest.size() && (rest[at] == '"' || rest[at] == '\'')) {
        const auto close = std::min(rest.find(rest[at], at + 1), rest.size());
        value = rest.substr(at + 1, close - at - 1);
        at = std::min(close + 1, rest.size());
      } else {
        std::size_t stop = at;
        while (stop < rest.size() && !space(rest[stop])) ++stop;
        value = rest.substr(at, stop - at);
        at = stop;
      }
    }
    if (syntax_ == Syntax::html ? same(name, wanted) : name == wanted) return undo_entities(value);
    rest.remove_prefix(at);
  }
  return {};
}

}  // namespace daybook
