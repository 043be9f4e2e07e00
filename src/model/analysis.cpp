#include "model/analysis.h"

namespace daybook {

std::string_view base_relation(std::string_view deprel) { return deprel.substr(0, deprel.find(':')); }

std::vector<std::uint32_t> children_of(const Sentence& sentence, std::uint32_t head) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < sentence.tokens.size(); ++i)
    if (sentence.tokens[i].head == static_cast<std::int32_t>(head)) out.push_back(i);
  return out;
}

std::optional<std::uint32_t> child_with(const Sentence& sentence, std::uint32_t head, std::string_view relation) {
  for (std::uint32_t i = 0; i < sentence.tokens.size(); ++i) {
    const Token& t = sentence.tokens[i];
    if (t.head == static_cast<std::int32_t>(head) && (t.deprel == relation || base_relation(t.deprel) == relation)) return i;
  }
  return std::nullopt;
}

bool dominates(const Sentence& sentence, std::uint32_t ancestor, std::uint32_t token) {
  // A well-formed tree ends at the root; the counter bounds the walk should a parser ever return a cycle.
  for (std::size_t steps = 0; steps <= sentence.tokens.size(); ++steps) {
    if (token == ancestor) return true;
    const auto head = sentence.tokens[token].head;
    if (head < 0) return false;
    token = static_cast<std::uint32_t>(head);
  }
  return false;
}

std::vector<std::uint32_t> subtree_of(const Sentence& sentence, std::uint32_t top) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < sentence.tokens.size(); ++i)
    if (dominates(sentence, top, i)) out.push_back(i);
  return out;
}

Span span_of(const Sentence& sentence, const std::vector<std::uint32_t>& tokens) {
  Span out;
  for (const auto i : tokens) out = cover(out, sentence.tokens[i].span);
  return out;
}

std::uint32_t head_of_range(const Sentence& sentence, std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t i = first; i < last; ++i) {
    const auto head = sentence.tokens[i].head;
    if (head < static_cast<std::int32_t>(first) || head >= static_cast<std::int32_t>(last)) return i;
  }
  return first;
}

std::optional<std::uint32_t> token_at(const Sentence& sentence, std::uint32_t offset) {
  for (std::uint32_t i = 0; i < sentence.tokens.size(); ++i)
    if (sentence.tokens[i].span.contains(offset)) return i;
  return std::nullopt;
}

}  // namespace daybook
