#include "claim/name_repair.h"

#include <algorithm>
#include <optional>
#include <string>

namespace daybook {
namespace {

struct Unit {
  Word first = 0, last = 0;  ///< [first, last)
  bool place = false;
};

/// The longest mentions of places and persons, none overlapping, in order.
std::vector<Unit> units_of(const Sentence& sentence, const SentenceMentions& mentions) {
  std::vector<Unit> all;
  auto name = [&](Word first, Word last) {  // capital letters at both ends: no "the city", no "its capital"
    auto capital = [&](Word w) { return sentence.tokens[w].form[0] >= 'A' && sentence.tokens[w].form[0] <= 'Z'; };
    return first < last && capital(first) && capital(last - 1) && sentence.tokens[first].form != "The" && sentence.tokens[first].upos != Upos::pron;
  };
  auto in_organisation = [&](Word first, Word last) {  // "Islamic State of Iraq and the Levant"
    return std::any_of(mentions.actors.begin(), mentions.actors.end(), [&](const auto& a) {
      return a.first <= first && a.last >= last && a.last - a.first > last - first + 1;
    });
  };
  for (const auto& p : mentions.places)
    if (name(p.first, p.last) && !p.mention->metonym && !in_organisation(p.first, p.last)) all.push_back({p.first, p.last, true});
  for (const auto& a : mentions.actors)
    if (!a.mention->readings.empty() && a.mention->readings.front().kind == ActorKind::person && name(a.first, a.last)) all.push_back({a.first, a.last, false});
  // "Qala-e Zal" of which only one half was found
  const auto& t = sentence.tokens;
  auto link = [&](Word w) { return t[w].form == "e" || t[w].form == "i"; };
  for (Unit& u : all) {
    if (u.first >= 2 && link(u.first - 1) && t[u.first - 2].form.ends_with('-')) u.first -= t[u.first - 2].form == "-" && u.first >= 3 ? 3 : 2;
    if (u.last + 1 < t.size() && link(u.last) && t[u.last - 1].form.ends_with('-')) u.last += 2;
  }
  std::stable_sort(all.begin(), all.end(), [](const Unit& a, const Unit& b) { return a.last - a.first > b.last - b.first; });
  std::vector<Unit> out;
  for (const Unit& u : all)
    if (std::none_of(out.begin(), out.end(), [&](const Unit& o) { return u.first < o.last && o.first < u.last; })) out.push_back(u);
  std::sort(out.begin(), out.end(), [](const Unit& a, const Unit& b) { return a.first < b.first; });
  return out;
}

class Repair {
 public:
  explicit Repair(const Sentence& s) : given_(s), out_(s) {}

  /// One phrase: a single unit or a list.
  void phrase(const std::vector<Unit>& list) {
    const Word begin = list.front().first, end = list.back().last;
    if (!needed(list)) return;
    const std::int32_t old = outside_head(list);
    auto anchor = anchor_of(list, begin, end);
    if (!anchor) return;
    auto& [head, relation] = *anchor;
    // If the governor hangs somewhere below the names, it takes their old place.
    std::int32_t at = head;
    for (std::size_t guard = 0; at >= 0 && guard <= size(); ++guard) {
      const std::int32_t up = token(at).head;
      if (up >= 0 && inside(up, begin, end)) {
        token(at).head = old == at ? -1 : old;
        token(at).deprel = token(at).head < 0 ? "root" : (base_relation(token(at).deprel) == "conj" ? "parataxis" : token(at).deprel);
        break;
      }
      at = up;
    }
    std::vector<std::int32_t> heads;
    for (const Unit& u : list) heads.push_back(head_word(u));
    for (std::size_t k = 0; k < list.size(); ++k) {
      for (Word w = list[k].first; w < list[k].last; ++w) {
        const auto self = static_cast<std::int32_t>(w);
        const bool verb_by_error = token(self).upos == Upos::verb || token(self).upos == Upos::aux;
        for (std::size_t c = 0; c < size(); ++c) {
          Token& child = out_.tokens[c];
          if (child.head != self || inside(static_cast<std::int32_t>(c), list[k].first, list[k].last)) continue;
          const std::string r(base_relation(child.deprel));
          if (verb_by_error && r != "case" && r != "det" && r != "punct" && r != "cc") child.head = head;
          else child.head = heads[k];
        }
      }
      for (Word w = list[k].first; w < list[k].last; ++w) {
        const auto self = static_cast<std::int32_t>(w);
        if (self == heads[k]) continue;
        token(self).head = heads[k];
        if (token(self).upos == Upos::punct) token(self).deprel = "punct";
        else token(self).deprel = "flat", token(self).upos = Upos::propn;
      }
      Token& top = token(heads[k]);
      top.upos = Upos::propn;
      top.head = k == 0 ? head : heads[0];
      top.deprel = k == 0 ? relation : "conj";
    }
    if (case_ >= 0) token(case_).head = heads[0], token(case_).deprel = "case";
    for (std::size_t c = 0; c < size(); ++c) {  // the "and" and commas between belong to what follows
      const auto self = static_cast<std::int32_t>(c);
      if (!inside(self, begin, end)) continue;
      for (std::size_t k = 1; k < list.size(); ++k)
        if (self >= static_cast<std::int32_t>(list[k - 1].last) && self < static_cast<std::int32_t>(list[k].first)) {
          token(self).head = heads[k];
          token(self).deprel = token(self).upos == Upos::punct ? "punct" : token(self).upos == Upos::cconj ? "cc" : "det";
        }
    }
  }

