# zm_flags: the warnings that our own code is held to, never set globally.
add_library(zm_flags INTERFACE)
target_include_directories(zm_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(zm_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
  -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
  # GCC 12 sees overlaps in std::string that are not there (its bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
if(ZM_WERROR)
  target_compile_options(zm_flags INTERFACE -Werror)
endif()

# zm_module(NAME SOURCES … HEADERS … DEPS … [PRIVATE_DEPS …])
# A folder is one static library; its public headers compile alone (target
# all_verify_interface_header_sets). DEPS are the folders and libraries it may
# include; tests/repo checks the includes against the architecture.
function(zm_module name)
  cmake_parse_arguments(ARG "" "" "SOURCES;HEADERS;DEPS;PRIVATE_DEPS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_sources(${name} PUBLIC FILE_SET HEADERS
    BASE_DIRS ${CMAKE_SOURCE_DIR} FILES ${ARG_HEADERS})
  set_target_properties(${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  target_link_libraries(${name} PUBLIC ${ARG_DEPS}
    PRIVATE zm_flags ${ARG_PRIVATE_DEPS})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
endfunction()

# zm_test(NAME SOURCES … DEPS … LABELS … [TIMEOUT n])
# One ctest entry for each binary: gtest_discover_tests of CMake 3.25 drops
# labels. The working directory is the source tree. Target zm_label_<label>
# builds every test of a label.
function(zm_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;DEPS;LABELS" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE zm_flags ${ARG_DEPS}
    GTest::gmock GTest::gtest_main)
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}"
    TIMEOUT ${ARG_TIMEOUT})
  if("threads" IN_LIST ARG_LABELS)
    target_link_libraries(${name} PRIVATE zm_tsan_suppressions)
  endif()
  foreach(label ${ARG_LABELS})
    if(NOT TARGET zm_label_${label})
      add_custom_target(zm_label_${label})
    endif()
    add_dependencies(zm_label_${label} ${name})
  endforeach()
endfunction()
