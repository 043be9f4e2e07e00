#include "fetch/verdict.h"

#include <algorithm>
#include <cctype>
#include <unordered_set>

#include "base/utf8.h"
#include "read/markup.h"
#include "read/sniff.h"

namespace daybook {
namespace {

constexpr std::size_t kLookAt = 2 << 20;      // of a page's source; gatekeepers are small
constexpr std::size_t kSentence = 80;         // bytes: a shorter line is a button or a heading
constexpr std::size_t kNoStory = 600;         // bytes of longer lines: less is next to no text
constexpr std::size_t kTeaser = 1500;         // a page that says it is for subscribers and has less is only a beginning

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

bool block_tag(std::string_view name) {
  static const std::unordered_set<std::string_view> kInline = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"};
  return !kInline.contains(name);
}

std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
    if (!space) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

/// schema.org says in a page's data whether it may be read for nothing: "isAccessibleForFree": "False".
bool says_not_free(std::string_view source) {
  constexpr std::string_view kName = "isAccessibleForFree";
  for (auto at = source.find(kName); at != std::string_view::npos; at = source.find(kName, at + 1)) {
    auto rest = source.substr(at + kName.size(), 40);
    const auto from = rest.find_first_not_of("\\\"' \t\r\n:=");
    // In markup the value stands in content="...".
    if (from == std::string_view::npos) continue;
    rest.remove_prefix(from);
    if (rest.starts_with("content")) rest.remove_prefix(std::min(rest.find_first_not_of("\\\"' \t=", 7), rest.size()));
    const std::string value = lower(rest.substr(0, 25));
    if (value.starts_with("false") || value.starts_with("http://schema.org/false") || value.starts_with("https://schema.org/false")) return true;
  }
  return false;
}

std::string status_line(const PoliteAnswer& answer) { return answer.url.host + " answers " + std::to_string(answer.status); }

class Judge {
 public:
  Judge(const PoliteAnswer& answer, const WallMarks& marks) : answer_(answer), marks_(marks), url_(lower(to_text(answer.url))) {}

  Judgement run() {
    if (answer_.outcome != FetchOutcome::answered) return not_answered();
    if (answer_.status == 304) return {Verdict::unchanged, {}};
    if (const auto* mark = outer_mark()) return {mark->verdict, told(*mark)};
    const bool ok = answer_.status >= 200 && answer_.status < 300;
    if (!ok && (answer_.status == 404 || answer_.status == 410)) return {Verdict::gone, status_line(answer_) + ": there is no such page."};
    look();
    if (const auto* mark = inner_mark()) return {mark->verdict, told(*mark)};
    if (!ok) return by_status();
    return {};
  }

 private:
  Judgement not_answered() const {
    const auto as = [&](Verdict verdict) { return Judgement{verdict, answer_.message}; };
    if (answer_.later) return as(Verdict::later);
    if (answer_.robots_refused) return as(Verdict::robots);
    if (answer_.robots_missing) return as(*answer_.robots_missing == 0 ? Verdict::unreachable : *answer_.robots_missing == 429 ? Verdict::rate_limited : Verdict::server_error);
    switch (answer_.outcome) {
      case FetchOutcome::answered: break;
      case FetchOutcome::refused: return as(Verdict::refused);
      case FetchOutcome::unreachable:
      case FetchOutcome::timed_out: return as(Verdict::unreachable);
      case FetchOutcome::too_large: return as(Verdict::too_large);
      case FetchOutcome::damaged: return as(Verdict::server_error);
      case FetchOutcome::stopped: return as(Verdict::stopped);
    }
    return as(Verdict::server_error);
  }

  Judgement by_status() const {
    const int status = answer_.status;
    const std::string line = status_line(answer_);
    const std::string until = answer_.retry_at ? ", and to come again after " + to_iso_instant(*answer_.retry_at) : "";
    if (status == 429 || (status == 503 && !answer_.fields.get("Retry-After").empty())) return {Verdict::rate_limited, line + ": too many requests" + until + "."};
    if (status >= 500) return {Verdict::server_error, line + ": it is out of order" + until + "."};
    if (status == 402) return {Verdict::paywalled, line + ": to be paid for."};
    if (status == 401 || status == 407) return {Verdict::blocked, line + ": a name and password are asked for."};
    if (status == 451) return {Verdict::blocked, line + ": not given out for legal reasons."};
    if (status == 403) return {Verdict::blocked, line + ": we are not let in."};
    if (status >= 400) return {Verdict::blocked, line + ": the request is refused."};
    return {Verdict::server_error, line + ", which is no answer to what was asked."};
  }

  std::string told(const WallMark& mark) const {
    const char* what = "";
    switch (mark.verdict) {
      case Verdict::challenge: what = "a check for robots"; break;
      case Verdict::consent: what = "a question about cookies and data"; break;
      case Verdict::paywalled: what = "only what is free of a page for subscribers"; break;
      default: what = "a page that says we are not let in"; break;
    }
    return answer_.url.host + " gives " + what + (mark.verdict == Verdict::paywalled ? "" : " in place of the page") + (answer_.status == 200 ? "" : " (" + std::to_string(answer_.status) + ")") +
           ", by the mark '" + mark.text + "'.";
  }

