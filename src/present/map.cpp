#include "present/map.h"

#include <cmath>

#include <fmt/format.h>

#include "present/html.h"

namespace daybook {
namespace {

constexpr double kWidth = 900;

/// Equirectangular around the middle latitude: good to a few per cent over one country.
struct Projection {
  LonLat low, high;
  double scale, cosine;

  explicit Projection(const std::vector<Ring>& rings) : low{180, 90}, high{-180, -90} {
    for (const auto& ring : rings)
      for (const auto& p : ring) {
        low = {std::min(low.lon, p.lon), std::min(low.lat, p.lat)};
        high = {std::max(high.lon, p.lon), std::max(high.lat, p.lat)};
      }
    const double margin = 0.03 * (high.lon - low.lon);
    low = {low.lon - margin, low.lat - margin};
    high = {high.lon + margin, high.lat + margin};
    cosine = std::cos((low.lat + high.lat) / 2 * 3.14159265358979323846 / 180);
    scale = kWidth / ((high.lon - low.lon) * cosine);
  }
  double x(double lon) const { return (lon - low.lon) * cosine * scale; }
  double y(double lat) const { return (high.lat - lat) * scale; }
  double height() const { return (high.lat - low.lat) * scale; }
};

std::string path_of(const Projection& projection, const Ring& ring) {
  std::string out;
  for (const auto& p : ring) out += fmt::format("{}{:.1f} {:.1f}", out.empty() ? "M" : "L", projection.x(p.lon), projection.y(p.lat));
  return out + "Z";
}

std::string describe(const MapPlace& item) {
  const auto& s = item.state;
  std::string text = item.place.name;
  if (!item.place.admin1.empty()) text += ", " + item.place.admin1;
  text += ": ";
  if (s.status == ControlStatus::unknown) return text + (item.named ? "holder unknown" : "no report names it");
  text += s.status == ControlStatus::contested ? "contested" : std::string(name_of(s.status)) + " by " + s.holder;
  if (s.status == ControlStatus::contested && !s.holder.empty()) text += ", last held by " + s.holder;
  if (s.since) text += " since " + to_iso(*s.since);
  for (const auto& remark : s.remarks) text += "; " + remark;
  return text;
}

std::string classes_of(const MapPlace& item, const std::vector<std::string>& holders) {
  std::string out = holder_class(holders, item.state.status == ControlStatus::unknown ? "" : item.state.holder_id);
  if (item.state.status == ControlStatus::contested) out += " contested";
  return out;
}

}  // namespace

std::string holder_class(const std::vector<std::string>& holders, const std::string& holder_id) {
  const auto found = std::find(holders.begin(), holders.end(), holder_id);
  if (holder_id.empty() || found == holders.end()) return "hu";
  return "h" + std::to_string(std::min<std::ptrdiff_t>(found - holders.begin(), 5));
}

std::vector<Ring> voronoi_cells(const std::vector<LonLat>& points, double scale, LonLat low, LonLat high) {
  // Half-plane clipping, O(n^2) for n cells: 400 districts take a few milliseconds, and it cannot go wrong on
  // degenerate input the way an incremental triangulation can.
  std::vector<Ring> cells;
  for (std::size_t i = 0; i < points.size(); ++i) {
    Ring cell{{low.lon, low.lat}, {high.lon, low.lat}, {high.lon, high.lat}, {low.lon, high.lat}};
    for (std::size_t j = 0; j < points.size() && !cell.empty(); ++j) {
      const double dx = (points[j].lon - points[i].lon) * scale, dy = points[j].lat - points[i].lat;
      if (j == i || (dx == 0 && dy == 0)) continue;
      const double mx = (points[j].lon + points[i].lon) / 2 * scale, my = (points[j].lat + points[i].lat) / 2;
      const auto side = [&](const LonLat& p) { return (p.lon * scale - mx) * dx + (p.lat - my) * dy; };
      Ring kept;
      for (std::size_t k = 0; k < cell.size(); ++k) {
        const LonLat &a = cell[k], &b = cell[(k + 1) % cell.size()];
        const double sa = side(a), sb = side(b);
        if (sa <= 0) kept.push_back(a);
        if ((sa < 0 && sb > 0) || (sa > 0 && sb < 0)) {
          const double t = sa / (sa - sb);
          kept.push_back({a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)});
        }
      }
      cell = std::move(kept);
    }
    cells.push_back(std::move(cell));
  }
  return cells;
}

