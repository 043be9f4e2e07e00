// What the head of a page and its data state: fields of meta and link elements, the title element, JSON-LD.
#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "base/utf8.h"
#include "clean/dates.h"
#include "clean/json_ld.h"
#include "clean/parts.h"

namespace daybook {
namespace {

constexpr std::size_t kTitleMax = 400;
constexpr std::size_t kFieldsMax = 64;  // of one kind that a page may state: each is held against all others
constexpr std::size_t kNameMax = 80;
constexpr std::ptrdiff_t kNameWordsMax = 4;  // spaces in a site's name that is the title of the page, too

/// Weights of fields that state a day of publication. A bare "date" is often the day of the last change.
constexpr double kLdDate = 6, kHeadDate = 5.5, kLooseDate = 2.9;

struct Field {
  std::string_view name;
  double weight = 0;
};

constexpr std::string_view kTitleFields[] = {"og:title", "twitter:title", "twitter:text:title", "dc.title", "dc:title", "dcterms.title", "parsely-title", "sailthru.title",
                                             "citation_title", "headline", "title"};
constexpr std::string_view kAuthorFields[] = {"author", "article:author", "article:author_name", "dc.creator", "dc:creator", "dcterms.creator", "dcterms:creator", "sailthru.author",
                                              "parsely-author", "byl", "byline", "citation_author", "article.author", "authors", "creator"};
constexpr Field kDateFields[] = {{"article:published_time", kHeadDate}, {"og:published_time", kHeadDate}, {"og:article:published_time", kHeadDate}, {"datepublished", kHeadDate},
                                 {"parsely-pub-date", kHeadDate}, {"sailthru.date", kHeadDate}, {"article.published", kHeadDate}, {"rnews:datepublished", kHeadDate},
                                 {"citation_publication_date", kHeadDate}, {"dc.date.issued", kHeadDate}, {"dcterms.issued", kHeadDate}, {"publication_date", kHeadDate},
                                 {"publishdate", kHeadDate}, {"publish-date", kHeadDate}, {"pubdate", kHeadDate}, {"cxenseparse:recs:publishtime", 4}, {"publishedtime", kHeadDate},
                                 {"ptime", kHeadDate}, {"article_date_original", kHeadDate}, {"published", kHeadDate}, {"release_date", 4}, {"dc.date.created", 4},
                                 {"dcterms.created", 4}, {"datecreated", 2}, {"date", kLooseDate}, {"dc.date", kLooseDate}, {"dcterms.date", kLooseDate}};
constexpr std::string_view kModifiedFields[] = {"article:modified_time", "datemodified", "og:updated_time", "last-modified", "dcterms.modified", "dc.date.modified", "lastmod", "revised"};
constexpr std::string_view kExpiryFields[] = {"expires", "expiry", "expirydate", "expirationdate", "article:expiration_time", "validthrough", "pricevaliduntil", "unpublishdate", "dc.date.valid", "dcterms.valid"};

constexpr std::string_view kSourceFields[] = {"source", "article:source", "dc.source", "dcterms.source", "syndication-source", "original-source", "news_source", "copyright"};

template <std::size_t N>
bool listed(const std::string_view (&list)[N], std::string_view name) {
  return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

/// "author" among the words of a field's name: vendors put their own before and after it.
bool calls_author(std::string_view name) {
  for (const std::string_view word : {"author", "creator", "byline"})
    for (auto at = name.find(word); at != std::string_view::npos; at = name.find(word, at + 1)) {
      const auto rest = name.substr(at + word.size());
      const bool edge = at == 0 || !std::isalnum(static_cast<unsigned char>(name[at - 1]));
      if (edge && (rest.empty() || rest == "s" || rest == "_name" || rest == "-name" || rest == ":name" || rest == ".name")) return true;
    }
  return false;
}

/// "Posted by Ann Lee and Omar Sadiq - Border desk. Fighters entered ...": a description is often the beginning of the text, and that its byline. A sign
/// must part the names from what follows.
std::vector<std::string> names_in_description(std::string_view text, const CleanLexicon& lexicon) {
  std::size_t stop = std::string_view::npos;
  for (const std::string_view sign : {" - ", " – ", " — ", " | ", " • ", " · "}) stop = std::min(stop, text.find(sign));
  if (stop == std::string_view::npos) return {};
  auto names = names_in_byline(text.substr(0, stop), lexicon, Byline::phrase);
  return std::all_of(names.begin(), names.end(), like_person) ? names : std::vector<std::string>{};
}

void add_unique(std::vector<std::string>& list, std::string value) {
  if (list.size() < kFieldsMax && !value.empty() && value.size() <= kNameMax && std::find(list.begin(), list.end(), value) == list.end()) list.push_back(std::move(value));
}

void add_date(std::vector<StatedDate>& dates, const std::string& written, const std::string& basis, DateVoice voice, double weight, const CleanLexicon& lexicon) {
  const auto found = dates.size() < kFieldsMax ? find_machine_day(written, lexicon) : std::nullopt;
  if (!found) return;
  StatedDate out{{{}, squeeze(written), basis, false}, voice, weight};
  if (found->readings.size() == 1) out.fact.day = found->readings.front();
  dates.push_back(std::move(out));
}

void set_modified(DatedFact& fact, const std::string& written, const std::string& basis, const CleanLexicon& lexicon) {
  const auto found = fact.day ? std::nullopt : find_machine_day(written, lexicon);
  if (found && found->readings.size() == 1) fact = {found->readings.front(), squeeze(written), basis, false};
}

/// A day that says when something ends is no day of publication; where it might be taken for one, that is told.
void refuse_expiry(std::vector<std::string>& notes, const std::string& written, const std::string& basis, const CleanLexicon& lexicon) {
  const auto found = find_machine_day(written, lexicon);
  if (found && found->readings.size() == 1) notes.push_back("date refused: " + to_iso(found->readings.front()) + " (" + basis + ") says when something expires");
}

std::string host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/:?#"));
  if (url.starts_with("www.")) url.remove_prefix(4);
  return fold_key(url);
}

/// "news.hill-post.example" -> "hill-post": the longest label but the last.
std::string label_of(const std::string& host) {
  std::string best;
  for (std::size_t at = 0; at < host.size();) {
    const auto dot = host.find('.', at);
    if (dot == std::string::npos) break;
    if (dot - at > best.size()) best = host.substr(at, dot - at);
    at = dot + 1;
  }
  return best;
}

/// The article that the page is about: the first whose headline the head repeats, else the first of the best rank.
const LdArticle* main_article(const LdData& data, const std::vector<std::string>& heads) {
  for (const auto& article : data.articles)
    for (const auto& head : heads)
      if (same_title(article.headline, head) && article.rank < 2) return &article;
  return data.articles.empty() ? nullptr : &data.articles.front();
}

void read_article(const LdArticle& article, const CleanLexicon& lexicon, PageFacts& facts) {
  add_date(facts.dates, article.published, "json-ld datePublished", DateVoice::data, kLdDate, lexicon);
  set_modified(facts.modified, article.modified, "json-ld dateModified", lexicon);
  refuse_expiry(facts.notes, article.expires, "json-ld expires", lexicon);
  if (facts.publisher.empty()) facts.publisher = article.publisher;
  if (facts.language.empty()) facts.language = article.language;
  StatedNames persons{{}, "json-ld author", false, true}, bodies{{}, "json-ld author", true, false};
  for (const auto& author : article.authors) {
    persons.person = persons.person && author.person;
    if (author.body && !author.person) add_author(bodies.names, author.name, lexicon);
    else if (author.person && author.name.size() < 3 && is_agency(lexicon, author.name)) persons.names.push_back(author.name);  // too short for any other name
    else for (const auto& name : names_in_byline(author.name, lexicon, Byline::name)) add_author(persons.names, name, lexicon);
  }
  for (auto* stated : {&persons, &bodies})
    if (!stated->names.empty()) facts.names.push_back(std::move(*stated));
}

}  // namespace

PageFacts read_facts(const HtmlTree& tree, const std::string& address, const CleanLexicon& lexicon) {
  PageFacts facts;
  const LdData data = read_json_ld(tree);
  std::map<std::string, std::vector<std::string>> authors;  // by field
  std::vector<std::string> author_fields;                   // in page order
  std::set<std::string> body_fields;                        // those that name an organisation
  std::vector<StatedText> titles;
  std::string site, application, canonical;
  std::vector<std::string> described, licensed;  // whom the description's first words and the notice of the licence name
  const auto add_all = [&](std::vector<std::string>& list, const std::vector<std::string>& names) {
    for (const auto& name : names) add_author(list, name, lexicon);
  };
  bool written_by = false;  // twitter:label1 says so of twitter:data1
  const auto language = [&](std::string_view value) {
    std::string tag(value.substr(0, value.find(',')));
    std::replace(tag.begin(), tag.end(), '_', '-');
    if (tag.size() >= 2 && tag.size() <= 12 && facts.language.empty()) facts.language = tag;
  };
  const auto meta = [&](const HtmlNode& node) {
    std::string name = fold_key(node.attribute("property"));
    if (name.empty()) name = fold_key(node.attribute("name"));
    if (name.empty()) name = fold_key(node.attribute("itemprop"));
    const std::string value = without_markup(squeeze(node.attribute("content")));
    if (fold_key(node.attribute("http-equiv")) == "content-language") language(value);
    if (name.empty() || value.empty()) return;
    if (listed(kTitleFields, name) && titles.size() < kFieldsMax) titles.push_back({value, name.starts_with("og:") ? name : "meta " + name});
    if (name == "og:site_name" && site.empty()) site = value;
    if (name == "application-name" && application.empty()) application = value;
    if (name == "apple-mobile-web-app-title" || name == "og:site_name" || name == "application-name" || name == "publisher" || name == "dc.publisher" || name == "copyright" ||
        name == "dcterms.publisher")
      add_unique(facts.site_names, value);
    if (listed(kSourceFields, name)) facts.sources.push_back(value);
    if (name == "twitter:site" && value.size() > 3) add_unique(facts.site_names, value.substr(value[0] == '@'));
    if (name == "og:url" && canonical.empty()) canonical = value;
    if (name == "og:locale" || name == "language") language(value);
    if (listed(kAuthorFields, name) || calls_author(name) || (name == "twitter:data1" && written_by)) {
      if (author_fields.size() >= kFieldsMax) return;
      auto& known = authors[name];
      if (known.empty()) author_fields.push_back(name);
      for (const auto& one : names_in_byline(value, lexicon, Byline::name)) add_author(known, one, lexicon);
      if (known.empty()) author_fields.pop_back();
      else if (has_label_word(lexicon, LabelRole::body, fold_key(value))) body_fields.insert(name);
    }
    if (name == "description" || name == "og:description") add_all(described, names_in_description(value, lexicon));
    if (name == "twitter:label1") written_by = label_length(lexicon, LabelRole::by, fold_key(value)) == fold_key(value).size();
    for (const auto& field : kDateFields)
      if (name == field.name) add_date(facts.dates, value, "meta " + name, DateVoice::head, field.weight, lexicon);
    if (listed(kModifiedFields, name)) set_modified(facts.modified, value, "meta " + name, lexicon);
    if (listed(kExpiryFields, name)) refuse_expiry(facts.notes, value, "meta " + name, lexicon);
  };
  for (std::size_t i = 0; i < tree.nodes.size(); ++i) {
    const auto& node = tree.nodes[i];
    if (node.tag == "meta") {
      meta(node);
    } else if (node.tag == "html") {
      if (const auto lang = node.attribute("lang"); !lang.empty() && lang.size() <= 12) facts.language = lang;
    } else if (node.tag == "title") {
      if (facts.title_element.empty() && (node.parent < 0 || tree.nodes[static_cast<std::size_t>(node.parent)].tag != "svg")) facts.title_element = repair_utf8(tree.text(i).substr(0, kTitleMax));
    } else if (node.tag == "a") {
      // ccREL: to whom a work under a Creative Commons licence is to be credited
      if (fold_key(node.attribute("rel")).find("cc:attributionurl") != std::string::npos || fold_key(node.attribute("property")) == "cc:attributionname")
        if (const auto owner = tree.text(i); like_person(owner)) add_all(licensed, {owner});
    } else if (node.tag == "link") {
      if (node.attribute("rel") == "canonical" && facts.url.empty()) facts.url = node.attribute("href");
    }
  }
  if (facts.url.empty()) facts.url = canonical;
  facts.site = site.empty() ? application : site;

  std::vector<std::string> heads{facts.title_element};
  for (const auto& title : titles) heads.push_back(title.text);
  const LdArticle* main = main_article(data, heads);
  if (main) {
    for (const auto& article : data.articles)  // what the article itself leaves out its page may say
      if (&article == main || article.rank == 2 || same_title(article.headline, main->headline)) read_article(article, lexicon, facts);
    facts.article_body = main->body;
  }
  if (facts.publisher.size() > kNameMax) facts.publisher.clear();
  add_unique(facts.site_names, facts.publisher);
  for (const auto& name : data.sites) add_unique(facts.site_names, name);
  for (const auto& url : {address, facts.url, canonical}) {
    const auto host = host_of(url);
    add_unique(facts.site_names, host);
    add_unique(facts.site_names, label_of(host));
  }
  if (facts.publisher.empty()) facts.publisher = facts.site;

  for (const auto& name : author_fields) facts.names.push_back({authors[name], "meta " + name, body_fields.count(name) > 0, false});

  // Some templates put the story's title where the site's name belongs.
  std::erase_if(facts.site_names, [&](const std::string& name) {
    return std::count(name.begin(), name.end(), ' ') >= kNameWordsMax && std::any_of(heads.begin(), heads.end(), [&](const auto& head) { return same_title(head, name); });
  });
  if (!licensed.empty() && names_site(licensed.front(), facts.site_names)) licensed.clear();
  for (auto& [basis, names] : {std::pair<std::string, std::vector<std::string>&>{"description that says by", described}, {"notice of the licence", licensed}})
    if (!names.empty()) facts.names.push_back({std::move(names), basis, false, false});

  if (main && !main->headline.empty()) titles.insert(titles.begin(), {main->headline, "json-ld headline"});
  if (!facts.title_element.empty()) titles.push_back({facts.title_element, "title element"});
  const SiteNames site_names(facts.site_names);
  for (auto& title : titles) {
    title.text = without_day(without_site(title.text, site_names), lexicon);
    if (!title.text.empty()) facts.titles.push_back(std::move(title));
  }
  if (const auto* best = best_title(facts.titles)) facts.title = best->text, facts.title_basis = best->basis;
  return facts;
}

}  // namespace daybook
