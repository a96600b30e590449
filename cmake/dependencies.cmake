# Finds the libraries that Caveat stands on and gives each one a single target
# name, whatever its release calls it. Installed beside caveatConfig.cmake,
# where a static build needs the same names again.
#
#   caveat_find_dependencies(<library>...)         an error where one is missing
#   caveat_find_dependencies(ASK <missing> <library>...)
#                                                  <missing> is the list of those
#
# Functions, so that nothing but targets reaches whoever calls them.

function(caveat_library_target name header library)
    if(TARGET caveat_dependency::${name})
        return()
    endif()
    string(TOUPPER "CAVEAT_${name}" variable)
    find_path(${variable}_INCLUDE ${header} PATH_SUFFIXES ${name})
    find_library(${variable}_LIBRARY ${library})
    mark_as_advanced(${variable}_INCLUDE ${variable}_LIBRARY)
    if(${variable}_INCLUDE AND ${variable}_LIBRARY)
        add_library(caveat_dependency::${name} UNKNOWN IMPORTED)
        set_target_properties(caveat_dependency::${name} PROPERTIES
            IMPORTED_LOCATION "${${variable}_LIBRARY}"
            INTERFACE_INCLUDE_DIRECTORIES "${${variable}_INCLUDE}")
    endif()
endfunction()

function(caveat_find_dependencies)
    set(names ${ARGN})
    list(POP_FRONT names first)
    if(first STREQUAL "ASK")
        list(POP_FRONT names result)
    else()
        list(PREPEND names ${first})
    endif()

    set(target_boost Boost::headers)
    set(target_yaml-cpp yaml-cpp::yaml-cpp)
    set(target_simdjson simdjson::simdjson)
    set(target_cli11 CLI11::CLI11)
    set(target_rapidcheck rapidcheck)
    set(target_benchmark benchmark::benchmark)
    foreach(name IN ITEMS utf8proc z3 xxhash)
        set(target_${name} caveat_dependency::${name})
    endforeach()

    set(missing "")
    foreach(name IN LISTS names)
        if(TARGET ${target_${name}})
            continue()
        endif()
        if(name STREQUAL "boost")
            find_package(Boost 1.74 QUIET)
        elseif(name STREQUAL "yaml-cpp")
            if(NOT TARGET yaml-cpp)
                find_package(yaml-cpp QUIET)
            endif()
            # Before 0.8 the target has no namespace.
            if(TARGET yaml-cpp AND NOT TARGET yaml-cpp::yaml-cpp)
                add_library(yaml-cpp::yaml-cpp INTERFACE IMPORTED)
                set_target_properties(yaml-cpp::yaml-cpp PROPERTIES
                    INTERFACE_LINK_LIBRARIES yaml-cpp)
            endif()
        elseif(name STREQUAL "simdjson")
            set(THREADS_PREFER_PTHREAD_FLAG ON)
            find_package(Threads QUIET)
            find_package(simdjson QUIET)
        elseif(name STREQUAL "cli11")
            find_package(CLI11 QUIET)
        elseif(name STREQUAL "utf8proc")
            caveat_library_target(utf8proc utf8proc.h utf8proc)
        elseif(name STREQUAL "z3")
            caveat_library_target(z3 z3++.h z3)
        elseif(name STREQUAL "xxhash")
            caveat_library_target(xxhash xxhash.h xxhash)
        elseif(name STREQUAL "rapidcheck")
            find_package(rapidcheck QUIET)
        elseif(name STREQUAL "benchmark")
            find_package(benchmark QUIET)
        endif()
        if(NOT TARGET ${target_${name}})
            list(APPEND missing ${name})
        endif()
    endforeach()

    if(result)
        set(${result} "${missing}" PARENT_SCOPE)
    elseif(missing)
        string(REPLACE ";" ", " missing "${missing}")
        message(FATAL_ERROR "Caveat needs what is not found here: ${missing}; "
            "cmake/install-dependencies.sh installs it on Debian")
    endif()
endfunction()
