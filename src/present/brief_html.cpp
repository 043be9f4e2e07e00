// The brief as one HTML file that makes no request and runs no script: it opens in ten years as it opens today.
#include <fmt/format.h>

#include "present/brief.h"
#include "present/html.h"
#include "present/wording.h"

namespace daybook {
namespace {

constexpr const char* kStyle = R"css(
:root{--ink:#1d2126;--soft:#5b6470;--line:#d9d5ca;--paper:#fbfaf6;--card:#fff;--h0:#9c3b2e;--h1:#2f5f8a;--h2:#7a6a1f;--h3:#4c7a4f;--h4:#6d4a86;--h5:#555}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 Georgia,"Times New Roman",serif}
main{max-width:1060px;margin:0 auto;padding:2rem 1.2rem 4rem}h1{font-size:1.9rem;line-height:1.2;margin:0 0 .3rem}
h2{font-size:1.25rem;border-bottom:2px solid var(--ink);padding-bottom:.2rem;margin:2.4rem 0 .8rem}h3{font-size:1rem;margin:1.2rem 0 .3rem}
.meta,.foot,.legend,.source{color:var(--soft);font:.86rem/1.45 system-ui,sans-serif}ul{padding-left:1.1rem;margin:.3rem 0}li{margin:.22rem 0}
.highlights li{margin:.5rem 0;font-size:1.06rem}a.ref{font:.72rem system-ui,sans-serif;color:#35618f;text-decoration:none;vertical-align:super;padding:0 1px}a.ref:hover,a.ref:focus{text-decoration:underline}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:.7rem;padding:0;list-style:none}.figures li{background:var(--card);border:1px solid var(--line);padding:.7rem .8rem;margin:0}
.figures b{display:block;font-size:1.15rem}.map{width:100%;height:auto;background:#e9eef2;border:1px solid var(--line)}
.around path{fill:#f4f2ec;stroke:#c9c4b6;stroke-width:.7}.outline path{fill:none;stroke:#3a3f45;stroke-width:1.3}.cell{stroke:#fff;stroke-width:.5}
.h0{fill:var(--h0)}.h1{fill:var(--h1)}.h2{fill:var(--h2)}.h3{fill:var(--h3)}.h4{fill:var(--h4)}.h5{fill:var(--h5)}.hu{fill:url(#dots)}.hatch{fill:url(#hatch);pointer-events:none}
.mark{stroke:#111;stroke-width:1}.mark.hu{fill:#fff}.mark.contested{stroke:#111;stroke-width:2.4;stroke-dasharray:2.5 1.5}.points text{font:10.5px system-ui,sans-serif;paint-order:stroke;stroke:#fff;stroke-width:2.6px;fill:#111}
.legend span{display:inline-flex;align-items:center;gap:.35rem;margin-right:1.1rem}.key{width:16px;height:12px;display:inline-block;border:1px solid #555}
.k0{background:var(--h0)}.k1{background:var(--h1)}.k2{background:var(--h2)}.k3{background:var(--h3)}.k4{background:var(--h4)}.k5{background:var(--h5)}
.kc{background:repeating-linear-gradient(45deg,#bbb 0 3px,#444 3px 6px)}.ku{background:radial-gradient(#b5b0a2 30%,#f2f0ea 32%) 0 0/5px 5px}
table{border-collapse:collapse;width:100%;font:.88rem/1.4 system-ui,sans-serif}th,td{text-align:left;vertical-align:top;padding:.32rem .6rem .32rem 0;border-bottom:1px solid var(--line)}
th{color:var(--soft);font-weight:600}details{margin:.25rem 0}summary{cursor:pointer}blockquote{margin:.3rem 0 .1rem;padding-left:.8rem;border-left:3px solid var(--line)}mark{background:#fff0b3}
.references{padding:0;list-style:none;font-size:.93rem}.references li{padding:.45rem .5rem;margin:0;border-bottom:1px solid var(--line)}.references li:target{background:#fff7d6}
.id{font:.74rem ui-monospace,monospace;color:var(--soft);overflow-wrap:anywhere}.swatch{display:inline-block;width:.7em;height:.7em;margin-right:.35em;border:1px solid #555}
@media print{details{display:block}.map{break-inside:avoid}}
)css";

std::string marks(const Brief& brief, const std::vector<std::string>& ids) {
  std::string out;
  for (const auto& id : ids)
    if (const auto found = brief.number_of.find(id); found != brief.number_of.end()) out += fmt::format("<a class=\"ref\" href=\"#ref-{0}\">[{0}]</a>", found->second);
  return out;
}

std::string sentence(const Brief& brief, const CitedSentence& s) { return html_text(s.text) + marks(brief, s.claim_ids); }

std::string list(const Brief& brief, const std::vector<CitedSentence>& sentences, const char* css = "") {
  std::string out = fmt::format("<ul class=\"{}\">\n", css);
  for (const auto& s : sentences) out += "<li>" + sentence(brief, s) + "</li>\n";
  return out + "</ul>\n";
}

std::vector<std::string> first_two(const std::vector<std::string>& ids) { return {ids.begin(), ids.begin() + std::min<std::ptrdiff_t>(2, std::ssize(ids))}; }

std::string map_section(const Brief& brief, const BriefInput& input) {
  if (!input.outlines || input.outlines->country.empty()) return "";
  std::map<std::string_view, const ControlState*> state_of;
  for (const auto& s : input.picture.control) state_of[s.place.id] = &s;
  std::vector<MapPlace> districts, points;
  for (const auto& d : input.districts) {
    MapPlace item{d, {}, false};
    if (const auto found = state_of.find(d.id); found != state_of.end()) item.state = *found->second, item.named = true;
    item.state.place = d;
    districts.push_back(std::move(item));
  }
  for (const auto& s : input.picture.control) {
    const bool point = s.place.kind == PlaceKind::border_crossing || s.place.kind == PlaceKind::city || s.place.kind == PlaceKind::airport || s.place.kind == PlaceKind::base ||
                       (input.districts.empty() && s.place.kind == PlaceKind::town);
    if (point && s.place.country == input.country && (s.status != ControlStatus::unknown || !s.remarks.empty())) points.push_back({s.place, s, true});
  }
  std::string out = "<h2>Map</h2>\n" + draw_map(*input.outlines, districts, points, brief.holders) + "<p class=\"legend\">";
  for (const auto& g : brief.control)
    if (!g.holder_id.empty()) out += fmt::format("<span><i class=\"key k{}\"></i>{}</span>", holder_class(brief.holders, g.holder_id).substr(1), html_text(g.holder));
  out += "<span><i class=\"key kc\"></i>contested</span><span><i class=\"key ku\"></i>unknown: no report names it</span></p>\n";
  out += fmt::format("<p class=\"legend\">{}Squares are border crossings, circles cities and other points. "
                     "As of {}, method {}. Outlines: Natural Earth by world-atlas. Boundaries and names imply no opinion on the status of any place.</p>\n",
                     input.districts.empty() ? "No districts of this country are in the gazetteer: only places that reports name are drawn. "
                                             : "Districts are drawn as the cells around their points, not as their boundaries. ",
                     in_words(brief.as_of), html_text(input.picture.control.empty() ? "control/1" : input.picture.control.front().method));
  return out;
}

std::string control_section(const Brief& brief) {
  std::string out = "<h2>Who holds what</h2>\n";
  if (!brief.named_count.text.empty()) out += "<p>" + sentence(brief, brief.named_count) + "</p>\n";
  for (const auto& g : brief.control) {
    const bool unknown = g.holder_id.empty();
    out += fmt::format("<details{}><summary><b>{}</b>: {} places{}</summary>\n<table><tr><th>place</th><th>state</th><th>since</th><th>basis</th><th>evidence</th></tr>\n",
                       unknown ? "" : " open", unknown ? "Holder unknown" : html_text(g.holder), g.held.size() + g.contested.size(),
                       g.contested.empty() || unknown ? "" : fmt::format(", of which {} contested", g.contested.size()));
    for (const auto* states : {&g.held, &g.contested})
      for (const auto* s : *states) {
        std::string state = name_of(s->status);
        if (s->contested_since) state += " since " + in_words(*s->contested_since);
        for (const auto& remark : s->remarks) state += "; " + remark;
        out += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}{}</td><td>{}{}</td></tr>\n", html_text(place_words(s->place)), html_text(state),
                           s->since ? in_words(*s->since) : "", html_text(s->basis), s->last_evidence ? "; last evidence " + in_words(*s->last_evidence) : "",
                           marks(brief, first_two(s->claim_ids)), s->opposing_claim_ids.empty() ? "" : " against: " + marks(brief, first_two(s->opposing_claim_ids)));
      }
    out += "</table></details>\n";
  }
  return out;
}

std::string references(const Brief& brief) {
  std::string out = "<h2>References</h2>\n<ul class=\"references\">\n";
  for (const auto& r : brief.references) {
    const auto& c = *r.claim;
    // The quote is marked inside its sentence, so that nobody reads a clause out of its context.
    std::string context = html_text(c.sentence_text);
    if (const auto at = c.sentence_text.find(c.quote_text); !c.quote_text.empty() && at != std::string::npos)
      context = html_text(c.sentence_text.substr(0, at)) + "<mark>" + html_text(c.quote_text) + "</mark>" + html_text(c.sentence_text.substr(at + c.quote_text.size()));
    const std::string link = safe_link(c.url);
    std::string where = link.empty() ? html_text(c.url.empty() ? c.file : c.url) : fmt::format("<a href=\"{0}\" rel=\"noreferrer\">{0}</a>", html_text(link));
    std::string said;
    for (const auto& a : c.claim.attribution)
      if (!a.name.empty() || !a.text.empty()) said += (said.empty() ? " According to " : ", ") + html_text(a.name.empty() ? a.text : a.name);
    out += fmt::format("<li id=\"ref-{}\"><details><summary>[{}] “{}” <span class=\"source\">{}</span></summary><blockquote>{}</blockquote>"
                       "<p class=\"source\">{}. {}{}<br>{}, {}{} <span class=\"id\">{} · page sha256 {}</span></p></details></li>\n",
                       r.number, r.number, html_text(c.quote_text), html_text(source_words(c)), context, html_text(c.title), said.empty() ? "" : said + ". ", where,
                       html_text(c.claim.kind), html_text(name_of(c.claim.modality)), c.wire_credits.empty() ? "" : ", credited to " + html_text(join_words(c.wire_credits, ", ")),
                       html_text(c.claim.id), html_text(c.page_digest.substr(0, 16)));
  }
  return out + "</ul>\n";
}

}  // namespace

std::string brief_html(const Brief& brief, const BriefInput& input) {
  const std::string title = fmt::format("Situation brief{}{}, {}", brief.region.empty() ? "" : ": ", brief.region, in_words(brief.as_of));
  std::string out = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
                    "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>" + html_text(title) + "</title><style>" + kStyle + "</style></head>\n<body><main>\n";
  out += "<h1>" + html_text(title) + "</h1>\n";
  out += fmt::format("<p class=\"meta\">{} documents{}; {} claims from {} independent origins; {} events{}. Every number in brackets opens to the words, the source and the date.</p>\n",
                     brief.documents, brief.coverage.empty() ? "" : ", published " + brief.coverage, brief.claims, brief.origins, brief.events,
                     brief.rejected ? fmt::format("; {} page{} could not be read", brief.rejected, brief.rejected == 1 ? "" : "s") : "");
  if (brief.claims == 0) {
    out += "<p>Nothing in these documents could be read as a claim, so there is nothing to report. Unknown is not the same as quiet.</p>\n";
    return out + "</main></body></html>\n";
  }
  out += "<h2>Highlights</h2>\n" + list(brief, brief.highlights, "highlights");
  out += "<h2>Key figures</h2>\n";
  if (brief.figures.empty()) out += "<p>No totals were reported.</p>\n";
  else {
    out += "<ul class=\"figures\">\n";
    for (const auto& f : brief.figures)
      out += fmt::format("<li><b>{}</b>{}{}<br><span class=\"source\">{}{}</span></li>\n", html_text(f.figure), html_text(f.label), marks(brief, f.claim_ids),
                         html_text(f.source.empty() ? "" : f.source + ", "), html_text(f.date));
    out += "</ul>\n";
  }
  out += map_section(brief, input);
  out += control_section(brief);
  out += "<h2>Where the talks stand</h2>\n";
  if (brief.talks.empty()) out += "<p>No report of talks.</p>\n";
  for (const auto& t : brief.talks) out += "<h3>" + html_text(t.name) + "</h3>\n" + list(brief, t.sentences);
  out += "<h2>Disputed</h2>\n";
  out += brief.disputed.empty() ? "<p>No claim is contradicted by another in these documents.</p>\n" : list(brief, brief.disputed);
  out += "<h2>Timeline</h2>\n";
  for (const auto& d : brief.timeline) out += "<h3>" + html_text(d.date) + "</h3>\n" + list(brief, d.entries);
  out += references(brief);
  out += "<p class=\"foot\">Made by Daybook from the documents alone. " + html_text(input.method) +
         ". A claim is what a source said, not what is so. Not for targeting, and no substitute for an analyst.</p>\n";
  return out + "</main></body></html>\n";
}

}  // namespace daybook
