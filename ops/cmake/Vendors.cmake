# Everything that comes from outside, each as one target. All of it is packaged by Debian 12; ops/setup installs it.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(CRYPTO REQUIRED IMPORTED_TARGET libcrypto)
pkg_check_modules(SSL REQUIRED IMPORTED_TARGET openssl)
pkg_check_modules(CJOSE REQUIRED IMPORTED_TARGET cjose)
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(ROCKSDB REQUIRED IMPORTED_TARGET rocksdb)
pkg_check_modules(RDKAFKA REQUIRED IMPORTED_TARGET rdkafka)
pkg_check_modules(EXPAT REQUIRED IMPORTED_TARGET expat)
pkg_check_modules(PUGIXML REQUIRED IMPORTED_TARGET pugixml)
pkg_check_modules(ZLIB REQUIRED IMPORTED_TARGET zlib)
pkg_check_modules(ICU REQUIRED IMPORTED_TARGET icu-i18n icu-uc)
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl)
find_package(Boost 1.74 REQUIRED)  # Asio and Beast, headers alone
find_package(nlohmann_json REQUIRED)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_library(DEFLATE_LIBRARY deflate REQUIRED)
find_path(FLATBUFFERS_INCLUDE flatbuffers/flatbuffers.h REQUIRED)
find_library(FLATBUFFERS_LIBRARY flatbuffers REQUIRED)
find_program(FLATC flatc REQUIRED)

# RocksDB and the folds allocate and free millions of small pieces on several threads (ops/decisions/0006). The sanitizers
# bring an allocator of their own.
option(FASCICOLO_JEMALLOC "Link the programs with jemalloc" ON)
add_library(vendor_allocator INTERFACE)
if(FASCICOLO_JEMALLOC)
  pkg_check_modules(JEMALLOC REQUIRED jemalloc)
  target_link_options(vendor_allocator INTERFACE
    LINKER:--push-state,--no-as-needed ${JEMALLOC_LDFLAGS} LINKER:--pop-state)
endif()

# Vendors' headers are system headers: our warnings are about our code.
add_library(vendor_flatbuffers INTERFACE)
target_include_directories(vendor_flatbuffers SYSTEM INTERFACE ${FLATBUFFERS_INCLUDE})
target_link_libraries(vendor_flatbuffers INTERFACE ${FLATBUFFERS_LIBRARY})

add_library(vendor_deflate INTERFACE)
target_link_libraries(vendor_deflate INTERFACE ${DEFLATE_LIBRARY})

find_program(CCACHE ccache)
if(CCACHE)
  # What ccache wants to be told before it keeps what was compiled with precompiled headers (its manual, section on them).
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()