  Sentence result() const {
    std::size_t roots = 0;
    for (std::size_t i = 0; i < size(); ++i) {
      std::int32_t at = static_cast<std::int32_t>(i);
      std::size_t steps = 0;
      while (at >= 0 && ++steps <= size() + 1) at = out_.tokens[static_cast<std::size_t>(at)].head;
      if (at >= 0) return given_;
      if (out_.tokens[i].head < 0) ++roots;
    }
    return roots == 1 ? out_ : given_;
  }

 private:
  std::size_t size() const { return out_.tokens.size(); }
  Token& token(std::int32_t i) { return out_.tokens[static_cast<std::size_t>(i)]; }
  static bool inside(std::int32_t i, Word begin, Word end) { return i >= static_cast<std::int32_t>(begin) && i < static_cast<std::int32_t>(end); }

  std::int32_t head_word(const Unit& u) {
    for (Word w = u.first; w < u.last; ++w) {
      const std::int32_t h = token(static_cast<std::int32_t>(w)).head;
      const Upos p = token(static_cast<std::int32_t>(w)).upos;
      if (!inside(h, u.first, u.last) && p != Upos::punct && p != Upos::verb && p != Upos::aux) return static_cast<std::int32_t>(w);
    }
    for (Word w = u.first; w < u.last; ++w)
      if (const Upos p = token(static_cast<std::int32_t>(w)).upos; p != Upos::punct && p != Upos::verb) return static_cast<std::int32_t>(w);
    return static_cast<std::int32_t>(u.first);
  }

  /// Is the parse of these words something else than one phrase of names?
  bool needed(const std::vector<Unit>& list) {
    for (const Unit& u : list) {
      int out_links = 0;
      for (Word w = u.first; w < u.last; ++w) {
        const Token& t = token(static_cast<std::int32_t>(w));
        if (t.upos == Upos::verb || t.upos == Upos::aux) return true;
        const std::string r(base_relation(t.deprel));
        if (u.place && !inside(t.head, u.first, u.last) && (r == "xcomp" || r == "ccomp" || r == "goeswith")) return true;
        if (u.place && t.upos == Upos::adp) return true;
        if (t.upos != Upos::punct && !inside(t.head, u.first, u.last)) ++out_links;
      }
      if (list.size() > 1 && out_links > 1) return true;
    }
    for (std::size_t k = 1; k < list.size(); ++k) {
      const Token& t = token(head_word(list[k]));
      if (base_relation(t.deprel) != "conj" || t.head < 0 || !inside(t.head, list.front().first, list.back().last)) return true;
    }
    return false;
  }

  std::int32_t outside_head(const std::vector<Unit>& list) {
    for (const Unit& u : list)
      for (Word w = u.first; w < u.last; ++w) {
        const std::int32_t h = token(static_cast<std::int32_t>(w)).head;
        if (!inside(h, list.front().first, list.back().last)) return h;
      }
    return -1;
  }

  using Anchor = std::pair<std::int32_t, std::string>;

