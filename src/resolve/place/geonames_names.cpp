#include "resolve/place/geonames_names.h"

#include <unicode/uscript.h>

#include "base/utf8.h"
#include "resolve/place/place_key.h"

namespace daybook {

bool usable_alias(const std::string& name) {
  if (name.size() < 4 || name.size() > 40) return false;
  const auto folded = place_key(name);
  if (folded.empty()) return false;
  bool upper = true;
  for (const char c : name) upper = upper && !(c >= 'a' && c <= 'z');
  if (upper && name.size() <= 5) return false;
  for (const char c : folded)
    if (!(c == ' ' || (c >= 'a' && c <= 'z'))) return false;
  const auto first = static_cast<unsigned char>(name[0]);
  return !(first >= 'a' && first <= 'z');
}

bool is_other_script(const std::string& name) {
  if (name.size() < 4 || name.size() > 80 || !is_utf8(name)) return false;
  auto found = USCRIPT_COMMON;
  for (std::size_t i = 0; i < name.size();) {
    const auto point = code_point_at(name, i);
    i += point.size;
    UErrorCode status = U_ZERO_ERROR;
    const auto script = uscript_getScript(static_cast<UChar32>(point.value), &status);
    if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED) continue;
    if (script == USCRIPT_LATIN || (found != USCRIPT_COMMON && script != found)) return false;
    found = script;
  }
  return found != USCRIPT_COMMON;
}

PlaceKind settlement_kind(std::uint32_t population) { return population >= 50000 ? PlaceKind::city : PlaceKind::town; }

double settlement_radius_m(std::uint32_t population) {
  return population >= 1000000 ? 20000 : population >= 100000 ? 10000 : population >= 10000 ? 5000 : 3000;
}

}  // namespace daybook
