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

/// Even-odd rule.
bool inside(const Ring& ring, const LonLat& p) {
  bool in = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const LonLat &a = ring[i], &b = ring[j];
    if ((a.lat > p.lat) != (b.lat > p.lat) && p.lon < (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat) + a.lon) in = !in;
  }
  return in;
}

}  // namespace

Outlines read_outlines(std::string_view topojson, const std::vector<LonLat>& points) {
  try {
    const Json json = Json::parse(topojson);
    const Topology topology(json);
    std::vector<std::vector<Ring>> countries;
    for (const auto& geometry : json.at("objects").at("countries").at("geometries")) {
      auto& rings = countries.emplace_back();
      const auto type = geometry.value("type", std::string());
      if (type == "Polygon") {
        rings.push_back(topology.ring(geometry.at("arcs").at(0)));
      } else if (type == "MultiPolygon") {
        for (const auto& polygon : geometry.at("arcs")) rings.push_back(topology.ring(polygon.at(0)));
      }
    }
    std::size_t best = countries.size(), most = 0;
    for (std::size_t i = 0; i < countries.size(); ++i) {
      std::size_t count = 0;
      for (const auto& p : points) count += std::any_of(countries[i].begin(), countries[i].end(), [&](const Ring& r) { return inside(r, p); });
      if (count > most) most = count, best = i;
    }
    Outlines out;
    for (std::size_t i = 0; i < countries.size(); ++i) {
      auto& to = i == best ? out.country : out.others;
      to.insert(to.end(), countries[i].begin(), countries[i].end());
    }
    return out;
  } catch (const Json::exception& e) {
    throw Error(ErrorCode::bad_resource, std::string("The country outlines are damaged: ") + e.what());
  }
}

}  // namespace daybook
