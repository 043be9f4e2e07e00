#include "claim/claim_extractor.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>

#include "base/hash.h"
#include "claim/attribution.h"
#include "claim/attribution_finder.h"
#include "claim/claim_lexicon.h"
#include "claim/claim_slots.h"
#include "claim/features.h"
#include "claim/mentions.h"
#include "claim/modality.h"
#include "claim/name_repair.h"
#include "claim/objections.h"
#include "claim/quote.h"
#include "claim/quote_choice.h"
#include "claim/slot_choice.h"
#include "claim/when_where.h"

namespace daybook {
namespace {

const char* construction(const TriggerHit& hit) {
  if (hit.learnt) return "learnt";
  const Predicate& p = hit.predicate;
  switch (p.pos) {
    case TriggerPos::verb: return p.passive ? "verb.passive" : "verb.active";
    case TriggerPos::noun: return p.light ? "noun.light" : "noun.phrase";
    case TriggerPos::adjective: return "adjective";
  }
  return "";
}

/// What is asked for or alleged goes on to the next comma or the end, however the parser cut it.
Span with_rest_of_clause(const Scene& scene, Span quote) {
  constexpr Word kLongest = 26;
  const Tree& tree = scene.tree;
  Word next = 0;
  while (next < tree.size() && tree.token(next).span.begin < quote.end) ++next;
  Word end = next;
  while (end < tree.size() && end - next <= kLongest && tree.form[end] != "," && tree.form[end] != ";" && tree.form[end] != "." && tree.form[end] != "!" &&
         tree.form[end] != "(" && tree.form[end] != "-" && tree.form[end] != ":" && tree.form[end] != "but" &&
         tree.form[end] != "which" && tree.form[end] != "who" && !(tree.form[end] == "that" && end + 1 < tree.size() && tree.token(end + 1).upos == Upos::aux))
    ++end;
  if (end == next || end - next > kLongest || (tree.token(next).upos == Upos::cconj && next + 1 < tree.size() && tree.verbal(next + 1))) return quote;
  return {quote.begin, tree.token(end - 1).span.end};
}

/// Is somebody said to speak in the part of the clause that lies outside of the quotation marks?
bool says_outside(const Scene& scene, Span clause, Span marks) {
  for (Word w = 0; w < scene.tree.size(); ++w) {
    const Span at = scene.tree.token(w).span;
    if (clause.contains(at) && !marks.contains(at) && scene.tree.verbal(w) && scene.lexicon.cue_verbs.contains(scene.lemma(w))) return true;
  }
  return false;
}

std::string span_key(Span s) { return std::to_string(s.begin) + "-" + std::to_string(s.end); }

void finish(const Scene& scene, Claim& claim) {
  std::string slots;
  for (const auto& a : claim.actors) slots += "a" + span_key(a.span);
  for (const auto& t : claim.targets) slots += "t" + span_key(t.span);
  for (const auto& p : claim.places) slots += "p" + span_key(p.span);
  if (claim.time) slots += "w" + span_key(claim.time->span);
  for (const auto& n : claim.numbers) slots += "n" + span_key(n.span);
  claim.id = make_id("clm_", {scene.document.page_digest, span_key(claim.quote), span_key(claim.trigger), claim.kind, slots});
}

/// "captured it", "took control of it", "the city has not fallen": the place stands in an earlier clause.
bool means_last_place(const Scene& scene, const TriggerHit& hit) {
  return std::any_of(hit.predicate.arguments.begin(), hit.predicate.arguments.end(), [&](const Argument& a) {
    if (a.name != "obj" && a.name != "of" && a.name != "nested:of" && a.name != "psubj" && !(a.name == "subj" && hit.predicate.find("subj") && scene.lemma(hit.word) == "fall")) return false;
    if (scene.lemma(a.head) == "it") return true;
    if (!scene.lexicon.in_class("settlement", scene.lemma(a.head))) return false;
    return std::any_of(scene.tree.children[a.head].begin(), scene.tree.children[a.head].end(), [&](Word c) { return scene.tree.form[c] == "the"; }) &&
           !scene.tree.child(a.head, "nmod") && !scene.tree.child(a.head, "compound");
  });
}

/// Do the trigger's conditions ask for a negation ("was not aware of")? Then it is no negated claim.
bool asks_for_negation(const Trigger& trigger) {
  return std::any_of(trigger.when.begin(), trigger.when.end(), [](const Condition& c) { return c.front().argument == "negated"; });
}

/// The quote of the k-th claim of a list of places that stands behind the trigger: up to the end of that place's own words.
Span quote_of_member(const Scene& scene, const Draft& draft, std::size_t k) {
  const Tree& tree = scene.tree;
  const Claim& claim = draft.claim;
  Span quote = claim.quote;
  const Span place = claim.places[k].span;
  if (!quote.contains(place) || place.begin <= claim.trigger.begin) return quote;  // a list in front is the subject of all
  if (k + 1 == claim.places.size()) {  // a long apposition behind the last one is background
    Word next = 0;
    while (next < tree.size() && tree.token(next).span.begin < place.end) ++next;
    if (next + 4 < tree.size() && tree.form[next] == "," && tree.token(next + 1).upos == Upos::det && tree.token(next + 4).span.end <= quote.end) quote.end = place.end;
    return quote;
  }
  // What stands between this place and the next is said of this one ("on the Iranian border on 8 July"), but for what joins them.
  Word last = 0;
  while (last < tree.size() && tree.token(last).span.end <= claim.places[k + 1].span.begin) ++last;
  const auto joins = [&](Word w) {
    const auto r = tree.relation(w);
    return r == "cc" || r == "det" || r == "case" || r == "punct" || r == "amod" || r == "compound" || tree.form[w] == "and" || tree.form[w] == "or";
  };
  while (last > 0 && tree.token(last - 1).span.begin >= place.end && joins(last - 1)) --last;
  if (last > 0) quote.end = std::max(place.end, tree.token(last - 1).span.end);
  return quote;
}

/// One document on its way from sentences to claims: what earlier sentences say is remembered for the later ones.
class Walk {
 public:
  /// `scenes`: of the sentences, one each.
  Walk(const Document& document, const ClaimLexicon& lexicon, std::span<const Sentence> sentences, const std::vector<Scene>& scenes, const std::vector<Attribution>& told, ClaimReasons* reasons)
      : document_(document), lexicon_(lexicon), sentences_(sentences), scenes_(scenes), quotes_(quoted_speech(document, scenes)), reasons_(reasons) {
    for (const Attribution& a : told)
      if (!a.source.empty())
        for (const Span content : a.content) told_.push_back({content, &a});
    std::sort(told_.begin(), told_.end(), [](const Told& a, const Told& b) { return a.content < b.content; });
    for (const Told& t : told_) longest_ = std::max(longest_, t.content.size());
  }