std::string draw_map(const Outlines& outlines, const std::vector<MapPlace>& districts, const std::vector<MapPlace>& points,
                     const std::vector<std::string>& holders) {
  const Projection projection(outlines.country);
  std::string svg = fmt::format("<svg class=\"map\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"Map of districts by holder\">\n",
                                kWidth, projection.height());
  svg += "<defs><clipPath id=\"country\">";
  for (const auto& ring : outlines.country) svg += "<path d=\"" + path_of(projection, ring) + "\"/>";
  // Contested is a hatch over the holder's colour, unknown a dotted ground: readable without colour.
  svg += "</clipPath><pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
         "<rect width=\"3\" height=\"6\" fill=\"#222\" fill-opacity=\".55\"/></pattern>"
         "<pattern id=\"dots\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\"><rect width=\"5\" height=\"5\" fill=\"#f2f0ea\"/>"
         "<circle cx=\"1.5\" cy=\"1.5\" r=\".7\" fill=\"#b5b0a2\"/></pattern></defs>\n<g class=\"around\">";
  for (const auto& ring : outlines.others) {
    const bool near = std::any_of(ring.begin(), ring.end(), [&](const LonLat& p) {
      return p.lon > projection.low.lon - 8 && p.lon < projection.high.lon + 8 && p.lat > projection.low.lat - 8 && p.lat < projection.high.lat + 8;
    });
    if (near) svg += "<path d=\"" + path_of(projection, ring) + "\"/>";
  }
  svg += "</g>\n<g clip-path=\"url(#country)\">\n";

  if (districts.empty()) svg += "<rect width=\"100%\" height=\"100%\" fill=\"url(#dots)\"/>\n";
  std::vector<LonLat> sites;
  std::vector<const MapPlace*> drawn;
  for (const auto& d : districts) {
    if (!d.place.lat || !d.place.lon) continue;
    sites.push_back({*d.place.lon, *d.place.lat});
    drawn.push_back(&d);
  }
  const auto cells = voronoi_cells(sites, projection.cosine, projection.low, projection.high);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].size() < 3) continue;
    const std::string d = path_of(projection, cells[i]);
    svg += fmt::format("<path class=\"cell {}\" d=\"{}\"><title>{}</title></path>\n", holder_class(holders,
                       drawn[i]->state.status == ControlStatus::unknown ? "" : drawn[i]->state.holder_id), d, html_text(describe(*drawn[i])));
    if (drawn[i]->state.status == ControlStatus::contested) svg += fmt::format("<path class=\"hatch\" d=\"{}\"/>\n", d);
  }
  svg += "</g>\n<g class=\"outline\">";
  for (const auto& ring : outlines.country) svg += "<path d=\"" + path_of(projection, ring) + "\"/>";
  svg += "</g>\n<g class=\"points\">\n";
  for (const auto& p : points) {
    if (!p.place.lat || !p.place.lon) continue;
    const double x = projection.x(*p.place.lon), y = projection.y(*p.place.lat);
    if (x < 0 || x > kWidth || y < 0 || y > projection.height()) continue;
    const bool crossing = p.place.kind == PlaceKind::border_crossing;
    const std::string title = html_text(describe(p));
    if (crossing) svg += fmt::format("<rect class=\"mark {}\" x=\"{:.1f}\" y=\"{:.1f}\" width=\"10\" height=\"10\"><title>{}</title></rect>", classes_of(p, holders), x - 5, y - 5, title);
    else svg += fmt::format("<circle class=\"mark {}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"5\"><title>{}</title></circle>", classes_of(p, holders), x, y, title);
    // Labels near the right edge go to the left of their mark.
    const bool left = x > kWidth - 110;
    svg += fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\"{}>{}</text>\n", left ? x - 8 : x + 8, y + 4, left ? " text-anchor=\"end\"" : "", html_text(p.place.name));
  }
  return svg + "</g>\n</svg>\n";
}

}  // namespace daybook
