# Builds a project that has Caveat as a part, by add_subdirectory and by
# FetchContent, and compares what its own targets are built with, its cache and
# its properties with those of the same project without Caveat.
#
#   cmake -DSOURCE=<repository> -DSCRATCH=<folder to use up> -DGENERATOR=<name>
#         -DCXX=<C++ compiler> -DLAUNCHER=<compiler launcher, or nothing>
#         -P check-subproject.cmake

cmake_minimum_required(VERSION 3.22)
include("${CMAKE_CURRENT_LIST_DIR}/run.cmake")

# A launcher may be several words, which an argument of a command would not stay.
set(ENV{CMAKE_CXX_COMPILER_LAUNCHER} "${LAUNCHER}")
file(REMOVE_RECURSE "${SCRATCH}/parent" "${SCRATCH}/installed" "${SCRATCH}/alone" "${SCRATCH}/whole")
file(COPY "${SOURCE}/tests/install/parent" DESTINATION "${SCRATCH}")

# The lines of state.txt and the commands of the project's own file, after configuring in `folder`.
# Twice: the first time leaves much behind of how the compiler was found.
function(configure how folder result)
    foreach(time RANGE 1)
        run("${CMAKE_COMMAND}" -S "${SCRATCH}/parent" -B "${SCRATCH}/${folder}" -G "${GENERATOR}"
            "-DCMAKE_CXX_COMPILER=${CXX}"
            # As many at once as in examples/run.sh, where two files may not name one thing twice.
            -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=30
            "-DCAVEAT=${SOURCE}" "-DHOW=${how}")
    endforeach()
    file(STRINGS "${SCRATCH}/${folder}/state.txt" state)
    file(STRINGS "${SCRATCH}/${folder}/compile_commands.json" commands
        REGEX "\"command\": .*(before|after)\\.dir")
    list(TRANSFORM commands PREPEND "compiled ")
    set(lines ${state} ${commands})
    list(FILTER lines EXCLUDE REGEX "${theirs}")
    list(TRANSFORM lines REPLACE "${SCRATCH}/${folder}" "BUILD")
    set(${result} "${lines}" PARENT_SCOPE)
endfunction()

# What finding libraries and fetching leave behind, each under the library's own name.
set(theirs "^(cache|variable) (CAVEAT_|caveat_|FETCHCONTENT_|FIND_PACKAGE_MESSAGE_DETAILS_|Boost_|(boost_headers|simdjson|yaml-cpp)_DIR=|CMAKE_HAVE_LIBC_PTHREAD=)")
# What CMake counts, and what its own modules leave in the scope of whoever calls them.
string(APPEND theirs "|^(cache|variable) (CMAKE_NUMBER_OF_MAKEFILES|CMAKE_MATCH_[0-9]+|__cmake_[A-Za-z_]+)=")

set(trouble "")
configure(alone alone alone)
foreach(how IN ITEMS subdirectory fetched)
    configure(${how} whole whole)
    set(added ${whole})
    set(gone ${alone})
    list(REMOVE_ITEM added ${alone})
    list(REMOVE_ITEM gone ${whole})
    foreach(line IN LISTS gone)
        string(APPEND trouble "${how}: gone: ${line}\n")
    endforeach()
    foreach(line IN LISTS added)
        string(APPEND trouble "${how}: added: ${line}\n")
    endforeach()
    if(trouble)
        break()
    endif()

    run("${CMAKE_COMMAND}" --build "${SCRATCH}/whole" --parallel 2)
    run("${SCRATCH}/whole/screens")
    message(STATUS "${how}: ${output}")

    file(REMOVE_RECURSE "${SCRATCH}/installed")
    run("${CMAKE_COMMAND}" --install "${SCRATCH}/whole" --prefix "${SCRATCH}/installed")
    file(GLOB_RECURSE installed RELATIVE "${SCRATCH}/installed" "${SCRATCH}/installed/*")
    if(NOT installed STREQUAL "bin/after")
        string(APPEND trouble "${how}: installed: ${installed}\n")
    endif()
endforeach()
if(trouble)
    message(FATAL_ERROR "a parent does not stay as it was:\n${trouble}")
endif()
