# Makes the Debian packages of a shared build and compares what is in them with
# tests/install/packages.txt; lintian, where there is one, finds no error.
#
#   cmake -DBUILD=<build folder, shared, for /usr> -DCPACK=<cpack> -DSCRATCH=<folder to use up>
#         -P check-packages.cmake
#
# With CAVEAT_UPDATE_GOLDEN=1 in the environment packages.txt is written instead.

cmake_minimum_required(VERSION 3.22)
include("${CMAKE_CURRENT_LIST_DIR}/run.cmake")

find_program(DPKG_DEB dpkg-deb)
find_program(DPKG_SHLIBDEPS dpkg-shlibdeps)
if(NOT DPKG_DEB OR NOT DPKG_SHLIBDEPS)
    message("skipped: no dpkg-deb and dpkg-shlibdeps here")
    return()
endif()

file(REMOVE_RECURSE "${SCRATCH}")
run("${CPACK}" --config "${BUILD}/CPackConfig.cmake" -B "${SCRATCH}")
file(GLOB packages "${SCRATCH}/*.deb")

# A line for each file of each package, without what depends on the machine and the day.
set(lines "")
foreach(package IN LISTS packages)
    run("${DPKG_DEB}" --field "${package}" Package)
    string(STRIP "${output}" name)
    run("${DPKG_DEB}" --contents "${package}")
    string(REGEX MATCHALL "[^\n]+" entries "${output}")
    foreach(entry IN LISTS entries)
        if(NOT entry MATCHES "^d")
            string(REGEX REPLACE "^([^ ]+) ([^ ]+) .* \\./" "\\1 \\2 /" entry "${entry}")
            string(REGEX REPLACE "-targets-[a-z]+\\.cmake" "-targets-CONFIG.cmake" entry "${entry}")
            string(REGEX REPLACE "/lib/[a-z0-9_]+-linux-gnu[a-z0-9]*/" "/lib/TRIPLET/" entry "${entry}")
            list(APPEND lines "${name}: ${entry}")
        endif()
    endforeach()
endforeach()
list(SORT lines)
string(JOIN "\n" text ${lines})
string(APPEND text "\n")

set(golden "${CMAKE_CURRENT_LIST_DIR}/packages.txt")
if("$ENV{CAVEAT_UPDATE_GOLDEN}" STREQUAL "1")
    file(WRITE "${golden}" "${text}")
endif()
file(READ "${golden}" expected)
if(NOT text STREQUAL expected)
    message(FATAL_ERROR "${golden} says otherwise than what is in the packages; where that is meant, "
        "write it anew: CAVEAT_UPDATE_GOLDEN=1 ctest -R 'install_shared|packages'\n${text}")
endif()

find_program(LINTIAN lintian)
if(LINTIAN)
    execute_process(COMMAND "${LINTIAN}" --allow-root --fail-on error ${packages}
        RESULT_VARIABLE result OUTPUT_VARIABLE said ERROR_VARIABLE said)
    message(STATUS "lintian:\n${said}")
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "lintian found errors")
    endif()
else()
    message(STATUS "lintian is not here; tests/run.sh --all runs it")
endif()
