// The map of a country's districts by holder, drawn as SVG: no boundaries needed, no request made.
//
// Each district is the cell of points nearer to its own point than to any other's (a Voronoi cell), cut to the country's
// outline. That is a way of showing points, not a boundary, and the legend says so.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/picture.h"

namespace daybook {

struct LonLat {
  double lon = 0, lat = 0;
};
using Ring = std::vector<LonLat>;

/// Outlines of one country and of all those around it.
struct Outlines {
  std::vector<Ring> country;
  std::vector<Ring> others;
};

/// Reads a TopoJSON file in the form of npm's world-atlas (object "countries"). The country is the one that holds most of
/// the points given: no table of codes is needed. Spec: github.com/topojson/topojson-specification. Throws Error{bad_resource}.
Outlines read_outlines(std::string_view topojson, const std::vector<LonLat>& points);

/// One place to draw: its state, or none at all (status unknown).
struct MapPlace {
  PlaceReading place;
  ControlState state;
  bool named = false;   ///< some claim names it
};

/// One <svg> element. `holders` fixes colours by order: the same party has the same colour in map and tables.
std::string draw_map(const Outlines& outlines, const std::vector<MapPlace>& districts, const std::vector<MapPlace>& points,
                     const std::vector<std::string>& holders);

/// CSS class of a holder, "h0" ... "h5"; "hu" for unknown.
std::string holder_class(const std::vector<std::string>& holders, const std::string& holder_id);

/// Cells of the points (lon/lat, `scale` = cos of the middle latitude), clipped to the bounding box given. Exposed for tests.
std::vector<Ring> voronoi_cells(const std::vector<LonLat>& points, double scale, LonLat low, LonLat high);

}  // namespace daybook
