# zm_script_test(NAME SCRIPT file.py [ARGS …] LABELS … [TIMEOUT n])
# A test in Python: it sees ZHIMAI (the program) and runs in the source tree.
# Exit code 77 means skipped, and the script has said why.
function(zm_script_test name)
  cmake_parse_arguments(ARG "" "SCRIPT;TIMEOUT" "ARGS;LABELS" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 150)
  endif()
  add_test(NAME ${name}
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/${ARG_SCRIPT}
            ${ARG_ARGS}
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set(environment PYTHONDONTWRITEBYTECODE=1)
  if(TARGET zhimai)
    list(APPEND environment ZHIMAI=$<TARGET_FILE:zhimai>)
  endif()
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}"
    TIMEOUT ${ARG_TIMEOUT} SKIP_RETURN_CODE 77 ENVIRONMENT "${environment}")
endfunction()
