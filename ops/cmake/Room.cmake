# One room (or one connector) is one static library with its sources named, never globbed: a file that is not named
# here is not built, and tests/structure fails.

add_library(fascicolo_dev INTERFACE)
# Not -Wnull-dereference: gcc 12 sees null in FlatBuffers' inlined accessors, differently at every level of optimisation.
target_compile_options(fascicolo_dev INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast -Wnon-virtual-dtor
  -Woverloaded-virtual
  $<$<CXX_COMPILER_ID:GNU>:-Wduplicated-cond -Wlogical-op>
  # gcc 12 takes inlined moves of std::string for accesses out of bounds where the library's headers are precompiled.
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${FASCICOLO_PRECOMPILED}>>:-Wno-array-bounds$<SEMICOLON>-Wno-stringop-overread$<SEMICOLON>-Wno-stringop-overflow>
  $<$<BOOL:${FASCICOLO_STRICT}>:-Werror>)
target_compile_definitions(fascicolo_dev INTERFACE _GLIBCXX_ASSERTIONS)

# Sources of `target` find the headers that `precompiled` names read already: fascicolo_precompiled, or what tests have.
function(fascicolo_precompile target precompiled)
  if(FASCICOLO_PRECOMPILED)
    target_precompile_headers(${target} REUSE_FROM ${precompiled})
  endif()
endfunction()

# The sources of `target` are compiled several at a time, where the preset says so: each would read the same headers for
# longer than it takes itself (of the engine, three times as long). So names outside their own functions are unique among all sources
# of such a target but those that stand `apart`.
function(fascicolo_compile_together target)
  if(FASCICOLO_TOGETHER)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
    set_source_files_properties(${ARGN} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
  endif()
endfunction()

# fascicolo_room(NAME [TOGETHER] SOURCES a.cc ... [APART b.cc ...] USES rooms ... VENDORS targets ...)
#   USES     rooms whose headers this room's headers may include (linked PUBLIC)
#   TOGETHER its sources may be compiled several at a time
#   APART    but for these, which have names of their own that others have too
#   VENDORS  outside libraries, linked PRIVATE: no public header shows them
function(fascicolo_room name)
  cmake_parse_arguments(ARG "TOGETHER" "" "SOURCES;APART;USES;VENDORS" ${ARGN})
  add_library(fascicolo_${name} STATIC ${ARG_SOURCES})
  target_include_directories(fascicolo_${name} PUBLIC ${CMAKE_SOURCE_DIR})
  foreach(room IN LISTS ARG_USES)
    target_link_libraries(fascicolo_${name} PUBLIC fascicolo_${room})
  endforeach()
  target_link_libraries(fascicolo_${name} PRIVATE fascicolo_dev ${ARG_VENDORS})
  fascicolo_precompile(fascicolo_${name} fascicolo_precompiled)
  if(ARG_TOGETHER)
    fascicolo_compile_together(fascicolo_${name} ${ARG_APART})
  endif()
endfunction()

# fascicolo_program(NAME SOURCES a.cc ... USES rooms ... VENDORS targets ...): the program itself.
function(fascicolo_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;VENDORS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  foreach(room IN LISTS ARG_USES)
    target_link_libraries(${name} PRIVATE fascicolo_${room})
  endforeach()
  target_link_libraries(${name} PRIVATE fascicolo_dev vendor_allocator ${ARG_VENDORS})
endfunction()