  std::vector<Claim> claims() {
    for (std::uint32_t i = 0; i < scenes_.size(); ++i) read_sentence(i);
    return std::move(out_);
  }

 private:
  SegmentKind kind_of_segment(std::uint32_t segment) const {
    return segment < document_.segments.size() ? document_.segments[segment].kind : SegmentKind::body;
  }

  void read_sentence(std::uint32_t i) {
    const Scene& scene = scenes_[i];
    const std::uint32_t segment = scene.tree.sentence.segment;
    const SegmentKind segment_kind = kind_of_segment(segment);
    if (segment_kind == SegmentKind::byline || segment_kind == SegmentKind::dateline || is_question(scene.tree)) return;
    if (segment_ != segment) segment_ = segment, time_.reset(), place_.reset();
    const auto hits = hits_in(scene);
    std::vector<bool> triggers(scene.tree.size(), false);
    for (const TriggerHit& hit : hits) triggers[hit.word] = true;
    see(i);
    // A clause that makes a claim of its own is cut out of another's quote; one that turns out to make none is not.
    std::vector<Look> looks;
    for (const TriggerHit& hit : hits) {
      looks.push_back({draft_of(hit, i, segment_kind), {}, triggers});
      Look& look = looks.back();
      look.objection = read_draft(scene, hits, triggers, look.draft);
      if (!look.objection.empty()) triggers[hit.word] = false;
    }
    const auto learnt = learnt_hits(scene, hits, chances_);
    std::vector<Draft> kept;
    for (const auto* some : {&hits, &learnt})
      for (const TriggerHit& hit : *some) {
        Look* const look = some == &hits ? &looks[static_cast<std::size_t>(&hit - hits.data())] : nullptr;
        const bool same = look && kept.empty() && look->sees(triggers, hit.word);
        Draft draft = same ? std::move(look->draft) : draft_of(hit, i, segment_kind);
        std::string objection = same ? std::move(look->objection) : read_draft(scene, hits, triggers, draft);
        const ClaimKind& kind = lexicon_.kinds[hit.trigger->kind];
        if (reasons_) add_fillers_seen(scene, kind, draft);
        if (objection.empty()) {
          choose_fillers(scene, kind, before_, draft);
          remember(draft), kept.push_back(std::move(draft));
        } else {
          put_aside(scene, draft, std::move(objection));
        }
      }
    drop_told(scene, kept);
    std::stable_sort(kept.begin(), kept.end(), [](const Draft& a, const Draft& b) { return a.claim.trigger.begin < b.claim.trigger.begin; });
    for (Draft& draft : kept) add(scene, draft);
  }

