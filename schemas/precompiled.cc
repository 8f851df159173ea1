// The precompiled headers are compiled with this; there is nothing in it (schemas/CMakeLists.txt).
