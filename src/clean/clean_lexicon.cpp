#include "clean/clean_lexicon.h"

#include <algorithm>
#include <cctype>

#include "base/ascii.h"
#include "base/error.h"
#include "base/utf8.h"
#include "resource/table.h"

namespace daybook {
namespace {

template <typename T>
T pick(const std::vector<std::pair<const char*, T>>& names, const std::string& name, const char* table) {
  for (const auto& [known, value] : names)
    if (name == known) return value;
  throw Error(ErrorCode::bad_resource, std::string(table) + ": '" + name + "' is no known word there.", name);
}

const std::vector<std::pair<const char*, PartRole>> kParts = {
    {"none", PartRole::none}, {"content", PartRole::content}, {"doubtful", PartRole::doubtful}, {"teaser", PartRole::teaser}, {"furniture", PartRole::furniture}, {"comment", PartRole::comment}, {"standfirst", PartRole::standfirst},
    {"comment_text", PartRole::comment_text}, {"comment_meta", PartRole::comment_meta}, {"byline", PartRole::byline},
    {"caption", PartRole::caption}, {"date", PartRole::date}};

const std::vector<std::pair<const char*, PhraseRole>> kPhrases = {
    {"furniture", PhraseRole::furniture}, {"comment_start", PhraseRole::comment_start},
    {"comment_furniture", PhraseRole::comment_furniture}, {"reply", PhraseRole::reply}, {"when", PhraseRole::when}, {"credit", PhraseRole::credit}, {"picture", PhraseRole::picture}, {"sign_off", PhraseRole::sign_off}, {"wall", PhraseRole::wall},
    {"cookies", PhraseRole::cookies}, {"paywall", PhraseRole::paywall}, {"end", PhraseRole::end}};

const std::vector<std::pair<const char*, PhraseForm>> kForms = {
    {"line", PhraseForm::line}, {"start", PhraseForm::start}, {"any", PhraseForm::any}};

const std::vector<std::pair<const char*, WireRole>> kWire = {
    {"inputs", WireRole::inputs}, {"source", WireRole::source}, {"contributed", WireRole::contributed}, {"people", WireRole::people}, {"signoff", WireRole::signoff},
    {"origin", WireRole::origin}, {"other", WireRole::other}};

const std::vector<std::pair<const char*, LabelRole>> kLabels = {
    {"by", LabelRole::by}, {"author", LabelRole::author}, {"marked", LabelRole::marked}, {"helper", LabelRole::helper}, {"particle", LabelRole::particle}, {"nobody", LabelRole::nobody}, {"never", LabelRole::never}, {"role", LabelRole::role},
    {"prefix", LabelRole::prefix}, {"body", LabelRole::body}, {"legal", LabelRole::legal}, {"part", LabelRole::part}, {"path", LabelRole::path}, {"published", LabelRole::published},
    {"updated", LabelRole::updated}, {"expiry", LabelRole::expiry}, {"event", LabelRole::event}};

bool word_edge(std::string_view text, std::size_t at) { return at >= text.size() || !is_word_byte(text[at]); }

}  // namespace

CleanLexicon read_clean_lexicon(const Resources& resources) {
  CleanLexicon out;
  const auto rows = [&](const char* file, auto&& each) {
    const auto table = Table::read(resources.data(file), file);
    for (const auto& row : table.rows()) each(row);
  };
  rows("clean/parts.tsv", [&](const auto& row) {
    for (const auto& pattern : split_list(row[1]))
      if (row[0] == "forum") out.parts.add_forum(pattern);
      else out.parts.add(pick(kParts, row[0], "clean/parts.tsv"), pattern);
  });
  rows("clean/phrases.tsv", [&](const auto& row) {
    const auto role = pick(kPhrases, row[0], "clean/phrases.tsv");
    const auto form = pick(kForms, row[1], "clean/phrases.tsv");
    out.phrases.add(role, form, fold_key(row[2]));
    if (role == PhraseRole::wall || role == PhraseRole::paywall) out.gates.push_back({role, form, fold_key(row[2])});
  });
  rows("clean/agencies.tsv", [&](const auto& row) { out.agencies.push_back({row[0], split_list(row[2]), row[1] == "yes"}); });
  for (std::size_t i = 0; i < out.agencies.size(); ++i)
    for (const auto& written : out.agencies[i].written)
      if (!written.empty()) out.agencies_by_byte[static_cast<unsigned char>(written[0])].push_back({static_cast<std::uint16_t>(i), written});
  rows("clean/wire.tsv", [&](const auto& row) {
    const auto role = pick(kWire, row[0], "clean/wire.tsv");
    auto texts = split_list(row[1]);
    if (role == WireRole::signoff) {
      CleanLexicon::SignOff sign{texts.front(), {}};
      for (std::size_t i = 1; i < texts.size(); ++i) sign.phrases.push_back(fold_key(texts[i]));
      out.signoffs.push_back(std::move(sign));
    } else {
      for (const auto& text : texts) out.wire.push_back({role, fold_key(text)});
    }
  });
  std::stable_sort(out.wire.begin(), out.wire.end(), [](const auto& a, const auto& b) { return a.text.size() > b.text.size(); });
  for (std::size_t i = 0; i < out.wire.size(); ++i)
    if (!out.wire[i].text.empty()) out.wire_by_byte[static_cast<unsigned char>(out.wire[i].text[0])].push_back(static_cast<std::uint16_t>(i));
  rows("clean/labels.tsv", [&](const auto& row) {
    for (const auto& text : split_list(row[1])) out.labels.push_back({pick(kLabels, row[0], "clean/labels.tsv"), fold_key(text)});
  });
  std::stable_sort(out.labels.begin(), out.labels.end(), [](const auto& a, const auto& b) { return a.text.size() > b.text.size(); });
  for (std::size_t i = 0; i < out.labels.size(); ++i) out.labels_by_role[out.labels[i].role].push_back(static_cast<std::uint16_t>(i));
  for (std::size_t i = 0; i < out.labels.size(); ++i)
    if (!out.labels[i].text.empty()) {
      const auto byte = static_cast<unsigned char>(out.labels[i].text[0]);
      out.labels_by_byte[byte].push_back(static_cast<std::uint16_t>(i));
      out.label_roles_by_byte[byte] |= 1u << static_cast<unsigned>(out.labels[i].role);
    }
  rows("clean/weekdays.tsv", [&](const auto& row) {
    for (const auto& name : split_list(row[1])) out.weekdays.add(fold_key(name), std::stoi(row[0]));
  });
  rows("clean/months.tsv", [&](const auto& row) {
    auto& months = row[0] == "solar" ? out.solar_months : out.months;
    for (const auto& name : split_list(row[2])) months.add(fold_key(name), static_cast<unsigned>(std::stoi(row[1])));
  });
  rows("clean/words.tsv", [&](const auto& row) { out.words[row[0]] = split_list(row[1], ' '); });
  std::uint8_t number = 0;
  for (const auto& [language, words] : out.words) {
    for (const auto& word : words) out.languages_of_word[word].push_back(number);
    ++number;
  }
  return out;
}

bool meets(const CleanLexicon& lexicon, PhraseRole role, std::string_view folded) { return lexicon.phrases.roles(folded).has(role); }

std::size_t label_length(const CleanLexicon& lexicon, LabelRole role, std::string_view folded) {
  if (folded.empty() || !label_starts(lexicon, role, folded[0])) return 0;
  for (const auto i : lexicon.labels_by_byte[static_cast<unsigned char>(folded[0])]) {
    const auto& label = lexicon.labels[i];
    if (label.role == role && folded.starts_with(label.text) && word_edge(folded, label.text.size())) return label.text.size();
  }
  return 0;
}

bool has_label_word(const CleanLexicon& lexicon, LabelRole role, std::string_view folded) {
  const auto numbers = lexicon.labels_by_role.find(role);
  if (numbers == lexicon.labels_by_role.end()) return false;
  for (const auto i : numbers->second) {
    const auto& label = lexicon.labels[i];
    for (auto at = folded.find(label.text); at != std::string_view::npos; at = folded.find(label.text, at + 1))
      if ((at == 0 || word_edge(folded, at - 1)) && word_edge(folded, at + label.text.size())) return true;
  }
  return false;
}

bool is_agency(const CleanLexicon& lexicon, std::string_view text) {
  if (text.empty()) return false;
  const auto& known = lexicon.agencies_by_byte[static_cast<unsigned char>(text[0])];
  return std::any_of(known.begin(), known.end(), [&](const auto& written) { return text == written.text; });
}

std::pair<std::string, std::size_t> agency_at(const CleanLexicon& lexicon, std::string_view text) {
  const CleanLexicon::Written* best = nullptr;
  if (!text.empty())
    for (const auto& written : lexicon.agencies_by_byte[static_cast<unsigned char>(text[0])])
      if ((!best || written.text.size() > best->text.size()) && text.starts_with(written.text) && word_edge(text, written.text.size())) best = &written;
  return best ? std::pair{lexicon.agencies[best->agency].name, best->text.size()} : std::pair{std::string{}, std::size_t{0}};
}

std::vector<std::string> agencies_only(const CleanLexicon& lexicon, std::string_view text) {
  std::vector<std::string> out;
  for (bool first = true;; first = false) {
    if (!first) {
      bool joined = false;
      for (const std::string_view joint : {", and ", " and ", " und ", " et ", " y ", " e ", ", ", "/", " / ", " & ", "-", " - ", " | "})
        if (!joined && text.starts_with(joint)) text.remove_prefix(joint.size()), joined = true;
      if (!joined) return {};
    }
    const auto [name, size] = agency_at(lexicon, text);
    if (size == 0) return {};
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
    text.remove_prefix(size);
    if (text.empty() || text == ".") return out;
  }
}

std::string hint_words(std::string_view names) {
  std::string out = "-";
  out.reserve(names.size() + names.size() / 4 + 2);
  char before = 0;
  for (const char c : names) {
    if (is_alnum(c)) {
      if (is_upper(c) && is_lower(before) && out.back() != '-') out += '-';
      out += to_lower(c);
    } else if (out.back() != '-') {
      out += '-';
    }
    before = c;
  }
  if (out.back() != '-') out += '-';
  return out;
}

}  // namespace daybook
