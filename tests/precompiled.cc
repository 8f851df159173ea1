// The tests' precompiled headers are compiled with this; there is nothing in it (tests/CMakeLists.txt).