  /// What the network makes of the words of a sentence; several sentences are looked at together.
  void see(std::uint32_t i) {
    constexpr std::size_t kWords = 256;
    if (i >= seen_from_ + seen_.size()) {
      seen_from_ = i;
      std::size_t words = 0, until = i;
      while (until < sentences_.size() && (until == i || words < kWords)) words += sentences_[until++].tokens.size();
      seen_ = lexicon_.network.look(sentences_.subspan(i, until - i));
    }
    chances_ = lexicon_.network.chances(sentences_[i], seen_[i - seen_from_]);
    brought_.reset();
    by_trigger_.clear();
    parts_.clear();
  }

  static std::vector<FillerSeen> cuts_seen(const Scene& scene, const ClaimKind& kind, const std::vector<bool>& triggers, const Draft& draft) {
    std::vector<FillerSeen> out;
    Cuts cuts = cuts_for(scene, kind, draft, triggers, true);
    const auto at = [&](std::uint32_t byte) { return std::to_string(byte - scene.tree.sentence.span.begin); };
    for (Cut& c : cuts.begins) out.push_back({"begin", {at(scene.tree.token(c.word).span.begin)}, std::move(c.features), c.by_rule});
    for (Cut& c : cuts.ends) out.push_back({"end", {at(scene.tree.token(c.word).span.end)}, std::move(c.features), c.by_rule});
    return out;
  }

  void add_fillers_seen(const Scene& scene, const ClaimKind& kind, Draft& draft) const {
    for (const Slot slot : kSlots)
      for (Filler& f : fillers_for(slot, scene, kind, draft, before_, true)) {
        FillerSeen seen{name_of(slot), {}, std::move(f.features), f.by_rule};
        for (const ClaimActor& a : f.actors) seen.names.insert(seen.names.end(), {a.name, a.text});
        for (const ClaimPlace& p : f.places) seen.names.insert(seen.names.end(), {p.reading.name, p.text});
        draft.fillers.push_back(std::move(seen));
      }
  }

  /// A draft read before it is known which of the other triggers make claims.
  struct Look {
    Draft draft;
    std::string objection;
    std::vector<bool> triggers;  ///< that were thought to

    /// Would it be read the same with those that do, had no claim of the sentence been made yet?
    bool sees(std::vector<bool> others, Word own) const {
      others[own] = triggers[own];
      return others == triggers;
    }
  };

  Draft draft_of(const TriggerHit& hit, std::uint32_t sentence, SegmentKind segment) {
    Draft out;
    out.hit = &hit;
    out.parts = parts_of(sentence, hit);
    out.claim.sentence = sentence;
    out.claim.segment = segment;
    return out;
  }

  /// nullptr without a network. Good until the next sentence.
  const std::vector<PartOdds>* parts_of(std::uint32_t sentence, const TriggerHit& hit) {
    const Tree& tree = scenes_[sentence].tree;
    const auto& seen = seen_[sentence - seen_from_];
    if (!brought_) brought_ = lexicon_.parts.bring(tree, seen);
    if (brought_->empty()) return nullptr;
    const auto [at, fresh] = parts_.try_emplace({hit.word, hit.trigger->kind});
    if (fresh) {
      const auto [of_word, new_word] = by_trigger_.try_emplace(hit.word);
      if (new_word) of_word->second = lexicon_.parts.bring_as_trigger(seen, hit.word);
      at->second = lexicon_.parts.read(tree, *brought_, of_word->second, hit.word, hit.trigger->kind);
    }
    return &at->second;
  }

