# zm_fuzz_target(NAME SOURCES … DEPS … [CORPUS folder…])
# NAME is "read_document"; the program is fuzz_read_document. Its source
# defines LLVMFuzzerTestOneInput. With ZM_FUZZ (preset fuzz) it is a libFuzzer
# program; otherwise it replays its corpus as an ordinary test, labelled fuzz.
# The corpus is tests/fuzz/corpus/NAME, or corpus/ beside the CMakeLists.txt,
# whichever is there (both, if both are).
foreach(label unit threads fuzz)
  if(NOT TARGET zm_label_${label})
    add_custom_target(zm_label_${label})
  endif()
endforeach()

function(zm_fuzz_target name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS;CORPUS" ${ARGN})
  set(corpus ${ARG_CORPUS})
  foreach(folder ${CMAKE_SOURCE_DIR}/tests/fuzz/corpus/${name}
                 ${CMAKE_CURRENT_SOURCE_DIR}/corpus)
    if(IS_DIRECTORY ${folder})
      list(APPEND corpus ${folder})
    endif()
  endforeach()
  list(REMOVE_DUPLICATES corpus)
  if(NOT corpus)
    message(FATAL_ERROR "fuzz target ${name} has no corpus folder")
  endif()
  add_executable(fuzz_${name} ${ARG_SOURCES})
  target_link_libraries(fuzz_${name} PRIVATE zm_flags ${ARG_DEPS})
  add_dependencies(zm_label_fuzz fuzz_${name})
  if(ZM_FUZZ)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
    return()
  endif()
  target_link_libraries(fuzz_${name} PRIVATE zm_fuzz_replay)
  add_test(NAME fuzz_${name} COMMAND fuzz_${name} ${corpus}
           WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(fuzz_${name} PROPERTIES LABELS fuzz TIMEOUT 300)
endfunction()
