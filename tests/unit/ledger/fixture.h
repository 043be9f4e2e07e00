// Ledgers in a folder of their own, and reports made by hand.
#pragma once

#include <unistd.h>

#include <filesystem>
#include <string>

#include "base/hash.h"
#include "ledger/ledger.h"

namespace daybook::test {

/// A folder that goes away with the test.
struct Folder {
  std::filesystem::path path;
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "daybook-ledger-XXXXXX").string();
    if (mkdtemp(name.data())) path = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  std::filesystem::path operator/(const char* name) const { return path / name; }
};

inline Claim claim_on(const Document& document, Span quote, const char* kind) {
  Claim claim;
  claim.document_id = document.id;
  claim.quote = quote;
  claim.trigger = quote;
  claim.kind = kind;
  claim.rule = "test.rule";
  claim.confidence = 0.5;
  claim.id = make_id("clm_", {document.page_digest, std::to_string(quote.begin), kind});
  return claim;
}

/// A page of plain text with two sentences, one claim on each; its first letters take two bytes.
inline Report report(int number, const std::string& url = {}) {
  Report r;
  const std::string n = std::to_string(number);
  r.page.bytes = "Ślava fell in district " + n + ". Talks began.";
  r.page.digest = sha256_hex(r.page.bytes);
  r.page.type = MediaType::text;
  r.page.hints.url = url;
  r.page.at = {"input/" + n + ".txt", 0, r.page.bytes.size(), 0};
  Document& d = r.document;
  d.page_digest = r.page.digest;
  d.at = r.page.at;
  d.url = url;
  d.id = make_id("doc_", {d.page_digest, url.empty() ? d.at.file : url, "0"});
  d.publisher = "The Wire";
  d.title = "Report " + n;
  d.authors = {"A. Writer"};
  d.wire_credits = {"Cable", "Wire"};
  d.published = {Day::of(2021, 7, 1) + number % 20, "long ago", "byline text", false};
  d.text = r.page.bytes;
  const auto size = static_cast<std::uint32_t>(d.text.size());
  const auto dot = static_cast<std::uint32_t>(d.text.find('.')) + 1;
  d.segments = {{SegmentKind::body, {0, size}, "the whole file"}};
  r.sentences = {{0, dot}, {dot + 1, size}};
  Claim capture = claim_on(d, {0, dot - 1}, "capture");
  capture.actors = {{"act_a", "Party A", "act_a", "REB", "AF", ActorKind::group, {0, 6}, "Ślava"}};
  ClaimPlace place;
  place.reading.id = "plc_1";
  place.reading.name = "Ślava";
  place.reading.kind = PlaceKind::town;
  place.reading.lat = 34.5;
  place.reading.lon = 69.1;
  place.span = {0, 6};
  place.text = "Ślava";
  capture.places = {place};
  capture.time = ClaimTime{{"2021-07-14", Day::of(2021, 7, 14), Day::of(2021, 7, 14), TimePrecision::day, "explicit"}, {7, 11}, "fell", true};
  capture.numbers = {{160, std::nullopt, 407.0, Bound::more_than, "district", "districts", {7, 11}, "fell"}};
  capture.topics = {"ceasefire"};
  Claim talk = claim_on(d, {dot + 1, size - 1}, "talk");
  talk.sentence = 1;
  talk.phase = "begin";
  talk.modality = Modality::reported;
  r.claims = {capture, talk};
  return r;
}

inline WriteCount write(const std::filesystem::path& file, int first, int last, const char* at = "2021-07-18T00:00:00Z", const char* method = "m/1") {
  LedgerWriter writer(file, at, method);
  for (int i = first; i < last; ++i) {
    const Report r = report(i);
    if (!writer.knows(r.page)) writer.add(r);
  }
  return writer.finish();
}

}  // namespace daybook::test
