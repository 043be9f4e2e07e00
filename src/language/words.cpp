#include "language/words.h"

#include "base/utf8.h"
#include "language/characters.h"
#include "resource/table.h"

namespace daybook {
namespace {

/// Capitalised words that open a sentence rather than carry on a name after "U.S." or "p.m.".
bool opens_sentence(std::string_view word) {
  static const std::set<std::string, std::less<>> kOpeners{
      "A", "After", "All", "Also", "Although", "An", "And", "Another", "As", "At", "Before", "Both", "But", "By", "Despite", "During",
      "Earlier", "Each", "Even", "For", "From", "Her", "Here", "His", "How", "However", "I", "If", "In", "It", "Its", "Last", "Later",
      "Many", "Meanwhile", "More", "Most", "My", "No", "Not", "On", "One", "Our", "Several", "She", "Since", "So", "Some", "That", "The",
      "Their", "Then", "There", "These", "They", "This", "Those", "Though", "To", "Two", "Under", "Until", "We", "What", "When", "Where",
      "While", "Who", "Why", "With", "You", "He", "Yet", "According"};
  return kOpeners.contains(word);
}

bool is_stop(const Surface& s) { return s.form == "." || s.form == "!" || s.form == "?" || s.form == "?!" || s.form == "..." || s.form == "…"; }
bool is_closer(const Surface& s) { return s.form == "\"" || s.form == "'" || s.form == "''" || s.form == ")" || s.form == "]"; }

/// "J." in "J. Smith": one letter and a full stop.
bool is_initial(std::string_view form) {
  return form.size() == 2 && form[1] == '.' && form[0] >= 'A' && form[0] <= 'Z';
}

/// "Gen" "." -> "Gen.": the tokenizer splits abbreviations it takes for the end of a sentence.
Surfaces join_abbreviations(const Surfaces& in, const Abbreviations& known) {
  Surfaces out;
  for (std::size_t i = 0; i < in.size(); ++i) {
    const bool joins = in[i].form == "." && i + 1 < in.size() && !out.empty() && !out.back().space_after && out.back().words.empty() &&
                       out.back().span.end == in[i].span.begin && !in[i + 1].form.empty() &&
                       (known.contains(out.back().form) || (out.back().form.size() == 1 && starts_upper(out.back().form) && out.back().form != "I"));
    if (!joins) {
      out.push_back(in[i]);
      continue;
    }
    out.back().form += '.';
    out.back().span.end = in[i].span.end;
    out.back().space_after = in[i].space_after;
  }
  return out;
}

/// Whether a sentence may end after word i of `all`.
bool ends_at(const Surfaces& all, std::size_t i, const Abbreviations& known, bool tokenizer_says) {
  if (i + 1 >= all.size()) return true;
  const auto& next = all[i + 1].form;
  const auto& form = all[i].form;
  const bool dotted = form.size() > 1 && form.back() == '.';
  const auto bare = dotted ? std::string_view(form).substr(0, form.size() - 1) : std::string_view(form);
  if (dotted) {
    const bool name_follows = starts_upper(next) || is_digit(code_point_at(next, 0).value);
    if (known.before_name.contains(bare) && name_follows) return false;
    if (is_initial(form) && starts_upper(next)) return tokenizer_says && opens_sentence(next);
    if (known.any.contains(bare)) return starts_upper(next) ? opens_sentence(next) : tokenizer_says && !is_lower(code_point_at(next, 0).value);
  }
  if (tokenizer_says) return true;
  // A full stop the tokenizer passed over: it ends a sentence when a space and a capital follow.
  std::size_t stop = i;
  while (stop > 0 && is_closer(all[stop]) && !all[stop - 1].space_after) --stop;
  if (!is_stop(all[stop]) || form == "..." || !all[i].space_after) return false;
  if (stop == i && is_closer(all[i + 1]) && !all[i].space_after) return false;
  return starts_upper(next) && all[stop].form == "." && i >= 2;
}

void cut_long(Surfaces sentence, std::vector<Surfaces>& out) {
  while (sentence.size() > kLongestSentence) {
    std::size_t at = kLongestSentence;
    for (std::size_t i = kLongestSentence; i > kLongestSentence / 2; --i) {
      const auto& form = sentence[i - 1].form;
      if (form == ";" || form == "," || form == ":" || form == "-" || form == "|") {
        at = i;
        break;
      }
    }
    out.emplace_back(std::make_move_iterator(sentence.begin()), std::make_move_iterator(sentence.begin() + at));
    sentence.erase(sentence.begin(), sentence.begin() + at);
  }
  if (!sentence.empty()) out.push_back(std::move(sentence));
}

}  // namespace

bool Abbreviations::contains(std::string_view word) const {
  if (!word.empty() && word.back() == '.') word.remove_suffix(1);
  return before_name.contains(word) || any.contains(word);
}

Abbreviations read_abbreviations(std::string_view text) {
  const auto table = Table::read(text, "abbreviations.tsv");
  const auto word = table.column("word"), kind = table.column("kind");
  Abbreviations out;
  for (const auto& row : table.rows()) (row[kind] == "before_name" ? out.before_name : out.any).insert(row[word]);
  return out;
}

std::vector<Surfaces> repair_sentences(std::vector<Surfaces> sentences, const Abbreviations& abbreviations) {
  Surfaces all;
  std::set<std::uint32_t> tokenizer_ends;  // bytes at which the tokenizer ended a sentence
  for (auto& sentence : sentences) {
    if (!sentence.empty()) tokenizer_ends.insert(sentence.back().span.end);
    for (auto& surface : sentence) all.push_back(std::move(surface));
  }
  all = join_abbreviations(all, abbreviations);
  std::vector<Surfaces> out;
  Surfaces current;
  for (std::size_t i = 0; i < all.size(); ++i) {
    current.push_back(all[i]);
    if (!ends_at(all, i, abbreviations, tokenizer_ends.contains(all[i].span.end))) continue;
    cut_long(std::move(current), out);
    current = {};
  }
  return out;
}

}  // namespace daybook