  void put_aside(const Scene& scene, Draft& draft, std::string objection) {
    if (!reasons_) return;
    finish(scene, draft.claim);
    reasons_->nearly.push_back({std::move(draft.claim), std::move(objection), std::move(draft.features), std::move(draft.choices), std::move(draft.fillers)});
  }

  /// Of two that say the same the likelier stays: of one kind, in about the same words; or of one word, where the second is not likely by itself.
  void drop_told(const Scene& scene, std::vector<Draft>& drafts) {
    constexpr double kAboutTheSame = 0.4, kLikelyByItself = 0.6;
    std::stable_sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) { return a.claim.confidence > b.claim.confidence; });
    std::vector<Draft> kept;
    for (Draft& draft : drafts) {
      const Claim& claim = draft.claim;
      const auto told = std::find_if(kept.begin(), kept.end(), [&](const Draft& other) {
        if (other.claim.kind != claim.kind) return other.hit->word == draft.hit->word && claim.confidence < kLikelyByItself;
        return other.hit->word != draft.hit->word && shared_words(scene.tree, other.claim.quote, claim.quote) >= kAboutTheSame;
      });
      if (told == kept.end()) kept.push_back(std::move(draft));
      else put_aside(scene, draft, "told already, and likelier, as " + told->claim.kind);
    }
    drafts = std::move(kept);
  }

  /// Words that two stretches of a sentence share, of those that they cover together.
  static double shared_words(const Tree& tree, Span a, Span b) {
    std::size_t both = 0, either = 0;
    for (Word w = 0; w < tree.size(); ++w) {
      const Span at = tree.token(w).span;
      both += a.contains(at) && b.contains(at);
      either += a.contains(at) || b.contains(at);
    }
    return either == 0 ? 0 : static_cast<double>(both) / static_cast<double>(either);
  }

  /// The chances that the network gives the kind: the trigger's, and the best of a word of the quote; none where it saw nothing.
  void find_chances(const Scene& scene, Draft& draft) const {
    if (chances_.empty()) return;
    const std::uint32_t kinds = static_cast<std::uint32_t>(lexicon_.kinds.size()), own = draft.hit->trigger->kind;
    const auto chance = [&](Word w, std::uint32_t kind) { return chances_[w * kinds + kind]; };
    draft.chance = draft.chance_here = chance(draft.hit->word, own);
    for (const Word w : words_in(scene.tree, draft.claim.quote)) draft.chance = std::max(draft.chance, chance(w, own));
    for (std::uint32_t other = 0; other < kinds; ++other)
      if (other != own && chance(draft.hit->word, other) > draft.rival_chance) draft.rival = other, draft.rival_chance = chance(draft.hit->word, other);
  }

  /// Fills the draft's claim. "" if it is one, else why not.
  std::string read_draft(const Scene& scene, const std::vector<TriggerHit>& hits, const std::vector<bool>& triggers, Draft& draft) {
    const ClaimKind& kind = lexicon_.kinds[draft.hit->trigger->kind];
    begin(scene, kind, triggers, draft);
    fill_slots(scene, kind, draft);
    find_time_and_place(scene, kind, draft);
    draft.doubt = objection_to(scene, hits, kind, draft);
    find_modality_and_source(scene, kind, draft);
    name_means(scene, kind, draft);
    carry_over(kind, draft);
    find_chances(scene, draft);
    draft.features = features_of(scene, hits, kind, draft);
    draft.claim.confidence = lexicon_.decision.confidence(draft.features);
    if (draft.claim.confidence >= lexicon_.decision.threshold(!draft.hit->learnt)) return {};
    return draft.doubt.empty() ? "too unlikely" : "too unlikely: " + draft.doubt;
  }