  /// What governs the phrase: the preposition or verb in front of it, the predicate behind it, or what the parser says.
  std::optional<Anchor> anchor_of(const std::vector<Unit>& list, Word begin, Word end) {
    case_ = -1;
    const auto n = static_cast<std::int32_t>(size());
    std::int32_t before = static_cast<std::int32_t>(begin) - 1;
    while (before >= 0 && (token(before).upos == Upos::det || token(before).upos == Upos::adj)) --before;
    const Upos front = before >= 0 ? token(before).upos : Upos::punct;
    if (front == Upos::adp && base_relation(token(before).deprel) != "compound") {
      case_ = before;
      for (const Unit& u : list)
        for (Word w = u.first; w < u.last; ++w) {
          const Token& t = token(static_cast<std::int32_t>(w));
          const std::string r(base_relation(t.deprel));
          if (t.head >= 0 && !inside(t.head, begin, end) && t.head < before && (r == "obl" || r == "nmod")) return Anchor{t.head, r};
        }
      for (std::int32_t v = before - 1; v >= 0 && before - v <= 6; --v) {
        if (token(v).upos == Upos::verb) return Anchor{v, "obl"};
        if (token(v).upos == Upos::noun) return Anchor{v, "nmod"};
        if (token(v).upos == Upos::punct) break;
      }
      return std::nullopt;
    }
    if (front == Upos::verb) return Anchor{before, "obj"};
    std::int32_t after = static_cast<std::int32_t>(end);
    while (after < n && token(after).upos == Upos::adv) ++after;
    if (after < n && (token(after).upos == Upos::aux || token(after).upos == Upos::verb) && token(after).xpos != "VBG" && token(after).xpos != "VBN") {
      std::int32_t predicate = after;
      if (token(after).upos == Upos::aux) {
        predicate = token(after).head;
        if (predicate < after) predicate = -1;
        for (std::int32_t v = after + 1; predicate < 0 && v < n && v - after <= 4; ++v)
          if (token(v).upos == Upos::verb) predicate = v;
      }
      if (predicate >= 0 && !inside(predicate, begin, end)) {
        bool taken = false;  // another subject stands there already
        bool passive = false;
        for (std::int32_t c = 0; c < n; ++c) {
          if (token(c).head != predicate) continue;
          if (base_relation(token(c).deprel) == "nsubj" && !inside(c, begin, end)) taken = true;
          if (token(c).deprel == "aux:pass") passive = true;
        }
        if (!taken) return Anchor{predicate, passive ? "nsubj:pass" : "nsubj"};
      }
    }
    for (const Unit& u : list)
      for (Word w = u.first; w < u.last; ++w) {
        const Token& t = token(static_cast<std::int32_t>(w));
        const std::string r(base_relation(t.deprel));
        if (t.head < 0 || inside(t.head, begin, end)) continue;
        if (r == "ccomp" || r == "xcomp") return Anchor{t.head, "obj"};
        if (r == "obj" || r == "nsubj" || r == "obl" || r == "nmod" || r == "appos" || r == "conj") return Anchor{t.head, t.deprel};
      }
    return std::nullopt;
  }

