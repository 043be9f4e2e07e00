# UDPipe 1 (MPL-2.0), from the source package ufal.udpipe that scripts/setup fetched. Used only behind src/language/.
set(udpipe_dir ${DAYBOOK_DEPS}/udpipe)
if(NOT EXISTS ${udpipe_dir}/udpipe.cpp)
  message(FATAL_ERROR "UDPipe's source is missing in ${udpipe_dir}: run scripts/setup first ('make build' does).")
endif()
add_library(udpipe STATIC ${udpipe_dir}/udpipe.cpp)
target_include_directories(udpipe SYSTEM PUBLIC ${udpipe_dir})
target_compile_options(udpipe PRIVATE -w -O3 -g0)
if(DAYBOOK_SANITIZE)  # one file of 20,000 lines: instrumented it takes minutes to compile, and what it is given is checked before
  target_compile_options(udpipe PRIVATE -fno-sanitize=all)
endif()
set_target_properties(udpipe PROPERTIES CXX_STANDARD 11)
