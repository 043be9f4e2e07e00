// The only place that knows the order of the stages.
#pragma once

#include <memory>
#include <string>

#include "ledger/ledger.h"
#include "resource/resource.h"

namespace daybook {

/// Everything one document gave on its way, for the commands that show the steps.
struct Reading {
  Document document;
  Analysis analysis;
  Readings readings;
  std::vector<Claim> claims;
};

/// All stages, built once; const and thread-safe.
class Stages {
 public:
  /// Loads models and packs. Throws Error{bad_resource}.
  static Stages load(const Resources& resources);
  Stages(Stages&&) noexcept;
  ~Stages();

  Document clean(const Page& page) const;
  Analysis analyse(const Document& document) const;
  /// Page to claims: the whole pipeline of reading, on one screen. Throws Error for pages that cannot be read.
  Reading read(const Page& page) const;
  /// The same from a document that is clean already.
  Reading read(Document document) const;
  /// The same, as the ledger wants it.
  Report read_report(Page page) const;

  /// Versions of models and packs: part of every run row. A changed method reads pages anew.
  const std::string& method() const;
  /// Districts and other divisions for the map; in a stable order.
  std::vector<PlaceReading> divisions(const std::string& country, PlaceKind kind) const;

 private:
  struct Impl;
  explicit Stages(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace daybook
