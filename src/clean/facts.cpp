#include <cctype>
#include <map>
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

bool typed(const json& object, std::string_view ending) {
  const auto found = object.find("@type");
  if (found == object.end()) return false;
  const auto fits = [&](const json& type) { return type.is_string() && type.get<std::string>().ends_with(ending); };
  return found->is_array() ? std::any_of(found->begin(), found->end(), fits) : fits(*found);
}

/// Objects of a JSON-LD text by their @id: authors and publishers are often only pointed at.
using ById = std::map<std::string, const json*>;

void collect_ids(const json& value, int depth, ById& out) {
  if (depth > 8) return;
  if (value.is_object() && value.contains("@id") && value["@id"].is_string() && value.contains("name")) out.emplace(value["@id"].get<std::string>(), &value);
  if (value.is_array() || value.is_object())
    for (const auto& entry : value) collect_ids(entry, depth + 1, out);
}

const json& resolved(const json& value, const ById& ids) {
  if (!value.is_object() || value.contains("name") || !value.contains("@id") || !value["@id"].is_string()) return value;
  const auto found = ids.find(value["@id"].get<std::string>());
  return found == ids.end() ? value : *found->second;
}

void add_stated(const json& stated, const ById& ids, const CleanLexicon& lexicon, PageFacts& facts) {
  const auto add = [&](const json& entry) {
    const json& author = resolved(entry, ids);
    const auto text = plain(as_text(author));
    if (author.is_object() && typed(author, "Organization") && !typed(author, "Person")) add_author(facts.bodies, text, lexicon);
    else for (const auto& name : names_in_byline(text, lexicon, Byline::name)) add_author(facts.authors, name, lexicon);
  };
  if (stated.is_array())
    for (const auto& entry : stated) add(entry);
  else add(stated);
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
    ById ids;
    collect_ids(value, 0, ids);
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
      if (facts.publisher.empty() && article->contains("publisher")) facts.publisher = plain(as_text(resolved((*article)["publisher"], ids)));
      if (facts.language.empty()) facts.language = field("inLanguage");
      if (facts.article_body.empty()) facts.article_body = field("articleBody");
      if (facts.authors.empty() && article->contains("author")) add_stated((*article)["author"], ids, lexicon, facts);
    }
  }
}

}  // namespace

PageFacts read_facts(const HtmlTree& tree, const CleanLexicon& lexicon) {
  PageFacts facts;
  read_json_ld(tree, lexicon, facts);
  std::string og_title, title, site, application;
  std::vector<std::string> meta_authors;
  bool written_by = false;  // twitter:label1 says so of twitter:data1
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
    for (const char* known : {"author", "article:author", "article:author_name", "dc.creator", "dc:creator", "dcterms.creator", "dcterms:creator", "sailthru.author",
                              "parsely-author", "byl", "citation_author", "cxenseparse:author", "article.author", "authors", "twitter:data1"})
      if (name == known && (name != "twitter:data1" || written_by)) for (const auto& one : names_in_byline(value, lexicon, Byline::name)) add_author(meta_authors, one, lexicon);
    if (name == "twitter:label1") written_by = label_length(lexicon, LabelRole::by, fold_key(value)) == fold_key(value).size();
    for (const char* known : {"article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date", "publication_date", "dc.date", "dc.date.issued",
                              "dcterms.date", "dcterms.created", "dc.date.created", "sailthru.date", "parsely-pub-date", "article.published", "og:published_time", "rnews:datepublished",
                              "ptime", "article_date_original", "og:article:published_time", "cxenseparse:recs:publishtime", "publishedtime", "citation_publication_date"})
      if (name == known) set_date(facts.published, value, "meta " + name, lexicon);
    for (const char* known : {"article:modified_time", "datemodified", "og:updated_time", "last-modified", "dcterms.modified", "lastmod"})
      if (name == known) set_date(facts.modified, value, "meta " + name, lexicon);
  }
  if (facts.publisher.empty() || facts.publisher.size() > 80) facts.publisher = site.empty() ? application : site;
  facts.title_element = repair_utf8(title.substr(0, 400));
  facts.site = site.empty() ? application : site;
  const bool none = facts.authors.empty();
  for (const auto& name : meta_authors) {
    const bool handle = name.find(' ') == std::string::npos && std::islower(static_cast<unsigned char>(name[0]));  // an account's name beside the person's
    if ((none && !(handle && !facts.authors.empty())) || (!handle && std::find(meta_authors.begin(), meta_authors.end(), facts.authors[0]) != meta_authors.end()))
      add_author(facts.authors, name, lexicon);
  }
  if (facts.title.empty() && !og_title.empty()) facts.title = without_site(og_title, facts.site.empty() ? facts.publisher : facts.site), facts.title_basis = "og:title";
  if (facts.title.empty() && !title.empty()) facts.title = without_site(title, facts.site.empty() ? facts.publisher : facts.site), facts.title_basis = "title element";
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
      for (const auto& name : names_in_byline(tree.text(i), lexicon, Byline::part)) add_author(facts.authors, name, lexicon);
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
