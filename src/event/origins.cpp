// Who told it first. Copies are found by wording (Broder's containment of word shingles), sentence by sentence, because a
// round-up copies from several reports at once.
#include <algorithm>
#include <map>
#include <set>

#include "base/hash.h"
#include "base/utf8.h"
#include "event/events.h"
#include "event/words.h"

namespace daybook {
namespace {

constexpr std::size_t kRun = 5;              // words in a shingle
constexpr std::size_t kEnoughShingles = 4;   // 8 equal words in a row are no coincidence
constexpr double kSentenceCopied = 0.6;      // of the shorter sentence's shingles
constexpr double kDocumentCopied = 0.4;      // of the smaller document's; then less is asked of a sentence:
constexpr double kSentenceEdited = 0.25;
constexpr std::size_t kBoilerplate = 200;    // a shingle in more sentences than this says nothing

struct SentenceNode {
  std::size_t edition;
  std::vector<std::uint64_t> shingles;
};

struct DocumentNode {
  std::string id, publisher;
  std::vector<std::string> wire_credits;
  std::optional<Day> published;
};

/// Documents whose sentences with claims are all the same: plain reprints, compared with others only once.
struct Edition {
  std::vector<DocumentNode> documents;
  std::vector<std::string> sentences;
  std::size_t shingles = 0;
};

// Undated documents come last: a copy often loses its date, an original seldom does.
auto age_key(const DocumentNode& d) { return std::tuple(!d.published, d.published.value_or(Day{}), d.id); }

struct Groups {
  std::vector<std::size_t> parent;
  std::size_t find(std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  }
  void join(std::size_t a, std::size_t b) {
    a = find(a), b = find(b);
    parent[std::max(a, b)] = std::min(a, b);
  }
};

std::string voice_of(const DocumentNode& d) {
  if (!d.wire_credits.empty()) return fold_key(d.wire_credits.front());
  if (!d.publisher.empty()) return fold_key(d.publisher);
  return d.id;
}

// Copies of one sentence speak with one voice: the agency credited in any of them, else the oldest.
std::string voice_of(const std::vector<Edition>& editions, const std::set<std::size_t>& members) {
  const DocumentNode* oldest = nullptr;
  const DocumentNode* credited = nullptr;
  for (const std::size_t m : members)
    for (const auto& d : editions[m].documents) {
      if (!oldest || age_key(d) < age_key(*oldest)) oldest = &d;
      if (!d.wire_credits.empty() && (!credited || age_key(d) < age_key(*credited))) credited = &d;
    }
  return voice_of(credited ? *credited : *oldest);
}

const ClaimActor* innermost(const Claim& claim, bool media) {
  for (const auto& source : claim.attribution)
    if ((source.kind == ActorKind::media) == media && !source.id.empty()) return &source;
  return nullptr;
}

using Pairs = std::map<std::pair<std::size_t, std::size_t>, std::size_t>;

// Shared shingles of every two sentences of different editions that share any.
Pairs shared_shingles(const std::vector<SentenceNode>& sentences) {
  std::map<std::uint64_t, std::vector<std::size_t>> where;
  for (std::size_t i = 0; i < sentences.size(); ++i)
    for (const auto s : sentences[i].shingles) where[s].push_back(i);
  Pairs shared;
  for (const auto& [shingle, in] : where) {
    if (in.size() > kBoilerplate) continue;
    for (std::size_t a = 0; a < in.size(); ++a)
      for (std::size_t b = a + 1; b < in.size(); ++b)
        if (sentences[in[a]].edition != sentences[in[b]].edition) ++shared[{in[a], in[b]}];
  }
  return shared;
}

struct Editions {
  std::vector<Edition> list;
  std::map<std::string, std::size_t> of_document;
};

Editions editions_of(const std::vector<LedgerClaim>& claims) {
  // Sorted copies of what is needed, so that the order of the input cannot matter.
  std::map<std::string, DocumentNode> documents;
  std::map<std::string, std::set<std::string>> sentences;
  for (const auto& c : claims) {
    documents.try_emplace(c.claim.document_id, DocumentNode{c.claim.document_id, c.publisher, c.wire_credits, c.published});
    sentences[c.claim.document_id].insert(c.sentence_text);
  }
  // Of several agencies that one document credits the one that others credit, too, comes first: their reports are not independent of it.
  std::map<std::string, std::size_t> tellers;
  for (const auto& [id, node] : documents) {
    for (const auto& agency : node.wire_credits) ++tellers[fold_key(agency)];
    if (node.wire_credits.empty() && !node.publisher.empty()) ++tellers[fold_key(node.publisher)];
  }
  for (auto& [id, node] : documents)
    std::stable_partition(node.wire_credits.begin(), node.wire_credits.end(), [&](const auto& agency) { return tellers.at(fold_key(agency)) > 1; });

  Editions out;
  std::map<std::vector<std::string>, std::size_t> known;
  for (const auto& [id, node] : documents) {
    std::vector<std::string> key(sentences[id].begin(), sentences[id].end());
    std::size_t shingles = 0;
    for (const auto& text : key) shingles += shingles_of(word_hashes(text), kRun).size();
    std::vector<std::string> identity = key;
    if (shingles < kEnoughShingles) identity.push_back(id);  // a stock phrase alone makes no reprint
    const auto [at, fresh] = known.try_emplace(std::move(identity), out.list.size());
    if (fresh) out.list.push_back({{}, std::move(key), shingles});
    out.list[at->second].documents.push_back(node);
    out.of_document[id] = at->second;
  }
  return out;
}

}  // namespace

void find_origins(std::vector<LedgerClaim>& claims) {
  const Editions editions = editions_of(claims);
  std::vector<SentenceNode> sentences;
  std::map<std::pair<std::size_t, std::string_view>, std::size_t> sentence_at;
  Groups groups;
  for (std::size_t e = 0; e < editions.list.size(); ++e)
    for (const auto& text : editions.list[e].sentences) {
      sentence_at[{e, text}] = sentences.size();
      groups.parent.push_back(sentences.size());
      sentences.push_back({e, shingles_of(word_hashes(text), kRun)});
    }

  const Pairs shared = shared_shingles(sentences);
  Pairs editions_share;
  for (const auto& [pair, count] : shared) editions_share[std::minmax(sentences[pair.first].edition, sentences[pair.second].edition)] += count;
  for (const auto& [pair, count] : shared) {
    const SentenceNode &a = sentences[pair.first], &b = sentences[pair.second];
    const double part = static_cast<double>(count) / static_cast<double>(std::min(a.shingles.size(), b.shingles.size()));
    const auto smaller = std::min(editions.list[a.edition].shingles, editions.list[b.edition].shingles);
    const bool copied = smaller >= kEnoughShingles &&
                        static_cast<double>(editions_share[std::minmax(a.edition, b.edition)]) >= kDocumentCopied * static_cast<double>(smaller);
    if ((part >= kSentenceCopied && count >= kEnoughShingles) || (copied && part >= kSentenceEdited)) groups.join(pair.first, pair.second);
  }

  std::map<std::size_t, std::set<std::size_t>> members;
  for (std::size_t i = 0; i < sentences.size(); ++i) members[groups.find(i)].insert(sentences[i].edition);
  std::map<std::size_t, std::string> voices;
  for (const auto& [group, in] : members) voices[group] = voice_of(editions.list, in);
  for (auto& c : claims) {
    const auto group = groups.find(sentence_at.at({editions.of_document.at(c.claim.document_id), c.sentence_text}));
    // A report that repeats another medium is that medium's.
    const ClaimActor* medium = innermost(c.claim, true);
    c.origin_id = make_id("org_", {medium ? fold_key(medium->name) : voices.at(group)});
    const ClaimActor* source = innermost(c.claim, false);
    c.source_id = source ? source->id : std::string();
  }
}

}  // namespace daybook
