# A compiler cache where there is one. It lives in the build folder unless CCACHE_DIR says otherwise: nothing is kept
# outside the tree.
find_program(CCACHE ccache)
if(CCACHE)
  if(DEFINED ENV{CCACHE_DIR})
    set(cache_dir "$ENV{CCACHE_DIR}")
  else()
    set(cache_dir "${CMAKE_SOURCE_DIR}/build/ccache")
  endif()
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_DIR=${cache_dir} CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
  endif()
endif()
