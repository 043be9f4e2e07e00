// Runs every .case file under a folder through the whole pipeline, pages through the cleaner.
//
//   run_cases FOLDER [--update] [--only WORDS]      last line: N passed, N failed, N skipped
//
// An expected line names a kind, a quoted text and the fields that matter; fields not written are not compared.
// --update rewrites the fields of failing lines to what comes out today: the diff is the review.
#include <algorithm>
#include <cstring>
#include <fstream>
#include <iostream>
#include <map>

#include <fmt/format.h>

#include "base/error.h"
#include "base/utf8.h"
#include "case_file.h"
#include "pipeline/stages.h"

using namespace daybook;

namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// One thing that came out: kind ("time"), its text, positional values and named fields.
struct Line {
  std::string kind, text;
  std::vector<std::string> values;               ///< time: edtf, precision; place: name|kind|admin1|cc ...
  std::multimap<std::string, std::string> fields;
};

std::string number_text(double v) { return fmt::format("{:g}", v); }

std::vector<Line> lines_of(const Reading& r) {
  const std::string& text = r.document.text;
  const auto words = [&](Span s) { return std::string(text_of(text, s)); };
  std::vector<Line> out;
  for (const auto& m : r.readings.times) {
    Line line{"time", words(m.span), {}, {}};
    line.values = m.readings.empty() ? std::vector<std::string>{m.timex_value.empty() ? "unknown" : m.timex_value, name_of(m.type)}
                                     : std::vector<std::string>{m.readings.front().edtf, name_of(m.readings.front().precision)};
    line.fields = {{"type", name_of(m.type)}, {"value", m.timex_value}};
    out.push_back(line);
  }
  for (const auto& m : r.readings.places) {
    if (m.attributive) continue;
    Line line{m.metonym ? "metonym" : "place", words(m.span), {}, {}};
    if (m.readings.empty()) line.values = {"unknown"};
    else {
      const auto& p = m.readings.front();
      line.values = {p.name, name_of(p.kind), p.admin1, p.country};
    }
    out.push_back(line);
  }
  for (const auto& m : r.readings.actors) {
    Line line{"actor", words(m.span), {}, {}};
    for (const auto& a : m.readings) {
      line.values.push_back(a.name);
      line.fields.emplace("party", a.party_id);
      line.fields.emplace("sector", a.sector);
    }
    if (m.readings.empty()) line.values = {"unknown"};
    out.push_back(line);
  }
  for (const auto& m : r.readings.numbers) {
    Line line{"number", words(m.span), {m.bound == Bound::vague ? "vague" : number_text(m.value)}, {}};
    line.fields = {{"bound", name_of(m.bound)}, {"unit", m.unit}, {"class", m.unit_class}};
    if (m.of) line.fields.emplace("of", number_text(*m.of));
    if (m.high) line.fields.emplace("high", number_text(*m.high));
    out.push_back(line);
  }
  for (const auto& c : r.claims) {
    Line line{"claim", words(c.quote), {c.kind}, {}};
    line.fields = {{"modality", name_of(c.modality)}, {"phase", c.phase}, {"rule", c.rule}, {"effect", c.effect}, {"time", c.time ? c.time->reading.edtf : ""}};
    for (const auto& a : c.actors) line.fields.emplace("actor", a.name.empty() ? a.text : a.name);
    for (const auto& a : c.targets) line.fields.emplace("target", a.name.empty() ? a.text : a.name);
    for (const auto& a : c.attribution) line.fields.emplace("attribution", a.name.empty() ? a.text : a.name);
    for (const auto& p : c.places) line.fields.emplace("place", p.reading.name.empty() ? p.text : p.reading.name);
    for (const auto& n : c.numbers) line.fields.emplace("number", number_text(n.value));
    out.push_back(line);
  }
  return out;
}

/// Who says what: `says "SOURCE" content=... kind=direct outer=SOURCE antecedent=...`, the source "" where nobody is named.
void add_attributions(const Stages& stages, const Reading& r, std::vector<Line>& out) {
  const auto attributions = stages.attributions(r);
  const auto words = [&](Span s) { return std::string(text_of(r.document.text, s)); };
  for (const auto& a : attributions) {
    Line line{"says", words(a.source), {}, {}};
    line.fields = {{"kind", name_of(a.kind)}, {"cue", words(a.cue)}, {"antecedent", a.antecedent ? words(*a.antecedent) : ""}, {"outer", a.outer ? words(attributions[*a.outer].source) : ""}};
    std::string content;
    for (const Span s : a.content) content += (content.empty() ? "" : " … ") + words(s);
    line.fields.emplace("content", content);
    out.push_back(line);
  }
}

