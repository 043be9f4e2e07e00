// Points as GeoPackage 1.3 stores them.
#pragma once

#include <string>

namespace daybook {

/// GeoPackageBinary (OGC 12-128r17, clause 2.1.3): header without envelope, SRS 4326, then a WKB point, little-endian.
std::string geopackage_point(double lon, double lat);

}  // namespace daybook
