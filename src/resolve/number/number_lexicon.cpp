#include "resolve/number/number_lexicon.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/error.h"
#include "base/pieces.h"
#include "resource/table.h"

namespace daybook {
namespace {

constexpr std::array<std::pair<std::string_view, NumberContext>, 8> kContexts{{{"name", NumberContext::name}, {"title", NumberContext::title}, {"code", NumberContext::code},
    {"age", NumberContext::age}, {"aged", NumberContext::aged}, {"change", NumberContext::change}, {"control", NumberContext::control}, {"clock", NumberContext::clock}}};

using Words = NumberLexicon::Words;

Words words_of(std::string_view phrase) {
  Words out;
  for (const auto& piece : cut_pieces(phrase, {0, static_cast<std::uint32_t>(phrase.size())})) out.push_back(piece.low);
  return out;
}

std::string joined(const Words& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

double figure(const std::string& cell) { return std::strtod(cell.c_str(), nullptr); }

[[noreturn]] void refuse(const std::string& file, const std::string& what) {
  throw Error(ErrorCode::bad_resource, "number/" + file + ": " + what, "number/" + file);
}

Table read_table(const Resources& resources, const std::string& file) { return Table::read(resources.data("number/" + file), "number/" + file); }

template <class Phrase>
void longest_first(NumberLexicon::ByWord<Phrase>& table) {
  for (auto& [word, phrases] : table)
    std::stable_sort(phrases.begin(), phrases.end(), [](const Phrase& a, const Phrase& b) { return a.words.size() > b.words.size(); });
}

void read_bounds(const Resources& resources, NumberLexicon& lexicon) {
  const auto bounds = read_table(resources, "bounds.tsv");
  for (const auto& row : bounds.rows()) {
    const auto bound = row[1] == "exact" ? std::optional(Bound::exact) : bound_from(row[1]);
    if (!bound) refuse("bounds.tsv", "no bound is called '" + row[1] + "'.");
    const Words words = words_of(row[0]);
    if (row[2] == "after") lexicon.bounds_after[words.front()].push_back({words, *bound});
    else lexicon.bounds_before[words.back()].push_back({words, *bound});
  }
  longest_first(lexicon.bounds_before);
  longest_first(lexicon.bounds_after);
}

void add_unit(NumberLexicon& lexicon, const std::string& form, const NumberLexicon::Unit& unit) {
  const Words words = words_of(form);
  lexicon.units[joined(words)] = unit;
  if (words.size() > 1) lexicon.unit_starts.insert(words.front());
  lexicon.unit_pieces = std::max(lexicon.unit_pieces, words.size());
}

void read_units(const Resources& resources, NumberLexicon& lexicon) {
  const auto units = read_table(resources, "units.tsv");
  for (const auto& row : units.rows()) {
    const NumberLexicon::Unit unit{row[0], row[2]};
    add_unit(lexicon, row[0], unit);
    for (const auto& form : split_list(row[1])) add_unit(lexicon, form, unit);
  }
  const auto countries = Table::read(resources.data("places/countries.tsv"), "places/countries.tsv");
  const auto people = countries.column("people");
  for (const auto& row : countries.rows()) {
    const auto forms = split_list(row[people]);
    for (const auto& form : forms) lexicon.peoples[joined(words_of(form))] = joined(words_of(forms.front()));
  }
  const auto currencies = read_table(resources, "currencies.tsv");
  for (const auto& row : currencies.rows()) lexicon.currencies[row[0]] = row[1];
}

void read_vague(const Resources& resources, NumberLexicon& lexicon) {
  const auto vague = read_table(resources, "vague.tsv");
  for (const auto& row : vague.rows()) {
    const Words words = words_of(row[0]);
    lexicon.vague[words.front()].push_back({words, figure(row[1]), figure(row[2]), figure(row[3])});
  }
  const auto shares = read_table(resources, "shares.tsv");
  for (const auto& row : shares.rows()) {
    const Words words = words_of(row[0]);
    lexicon.shares[words.front()].push_back({words, figure(row[1]) / figure(row[3]), figure(row[2]) / figure(row[3]), row[1] == row[2] && row[1] != "0" && row[1] != row[3]});
  }
  longest_first(lexicon.vague);
  longest_first(lexicon.shares);
}

void read_context(const Resources& resources, NumberLexicon& lexicon) {
  const auto not_units = read_table(resources, "not_units.tsv");
  for (const auto& row : not_units.rows()) lexicon.skipped[row[0]] = row[1];
  const auto context = read_table(resources, "context.tsv");
  for (const auto& row : context.rows()) {
    const auto* known = std::find_if(kContexts.begin(), kContexts.end(), [&](const auto& c) { return c.first == row[1]; });
    if (known == kContexts.end()) refuse("context.tsv", "there is no context '" + row[1] + "'.");
    lexicon.context.emplace(row[0], known->second);
  }
  const auto idioms = read_table(resources, "idioms.tsv");
  for (const auto& row : idioms.rows()) {
    const bool opens = row[0].starts_with("^ ");
    NumberLexicon::Idiom idiom{words_of(opens ? std::string_view(row[0]).substr(2) : std::string_view(row[0])), 0, opens};
    const auto number = std::find(idiom.words.begin(), idiom.words.end(), row[1]);
    if (number == idiom.words.end()) refuse("idioms.tsv", "'" + row[0] + "' does not hold '" + row[1] + "'.");
    idiom.number = static_cast<std::size_t>(number - idiom.words.begin());
    lexicon.idioms[row[1]].push_back(std::move(idiom));
  }
  const auto calendar_months = read_table(resources, "calendar_months.tsv");
  for (const auto& row : calendar_months.rows()) {
    const Words words = words_of(row[0]);
    lexicon.months[words.front()].push_back({words});
    lexicon.months_end[words.back()].push_back({words});
  }
}

}  // namespace

NumberLexicon read_number_lexicon(const Resources& resources) {
  NumberLexicon lexicon;
  read_bounds(resources, lexicon);
  read_units(resources, lexicon);
  read_vague(resources, lexicon);
  read_context(resources, lexicon);
  return lexicon;
}

}  // namespace daybook
