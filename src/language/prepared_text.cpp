#include "language/prepared_text.h"

#include "base/utf8.h"
#include "language/characters.h"

namespace daybook {
namespace {

/// A line that opens an item of a list: "• x", "- x", "* x", "1. x", "(a) x".
bool opens_item(std::string_view line) {
  line = trim(line);
  if (line.size() < 3) return false;
  const auto first = code_point_at(line, 0);
  const bool space_next = line.size() > first.size && line[first.size] == ' ';
  switch (first.value) {
    case U'•': case U'▪': case U'●': case U'◦': case U'‣': case U'·': case U'■': case U'►': return true;
    case U'-': case U'*': case U'–': case U'—': case U'+': return space_next;
    default: break;
  }
  std::size_t i = 0;
  while (i < line.size() && i < 3 && line[i] >= '0' && line[i] <= '9') ++i;
  return i > 0 && i + 1 < line.size() && (line[i] == '.' || line[i] == ')') && line[i + 1] == ' ';
}

bool ends_sentence(std::string_view line) {
  line = trim(line);
  for (std::size_t i = line.size(); i > 0;) {
    do --i; while (i > 0 && (static_cast<unsigned char>(line[i]) & 0xC0) == 0x80);
    const auto c = plain(code_point_at(line, i).value);
    if (c == U'"' || c == U'\'' || c == U')' || c == U']') continue;
    return c == U'.' || c == U'!' || c == U'?' || c == U':' || c == U';' || c == U'…' || c == U'؟' || c == U'۔';
  }
  return false;
}

bool opens_upper(std::string_view line) {
  line = trim(line);
  return !line.empty() && is_upper(code_point_at(line, 0).value);
}

/// Is the line as full as its neighbours' width allows: would the next word not have fitted?
bool is_wrapped(std::string_view line, std::string_view next, std::size_t longest) {
  constexpr std::size_t kWidest = 120;  // no text is wrapped wider; longer lines are whole paragraphs
  next = trim(next);
  return longest <= kWidest && longest >= 40 && line.size() + 1 + next.substr(0, next.find(' ')).size() > longest;
}

/// Whether the newline between two lines ends something: lines that are wrapped are full, or nearly so and go on in lower case.
bool breaks(std::string_view line, std::string_view next, std::size_t longest) {
  if (trim(line).empty() || trim(next).empty() || opens_item(next)) return true;
  if (is_wrapped(line, next, longest)) return false;
  if (ends_sentence(line)) return true;
  return opens_upper(next) && line.size() * 4 < longest * 3;
}

/// "2020.Head": a full stop glued between a word and a capitalised word of running text, as pages often have it.
bool glued_stop(std::string_view text, std::size_t at) {
  if (at < 2 || at + 2 >= text.size()) return false;
  const auto lower_or_digit = [&](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (!lower_or_digit(text[at - 1]) || !lower_or_digit(text[at - 2])) return false;
  if (!(text[at + 1] >= 'A' && text[at + 1] <= 'Z')) return false;
  if (!(text[at + 2] >= 'a' && text[at + 2] <= 'z') && text[at + 2] != ' ') return false;
  // Not inside an address or file name.
  std::size_t from = at, to = at;
  while (from > 0 && at - from < 100 && text[from - 1] != ' ' && text[from - 1] != '\n') --from;
  while (to < text.size() && to - at < 100 && text[to] != ' ' && text[to] != '\n') ++to;
  const auto run = text.substr(from, to - from);
  if (run.find_first_of("/@_\\") != std::string_view::npos || run.substr(0, 4) == "www.") return false;
  const auto tail = run.substr(at - from + 1);
  for (const auto ending : {"Com", "Org", "Net", "Gov", "Edu", "Info", "Co", "Io"})
    if (tail == ending) return false;
  return true;
}

class Builder {
 public:
  Builder(std::string_view document, Span segment, const std::function<void(const TextUnit&)>& to) : text_(document.substr(0, segment.end)), to_(to) {}

  void append(std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t i = begin; i < end;) {
      const auto c = code_point_at(text_, i);
      const auto next = i + c.size;
      if (c.value == U'.' && glued_stop(text_, i)) {
        push(U'.', i, next);
        push(U' ', next, next);
      } else if (!is_invisible(c.value)) {
        push(is_space(c.value) ? U' ' : plain(c.value), i, next);
      }
      i = next;
      if (unit_.begins.size() >= kLongestUnit) cut();
    }
  }

  void flush() {
    if (unit_.text.find_first_not_of(' ') != std::string::npos) to_(unit_);
    unit_ = {};
  }

 private:
  void push(char32_t c, std::uint32_t begin, std::uint32_t end) {
    append_utf8(unit_.text, c);
    unit_.begins.push_back(begin);
    unit_.ends.push_back(end);
  }

  /// Ends a unit that grew too long after its last sentence, else after its last space, else here. Not before a combining mark, unless there are
  /// dozens of them: marks stay with their letter.
  void cut() {
    const auto reached = unit_.ends.back();
    if (reached < text_.size() && is_mark(code_point_at(text_, reached).value) && unit_.begins.size() < kLongestUnit + 64) return;
    std::size_t at = std::string::npos;
    for (const char* mark : {". ", "! ", "? ", "; ", ", ", " "})
      if (const auto found = unit_.text.rfind(mark); found != std::string::npos && found > unit_.text.size() / 2) {
        at = found + std::char_traits<char>::length(mark);
        break;
      }
    if (at == std::string::npos || at >= unit_.text.size()) return flush();
    std::size_t points = 0;
    for (std::size_t i = 0; i < at; ++points) i += code_point_at(unit_.text, i).size;
    TextUnit rest;
    rest.text = unit_.text.substr(at);
    rest.begins.assign(unit_.begins.begin() + points, unit_.begins.end());
    rest.ends.assign(unit_.ends.begin() + points, unit_.ends.end());
    unit_.text.resize(at);
    unit_.begins.resize(points);
    unit_.ends.resize(points);
    flush();
    unit_ = std::move(rest);
  }

  std::string_view text_;
  TextUnit unit_;
  const std::function<void(const TextUnit&)>& to_;
};

}  // namespace

Span TextUnit::bytes(std::size_t first, std::size_t last) const {
  if (first >= last || last > begins.size()) return {};
  return {begins[first], ends[last - 1]};
}

std::vector<TextUnit> prepare(std::string_view document, Span segment) {
  std::vector<TextUnit> out;
  prepare(document, segment, [&](const TextUnit& unit) { out.push_back(unit); });
  return out;
}

void prepare(std::string_view document, Span segment, const std::function<void(const TextUnit&)>& to) {
  std::vector<Span> lines;
  std::size_t longest = 0;
  for (std::uint32_t at = segment.begin; at <= segment.end;) {
    auto newline = document.substr(0, segment.end).find('\n', at);
    const auto end = newline == std::string_view::npos ? segment.end : static_cast<std::uint32_t>(newline);
    lines.push_back({at, end});
    longest = std::max<std::size_t>(longest, end - at);
    at = end + 1;
  }
  Builder builder(document, segment, to);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool last = i + 1 == lines.size();
    const bool stop = last || breaks(text_of(document, lines[i]), text_of(document, lines[i + 1]), longest);
    // The newline itself is a space when the line goes on.
    builder.append(lines[i].begin, stop ? lines[i].end : lines[i].end + 1);
    if (stop) builder.flush();
  }
}

}  // namespace daybook