  void begin(const Scene& scene, const ClaimKind& kind, const std::vector<bool>& triggers, Draft& draft) {
    const TriggerHit& hit = *draft.hit;
    Claim& claim = draft.claim;
    claim.document_id = document_.id;
    claim.kind = kind.name;
    claim.phase = hit.trigger->phase;
    claim.trigger = scene.tree.token(hit.word).span;
    claim.rule = kind.name + "." + construction(hit);
    Predicate bounded = hit.predicate;
    bounded.keeps_content = kind.speech || (hit.predicate.pos == TriggerPos::noun && hit.predicate.find("xplace"));
    claim.quote = clause_span(scene, bounded, triggers);
    if (kind.speech && hit.predicate.pos == TriggerPos::verb) claim.quote = with_rest_of_clause(scene, claim.quote);
    if (const auto frame = trailing_frame(scene); frame && hit.word < frame->comma && claim.quote.contains(scene.tree.token(frame->comma).span) &&
        claim.quote.begin < scene.tree.token(frame->comma - 1).span.end)
      claim.quote.end = scene.tree.token(frame->comma - 1).span.end;
    for (const QuotedSpeech& quote : quotes_)  // what is said inside quotation marks ends with them
      if (quote.span.contains(claim.trigger) && quote.span.overlaps(claim.quote) && says_outside(scene, claim.quote, quote.span))
        claim.quote = {std::max(claim.quote.begin, quote.span.begin), std::min(claim.quote.end, quote.span.end)};
    if (reasons_) draft.fillers = cuts_seen(scene, kind, triggers, draft);
    choose_cuts(scene, kind, triggers, draft);
  }

  void find_time_and_place(const Scene& scene, const ClaimKind& kind, Draft& draft) const {
    const TriggerHit& hit = *draft.hit;
    Claim& claim = draft.claim;
    if (const auto* t = time_of(scene, hit.predicate)) {
      claim.time = to_claim_time(document_, *t->mention), draft.own_time = claim.quote.contains(t->mention->span);
      // "3,487 injured since 19 March": a sum that still grows.
      TimeReading& reading = claim.time->reading;
      if (kind.counts && scene.tree.preposition(t->head) == "since" && reading.edtf.find('/') == std::string::npos) reading.edtf += "/..", reading.to.reset();
    }
    // "Kunduz encircled: districts fall": several that nobody names are not the one named beside them.
    const auto told = kind.family == "territory" && claim.places.empty() ? place_word(kind, hit) : std::nullopt;
    const bool several = told && scene.tree.token(*told).xpos == "NNS" && is_a(scene, *told, "settlement");
    if (claim.places.empty())
      for (const auto& [word, place] : scene_of(scene, hit.predicate, claim.quote)) {
        if (several && !claim.quote.contains(place->mention->span)) continue;
        claim.places.push_back(to_claim_place(document_, *place->mention));
        draft.place_words.push_back(word);
        if (claim.quote.contains(place->mention->span)) draft.own_place = true;
      }
    if (claim.places.empty() && kind.family == "territory" && before_.place && claim.sentence - named_place_sentence_ <= 2 && means_last_place(scene, hit)) {
      claim.places.push_back(*before_.place);
      claim.places.back().reading.reason = "the place spoken of in sentence " + std::to_string(named_place_sentence_);
    }
    const bool tells_where = kind.family == "territory" || (kind.family == "violence" && kind.name != "displace") || kind.name == "deploy";
    if (claim.places.empty() && tells_where)
      if (auto place = unnamed_place_of(scene, kind, hit)) claim.places.push_back(std::move(*place)), draft.unnamed_place = true;
  }

  void find_modality_and_source(const Scene& scene, const ClaimKind& kind, Draft& draft) const {
    const TriggerHit& hit = *draft.hit;
    Claim& claim = draft.claim;
    claim.modality = modality_of(scene, hit.predicate);
    if (claim.modality == Modality::negated && asks_for_negation(*hit.trigger)) claim.modality = Modality::asserted;
    claim.attribution = attribution_of(scene, hit.predicate.light.value_or(hit.word), quotes_);
    if (claim.attribution.empty()) claim.attribution = told_by(claim);
    // A meeting that is to come is fixed, not begun: "talks are to open on the 27th".
    if (kind.name == "talk" && claim.modality == Modality::planned && (claim.phase.empty() || claim.phase == "begin" || claim.phase == "resume")) claim.phase = "schedule";
    // Who says that it is not so is who denies it: "a spokesman said he knew of no such offer".
    if ((kind.name == "deny" || kind.name == "reject") && claim.actors.empty() && !claim.attribution.empty()) {
      claim.actors.push_back(claim.attribution.front());
      claim.attribution.erase(claim.attribution.begin());
    }
    const bool claimed = hit.predicate.pos == TriggerPos::noun && hit.predicate.light && scene.lemma(*hit.predicate.light) == "claim";
    if (claimed && kind.family == "violence")  // a claim of responsibility: the claimant is actor and source
      if (const Argument* by = hit.predicate.find("light")) {
        claim.actors = actors_in(scene, by->head, true);
        claim.attribution = claim.actors;
      }
    if (kind.speech)
      std::erase_if(claim.attribution, [&](const ClaimActor& a) {
        return std::any_of(claim.actors.begin(), claim.actors.end(), [&](const ClaimActor& b) { return a.span == b.span || (!a.id.empty() && a.id == b.id); });
      });
  }

