// Country outlines from TopoJSON: arcs are delta-encoded integers, rings are lists of arc numbers, ~n meaning reversed.
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "present/map.h"

namespace daybook {
namespace {

using Json = nlohmann::json;

struct Topology {
  std::vector<Ring> arcs;

  explicit Topology(const Json& topology) {
    const auto& scale = topology.at("transform").at("scale");
    const auto& shift = topology.at("transform").at("translate");
    const double sx = scale.at(0), sy = scale.at(1), tx = shift.at(0), ty = shift.at(1);
    for (const auto& arc : topology.at("arcs")) {
      Ring line;
      double x = 0, y = 0;
      for (const auto& point : arc) {
        x += point.at(0).get<double>();
        y += point.at(1).get<double>();
        line.push_back({x * sx + tx, y * sy + ty});
      }
      arcs.push_back(std::move(line));
    }
  }

  Ring ring(const Json& numbers) const {
    Ring out;
    for (const auto& item : numbers) {
      const int n = item.get<int>();
      const Ring& arc = arcs.at(static_cast<std::size_t>(n < 0 ? ~n : n));
      // Arcs share their end points: the first point of each but the first is a repeat.
      const std::size_t skip = out.empty() ? 0 : 1;
      if (n < 0) out.insert(out.end(), arc.rbegin() + static_cast<std::ptrdiff_t>(skip), arc.rend());
      else out.insert(out.end(), arc.begin() + static_cast<std::ptrdiff_t>(skip), arc.end());
    }
    return out;
  }
};

}  // namespace

Outlines read_outlines(std::string_view topojson, std::string_view iso_numeric) {
  try {
    const Json json = Json::parse(topojson);
    const Topology topology(json);
    Outlines out;
    for (const auto& geometry : json.at("objects").at("countries").at("geometries")) {
      auto& rings = geometry.value("id", std::string()) == iso_numeric ? out.country : out.others;
      const auto type = geometry.value("type", std::string());
      if (type == "Polygon") {
        rings.push_back(topology.ring(geometry.at("arcs").at(0)));
      } else if (type == "MultiPolygon") {
        for (const auto& polygon : geometry.at("arcs")) rings.push_back(topology.ring(polygon.at(0)));
      }
    }
    return out;
  } catch (const Json::exception& e) {
    throw Error(ErrorCode::bad_resource, std::string("The country outlines are damaged: ") + e.what());
  }
}

}  // namespace daybook
