# What the sources of all tests are compiled with. They are not what is measured, and take half as long at -O1.
add_library(fascicolo_testing INTERFACE)
target_include_directories(fascicolo_testing INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_SOURCE_DIR}/tests)
target_link_libraries(fascicolo_testing INTERFACE fascicolo_dev GTest::gmock)
target_compile_options(fascicolo_testing INTERFACE $<$<CONFIG:RelWithDebInfo>:-O1>)
target_compile_definitions(fascicolo_testing INTERFACE FASCICOLO_SOURCE_DIR="${CMAKE_SOURCE_DIR}")

# fascicolo_test_support(NAME [WHOLE] SOURCES a.cc ... USES rooms ... VENDORS targets ...): what several test programs
# name in their USES as test_NAME. A program that defines what one of its sources defines has its own instead; WHOLE: all
# of it goes into each program, as tests must.
function(fascicolo_test_support name)
  cmake_parse_arguments(ARG "WHOLE" "" "SOURCES;USES;VENDORS" ${ARGN})
  set(kind STATIC)
  if(ARG_WHOLE)
    set(kind OBJECT)
  endif()
  add_library(fascicolo_test_${name} ${kind} ${ARG_SOURCES})
  foreach(room IN LISTS ARG_USES)
    target_link_libraries(fascicolo_test_${name} PUBLIC fascicolo_${room})
  endforeach()
  target_link_libraries(fascicolo_test_${name} PRIVATE fascicolo_testing ${ARG_VENDORS})
  fascicolo_precompile(fascicolo_test_${name} fascicolo_tests_precompiled)
  if(ARG_WHOLE)
    fascicolo_compile_together(fascicolo_test_${name})
  endif()
endfunction()

# fascicolo_test(NAME LABEL label [SERIAL] SOURCES a_test.cc ... USES rooms ...): one test program, its cases in ctest;
# SERIAL: none of them beside any other test.
function(fascicolo_test name)
  cmake_parse_arguments(ARG "SERIAL" "LABEL;PREFIX" "SOURCES;USES;VENDORS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  foreach(room IN LISTS ARG_USES)
    target_link_libraries(${name} PRIVATE fascicolo_${room})
  endforeach()
  target_link_libraries(${name} PRIVATE fascicolo_testing GTest::gtest_main ${ARG_VENDORS})
  fascicolo_precompile(${name} fascicolo_tests_precompiled)
  fascicolo_compile_together(${name})
  gtest_discover_tests(${name} TEST_PREFIX "${ARG_PREFIX}" PROPERTIES LABELS ${ARG_LABEL} RUN_SERIAL ${ARG_SERIAL} TIMEOUT 600
    DISCOVERY_TIMEOUT 60)
endfunction()
