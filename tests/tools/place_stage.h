// The place stage behind one function: its lexicon header and that of the actors cannot stand in one file.
#pragma once

#include <memory>
#include <vector>

#include "model/analysis.h"
#include "model/document.h"
#include "model/reading.h"
#include "resource/resource.h"

namespace daybook {

class PlaceStage {
 public:
  explicit PlaceStage(const Resources& resources);
  ~PlaceStage();
  std::vector<PlaceMention> resolve(const Document& document, const Analysis& analysis) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace daybook
