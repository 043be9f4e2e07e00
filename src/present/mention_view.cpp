#include "present/mention_view.h"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "base/utf8.h"

namespace daybook {
namespace {

constexpr const char* kPlain = "\x1b[0m";

const char* colour_of(MentionKind kind) {
  switch (kind) {
    case MentionKind::time: return "\x1b[36m";
    case MentionKind::place: return "\x1b[32m";
    case MentionKind::actor: return "\x1b[35m";
    case MentionKind::number: return "\x1b[33m";
  }
  return kPlain;
}

/// A bracket of one row. At one place what ends stands before what begins; of two that begin the longer is the outer one.
struct Bracket {
  std::uint32_t at;
  bool opens;
  std::size_t row;
};

std::vector<Bracket> brackets_of(const std::vector<MentionRow>& rows, std::size_t first, std::size_t last) {
  std::vector<Bracket> out;
  for (auto i = first; i < last; ++i) {
    out.push_back({rows[i].span.begin, true, i});
    out.push_back({rows[i].span.end, false, i});
  }
  std::sort(out.begin(), out.end(), [&](const Bracket& a, const Bracket& b) {
    if (a.at != b.at) return a.at < b.at;
    if (a.opens != b.opens) return !a.opens;
    const Span x = rows[a.row].span, y = rows[b.row].span;
    if (a.opens) return x.end != y.end ? x.end > y.end : a.row < b.row;
    return x.begin != y.begin ? x.begin > y.begin : a.row > b.row;
  });
  return out;
}

/// Writes one segment's words; keeps which mentions are open, so that a colour comes back where an inner one ends.
class Marker {
 public:
  Marker(std::ostream& out, const std::vector<MentionRow>& rows, bool colour) : out_(out), rows_(rows), colour_(colour) {}

  void mark(std::string_view text, Span segment, std::size_t first, std::size_t last) {
    std::uint32_t at = segment.begin;
    for (const auto& bracket : brackets_of(rows_, first, last)) {
      out_ << harmless(text_of(text, {at, bracket.at}));
      at = bracket.at;
      bracket.opens ? open(bracket.row) : close(bracket.row);
    }
    out_ << harmless(text_of(text, {at, segment.end})) << '\n';
  }

 private:
  void open(std::size_t row) {
    open_.push_back(row);
    if (colour_) out_ << colour_of(rows_[row].kind);
    out_ << '[';
  }
  void close(std::size_t row) {
    out_ << ']' << row + 1;
    std::erase(open_, row);
    if (!colour_) return;
    out_ << kPlain;
    if (!open_.empty()) out_ << colour_of(rows_[open_.back()].kind);
  }

  std::ostream& out_;
  const std::vector<MentionRow>& rows_;
  bool colour_;
  std::vector<std::size_t> open_;  // rows, the innermost last
};

}  // namespace

std::string harmless(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto c = code_point_at(text, i);
    const bool control = (c.value < 0x20 && c.value != '\n') || (c.value >= 0x7F && c.value < 0xA0);
    if (control) out += ' ';
    else out.append(text, i, c.size);
    i += c.size;
  }
  return out;
}

void print_marked(std::ostream& out, const Document& document, const std::vector<MentionRow>& rows, bool colour) {
  Marker marker(out, rows, colour);
  std::size_t first = 0;
  for (const auto& segment : document.segments) {
    while (first < rows.size() && rows[first].span.begin < segment.span.begin) ++first;
    std::size_t last = first;
    while (last < rows.size() && segment.span.contains(rows[last].span)) ++last;
    marker.mark(document.text, segment.span, first, last);
    out << '\n';
    for (auto i = first; i < last; ++i)
      out << fmt::format("  {:>3}  {}{:<6}{}  {}{}\n", i + 1, colour ? colour_of(rows[i].kind) : "", name_of(rows[i].kind), colour ? kPlain : "", harmless(rows[i].in_words),
                         rows[i].why.empty() ? "" : " (" + harmless(rows[i].why) + ")");
    if (last > first) out << '\n';
    first = last;
  }
}

}  // namespace daybook
