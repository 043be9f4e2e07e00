// daybook_layers FILE [LAYER]: the features of a map file as JSON, one a line, for `daybook gazetteer import`.
//
// The only program that knows GDAL: loading it takes longer than most commands of daybook run, and what foreign bytes do
// to it ends here and not in the program that writes. Reads GeoJSON, TopoJSON, shapefiles, GeoPackage and CSV, plain or in
// a zip. A line is {"properties": {NAME: TEXT, ...}, "lat", "lon", "radius_m", "geometry"}: degrees of WGS 84; a point that
// lies on the feature; the radius of the circle of its area, 0 for a point; GeoJSON for areas, null for points and rows
// without a place. The last line is {"features": N}: an answer without it is cut.
//
// Exit codes: 0 all read; 1 the file cannot be read, with one sentence on standard error; 2 wrong usage.
#include <cmath>
#include <cstdio>
#include <iostream>
#include <memory>
#include <numbers>
#include <string>

#include <gdal_priv.h>
#include <nlohmann/json.hpp>
#include <ogrsf_frmts.h>

namespace {

using nlohmann::json;

struct Failure { std::string message; };

std::string first_sentence(std::string text) {
  for (char& c : text)
    if (c == '\n' || c == '\r') c = ' ';
  return text;
}

std::string last_message() { return first_sentence(CPLGetLastErrorMsg()); }

OGRLayer& layer_of(GDALDataset& file, const std::string& path, const std::string& wanted) {
  const int count = file.GetLayerCount();
  if (count == 0) throw Failure{path + " holds no layer of features."};
  if (!wanted.empty()) {
    OGRLayer* layer = file.GetLayerByName(wanted.c_str());
    if (!layer) throw Failure{path + " has no layer '" + wanted + "'."};
    return *layer;
  }
  if (count > 1) {
    std::string names;
    for (int i = 0; i < count; ++i) names += (i ? ", " : "") + std::string(file.GetLayer(i)->GetName());
    throw Failure{path + " has " + std::to_string(count) + " layers; choose one with --layer: " + names + "."};
  }
  return *file.GetLayer(0);
}

/// Brings geometries to degrees of WGS 84, longitude first.
class ToDegrees {
 public:
  explicit ToDegrees(const OGRSpatialReference* from) {
    if (!from) return;
    OGRSpatialReference source(*from), degrees;
    degrees.SetWellKnownGeogCS("WGS84");
    source.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    degrees.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    if (source.IsSame(&degrees)) return;
    change_.reset(OGRCreateCoordinateTransformation(&source, &degrees));
    if (!change_) throw Failure{"its projection cannot be turned into degrees: " + last_message()};
  }
  void operator()(OGRGeometry& shape) const {
    if (change_ && shape.transform(change_.get()) != OGRERR_NONE) throw Failure{"a shape cannot be turned into degrees: " + last_message()};
    OGREnvelope box;
    shape.getEnvelope(&box);
    if (box.MinX < -180.001 || box.MaxX > 180.001 || box.MinY < -90.001 || box.MaxY > 90.001)
      throw Failure{"its coordinates are no degrees, and it does not say which projection they are in."};
  }

