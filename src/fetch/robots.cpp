#include "fetch/robots.h"

#include <algorithm>
#include <charconv>

#include "base/utf8.h"
#include "fetch/pattern.h"

namespace daybook {
namespace {

constexpr std::size_t kMost = 500 << 10;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return out;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool unreserved(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~'; }

/// In a query these mean the same written out or escaped ("?u=https://x" and "?u=https%3A%2F%2Fx", the RFC's own example).
bool loose_in_query(char c) { return c == ':' || c == '/' || c == '?' || c == '@' || c == '!' || c == '\'' || c == '(' || c == ')' || c == ',' || c == ';' || c == '[' || c == ']'; }

void append_encoded(std::string& out, char c) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  const auto byte = static_cast<unsigned char>(c);
  out += '%';
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

/// "Daybook/1.0 (news)" -> "daybook"; the RFC's product token has letters, '_' and '-' only.
std::string token_of(std::string_view value) {
  std::size_t end = 0;
  while (end < value.size() && ((value[end] >= 'a' && value[end] <= 'z') || (value[end] >= 'A' && value[end] <= 'Z') || value[end] == '_' || value[end] == '-')) ++end;
  return lower(value.substr(0, end));
}

std::optional<std::int64_t> delay_of(std::string_view value) {
  double seconds = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
  if (error != std::errc{} || end != value.data() + value.size() || !(seconds >= 0) || seconds > 1e6) return std::nullopt;
  return static_cast<std::int64_t>(seconds * 1000);
}

/// The rules of all groups of one token.
struct Part {
  bool present = false;
  std::vector<RobotsRule> rules;
  std::optional<std::int64_t> delay_ms;
};

class Parser {
 public:
  explicit Parser(std::string_view token) : token_(lower(token)) {}

  void line(std::string_view text) {
    text = trim(text.substr(0, text.find('#')));
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return;
    const std::string key = lower(trim(text.substr(0, colon)));
    const auto value = trim(text.substr(colon + 1));
    if (key == "user-agent") agent(value);
    else if (key == "allow" || key == "disallow") rule(key == "allow", value);
    else if (key == "crawl-delay") delay(value);
    else if (key == "sitemap" && !value.empty()) sitemaps_.push_back(repair_utf8(value));
  }

  Robots result() && {
    Part& part = own_.present ? own_ : any_;
    return {std::move(part.rules), part.delay_ms, std::move(sitemaps_), std::nullopt};
  }

 private:
  void agent(std::string_view value) {
    if (!in_head_) for_own_ = for_any_ = false;  // rules stood since the last such line: a new group
    in_head_ = true;
    if (value == "*" || value.starts_with("* ")) for_any_ = any_.present = true;
    else if (token_of(value) == token_) for_own_ = own_.present = true;
  }
  void rule(bool allow, std::string_view value) {
    in_head_ = false;
    if (value.empty()) return;  // "Disallow:" forbids nothing
    const RobotsRule rule{allow, robots_form(value, true)};
    if (for_own_) own_.rules.push_back(rule);
    if (for_any_) any_.rules.push_back(rule);
  }
  void delay(std::string_view value) {  // must not end a group's head: it is no line of the RFC
    const auto found = delay_of(value);
    if (!found) return;
    if (for_own_) own_.delay_ms = std::max(own_.delay_ms.value_or(0), *found);
    if (for_any_) any_.delay_ms = std::max(any_.delay_ms.value_or(0), *found);
  }

  std::string token_;
  Part own_, any_;
  std::vector<std::string> sitemaps_;
  bool in_head_ = false, for_own_ = false, for_any_ = false;
};

}  // namespace

std::string robots_form(std::string_view target, bool rule) {
  std::string out;
  bool query = false;
  for (std::size_t i = 0; i < target.size(); ++i) {
    char c = target[i];
    const bool escape = c == '%' && i + 2 < target.size() && hex_value(target[i + 1]) >= 0 && hex_value(target[i + 2]) >= 0;
    if (escape) {
      c = static_cast<char>(hex_value(target[i + 1]) * 16 + hex_value(target[i + 2]));
      i += 2;
      if (unreserved(c) || (query && loose_in_query(c))) out += c;
      else append_encoded(out, c);
      continue;
    }
    const bool special = rule && (c == '*' || (c == '$' && i + 1 == target.size()));
    if (c == '?') query = true;
    if (special) out += c;
    else if (static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f || c == '*' || c == '$') append_encoded(out, c);
    else out += c;
  }
  return out;
}

bool Robots::allows(std::string_view target) const {
  if (target == "/robots.txt") return true;
  if (missing) return false;
  const std::string form = robots_form(target, false);
  std::size_t longest = 0;
  bool allowed = true;
  for (const auto& rule : rules) {
    const bool weaker = rule.pattern.size() < longest || (rule.pattern.size() == longest && !rule.allow);
    if (weaker || !pattern_matches(rule.pattern, form)) continue;
    longest = rule.pattern.size();
    allowed = rule.allow;
  }
  return allowed;
}

Robots parse_robots(std::string_view bytes, std::string_view token) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  const bool cut = bytes.size() > kMost;
  bytes = bytes.substr(0, kMost);
  Parser parser(token);
  for (std::size_t at = 0; at < bytes.size();) {
    const auto end = bytes.find_first_of("\r\n", at);
    if (end == std::string_view::npos && cut) break;  // half a line may say what the whole does not
    parser.line(bytes.substr(at, end == std::string_view::npos ? end : end - at));
    if (end == std::string_view::npos) break;
    at = end + 1;  // of CR LF the LF then ends an empty line, which means nothing
  }
  return std::move(parser).result();
}

Robots robots_without_file(int status) {
  Robots out;
  if (!(status >= 400 && status < 500 && status != 429)) out.missing = status;
  return out;
}

}  // namespace daybook
