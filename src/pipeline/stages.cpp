#include "pipeline/stages.h"

#include <filesystem>

#include "base/error.h"
#include "base/hash.h"
#include "claim/attribution_finder.h"
#include "claim/claim_extractor.h"
#include "claim/claim_gate.h"
#include "claim/claim_lexicon.h"
#include "clean/clean_lexicon.h"
#include "clean/cleaner.h"
#include "language/card.h"
#include "resolve/actor/actor_file.h"
#include "resolve/actor/actor_resolver.h"
#include "resolve/actor/actor_table.h"
#include "resolve/number/number_lexicon.h"
#include "resolve/number/number_resolver.h"
#include "resolve/place/gazetteer.h"
#include "resolve/place/place_lexicon.h"
#include "resolve/place/place_resolver.h"
#include "resolve/place/place_unlocated.h"
#include "resolve/place/user_places.h"
#include "resolve/time/time_lexicon.h"
#include "resolve/time/time_resolver.h"

namespace daybook {

namespace {

/// A file that the user names.
std::string users_file(const std::string& file) {
  std::error_code code;
  if (std::filesystem::is_directory(file, code)) throw Error(ErrorCode::unreadable, file + " is a folder; a file of actors is TOML.", file);
  try {
    return read_resource(file);
  } catch (const Error&) {
    throw Error(ErrorCode::unreadable, "Cannot read " + file + ".", file);
  }
}

/// The built-in actors with the user's files over them.
ActorTable actors_with(const Resources& resources, const std::vector<std::string>& files) {
  ActorTable table = read_actor_table(resources);
  for (const auto& file : files) merge_actor_file(table, users_file(file), file);
  return table;
}

}  // namespace

struct Stages::Impl {
  CleanLexicon clean_lexicon;
  TimeLexicon time_lexicon;
  NumberLexicon number_lexicon;
  PlaceLexicon place_lexicon;
  Gazetteer gazetteer;
  ActorTable actor_table;
  ClaimLexicon claim_lexicon;
  Cleaner cleaner;
  Analyser analyser;
  std::optional<Analyser> cheaper;  ///< for paragraphs that the gate stops
  ClaimGate claim_gate;
  TimeResolver times;
  NumberResolver numbers;
  PlaceResolver places;
  ActorResolver actors;
  ReportModel report_model;
  AttributionFinder attribution_finder;
  ClaimExtractor claims;
  ReadingGate gate;
  std::string method;
  bool with_reasons;

