# Finds the libraries that Caveat stands on and gives each one a single target
# name, whatever its release calls it. Installed beside caveatConfig.cmake,
# where a static build needs the same names again.

macro(caveat_find_dependencies)
    foreach(caveat_dependency IN ITEMS ${ARGN})
        if(caveat_dependency STREQUAL "boost" AND NOT TARGET Boost::headers)
            find_package(Boost 1.74 REQUIRED)
        elseif(caveat_dependency STREQUAL "yaml-cpp")
            if(NOT TARGET yaml-cpp AND NOT TARGET yaml-cpp::yaml-cpp)
                find_package(yaml-cpp REQUIRED)
            endif()
            # Before 0.8 the target has no namespace.
            if(NOT TARGET yaml-cpp::yaml-cpp)
                add_library(yaml-cpp::yaml-cpp INTERFACE IMPORTED)
                set_target_properties(yaml-cpp::yaml-cpp PROPERTIES
                    INTERFACE_LINK_LIBRARIES yaml-cpp)
            endif()
        elseif(caveat_dependency STREQUAL "utf8proc" AND NOT TARGET caveat_dependency::utf8proc)
            find_path(CAVEAT_UTF8PROC_INCLUDE utf8proc.h REQUIRED)
            find_library(CAVEAT_UTF8PROC_LIBRARY utf8proc REQUIRED)
            mark_as_advanced(CAVEAT_UTF8PROC_INCLUDE CAVEAT_UTF8PROC_LIBRARY)
            add_library(caveat_dependency::utf8proc UNKNOWN IMPORTED)
            set_target_properties(caveat_dependency::utf8proc PROPERTIES
                IMPORTED_LOCATION "${CAVEAT_UTF8PROC_LIBRARY}"
                INTERFACE_INCLUDE_DIRECTORIES "${CAVEAT_UTF8PROC_INCLUDE}")
        elseif(caveat_dependency STREQUAL "simdjson" AND NOT TARGET simdjson::simdjson)
            set(THREADS_PREFER_PTHREAD_FLAG ON)
            find_package(Threads REQUIRED)
            find_package(simdjson REQUIRED)
        elseif(caveat_dependency STREQUAL "cli11" AND NOT TARGET CLI11::CLI11)
            find_package(CLI11 REQUIRED)
        elseif(caveat_dependency STREQUAL "z3" AND NOT TARGET caveat_dependency::z3)
            find_path(CAVEAT_Z3_INCLUDE z3++.h PATH_SUFFIXES z3 REQUIRED)
            find_library(CAVEAT_Z3_LIBRARY z3 REQUIRED)
            mark_as_advanced(CAVEAT_Z3_INCLUDE CAVEAT_Z3_LIBRARY)
            add_library(caveat_dependency::z3 UNKNOWN IMPORTED)
            set_target_properties(caveat_dependency::z3 PROPERTIES
                IMPORTED_LOCATION "${CAVEAT_Z3_LIBRARY}"
                INTERFACE_INCLUDE_DIRECTORIES "${CAVEAT_Z3_INCLUDE}")
        elseif(caveat_dependency STREQUAL "xxhash" AND NOT TARGET caveat_dependency::xxhash)
            find_path(CAVEAT_XXHASH_INCLUDE xxhash.h REQUIRED)
            find_library(CAVEAT_XXHASH_LIBRARY xxhash REQUIRED)
            mark_as_advanced(CAVEAT_XXHASH_INCLUDE CAVEAT_XXHASH_LIBRARY)
            add_library(caveat_dependency::xxhash UNKNOWN IMPORTED)
            set_target_properties(caveat_dependency::xxhash PROPERTIES
                IMPORTED_LOCATION "${CAVEAT_XXHASH_LIBRARY}"
                INTERFACE_INCLUDE_DIRECTORIES "${CAVEAT_XXHASH_INCLUDE}")
        elseif(caveat_dependency STREQUAL "rapidcheck" AND NOT TARGET rapidcheck)
            find_package(rapidcheck REQUIRED)
        elseif(caveat_dependency STREQUAL "benchmark" AND NOT TARGET benchmark::benchmark)
            find_package(benchmark REQUIRED)
        endif()
    endforeach()
endmacro()