std::vector<Line> lines_of_text(const Stages& stages, const Case& c) {
  const Reading reading = stages.read(document_of(c));
  auto out = lines_of(reading);
  add_attributions(stages, reading, out);
  return out;
}

/// Segments of a page: `body "..."`, `comment "..."`, and `segments body=2 comment=1` for how many there are of each kind.
std::vector<Line> lines_of(const Document& document) {
  std::vector<Line> out;
  std::map<std::string, int> counts;
  for (const auto& segment : document.segments) {
    Line line{name_of(segment.kind), std::string(text_of(document.text, segment.span)), {}, {}};
    line.fields = {{"reason", segment.reason}};
    ++counts[line.kind];
    out.push_back(line);
  }
  Line line{"segments", "", {}, {}};
  for (const auto& [kind, count] : counts) line.fields.emplace(kind, std::to_string(count));
  out.push_back(line);
  return out;
}

/// `rejected "..."` where the page is refused.
std::vector<Line> lines_of_page(const Stages& stages, const Case& c) {
  try {
    return lines_of(stages.clean(page_of(c)));
  } catch (const Error& error) {
    return {Line{"rejected", error.what(), {}, {}}};
  }
}

struct Expected {
  bool negative = false;
  std::string kind, text;
  std::vector<std::string> values;
  Fields fields;
};

/// `[no] KIND VALUE* "TEXT" VALUE* KEY=VALUE*`; a value or key's value may hold spaces up to the next KEY=, '|' separates.
Expected parse(std::string_view line) {
  Expected out;
  line = trim(line);
  if (line.starts_with("no ")) out.negative = true, line.remove_prefix(3);
  const auto space = line.find(' ');
  out.kind = line.substr(0, space);
  line = space == std::string_view::npos ? std::string_view{} : trim(line.substr(space));
  std::string before, after;
  if (const auto open = line.find('"'); open != std::string_view::npos) {
    const auto close = line.rfind('"');
    before = trim(line.substr(0, open));
    out.text = line.substr(open + 1, close > open ? close - open - 1 : 0);
    after = trim(line.substr(std::min(close + 1, line.size())));
  } else {
    before = line;
  }
  if (out.kind == "claim" && !before.empty()) out.values.push_back(before);
  // Named fields: KEY=VALUE where VALUE runs up to the next " KEY=".
  std::vector<std::pair<std::size_t, std::size_t>> keys;  // begin of key, begin of value
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (i > 0 && after[i - 1] != ' ') continue;
    std::size_t k = i;
    while (k < after.size() && ((after[k] >= 'a' && after[k] <= 'z') || after[k] == '_')) ++k;
    if (k > i && k < after.size() && after[k] == '=') keys.push_back({i, k + 1});
  }
  const std::string positional(trim(std::string_view(after).substr(0, keys.empty() ? std::string::npos : keys.front().first)));
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto end = i + 1 < keys.size() ? keys[i + 1].first : after.size();
    out.fields.push_back({after.substr(keys[i].first, keys[i].second - 1 - keys[i].first), std::string(trim(std::string_view(after).substr(keys[i].second, end - keys[i].second)))});
  }
  if (positional.empty()) return out;
  if (out.kind == "place" || out.kind == "metonym") {
    for (std::size_t at = 0; at <= positional.size();) {
      const auto bar = std::min(positional.find('|', at), positional.size());
      out.values.push_back(positional.substr(at, bar - at));
      at = bar + 1;
    }
  } else if (out.kind == "time") {
    const auto cut = positional.find(' ');
    out.values.push_back(positional.substr(0, cut));
    if (cut != std::string::npos) out.values.emplace_back(trim(std::string_view(positional).substr(cut)));
  } else {
    out.values.push_back(positional);
  }
  return out;
}

bool text_matches(const Expected& e, const Line& line) {
  if (e.text.empty() || e.text == line.text) return true;
  if (e.kind != "claim") return false;
  // A quote may be a little wider or narrower than written: one must hold the other and be at least 0.6 of it.
  const auto& [a, b] = std::minmax(e.text, line.text, [](const auto& x, const auto& y) { return x.size() < y.size(); });
  return b.find(a) != std::string::npos && static_cast<double>(a.size()) >= 0.6 * static_cast<double>(b.size());
}

bool field_matches(const std::pair<std::string, std::string>& field, const Line& line) {
  const auto [first, last] = line.fields.equal_range(field.first);
  if (first == last) return field.second == "none" || field.second.empty();
  return std::any_of(first, last, [&](const auto& f) { return f.second == field.second || (field.second == "none" && f.second.empty()); });
}

