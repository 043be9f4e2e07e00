#include <cctype>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "clean/dates.h"
#include "clean/parts.h"

namespace daybook {
namespace {

using nlohmann::json;

std::string as_text(const json& value) {
  if (value.is_string()) return squeeze(repair_utf8(value.get<std::string>()));
  if (value.is_object() && value.contains("name")) return as_text(value["name"]);
  if (value.is_array() && !value.empty()) return as_text(value[0]);
  return {};
}

/// Entities that pages leave in JSON-LD strings, by the parser that knows them all.
std::string plain(const std::string& text) {
  if (text.find('&') == std::string::npos && text.find('<') == std::string::npos) return text;
  return parse_html(text).text(0);
}

bool article_type(const json& object) {
  const auto found = object.find("@type");
  if (found == object.end()) return false;
  const auto fits = [](const json& type) {
    if (!type.is_string()) return false;
    const auto name = type.get<std::string>();
    return name.ends_with("Article") || name.ends_with("BlogPosting") || name.ends_with("Report") || name == "Recipe" || name == "WebPage" || name == "Review";
  };
  if (found->is_array()) return std::any_of(found->begin(), found->end(), fits);
  return fits(*found);
}

void collect_articles(const json& value, int depth, std::vector<const json*>& out) {
  if (depth > 8) return;
  if (value.is_array())
    for (const auto& entry : value) collect_articles(entry, depth + 1, out);
  if (!value.is_object()) return;
  if (article_type(value)) out.push_back(&value);
  for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage", "itemListElement"})
    if (value.contains(key)) collect_articles(value[key], depth + 1, out);
}

bool plausible_name(const std::string& name) {
  return name.size() >= 3 && name.size() <= 80 && name.find("://") == std::string::npos && name.find('@') == std::string::npos &&
         name.find("www.") == std::string::npos;
}

void add_name(std::vector<std::string>& names, std::string name) {
  const std::string key = fold_key(name);
  for (const char* lead : {"by ", "von "})
    if (key.starts_with(lead)) name = std::string(trim(std::string_view(name).substr(std::string_view(lead).size())));
  if (!plausible_name(name)) return;
  for (const auto& known : names)
    if (fold_key(known) == fold_key(name)) return;
  names.push_back(std::move(name));
}

void set_date(DatedFact& fact, const std::string& written, const std::string& basis, const CleanLexicon& lexicon) {
  if (fact.day || written.empty()) return;
  if (const auto day = find_day(written, lexicon)) fact = {day, squeeze(written), basis, false};
}

void read_json_ld(const HtmlTree& tree, const CleanLexicon& lexicon, PageFacts& facts) {
  for (const auto& node : tree.nodes) {
    if (node.tag != "script" || node.attribute("type").find("ld+json") == std::string_view::npos) continue;
    std::string text;
    for (std::size_t i = static_cast<std::size_t>(&node - tree.nodes.data()) + 1; i < node.end; ++i) text += tree.nodes[i].text;
    if (text.size() > (4u << 20)) continue;
    int depth = 0, deepest = 0;
    for (char& c : text) {
      if (static_cast<unsigned char>(c) < 0x20) c = ' ';  // raw line ends in strings are common and not JSON
      depth += (c == '{' || c == '[') - (c == '}' || c == ']');
      deepest = std::max(deepest, depth);
    }
    if (deepest > 100) continue;
    const json value = json::parse(text, nullptr, false);
    if (value.is_discarded()) continue;
    std::vector<const json*> articles;
    collect_articles(value, 0, articles);
    std::stable_sort(articles.begin(), articles.end(), [](const json* a, const json* b) {
      const auto weak = [](const json* x) { return as_text((*x)["@type"]) == "WebPage"; };
      return weak(a) < weak(b);
    });
    for (const json* article : articles) {
      const auto field = [&](const char* name) { return article->contains(name) ? plain(as_text((*article)[name])) : std::string{}; };
      if (facts.title.empty() && !field("headline").empty()) facts.title = field("headline"), facts.title_basis = "json-ld headline";
      set_date(facts.published, field("datePublished"), "json-ld datePublished", lexicon);
      set_date(facts.modified, field("dateModified"), "json-ld dateModified", lexicon);
      if (facts.publisher.empty()) facts.publisher = field("publisher");
      if (facts.language.empty()) facts.language = field("inLanguage");
      if (facts.article_body.empty()) facts.article_body = field("articleBody");
      if (facts.authors.empty() && article->contains("author")) {
        const auto& author = (*article)["author"];
        if (author.is_array())
          for (const auto& entry : author) add_name(facts.authors, plain(as_text(entry)));
        else add_name(facts.authors, plain(as_text(author)));
      }
    }
  }
}

}  // namespace

std::string without_site(const std::string& title, const std::string& site) {
  std::string out = title;
  static constexpr std::string_view kSeparators[] = {" | ", " – ", " — ", " - ", " » ", " :: ", " • ", " · "};
  for (int round = 0; round < 2; ++round) {
    std::size_t cut = std::string::npos, skip = 0;
    for (const auto separator : kSeparators) {
      const auto at = out.rfind(separator);
      if (at != std::string::npos && (cut == std::string::npos || at > cut)) cut = at, skip = separator.size();
    }
    if (cut == std::string::npos) break;
    const std::string tail = fold_key(out.substr(cut + skip)), head = out.substr(0, cut);
    const auto words = [](const std::string& text) { return std::count(text.begin(), text.end(), ' ') + 1; };
    const std::string site_key = fold_key(site);
    const bool is_site = !site_key.empty() && (tail.find(site_key) != std::string::npos || site_key.find(tail) != std::string::npos);
    const bool bar = out.compare(cut, skip, " - ") != 0 && out.compare(cut, skip, " – ") != 0 && out.compare(cut, skip, " — ") != 0;
    if (!is_site && !(words(tail) <= 4 && words(head) >= 3 && (bar || words(head) >= 4))) break;
    out = head;
  }
  return std::string(trim(out));
}

std::vector<std::string> names_in_byline(std::string_view text) {
  std::string line = squeeze(text.substr(0, 200));
  const std::string key = fold_key(line);
  bool led = false;
  for (const std::string_view lead : {"written by ", "posted by ", "reported by ", "by: ", "by ", "von "})
    if (key.starts_with(lead)) {
      line = line.substr(lead.size());
      led = true;
      break;
    }
  std::vector<std::string> out;
  for (const std::string_view stop : {" | ", " • ", " · ", " - ", " – ", " — ", " on ", " in ", " am ", " at "})
    if (const auto at = line.find(stop); at != std::string::npos) line = line.substr(0, at);
  for (std::size_t at = 0; at <= line.size();) {
    std::size_t end = line.size(), next = line.size() + 1;
    for (const std::string_view separator : {", ", " and ", " & ", " und ", "; "})
      if (const auto hit = line.find(separator, at); hit < end) end = hit, next = hit + separator.size();
    const std::string name(trim(std::string_view(line).substr(at, end - at)));
    const auto words = std::count(name.begin(), name.end(), ' ') + 1;
    const bool capital = !name.empty() && !std::islower(static_cast<unsigned char>(name[0])) && !std::isdigit(static_cast<unsigned char>(name[0]));
    if (!capital || words > 4 || (!led && words < 2)) break;  // a role or a place follows the names
    add_name(out, name);
    at = next;
  }
  return out;
}

PageFacts read_facts(const HtmlTree& tree, const CleanLexicon& lexicon) {
  PageFacts facts;
  read_json_ld(tree, lexicon, facts);
  std::string og_title, title, site, application;
  std::vector<std::string> meta_authors;
  const auto language = [&](std::string_view value) {
    std::string tag(value.substr(0, value.find(',')));
    std::replace(tag.begin(), tag.end(), '_', '-');
    if (tag.size() >= 2 && tag.size() <= 12 && facts.language.empty()) facts.language = tag;
  };
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const auto& node = tree.nodes[i];
    if (node.tag == "html" && !node.attribute("lang").empty() && node.attribute("lang").size() <= 12) facts.language = node.attribute("lang");
    if (node.tag == "title" && title.empty()) title = tree.text(i);
    if (node.tag == "link" && node.attribute("rel") == "canonical" && facts.url.empty()) facts.url = node.attribute("href");
    if (node.tag != "meta") continue;
    std::string name = fold_key(node.attribute("property"));
    if (name.empty()) name = fold_key(node.attribute("name"));
    if (name.empty()) name = fold_key(node.attribute("itemprop"));
    const std::string value = squeeze(node.attribute("content"));
    if (value.empty()) continue;
    if (name == "og:title" && og_title.empty()) og_title = value;
    if (name == "og:site_name" && site.empty()) site = value;
    if (name == "application-name" && application.empty()) application = value;
    if (name == "og:url" && facts.url.empty()) facts.url = value;
    if (name == "og:locale" || fold_key(node.attribute("http-equiv")) == "content-language" || name == "language") language(value);
    for (const char* known : {"author", "article:author", "dc.creator", "dcterms.creator", "sailthru.author", "parsely-author", "byl"})
      if (name == known) for (const auto& one : names_in_byline("By " + (value.starts_with("By ") ? value.substr(3) : value))) add_name(meta_authors, one);
    for (const char* known : {"article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date", "publication_date", "dc.date", "dc.date.issued",
                              "dcterms.date", "dcterms.created", "dc.date.created", "sailthru.date", "parsely-pub-date", "article.published", "og:published_time", "rnews:datepublished",
                              "ptime", "article_date_original", "og:article:published_time", "cxenseparse:recs:publishtime", "publishedtime", "citation_publication_date"})
      if (name == known) set_date(facts.published, value, "meta " + name, lexicon);
    for (const char* known : {"article:modified_time", "datemodified", "og:updated_time", "last-modified", "dcterms.modified", "lastmod"})
      if (name == known) set_date(facts.modified, value, "meta " + name, lexicon);
  }
  if (facts.publisher.empty() || facts.publisher.size() > 80) facts.publisher = site.empty() ? application : site;
  for (const auto& name : meta_authors)
    if (facts.authors.empty() || std::find(meta_authors.begin(), meta_authors.end(), facts.authors[0]) != meta_authors.end()) add_name(facts.authors, name);
  if (facts.title.empty() && !og_title.empty()) facts.title = without_site(og_title, site), facts.title_basis = "og:title";
  if (facts.title.empty() && !title.empty()) facts.title = without_site(title, site), facts.title_basis = "title element";
  // Dates in elements: microdata, then <time> with a machine date.
  for (std::size_t i = 0; i < tree.nodes.size() && !facts.published.day; ++i) {
    const auto& node = tree.nodes[i];
    if (fold_key(node.attribute("itemprop")) != "datepublished") continue;
    const std::string written(node.attribute("datetime").empty() ? node.attribute("content") : node.attribute("datetime"));
    set_date(facts.published, written.empty() ? tree.text(i) : written, "microdata datePublished", lexicon);
  }
  for (std::size_t i = 0; i < tree.nodes.size() && facts.authors.empty(); ++i) {
    const auto& node = tree.nodes[i];
    if (fold_key(node.attribute("itemprop")) == "author" || node.attribute("rel") == "author")
      for (const auto& name : names_in_byline("By " + tree.text(i))) add_name(facts.authors, name);
  }
  return facts;
}

