# UDPipe 1 (MPL-2.0), from the source package ufal.udpipe that 'scripts/setup --peer' fetches: what bench/ measures against. No part of the program.
set(udpipe_dir ${DAYBOOK_DEPS}/udpipe)
if(NOT EXISTS ${udpipe_dir}/udpipe.cpp)
  return()  # bench/run fetches it
endif()
add_library(udpipe STATIC EXCLUDE_FROM_ALL ${udpipe_dir}/udpipe.cpp)
target_include_directories(udpipe SYSTEM PUBLIC ${udpipe_dir})
target_compile_options(udpipe PRIVATE -w -O3 -g0)
set_target_properties(udpipe PROPERTIES CXX_STANDARD 11)

add_library(udpipe_peer STATIC EXCLUDE_FROM_ALL bench/peer/udpipe_peer.cpp)
target_link_libraries(udpipe_peer PUBLIC daybook_language PRIVATE udpipe)
target_include_directories(udpipe_peer PUBLIC bench)
target_compile_definitions(udpipe_peer PRIVATE DAYBOOK_PEER_MODEL="${CMAKE_SOURCE_DIR}/bench/peer/grammar.udpipe")

# What bench/run and bench/run_language measure with.
add_executable(bench_stages EXCLUDE_FROM_ALL bench/stages.cpp)
target_link_libraries(bench_stages PRIVATE daybook_pipeline udpipe_peer fmt::fmt)
add_executable(bench_language EXCLUDE_FROM_ALL bench/language.cpp)
target_link_libraries(bench_language PRIVATE udpipe_peer fmt::fmt)
add_executable(udpipe_conllu EXCLUDE_FROM_ALL bench/peer/udpipe_conllu.cpp)
target_link_libraries(udpipe_conllu PRIVATE udpipe_peer)
set_target_properties(bench_stages bench_language udpipe_conllu PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR})