  /// Who the finder of attributions gives the words to: the narrowest of several.
  std::vector<ClaimActor> told_by(const Claim& claim) const {
    const Span trigger = claim.trigger;
    const Told* best = nullptr;
    auto at = std::upper_bound(told_.begin(), told_.end(), trigger.begin, [](std::uint32_t begin, const Told& t) { return begin < t.content.begin; });
    while (at != told_.begin() && trigger.begin - std::prev(at)->content.begin <= longest_) {
      --at;
      if (at->content.contains(trigger) && !at->said->cue.overlaps(trigger) && (!best || at->content.size() < best->content.size())) best = &*at;
    }
    if (!best) return {};
    const Scene& scene = scenes_[best->said->sentence];
    const auto words = words_in(scene.tree, best->said->source_head);
    auto source = words.empty() ? std::vector<ClaimActor>{} : actors_in(scene, words.front(), true);
    // "Insurgents attacked a village, killing 12": who acts speaks only by a word of saying.
    const auto cue = words_in(scene.tree, best->said->cue);
    if (std::none_of(cue.begin(), cue.end(), [&](Word w) { return lexicon_.cue_verbs.contains(scene.lemma(w)); }))
      std::erase_if(source, [&](const ClaimActor& s) { return std::any_of(claim.actors.begin(), claim.actors.end(), [&](const ClaimActor& a) { return a.span == s.span; }); });
    return source;
  }

  void name_means(const Scene& scene, const ClaimKind& kind, Draft& draft) const {
    Claim& claim = draft.claim;
    const auto words = words_in(scene.tree, claim.quote);
    if (kind.family == "violence") claim.instruments = named_in(scene.tree, words, lexicon_.instruments);
    if (kind.family == "talks" || kind.family == "measures") claim.topics = named_in(scene.tree, words, lexicon_.topics);
    if (kind.name == "kill") claim.effect = "killed";
    else if (kind.name == "wound") claim.effect = "wounded";
    else if (kind.name == "attack" || kind.name == "strike" || kind.name == "bombing") find_effect(scene, with_what_it_did_not(scene.tree, draft.hit->word, words), claim);
  }

  /// The words, and those of "without causing casualties": a claim of its own, and yet the effect of this one.
  static std::vector<Word> with_what_it_did_not(const Tree& tree, Word trigger, std::vector<Word> words) {
    for (const Word c : tree.children[trigger])
      if (tree.relation(c) == "advcl" && tree.child(c, "mark") && tree.form[*tree.child(c, "mark")] == "without")
        for (const Word w : subtree_of(tree.sentence, c)) words.push_back(w);
    return words;
  }

  /// Time and place that the paragraph gave in the sentence before or in this one.
  void carry_over(const ClaimKind& kind, Draft& draft) const {
    Claim& claim = draft.claim;
    if (!claim.time && time_ && claim.sentence - time_sentence_ <= 1 && !kind.state && claim.modality != Modality::planned) {
      claim.time = time_;
      claim.time->carried = true;
      claim.time->reading.reason = "carried from sentence " + std::to_string(time_sentence_);
    }
    const bool happens_there = kind.family == "violence" || kind.name == "cease_fire";
    if (!place_ || claim.sentence - place_sentence_ > 1 || !happens_there || !(claim.places.empty() || draft.unnamed_place)) return;
    ClaimPlace place = *place_;
    place.reading.reason = "carried from sentence " + std::to_string(place_sentence_);
    if (draft.unnamed_place) place.span = claim.places.front().span, place.text = claim.places.front().text;  // "the airport" of that town
    claim.places = {std::move(place)};
  }

