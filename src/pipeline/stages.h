// The only place that knows the order of the stages.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "claim/claim_extractor.h"
#include "language/analyser.h"
#include "ledger/ledger.h"
#include "model/attribution.h"
#include "resource/resource.h"

namespace daybook {

/// Everything one document gave on its way, for the commands that show the steps.
struct Reading {
  Document document;
  Analysis analysis;
  Readings readings;
  std::vector<Claim> claims;
  ClaimReasons reasons;  ///< filled where StageOptions::reasons asks for them
};

/// Told the name of each stage as it ends, for measuring: "analyse", "time", "number", "place", "actor", "claim".
using StageWatch = std::function<void(std::string_view stage)>;

struct StageOptions {
  Quality quality = Quality::best;
  /// Paragraphs that can carry no claim (claim/claim_gate.h), and comments, are read by the fast network, or where there is none, without trees.
  /// What bench/run_language measures both ways; nobody else should need it off.
  bool gated = true;
  /// Files of actors (TOML, docs/actors.md) put over those of data/actors, in this order. They change the method.
  std::vector<std::string> actor_files = {};
  /// Tables of places laid over the gazetteer, besides those of the user's folder (resolve/place/user_places.h).
  std::vector<std::filesystem::path> gazetteers = {};
  bool vectors = false;  ///< keep the network's vectors of words, whether or not the network for claims uses them
  bool reasons = false;  ///< also what the decision about each claim saw, and what was nearly a claim
};

/// All stages, built once; const and thread-safe.
class Stages {
 public:
  /// Loads models and packs. Throws Error{bad_resource}, and what Analyser::load throws.
  static Stages load(const Resources& resources, StageOptions options = {});
  static Stages load(const Resources& resources, Quality quality) { return load(resources, StageOptions{quality, true, {}}); }
  Stages(Stages&&) noexcept;
  ~Stages();

  Document clean(const Page& page) const;
  /// Page to claims: the whole pipeline of reading, on one screen. Throws Error for pages that cannot be read.
  Reading read(const Page& page) const;
  /// The same from a document that is clean already.
  Reading read(Document document, const StageWatch& watch = {}) const;
  /// Who says what in a document that was read (docs/attribution.md). Made only where it is asked for: no claim needs it.
  std::vector<Attribution> attributions(const Reading& reading) const;
  /// The same, as the ledger wants it.
  Report read_report(Page page) const;

  /// Versions of models and packs: part of every run row. A changed method reads pages anew.
  const std::string& method() const;
  /// What each feature of ClaimReasons adds for or against the claim, the strongest first.
  std::vector<Evidence> evidence(const std::vector<std::string>& features) const;

 private:
  struct Impl;
  explicit Stages(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// Only the first stage, for looking at pages: no model is loaded.
class PageCleaner {
 public:
  static PageCleaner load(const Resources& resources);
  PageCleaner(PageCleaner&&) noexcept;
  ~PageCleaner();
  Document clean(const Page& page) const;
  /// What was decided of each block of the page, dropped ones too.
  std::vector<JudgedBlock> judge(const Page& page) const;

 private:
  struct Impl;
  explicit PageCleaner(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// What is wrong with a file of actors beside those of data/actors: sentences with file and line, none if all is well. Throws
/// Error{usage} for what is no TOML of actors, Error{unreadable} where the file cannot be read.
std::vector<std::string> actor_file_faults(const Resources& resources, const std::string& file);

/// What a map needs of the gazetteer.
struct Geography {
  std::string country_name;               ///< "Afghanistan"
  std::vector<PlaceReading> districts;    ///< in a stable order
};
/// `country` is ISO 3166-1 alpha-2. Empty where the gazetteer knows nothing.
Geography load_geography(const Resources& resources, const std::string& country);

/// Ids of the places a name may mean, by the gazetteer's spellings.
std::vector<std::string> place_ids(const Resources& resources, const std::string& name);

/// Codes of each kind of claim in other vocabularies, as data/claims says.
struct KindCodeRow {
  std::string kind, plover, plover_mode, cameo, acled_event, acled_sub_event;
};
struct ClaimCodes {
  std::vector<KindCodeRow> kinds;
  std::map<std::string, std::string, std::less<>> acled_of_instrument;  ///< ACLED's sub-event type of an attack with it
};
ClaimCodes load_claim_codes(const Resources& resources);

}  // namespace daybook
