#include "pipeline/fetch_data.h"

#include <algorithm>

#include "base/error.h"
#include "base/utf8.h"
#include "clean/clean_lexicon.h"
#include "resource/table.h"

namespace daybook {
namespace {

constexpr const char* kTable = "fetch/walls.tsv";

template <typename T>
T pick(const std::vector<std::pair<const char*, T>>& names, const std::string& name) {
  for (const auto& [known, value] : names)
    if (name == known) return value;
  throw Error(ErrorCode::bad_resource, std::string(kTable) + ": '" + name + "' is no known word there.", name);
}

const std::vector<std::pair<const char*, Verdict>> kVerdicts = {
    {"challenge", Verdict::challenge}, {"blocked", Verdict::blocked}, {"consent", Verdict::consent}, {"paywalled", Verdict::paywalled}};

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return text;
}

}  // namespace

WallMarks read_wall_marks(const Resources& resources) {
  WallMarks out;
  std::vector<std::pair<std::string, Verdict>> words;
  const auto table = Table::read(resources.data(kTable), kTable);
  for (const auto& row : table.rows()) {
    const Verdict verdict = pick(kVerdicts, row[0]);
    if (row[2].empty()) throw Error(ErrorCode::bad_resource, std::string(kTable) + ": a mark is empty.", row[0]);
    if (row[1] == "header") out.rows.push_back({verdict, MarkPlace::header, lower(row[2])});
    else if (row[1] == "url") out.rows.push_back({verdict, MarkPlace::url, lower(row[2])});
    else if (row[1] == "title") out.rows.push_back({verdict, MarkPlace::title, fold_key(row[2])});
    else if (row[1] == "markup") out.rows.push_back({verdict, MarkPlace::markup, row[2]});
    else if (row[1] == "text") out.rows.push_back({verdict, MarkPlace::text, fold_key(row[2])});
    else if (row[1] == "word") words.emplace_back(fold_key(row[2]), verdict);
    else throw Error(ErrorCode::bad_resource, std::string(kTable) + ": '" + row[1] + "' is no known place there.", row[1]);
  }
  for (const auto& [word, verdict] : words)
    if (verdict == Verdict::consent) out.consent_words.push_back(word);
  for (const auto& phrase : read_clean_lexicon(resources).gates) {
    Verdict verdict = Verdict::paywalled;
    if (phrase.role == PhraseRole::wall) {
      const auto word = std::find_if(words.begin(), words.end(), [&](const auto& w) { return phrase.text.find(w.first) != std::string::npos; });
      verdict = word == words.end() ? Verdict::challenge : word->second;
    }
    switch (phrase.form) {
      case PhraseForm::line: out.rows.push_back({verdict, MarkPlace::line, phrase.text}); break;
      case PhraseForm::start: out.rows.push_back({verdict, MarkPlace::line_start, phrase.text}); break;
      case PhraseForm::any: out.rows.push_back({verdict, MarkPlace::text, phrase.text}); break;
    }
  }
  return out;
}

std::vector<std::string> read_tracking(const Resources& resources) {
  std::vector<std::string> out;
  const auto table = Table::read(resources.data("fetch/tracking.tsv"), "fetch/tracking.tsv");
  for (const auto& row : table.rows()) out.push_back(row[0]);
  return out;
}

}  // namespace daybook
