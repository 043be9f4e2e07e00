#include "claim/source_names.h"

#include <algorithm>
#include <string>

#include "claim/predicate.h"
#include "claim/report_frame.h"

namespace daybook {
namespace {

constexpr std::uint32_t kReach = 4;  // sentences that a pronoun looks back

enum class Pronoun { none, person, thing, relative };

Pronoun pronoun_of(const Tree& tree, Word w) {
  const std::string& form = tree.form[w];
  if (form == "he" || form == "she") return Pronoun::person;
  if (form == "they" || form == "it") return Pronoun::thing;
  if (form == "who" || form == "which" || form == "that") return Pronoun::relative;
  return Pronoun::none;
}

bool is_person(const Sentence& sentence, Word w) {
  return std::any_of(sentence.names.begin(), sentence.names.end(), [&](const Name& n) { return n.first <= w && w < n.last && n.type == NameType::person; });
}

/// A source that was named by more than a pronoun.
struct Spoken {
  Span span;
  std::uint32_t sentence = 0;
  bool person = false;
};

/// The noun that the clause of a relative pronoun hangs on.
std::optional<Word> noun_above(const Tree& tree, Word pronoun) {
  auto at = tree.head(pronoun);
  for (int steps = 0; at && steps < 5; ++steps, at = tree.head(*at))
    if (tree.has_relation(*at, "acl:relcl")) return tree.head(*at);
  return std::nullopt;
}

std::optional<Span> last_spoken(const std::vector<Spoken>& spoken, bool person, std::uint32_t sentence) {
  for (auto s = spoken.rbegin(); s != spoken.rend(); ++s)
    if (s->person == person && sentence - s->sentence <= kReach) return s->span;
  return std::nullopt;
}

/// The last person named before the pronoun, for one whom nobody has let speak yet.
std::optional<Span> last_person(const Analysis& analysis, std::uint32_t sentence, std::uint32_t before) {
  for (std::uint32_t back = 0; back <= 1 && back <= sentence; ++back) {
    const Sentence& s = analysis.sentences[sentence - back];
    for (auto name = s.names.rbegin(); name != s.names.rend(); ++name) {
      const Span span = cover(s.tokens[name->first].span, s.tokens[name->last - 1].span);
      if (name->type == NameType::person && span.end <= before) return span;
    }
  }
  return std::nullopt;
}

void name_actor(const Readings& readings, Attribution& a) {
  const ActorMention* best = nullptr;
  for (const ActorMention& m : readings.actors)
    if (m.sentence == a.sentence && !m.readings.empty() && m.head.overlaps(a.source_head) && (!best || m.span.size() > best->span.size())) best = &m;
  if (!best) return;
  a.actor_id = best->readings.front().id;
  a.actor_name = best->readings.front().name;
}

}  // namespace

void name_sources(const Analysis& analysis, const Readings& readings, std::vector<Attribution>& attributions) {
  std::vector<Spoken> spoken;
  for (Attribution& a : attributions) {
    if (a.source.empty()) continue;
    const Sentence& sentence = analysis.sentences[a.sentence];
    const Tree tree(sentence);
    const auto word = token_at(sentence, a.source_head.begin);
    if (!word) continue;
    name_actor(readings, a);
    switch (pronoun_of(tree, *word)) {
      case Pronoun::none:
        if (tree.token(*word).upos != Upos::pron) spoken.push_back({a.source, a.sentence, is_person(sentence, *word)});
        break;
      case Pronoun::relative:
        if (const auto noun = noun_above(tree, *word)) a.antecedent = span_of(sentence, source_words(tree, *noun));
        break;
      case Pronoun::person:
        a.antecedent = last_spoken(spoken, true, a.sentence);
        if (!a.antecedent) a.antecedent = last_person(analysis, a.sentence, a.source.begin);
        break;
      case Pronoun::thing: a.antecedent = last_spoken(spoken, false, a.sentence); break;
    }
  }
}

}  // namespace daybook
