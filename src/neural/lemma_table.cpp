#include "neural/lemma_table.h"

#include <bit>

#include "base/error.h"
#include "base/utf8.h"

namespace daybook::neural {
namespace {

std::uint32_t hash_of(std::string_view form, std::string_view tag) {
  std::uint32_t hash = 2166136261u;
  const auto mix = [&](char c) { hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u; };
  for (const char c : form) mix(c);
  mix('\t');
  for (const char c : tag) mix(c);
  return hash ^ hash >> 15;
}

}  // namespace

LemmaTable::LemmaTable(std::string_view lines) {
  while (!lines.empty()) {
    const auto line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    const auto first = line.find('\t'), second = first == std::string_view::npos ? first : line.find('\t', first + 1);
    if (second == std::string_view::npos || line.find('\t', second + 1) != std::string_view::npos)
      throw Error(ErrorCode::bad_resource, "The model cannot be used: '" + std::string(line) + "' is no line of its lemmas.", std::string(line));
    entries_.push_back({line.substr(0, first), line.substr(first + 1, second - first - 1), line.substr(second + 1)});
  }
  slots_.assign(std::bit_ceil(2 * entries_.size() + 1), 0);
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    std::size_t at = hash_of(entries_[i].form, entries_[i].tag) & (slots_.size() - 1);
    while (slots_[at]) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = static_cast<std::uint32_t>(i + 1);
  }
}

const LemmaTable::Entry* LemmaTable::find(std::string_view form, std::string_view tag) const {
  for (std::size_t at = hash_of(form, tag) & (slots_.size() - 1); slots_[at]; at = (at + 1) & (slots_.size() - 1))
    if (const Entry& e = entries_[slots_[at] - 1]; e.form == form && e.tag == tag) return &e;
  return nullptr;
}

std::string LemmaTable::lemma(std::string_view form, std::string_view upos, std::string_view xpos) const {
  if (entries_.empty()) return {};
  const std::string key = upos == "PROPN" ? std::string(form) : fold_case(form);
  const Entry* found = find(key, xpos);
  if (!found) found = find(key, upos);
  return !found ? std::string() : found->lemma.empty() ? key : std::string(found->lemma);
}

}  // namespace daybook::neural