  const WallMark* outer_mark() const {
    for (const auto& mark : marks_.rows) {
      if (mark.place == MarkPlace::url && url_.find(mark.text) != std::string::npos) return &mark;
      if (mark.place != MarkPlace::header) continue;
      const auto colon = mark.text.find(':');
      const std::string value = lower(answer_.fields.get(std::string_view(mark.text).substr(0, colon)));
      const auto wanted = colon == std::string::npos ? std::string_view() : trim(std::string_view(mark.text).substr(colon + 1));
      if (!value.empty() && value.find(wanted) != std::string::npos) return &mark;
    }
    return nullptr;
  }

  void look() {
    const std::string_view source = std::string_view(answer_.body).substr(0, kLookAt);
    if (sniff(source.substr(0, 4096)).format != ByteFormat::html) return;
    html_ = true;
    const auto shown = visible_text(source);
    title_ = fold_key(repair_utf8(shown.title));
    for (const auto& line : shown.lines) {
      if (story_ >= kTeaser) return;  // there is a story: nothing of this will be asked
      std::string key = fold_key(repair_utf8(line));
      const bool talk = std::any_of(marks_.consent_words.begin(), marks_.consent_words.end(), [&](const std::string& word) { return key.find(word) != std::string::npos; });
      if (key.size() >= kSentence && !talk) story_ += key.size();
      lines_.push_back(std::move(key));
    }
  }

  const WallMark* inner_mark() const {
    if (!html_ || story_ >= kTeaser) return nullptr;
    const std::string_view source = std::string_view(answer_.body).substr(0, kLookAt);
    static const WallMark kNotFree{Verdict::paywalled, MarkPlace::markup, "isAccessibleForFree: false"};
    const WallMark* paywall = says_not_free(source) ? &kNotFree : nullptr;
    for (const auto& mark : marks_.rows) {
      if (mark.verdict == Verdict::paywalled ? paywall != nullptr : story_ >= kNoStory) continue;
      if (!fits(mark, source)) continue;
      if (mark.verdict != Verdict::paywalled) return &mark;
      paywall = &mark;
    }
    return paywall;
  }

  bool fits(const WallMark& mark, std::string_view source) const {
    const auto any_line = [&](auto&& test) { return std::any_of(lines_.begin(), lines_.end(), test); };
    switch (mark.place) {
      case MarkPlace::header:
      case MarkPlace::url: return false;
      case MarkPlace::title: return title_.find(mark.text) != std::string::npos;
      case MarkPlace::markup: return source.find(mark.text) != std::string_view::npos;
      case MarkPlace::text: return any_line([&](const std::string& line) { return line.find(mark.text) != std::string::npos; });
      case MarkPlace::line: return any_line([&](const std::string& line) { return line == mark.text; });
      case MarkPlace::line_start: return any_line([&](const std::string& line) { return line.starts_with(mark.text); });
    }
    return false;
  }

  const PoliteAnswer& answer_;
  const WallMarks& marks_;
  std::string url_, title_;
  std::vector<std::string> lines_;  ///< fold_key
  std::size_t story_ = 0;           ///< bytes of lines that may be a story
  bool html_ = false;
};

}  // namespace

const char* name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::page: return "page";
    case Verdict::unchanged: return "unchanged";
    case Verdict::paywalled: return "paywalled";
    case Verdict::challenge: return "challenge";
    case Verdict::consent: return "consent";
    case Verdict::blocked: return "blocked";
    case Verdict::gone: return "gone";
    case Verdict::rate_limited: return "rate_limited";
    case Verdict::server_error: return "server_error";
    case Verdict::unreachable: return "unreachable";
    case Verdict::robots: return "robots";
    case Verdict::refused: return "refused";
    case Verdict::too_large: return "too_large";
    case Verdict::later: return "later";
    case Verdict::stopped: return "stopped";
  }
  return "";
}

VisibleText visible_text(std::string_view html) {
  using Token = MarkupScanner::Token;
  VisibleText out;
  MarkupScanner scanner(html, MarkupScanner::Syntax::html);
  std::string line;
  bool title = false, hidden = false;
  const auto end_line = [&] {
    std::string text = squeezed(line);
    if (!text.empty()) out.lines.push_back(std::move(text));
    line.clear();
  };
  for (auto token = scanner.next(); token != Token::end; token = scanner.next()) {
    if (token == Token::text) {
      if (title) out.title += scanner.text();
      else if (!hidden) line += scanner.text();
      continue;
    }
    const bool open = token == Token::open;
    if (scanner.name() == "title") title = open && out.title.empty();
    else if (scanner.name() == "template" || scanner.name() == "svg") hidden = open;
    if (block_tag(scanner.name())) end_line();
  }
  end_line();
  out.title = squeezed(out.title);
  return out;
}

Judgement judge(const PoliteAnswer& answer, const WallMarks& marks) { return Judge(answer, marks).run(); }

}  // namespace daybook