  const Sentence& given_;
  Sentence out_;
  std::int32_t case_ = -1;
};

}  // namespace

namespace {

/// "Zaranj, the capital of Nimruz, fell": the name is the subject, whatever of the apposition the parser took for it.
Sentence subject_before_apposition(Sentence out, const std::vector<Unit>& units) {
  auto& t = out.tokens;
  constexpr std::size_t kLongest = 14;
  for (const Unit& u : units) {
    if (u.last + 2 >= t.size() || t[u.last].form != ",") continue;
    if (u.first > 0 && (t[u.first - 1].upos == Upos::adp || t[u.first - 1].upos == Upos::verb || t[u.first - 1].upos == Upos::propn)) continue;
    if (t[u.last + 1].upos != Upos::det && t[u.last + 1].upos != Upos::adp && t[u.last + 1].upos != Upos::pron) continue;
    if (t[u.last + 1].xpos == "WDT" || t[u.last + 1].xpos == "WP") continue;
    std::size_t close = u.last + 1;
    while (close < t.size() && close - u.last < kLongest && t[close].form != "," && t[close].upos != Upos::verb && t[close].upos != Upos::aux) ++close;
    if (close + 1 >= t.size() || t[close].form != ",") continue;
    const Token& next = t[close + 1];
    if (next.upos != Upos::aux && !(next.upos == Upos::verb && next.xpos == "VBD")) continue;
    const auto predicate = next.upos == Upos::aux ? next.head : static_cast<std::int32_t>(close + 1);
    if (predicate <= static_cast<std::int32_t>(close)) continue;
    std::int32_t top = -1;
    for (Word w = u.first; w < u.last && top < 0; ++w)
      if ((t[w].head < static_cast<std::int32_t>(u.first) || t[w].head >= static_cast<std::int32_t>(u.last)) && t[w].upos != Upos::punct) top = static_cast<std::int32_t>(w);
    if (top < 0 || (t[static_cast<std::size_t>(top)].head == predicate && base_relation(t[static_cast<std::size_t>(top)].deprel) == "nsubj")) continue;
    std::int32_t wrong = -1;  // the subject the parser found
    bool passive = false, foreign = false;
    for (std::size_t c = 0; c < t.size(); ++c) {
      if (t[c].head != predicate) continue;
      if (t[c].deprel == "aux:pass") passive = true;
      if (base_relation(t[c].deprel) != "nsubj") continue;
      if (c > u.last && c < close) wrong = static_cast<std::int32_t>(c);
      else foreign = true;
    }
    if (foreign) continue;
    const Sentence before = out;
    const std::int32_t old = t[static_cast<std::size_t>(top)].head;
    if (old < 0) {
      t[static_cast<std::size_t>(predicate)].head = -1;
      t[static_cast<std::size_t>(predicate)].deprel = "root";
    }
    t[static_cast<std::size_t>(top)].head = predicate;
    t[static_cast<std::size_t>(top)].deprel = passive ? "nsubj:pass" : "nsubj";
    if (wrong >= 0) t[static_cast<std::size_t>(wrong)].head = top, t[static_cast<std::size_t>(wrong)].deprel = "appos";
    std::size_t roots = 0;
    bool cyclic = false;
    for (std::size_t i = 0; i < t.size(); ++i) {
      std::int32_t at = static_cast<std::int32_t>(i);
      std::size_t steps = 0;
      while (at >= 0 && ++steps <= t.size() + 1) at = t[static_cast<std::size_t>(at)].head;
      cyclic = cyclic || at >= 0;
      if (t[i].head < 0) ++roots;
    }
    if (cyclic || roots != 1) out = before;
  }
  return out;
}

}  // namespace

Sentence with_names(const Sentence& sentence, const SentenceMentions& mentions) {
  const auto units = units_of(sentence, mentions);
  Sentence out = sentence;
  std::size_t i = 0;
  while (i < units.size()) {
    std::vector<Unit> list{units[i]};
    while (i + 1 < units.size()) {
      bool joined = units[i + 1].first > list.back().last && units[i + 1].first - list.back().last <= 3;
      for (Word w = list.back().last; w < units[i + 1].first; ++w) {
        const std::string& f = sentence.tokens[w].form;
        if (f != "," && f != "and" && f != "or" && f != "as" && f != "well" && f != "the") joined = false;
      }
      if (!joined) break;
      list.push_back(units[++i]);
    }
    // "Rajo, Syria": two places with a comma are a place and what it lies in; "and" or a third make a list.
    bool has_and = list.size() > 2 || list.size() == 1;
    for (Word w = list.front().first; w < list.back().last; ++w)
      if (sentence.tokens[w].form == "and" || sentence.tokens[w].form == "or") has_and = true;
    if (has_and) {
      Repair repair(out);
      repair.phrase(list);
      out = repair.result();
    } else {
      for (const Unit& u : list) {
        Repair repair(out);
        repair.phrase({u});
        out = repair.result();
      }
    }
    ++i;
  }
  return subject_before_apposition(std::move(out), units);
}

Analysis with_names(const Analysis& analysis, const Readings& readings) {
  Analysis out = analysis;
  const auto mentions = locate(analysis, readings);
  for (std::size_t i = 0; i < analysis.sentences.size(); ++i) {
    Sentence sentence = with_names(analysis.sentences[i], mentions[i]);
    if (is_tree(sentence)) out.sentences[i] = std::move(sentence);
  }
  return out;
}

}  // namespace daybook