 private:
  struct Destroy { void operator()(OGRCoordinateTransformation* t) const { OGRCoordinateTransformation::DestroyCT(t); } };
  std::unique_ptr<OGRCoordinateTransformation, Destroy> change_;
};

/// Square metres; a degree of longitude is as wide as at the middle of the shape, which is within 1 in 100 for a district.
double area_m2(const OGRGeometry& shape, double middle_lat) {
  constexpr double kDegree = 6371000.0 * std::numbers::pi / 180;
  double degrees = 0;
  if (const auto type = wkbFlatten(shape.getGeometryType()); type == wkbPolygon) degrees = shape.toPolygon()->get_Area();
  else if (type == wkbMultiPolygon) degrees = shape.toMultiPolygon()->get_Area();
  return degrees * kDegree * kDegree * std::cos(middle_lat * std::numbers::pi / 180);
}

void place(json& row, OGRGeometry& shape) {
  OGRPoint point;
  const bool area = shape.getDimension() == 2;
  if (!area) {
    shape.Centroid(&point);
  } else {
    const std::unique_ptr<OGRGeometry> on(OGRGeometry::FromHandle(OGR_G_PointOnSurface(OGRGeometry::ToHandle(&shape))));
    if (on && wkbFlatten(on->getGeometryType()) == wkbPoint && !on->IsEmpty()) point = *on->toPoint();
    else shape.Centroid(&point);
  }
  if (point.IsEmpty() || !std::isfinite(point.getX())) return;
  row["lat"] = point.getY(), row["lon"] = point.getX();
  if (!area) return;
  row["radius_m"] = std::sqrt(area_m2(shape, point.getY()) / std::numbers::pi);
  char* const options[] = {const_cast<char*>("COORDINATE_PRECISION=5"), nullptr};
  char* text = OGR_G_ExportToJsonEx(OGRGeometry::ToHandle(&shape), const_cast<char**>(options));
  if (text) row["geometry"] = json::parse(text);
  CPLFree(text);
}

json row_of(OGRFeature& feature, const ToDegrees& to_degrees) {
  json row{{"properties", json::object()}, {"lat", nullptr}, {"lon", nullptr}, {"radius_m", 0}, {"geometry", nullptr}};
  for (int i = 0; i < feature.GetFieldCount(); ++i)
    if (feature.IsFieldSetAndNotNull(i)) row["properties"][feature.GetFieldDefnRef(i)->GetNameRef()] = feature.GetFieldAsString(i);
  OGRGeometry* shape = feature.GetGeometryRef();
  if (shape && !shape->IsEmpty()) {
    to_degrees(*shape);
    place(row, *shape);
  }
  return row;
}

void run(const std::string& path, const std::string& wanted) {
  GDALAllRegister();
  // Only formats of features in a file: nothing that follows links to other files or to the web.
  const char* const drivers[] = {"GeoJSON", "TopoJSON", "ESRI Shapefile", "GPKG", "CSV", nullptr};
  const char* const options[] = {"AUTODETECT_TYPE=NO", nullptr};
  const std::string opened = path.ends_with(".zip") ? "/vsizip/" + path : path;
  const std::unique_ptr<GDALDataset> file(static_cast<GDALDataset*>(GDALOpenEx(opened.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, path.ends_with(".csv") ? options : nullptr, nullptr)));
  if (!file) throw Failure{path + " cannot be read as GeoJSON, TopoJSON, shapefile, GeoPackage or CSV" + (last_message().empty() ? "." : ": " + last_message())};
  OGRLayer& layer = layer_of(*file, path, wanted);
  const ToDegrees to_degrees(layer.GetSpatialRef());
  CPLErrorReset();
  std::size_t features = 0;
  while (const std::unique_ptr<OGRFeature> feature{layer.GetNextFeature()}) {
    std::cout << row_of(*feature, to_degrees).dump(-1, ' ', false, json::error_handler_t::replace) << '\n';
    ++features;
  }
  if (CPLGetLastErrorType() >= CE_Failure) throw Failure{path + " is damaged after feature " + std::to_string(features) + ": " + last_message()};
  std::cout << json{{"features", features}} << std::endl;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) {
    std::cerr << "usage: daybook_layers FILE [LAYER]\n";
    return 2;
  }
  CPLSetErrorHandler(CPLQuietErrorHandler);
  const std::string path = argv[1];
  try {
    run(path, argc > 2 ? argv[2] : "");
    return std::cout ? 0 : 1;
  } catch (const Failure& failure) {
    std::cerr << (failure.message.starts_with(path) ? "" : path + ": ") << failure.message << '\n';
  } catch (const std::exception& error) {
    std::cerr << path << ": " << error.what() << '\n';
  }
  return 1;
}
