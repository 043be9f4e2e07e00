#include "case_file.h"

#include <fstream>
#include <stdexcept>

#include "base/utf8.h"

namespace daybook {

std::vector<Case> read_cases(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::vector<Case> cases;
  Case c;
  enum { kHead, kText, kExpected } part = kHead;
  int number = 0;
  const auto finish = [&] {
    if (part == kHead && c.head.empty()) return;
    if (part != kExpected || c.expected.empty() || c.why.empty())
      throw std::runtime_error(file.string() + ", before line " + std::to_string(number) + ": a case needs a '#' line that says why, a text, '----' and an expected line");
    c.file = file;
    cases.push_back(std::move(c));
    c = {};
    part = kHead;
  };
  for (std::string line; std::getline(in, line);) {
    ++number;
    // A file may hold several cases, separated by a line of '===='.
    if (line == "====") {
      finish();
      continue;
    }
    if (part == kExpected) {
      if (!trim(line).empty()) c.expected.push_back(line);
      continue;
    }
    if (part == kHead && trim(line).empty() && c.head.empty()) continue;
    c.head.push_back(line);
    if (line == "----") part = kExpected;
    else if (part == kText) c.text += line + "\n";
    else if (line.starts_with("#")) c.why += std::string(trim(line.substr(1))) + " ";
    else if (line.starts_with("known-gap:")) c.known_gap = trim(line.substr(10));
    else if (line.starts_with("published ")) c.published = trim(line.substr(10));
    else if (line.starts_with("headline ")) c.headline = trim(line.substr(9));
    else if (line.starts_with("url ")) c.url = trim(line.substr(4));
    else if (trim(line) == "page") part = kText, c.page = true;
    else if (trim(line) == "text") part = kText;
    else if (!trim(line).empty()) throw std::runtime_error(file.string() + ", line " + std::to_string(number) + ": '" + line + "' is no line of a case's head");
  }
  ++number;
  finish();
  return cases;
}

Document document_of(const Case& c) {
  Document d;
  d.id = "doc_case";
  d.page_digest = "case";
  d.title = c.headline;
  d.language = "en";
  if (const auto day = parse_iso_day(c.published)) d.published = {day, c.published, "case", false};
  const auto add = [&](SegmentKind kind, std::string_view text) {
    text = trim(text);
    if (text.empty()) return;
    if (!d.text.empty()) d.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(d.text.size());
    d.text += text;
    d.segments.push_back({kind, {begin, static_cast<std::uint32_t>(d.text.size())}, "case"});
  };
  add(SegmentKind::headline, c.headline);
  std::string_view rest = c.text;
  while (!rest.empty()) {
    const auto cut = rest.find("\n\n");
    add(SegmentKind::body, rest.substr(0, cut));
    rest = cut == std::string_view::npos ? std::string_view{} : rest.substr(cut + 2);
  }
  return d;
}

Page page_of(const Case& c) {
  Page page;
  page.bytes = c.text;
  page.type = MediaType::html;
  page.hints.url = c.url;
  return page;
}

}  // namespace daybook