std::string detect_language(std::string_view text, const CleanLexicon& lexicon) {
  std::map<std::string, int, std::less<>> counts;
  int words = 0;
  const std::string folded = fold_case(text.substr(0, 20000));
  for (std::size_t i = 0; i < folded.size();) {
    const auto letter = [&](std::size_t at) { return std::isalpha(static_cast<unsigned char>(folded[at])) || static_cast<unsigned char>(folded[at]) >= 0x80; };
    if (!letter(i)) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < folded.size() && letter(end)) ++end;
    ++words;
    if (end - i <= 12) ++counts[folded.substr(i, end - i)];
    i = end;
  }
  if (words < 12) return {};
  std::string best;
  int best_hits = 0, second = 0;
  for (const auto& [language, known] : lexicon.words) {
    int hits = 0;
    for (const auto& word : known)
      if (const auto found = counts.find(word); found != counts.end()) hits += found->second;
    if (hits > best_hits) second = best_hits, best_hits = hits, best = language;
    else second = std::max(second, hits);
  }
  return best_hits * 10 >= words && best_hits > second ? best : std::string{};
}

bool ends_sentence(std::string_view text) {
  text = trim(text);
  static constexpr std::string_view kClosers[] = {"\"", "'", ")", "]", "”", "’", "»", "“"};
  for (bool again = true; again;) {
    again = false;
    for (const auto closer : kClosers)
      if (text.ends_with(closer)) text.remove_suffix(closer.size()), again = true;
  }
  for (const std::string_view end : {".", "!", "?", "…", "。", "؟", "۔", ":", ";"})
    if (text.ends_with(end)) return true;
  return false;
}

}  // namespace daybook
