#include "resolve/number/number_lexicon.h"

#include <algorithm>
#include <cstdlib>

#include "base/error.h"
#include "base/pieces.h"
#include "resource/table.h"

namespace daybook {

NumberLexicon read_number_lexicon(const Resources& resources) {
  NumberLexicon lexicon;
  const auto bounds = Table::read(resources.data("number/bounds.tsv"), "number/bounds.tsv");
  for (const auto& row : bounds.rows()) {
    const auto bound = row[1] == "exact" ? std::optional(Bound::exact) : bound_from(row[1]);
    if (!bound) throw Error(ErrorCode::bad_resource, "number/bounds.tsv: no bound is called '" + row[1] + "'.", "number/bounds.tsv");
    lexicon.bounds.push_back({split_list(row[0], ' '), *bound, row[2] == "after"});
  }
  std::stable_sort(lexicon.bounds.begin(), lexicon.bounds.end(), [](const auto& a, const auto& b) { return a.words.size() > b.words.size(); });
  const auto units = Table::read(resources.data("number/units.tsv"), "number/units.tsv");
  for (const auto& row : units.rows()) {
    lexicon.units[row[0]] = {row[0], row[2]};
    for (const auto& form : split_list(row[1])) lexicon.units[form] = {row[0], row[2]};
  }
  const auto vague = Table::read(resources.data("number/vague.tsv"), "number/vague.tsv");
  for (const auto& row : vague.rows()) lexicon.vague[row[0]] = std::strtod(row[1].c_str(), nullptr);
  const auto skipped = Table::read(resources.data("number/not_units.tsv"), "number/not_units.tsv");
  for (const auto& row : skipped.rows()) lexicon.skipped[row[0]] = row[1];
  const auto months = Table::read(resources.data("number/calendar_months.tsv"), "number/calendar_months.tsv");
  for (const auto& row : months.rows()) {
    std::vector<std::string> words;
    for (const auto& piece : cut_pieces(row[0], {0, static_cast<std::uint32_t>(row[0].size())})) words.push_back(piece.low);
    lexicon.months.push_back(std::move(words));
  }
  return lexicon;
}

}  // namespace daybook