  Impl(const Resources& resources, StageOptions options)
      : clean_lexicon(read_clean_lexicon(resources)),
        time_lexicon(read_time_lexicon(resources)),
        number_lexicon(read_number_lexicon(resources)),
        place_lexicon(PlaceLexicon::read([&](std::string_view table) { return resources.data(table); })),
        gazetteer(open_places(resources, options.gazetteers)),
        actor_table(actors_with(resources, options.actor_files)),
        claim_lexicon(read_claim_lexicon(resources)),
        cleaner(clean_lexicon),
        analyser(Analyser::load(resources, "en", options.quality)),
        claim_gate(claim_lexicon),
        times(time_lexicon),
        numbers(number_lexicon),
        places(gazetteer, place_lexicon),
        actors(actor_table),
        report_model(ReportModel::read(resources.data("claims/attribution.tsv"))),
        attribution_finder(claim_lexicon, report_model),
        claims(claim_lexicon, &attribution_finder),
        with_reasons(options.reasons) {
    gate.vectors = options.vectors || (!claim_lexicon.network.empty() && analyser.version().ends_with(claim_lexicon.network.made_for()));
    if (options.gated) gate.passes = [this](std::string_view text) { return claim_gate.passes(text); };
    if (options.gated && options.quality == Quality::best && Card::read(resources.model("en")).networks.contains(name_of(Quality::fast)))
      gate.cheaper = &cheaper.emplace(Analyser::load(resources, "en", Quality::fast));
    std::string packs;
    for (const auto& file : resources.list(".", "")) packs += file + '\0' + resources.data(file) + '\0';
    method = "daybook/0.1 language=" + analyser.version() + (cheaper ? "+" + cheaper->version() : "") + " gazetteer=" + std::string(gazetteer.version()) +
             " data=" + sha256_hex(packs).substr(0, 12);
    std::string own;
    for (const auto& file : options.actor_files) own += users_file(file) + '\0';
    if (!own.empty()) method += " actors=" + sha256_hex(own).substr(0, 12);
  }
};

Stages::Stages(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Stages::Stages(Stages&&) noexcept = default;
Stages::~Stages() = default;

Stages Stages::load(const Resources& resources, StageOptions options) { return Stages(std::make_unique<Impl>(resources, options)); }

std::vector<Evidence> Stages::evidence(const std::vector<std::string>& features) const { return impl_->claim_lexicon.decision.evidence(features); }

Document Stages::clean(const Page& page) const { return impl_->cleaner.clean(page); }

Reading Stages::read(const Page& page) const { return read(impl_->cleaner.clean(page)); }

Reading Stages::read(Document document, const StageWatch& watch) const {
  const auto ended = [&](std::string_view stage) {
    if (watch) watch(stage);
  };
  Reading r;
  r.document = std::move(document);
  r.analysis = impl_->analyser.analyse(r.document, impl_->gate);
  ended("analyse");
  if (!r.document.published.day) r.document.published = impl_->times.infer_published(r.document, r.analysis);
  r.readings.times = impl_->times.resolve(r.document, r.analysis);
  ended("time");
  r.readings.numbers = impl_->numbers.resolve(r.document, r.analysis, r.readings.times);
  ended("number");
  r.readings.places = impl_->places.resolve(r.document, r.analysis);
  correct_names(r.analysis, r.readings.places);
  ended("place");
  r.readings.actors = impl_->actors.resolve(r.document, r.analysis, r.readings.places);
  add_unlocated(r.document, r.analysis, impl_->place_lexicon, r.readings);
  ended("actor");
  r.claims = impl_->claims.extract(r.document, r.analysis, r.readings, impl_->with_reasons ? &r.reasons : nullptr);
  ended("claim");
  return r;
}

std::vector<Attribution> Stages::attributions(const Reading& reading) const {
  return impl_->attribution_finder.find(reading.document, reading.analysis, reading.readings);
}

Report Stages::read_report(Page page) const {
  Reading r = read(page);
  Report report;
  for (const Sentence& sentence : r.analysis.sentences) report.sentences.push_back(sentence.span);
  report.page = std::move(page);
  report.document = std::move(r.document);
  report.claims = std::move(r.claims);
  return report;
}

const std::string& Stages::method() const { return impl_->method; }

struct PageCleaner::Impl {
  CleanLexicon lexicon;
  Cleaner cleaner;
  explicit Impl(const Resources& resources) : lexicon(read_clean_lexicon(resources)), cleaner(lexicon) {}
};

PageCleaner::PageCleaner(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PageCleaner::PageCleaner(PageCleaner&&) noexcept = default;
PageCleaner::~PageCleaner() = default;
PageCleaner PageCleaner::load(const Resources& resources) { return PageCleaner(std::make_unique<Impl>(resources)); }
Document PageCleaner::clean(const Page& page) const { return impl_->cleaner.clean(page); }
std::vector<JudgedBlock> PageCleaner::judge(const Page& page) const { return impl_->cleaner.judge(page); }

std::vector<std::string> actor_file_faults(const Resources& resources, const std::string& file) {
  return faults_of(read_actor_table(resources), parse_actor_file(users_file(file), file, ErrorCode::usage), file);
}

Geography load_geography(const Resources& resources, const std::string& country) {
  const Gazetteer gazetteer = open_places(resources);
  std::string lower = country;
  for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  Geography out;
  if (const auto place = gazetteer.by_id("plc_c_" + lower)) out.country_name = place->name;
  out.districts = gazetteer.children(country, PlaceKind::district);
  return out;
}

std::vector<std::string> place_ids(const Resources& resources, const std::string& name) {
  std::vector<std::string> out;
  PlaceQuery query;
  query.limit = 500;
  for (const auto& place : open_places(resources).lookup(name, query)) out.push_back(place.id);
  return out;
}

ClaimCodes load_claim_codes(const Resources& resources) {
  const ClaimLexicon lexicon = read_claim_lexicon(resources);
  ClaimCodes out{{}, lexicon.acled_of_instrument};
  const auto first = [](const std::vector<std::string>& codes) { return codes.empty() ? std::string() : codes.front(); };
  for (const ClaimKind& k : lexicon.kinds)
    out.kinds.push_back({k.name, first(k.plover), first(k.plover_mode), first(k.cameo), first(k.acled_event), first(k.acled_sub_event)});
  return out;
}

}  // namespace daybook
