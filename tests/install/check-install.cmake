# Installs the library into an empty prefix, moves that elsewhere, and builds and
# runs consumers from empty folders against it, by find_package and by pkg-config.
#
#   cmake -DSOURCE=<repository> -DSCRATCH=<folder to use up> -DGENERATOR=<name>
#         -DCC=<C compiler> -DCXX=<C++ compiler> -DFLAGS=<arguments for configuring>
#         -DBUILD=<build folder to install; with -DSHARED=ON it is made>
#         -P check-install.cmake

cmake_minimum_required(VERSION 3.22)
include("${CMAKE_CURRENT_LIST_DIR}/run.cmake")

set(prefix "${SCRATCH}/prefix")
file(REMOVE_RECURSE "${prefix}" "${SCRATCH}/installed" "${SCRATCH}/consumer" "${SCRATCH}/c_only"
    "${SCRATCH}/by-hand")

if(SHARED)
    # The objects are the same as in the build at hand; a compiler cache gives
    # them back at once. The prefix is that of packages.
    run("${CMAKE_COMMAND}" -S "${SOURCE}" -B "${BUILD}" -G "${GENERATOR}"
        -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=12
        "-DCMAKE_C_COMPILER=${CC}" "-DCMAKE_CXX_COMPILER=${CXX}" ${FLAGS}
        -DCMAKE_INSTALL_PREFIX=/usr
        -DBUILD_SHARED_LIBS=ON -DCAVEAT_TESTS=OFF -DCAVEAT_EXAMPLES=OFF)
    run("${CMAKE_COMMAND}" --build "${BUILD}" --parallel 2)
endif()
run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${SCRATCH}/installed")
file(RENAME "${SCRATCH}/installed" "${prefix}")
if(NOT EXISTS "${prefix}/share/caveat/caveat.schema.json")
    message(FATAL_ERROR "the schema for editors was not installed")
endif()

# Builds and runs a project of this folder, in an empty one of its own: nothing of
# the repository is within reach.
function(consume project)
    file(COPY "${SOURCE}/tests/install/${project}/" "${SOURCE}/tests/install/consumer/consumer.c"
        DESTINATION "${SCRATCH}/${project}")
    run("${CMAKE_COMMAND}" -S "${SCRATCH}/${project}" -B "${SCRATCH}/${project}/build"
        -G "${GENERATOR}" "-DCMAKE_C_COMPILER=${CC}" "-DCMAKE_CXX_COMPILER=${CXX}"
        "-DCMAKE_PREFIX_PATH=${prefix}")
    run("${CMAKE_COMMAND}" --build "${SCRATCH}/${project}/build" --parallel 2)
    foreach(program IN LISTS ARGN)
        run("${SCRATCH}/${project}/build/${program}")
        message(STATUS "${project}: ${output}")
    endforeach()
endfunction()

consume(consumer consumer_cpp consumer_c consumer_fhir consumer_authoring)
if(SHARED)
    consume(c_only consumer_c)
endif()

find_program(PKG_CONFIG NAMES pkg-config pkgconf)
if(NOT PKG_CONFIG)
    message(FATAL_ERROR "there is no pkg-config")
endif()
file(GLOB_RECURSE pc_file "${prefix}/*/caveat.pc")
get_filename_component(pc_folder "${pc_file}" DIRECTORY)
get_filename_component(library_folder "${pc_folder}" DIRECTORY)
foreach(wanted IN ITEMS --cflags --libs)
    run("${CMAKE_COMMAND}" -E env "PKG_CONFIG_PATH=${pc_folder}"
        "${PKG_CONFIG}" ${wanted} caveat-arrow)
    separate_arguments(flags${wanted} UNIX_COMMAND "${output}")
endforeach()
run("${CXX}" -std=c++20 ${flags--cflags} "${SCRATCH}/consumer/consumer.cpp"
    -o "${SCRATCH}/by-hand" ${flags--libs} "-Wl,-rpath,${library_folder}")
run("${SCRATCH}/by-hand")
message(STATUS "by pkg-config: ${output}")
if(SHARED)
    run("${CMAKE_COMMAND}" -E env "PKG_CONFIG_PATH=${pc_folder}"
        "${PKG_CONFIG}" --cflags --libs caveat-c)
    separate_arguments(c_flags UNIX_COMMAND "${output}")
    run("${CC}" -std=c99 -pedantic-errors "${SCRATCH}/consumer/consumer.c"
        -o "${SCRATCH}/by-hand" ${c_flags} "-Wl,-rpath,${library_folder}")
    run("${SCRATCH}/by-hand")
    message(STATUS "C by pkg-config: ${output}")
    run("${CMAKE_COMMAND}" -E env "PKG_CONFIG_PATH=${pc_folder}"
        "${PKG_CONFIG}" --cflags --libs caveat-proof caveat-json)
    separate_arguments(author_flags UNIX_COMMAND "${output}")
    run("${CXX}" -std=c++20 "${SCRATCH}/consumer/consumer_authoring.cpp"
        -o "${SCRATCH}/by-hand" ${author_flags} "-Wl,-rpath,${library_folder}")
    run("${SCRATCH}/by-hand")
    message(STATUS "for authors by pkg-config: ${output}")
endif()

# What is inside the library, an embedder need not have: no header of it is read.
run("${CXX}" -std=c++20 -M ${flags--cflags}
    "${SCRATCH}/consumer/consumer.cpp" "${SCRATCH}/consumer/consumer_authoring.cpp")
if(output MATCHES "[^ ]*(boost|yaml-cpp|simdjson|utf8proc|z3)[^ ]*")
    message(FATAL_ERROR "an installed header includes ${CMAKE_MATCH_0}")
endif()
# Neither is anything of where it was built told.
file(GLOB_RECURSE texts "${prefix}/*.pc" "${prefix}/*.cmake" "${prefix}/*.hpp" "${prefix}/*.h")
foreach(text IN LISTS texts)
    file(STRINGS "${text}" named REGEX "(${SOURCE}|${SCRATCH})")
    if(named)
        message(FATAL_ERROR "${text} names a folder of the build: ${named}")
    endif()
endforeach()