bool matches(const Expected& e, const Line& line) {
  if (e.kind != line.kind || !text_matches(e, line)) return false;
  if (e.kind == "actor") {
    if (!e.values.empty() && std::find(line.values.begin(), line.values.end(), e.values.front()) == line.values.end()) return false;
  } else {
    for (std::size_t i = 0; i < e.values.size(); ++i)
      if (i >= line.values.size() || (!e.values[i].empty() && e.values[i] != line.values[i])) return false;
  }
  return std::all_of(e.fields.begin(), e.fields.end(), [&](const auto& f) { return field_matches(f, line); });
}

std::string show(const Line& line) {
  std::string out = line.kind;
  if (line.kind == "claim") out += " " + line.values.front();
  out += " \"" + line.text + "\"";
  if (line.kind != "claim")
    for (std::size_t i = 0; i < line.values.size(); ++i) out += (i && line.kind == "place" ? "|" : " ") + line.values[i];
  for (const auto& [key, value] : line.fields)
    if (!value.empty()) out += " " + key + "=" + value;
  return out;
}

/// The expected line with its fields set to what came out for the same text, or unchanged if nothing did.
std::string updated(const std::string& written, const Expected& e, const std::vector<Line>& lines) {
  for (const auto& line : lines) {
    if (line.kind != e.kind || !text_matches(e, line) || (e.kind == "claim" && !e.values.empty() && e.values.front() != line.values.front())) continue;
    std::string out = line.kind;
    if (line.kind == "claim") out += " " + line.values.front();
    out += " \"" + line.text + "\"";
    if (line.kind == "place" || line.kind == "metonym") {
      out += " ";
      for (std::size_t i = 0; i < std::max<std::size_t>(1, e.values.size()) && i < line.values.size(); ++i) out += (i ? "|" : "") + line.values[i];
    } else if (line.kind != "claim") {
      for (const auto& v : line.values) out += " " + v;
    }
    for (const auto& [key, ignored] : e.fields)
      if (const auto f = line.fields.find(key); f != line.fields.end()) out += " " + key + "=" + (f->second.empty() ? "none" : f->second);
    return out;
  }
  return written;
}

}  // namespace

int main(int argc, char** argv) {
  bool update = false;
  std::string folder, only;
  for (int i = 1; i < argc; ++i) {
    if (!std::strcmp(argv[i], "--update")) update = true;
    else if (!std::strcmp(argv[i], "--only") && i + 1 < argc) only = argv[++i];
    else folder = argv[i];
  }
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".case") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  const Stages stages = Stages::load(Resources::find(argv[0]));
  int passed = 0, failed = 0, gaps = 0;
  for (const auto& file : files) {
    auto cases = read_cases(file);
    bool changed = false;
    for (auto& c : cases) {
      if (!only.empty() && (file.string() + c.why).find(only) == std::string::npos) continue;
      const auto lines = c.page ? lines_of_page(stages, c) : lines_of_text(stages, c);
      std::string problems;
      for (auto& written : c.expected) {
        const Expected e = parse(written);
        const bool found = std::any_of(lines.begin(), lines.end(), [&](const Line& l) { return matches(e, l); });
        if (found != e.negative) continue;
        problems += (e.negative ? "    must not come out: " : "    missing: ") + written + "\n";
        if (update && !e.negative) {
          const std::string now = updated(written, e, lines);
          changed = changed || now != written;
          written = now;
        }
      }
      const bool ok = problems.empty();
      if (!c.known_gap.empty()) {
        ++(ok ? failed : gaps);
        if (ok) std::cout << file.string() << ": " << c.why << "\n    a known gap that passes now: remove its 'known-gap:' line\n";
        continue;
      }
      ++(ok ? passed : failed);
      if (ok) continue;
      std::cout << file.string() << ": " << c.why << "\n" << problems;
      for (const auto& line : lines) std::cout << "    got " << show(line) << "\n";
    }
    if (update && changed) {
      std::ofstream out(file);
      for (std::size_t i = 0; i < cases.size(); ++i) {
        if (i) out << "====\n";
        for (const auto& l : cases[i].head) out << l << '\n';
        for (const auto& l : cases[i].expected) out << l << '\n';
      }
    }
  }
  if (gaps) std::cout << gaps << " known gaps fail, as they say\n";
  if (passed + failed == 0) std::cout << "no case was run\n";
  std::cout << passed << " passed, " << failed << " failed, 0 skipped\n";
  return failed || passed == 0 ? 1 : 0;
}
