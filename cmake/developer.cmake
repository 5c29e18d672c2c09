# How our own code is compiled: slakit_house is linked privately by each of our targets and never exported.
add_library(slakit_house INTERFACE)
target_compile_options(slakit_house INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
# GCC 12 sees overlapping copies in every `"..." + std::string` that it inlines (GCC bug 105651, mended in 13), and at -O3 unset
# variables inside <regex> and date/date.h. The clang build, with both sanitizers, watches for real ones.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(slakit_house INTERFACE "$<$<COMPILE_LANGUAGE:CXX>:-Wno-restrict;-Wno-maybe-uninitialized>")
endif()
if(SLAKIT_WARNINGS_AS_ERRORS)
  target_compile_options(slakit_house INTERFACE -Werror)
endif()
add_library(slakit_sanitizers INTERFACE)
if(SLAKIT_SANITIZE)
  set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(slakit_sanitizers INTERFACE ${sanitizers})
  target_link_options(slakit_sanitizers INTERFACE ${sanitizers})
endif()
target_link_libraries(slakit_house INTERFACE slakit_sanitizers)

if(PROJECT_IS_TOP_LEVEL)
  set(CMAKE_CXX_EXTENSIONS OFF)
  set(CMAKE_C_EXTENSIONS OFF)
  set(CMAKE_CXX_VISIBILITY_PRESET hidden)
  set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
  set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
  find_program(SLAKIT_CCACHE ccache)
  if(SLAKIT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    # The base directory makes clones of the same source share their objects.
    set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${PROJECT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${SLAKIT_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${CMAKE_CXX_COMPILER_LAUNCHER})
  endif()
endif()