  void remember(const Draft& draft) {
    const Claim& claim = draft.claim;
    if (claim.time && !claim.time->carried) time_ = claim.time, time_sentence_ = claim.sentence;
    before_.actors = claim.actors, before_.targets = claim.targets;
    if (claim.places.empty()) return;
    const bool carried = claim.places.front().reading.reason.starts_with("carried ");
    if (draft.own_place) before_.place = claim.places.back(), named_place_sentence_ = claim.sentence;
    if (!carried) place_ = claim.places.front(), place_sentence_ = claim.sentence;
  }

  /// One claim, or one for each place of a list.
  void add(const Scene& scene, Draft& draft) {
    const auto put = [&](Claim&& claim) {
      out_.push_back(std::move(claim));
      if (reasons_) reasons_->features.push_back(draft.features), reasons_->choices.push_back(draft.choices), reasons_->fillers.push_back(draft.fillers);
    };
    finish(scene, draft.claim);
    const Claim& claim = draft.claim;
    const bool list = lexicon_.kinds[draft.hit->trigger->kind].each_place && draft.place_words.size() > 1 && claim.places.size() == draft.place_words.size();
    if (!list) return put(std::move(draft.claim));
    for (std::size_t k = 0; k < claim.places.size(); ++k) {
      Claim one = claim;
      one.places = {claim.places[k]};
      if (const auto* t = time_of_member(scene, draft.place_words, k, claim.quote)) one.time = to_claim_time(document_, *t->mention);
      one.quote = quote_of_member(scene, draft, k);
      finish(scene, one);
      put(std::move(one));
    }
  }

  const Document& document_;
  const ClaimLexicon& lexicon_;
  const std::span<const Sentence> sentences_;
  const std::vector<Scene>& scenes_;
  struct Told {
    Span content;
    const Attribution* said;
  };
  const std::vector<QuotedSpeech> quotes_;
  std::vector<Told> told_;      ///< by begin
  std::uint32_t longest_ = 0;   ///< of their contents, bytes
  ClaimReasons* reasons_;
  std::vector<Claim> out_;
  std::vector<std::vector<float>> seen_;  ///< what the network makes of the words of some sentences, from one on
  std::uint32_t seen_from_ = 0;
  // Of the sentence that is read: words by kinds; what its words bring to any claim, once one is looked at, and its triggers whatever their kind; and what the
  // words are to each, by trigger and kind.
  std::vector<float> chances_;
  std::optional<std::vector<float>> brought_;
  std::map<Word, std::vector<float>> by_trigger_;
  std::map<std::pair<Word, std::uint32_t>, std::vector<PartOdds>> parts_;
  // What earlier sentences of the paragraph leave to the later ones.
  std::uint32_t segment_ = UINT32_MAX;
  std::optional<ClaimTime> time_;
  std::optional<ClaimPlace> place_;
  std::uint32_t time_sentence_ = 0, place_sentence_ = 0;
  // What the claim before leaves, over paragraphs; "it" and "the city" go back to its place.
  Before before_;
  std::uint32_t named_place_sentence_ = 0;
};

}  // namespace

ClaimExtractor::ClaimExtractor(const ClaimLexicon& lexicon, const AttributionFinder* finder) : lexicon_(lexicon), finder_(finder) {}

std::vector<Claim> ClaimExtractor::extract(const Document& document, const Analysis& analysis, const Readings& readings, ClaimReasons* reasons) const {
  const Analysis repaired = with_names(analysis, readings);
  const auto mentions = locate(repaired, readings);
  std::vector<Tree> trees;
  trees.reserve(repaired.sentences.size());
  for (const Sentence& s : repaired.sentences) trees.emplace_back(s);
  std::vector<Scene> scenes;
  scenes.reserve(trees.size());
  for (std::size_t i = 0; i < trees.size(); ++i) scenes.push_back({document, lexicon_, trees[i], mentions[i]});
  const std::vector<Attribution> told = finder_ ? finder_->find_spans(document, analysis) : std::vector<Attribution>{};
  return Walk(document, lexicon_, repaired.sentences, scenes, told, reasons).claims();
}

}  // namespace daybook
