#include "present/explain.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "present/brief.h"
#include "present/wording.h"

namespace daybook {
namespace {

std::string actors_line(const char* label, const std::vector<ClaimActor>& actors) {
  std::string out;
  for (const auto& a : actors) {
    out += out.empty() ? "" : "; ";
    out += a.name.empty() ? "unresolved" : a.name;
    if (!a.text.empty() && a.text != a.name) out += " (\"" + a.text + "\")";
    if (!a.id.empty()) out += " " + a.id;
  }
  return out.empty() ? "" : fmt::format("  {:<13}{}\n", label, out);
}

std::string claim_block(const LedgerClaim& c) {
  const auto& k = c.claim;
  std::string out = fmt::format("claim {}\n  “{}”\n", k.id, c.quote_text);
  out += fmt::format("  {:<13}{}{}, {}, confidence {:.2f}, rule {}\n", "kind", k.kind, k.phase.empty() ? "" : " (" + k.phase + ")", name_of(k.modality), k.confidence, k.rule);
  out += actors_line("who", k.actors) + actors_line("to whom", k.targets);
  for (const auto& p : k.places)
    out += fmt::format("  {:<13}{} (\"{}\") {}; {}{}\n", "where", place_words(p.reading), p.text, p.reading.id, p.reading.reason, p.ambiguous ? "; ambiguous" : "");
  if (k.time) out += fmt::format("  {:<13}{} (\"{}\"); {}{}\n", "when", k.time->reading.edtf, k.time->text, k.time->reading.reason, k.time->carried ? "; carried over" : "");
  for (const auto& n : k.numbers) out += fmt::format("  {:<13}{}\n", "how many", in_words(n));
  out += actors_line("according to", k.attribution);
  out += fmt::format("  {:<13}{}{}\n", "source", source_words(c), c.wire_credits.empty() ? "" : ", credited to " + join_words(c.wire_credits, ", "));
  out += fmt::format("  {:<13}{} ({}), code points {}-{} of {}\n", "text", c.claim.document_id, c.url.empty() ? c.file : c.url, k.quote.begin, k.quote.end, name_of(k.segment));
  out += fmt::format("  {:<13}sha256 {}\n", "page", c.page_digest);
  return out;
}

}  // namespace

std::optional<std::string> explain(const LedgerView& view, const std::vector<LedgerClaim>& claims, const Picture& picture, const std::string& id) {
  std::map<std::string_view, const LedgerClaim*> index;
  for (const auto& c : claims) index[c.claim.id] = &c;
  const auto blocks = [&](const std::vector<std::string>& ids) {
    std::string out;
    for (const auto& claim : ids)
      if (const auto found = index.find(claim); found != index.end()) out += "\n" + claim_block(*found->second);
    return out;
  };

  if (id.starts_with("clm_")) {
    if (const auto found = index.find(id); found != index.end()) return claim_block(*found->second);
    if (const auto comment = view.claim(id)) return "A reader's comment: kept to be looked at, never evidence.\n" + claim_block(*comment);
  }
  for (const auto& e : picture.events) {
    if (e.id != id || e.claim_ids.empty() || !index.contains(e.claim_ids.front())) continue;
    std::string out = fmt::format("event {}\n{}\n{} claims in {} reports, {} independent origins\n", e.id, sentence_for(e, *index.at(e.claim_ids.front())), e.claim_ids.size(), e.reports, e.origins);
    for (const auto& j : e.joined) out += fmt::format("  {} joined at {:.2f}: {}\n", j.claim_id, j.score, j.why);
    out += blocks(e.claim_ids);
    if (!e.disputing_claim_ids.empty()) out += "\nDisputed by:\n" + blocks(e.disputing_claim_ids);
    return out;
  }
  for (const auto& s : picture.control) {
    if (s.place.id != id) continue;
    std::string out = fmt::format("{}\n{}{}, probability {:.2f}, {}{}\n", place_words(s.place), name_of(s.status), s.holder.empty() ? "" : " by " + s.holder, s.probability,
                                  s.basis.empty() ? "no basis" : s.basis, s.last_evidence ? ", last evidence " + in_words(*s.last_evidence) : "");
    for (const auto& remark : s.remarks) out += "  " + remark + "\n";
    out += fmt::format("method {}\n\nEvidence for it:\n{}", s.method, blocks(s.claim_ids));
    if (!s.opposing_claim_ids.empty()) out += "\nEvidence against it:\n" + blocks(s.opposing_claim_ids);
    return out;
  }
  for (const auto& t : picture.tracks) {
    if (t.id == id) return fmt::format("track {}: {}\n{}", t.id, t.name, blocks(t.claim_ids));
    for (const auto& r : t.rounds)
      if (r.id == id) return fmt::format("round {} of {}\n{}", r.id, t.name, blocks(r.claim_ids));
  }
  for (const auto& t : picture.tallies) {
    if (t.id != id) continue;
    std::vector<std::string> ids;
    for (const auto& p : t.points) ids.push_back(p.claim_id);
    return fmt::format("tally {}: {}\n{}", t.id, t.subject, blocks(ids));
  }
  if (id.starts_with("doc_")) {
    if (const auto d = view.document(id)) {
      std::string out = fmt::format("document {}\n  {}\n  {}{}\n  published {} ({})\n  page sha256 {}\n", d->id, d->title, d->publisher.empty() ? "publisher unknown" : d->publisher,
                                    d->url.empty() ? ", " + d->at.file : ", " + d->url, d->published.day ? to_iso(*d->published.day) : "unknown",
                                    d->published.basis.empty() ? "nothing says when" : d->published.basis, d->page_digest);
      for (const auto& note : d->notes) out += "  note: " + note + "\n";
      for (const auto& s : d->segments) out += fmt::format("  {:<9} {}-{}  {}\n", name_of(s.kind), s.span.begin, s.span.end, s.reason);
      for (const auto& c : claims)
        if (c.claim.document_id == id) out += "\n" + claim_block(c);
      return out;
    }
  }
  return std::nullopt;
}

std::vector<std::string> check_quotes(const LedgerView& view, const std::vector<LedgerClaim>& claims) {
  std::vector<std::string> failures;
  std::optional<Document> document;
  std::optional<CodePointIndex> offsets;
  for (const auto& c : claims) {
    if (!document || document->id != c.claim.document_id) {
      document = view.document(c.claim.document_id);
      if (!document) {
        failures.push_back(c.claim.id + ": its document " + c.claim.document_id + " is not in the ledger");
        continue;
      }
      offsets.emplace(document->text);
      if (sha256_hex(view.page_bytes(document->page_digest)) != document->page_digest) failures.push_back(document->id + ": the stored page does not match its digest");
    }
    const Span bytes{offsets->bytes(c.claim.quote.begin), offsets->bytes(c.claim.quote.end)};
    if (c.quote_text.empty() || text_of(document->text, bytes) != c.quote_text) failures.push_back(c.claim.id + ": its quote does not stand at its offsets");
  }
  return failures;
}

}  // namespace daybook
