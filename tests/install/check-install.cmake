# Installs the library into an empty prefix and builds and runs a consumer from
# an empty folder against it, by find_package and by pkg-config.
#
#   cmake -DSOURCE=<repository> -DSCRATCH=<folder to use up> -DGENERATOR=<name>
#         -DCC=<C compiler> -DCXX=<C++ compiler> -DFLAGS=<arguments for configuring>
#         -DBUILD=<build folder to install, static> or -DSHARED=ON
#         -P check-install.cmake

cmake_minimum_required(VERSION 3.22)

function(run)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output
        ERROR_VARIABLE output)
    if(NOT result EQUAL 0)
        string(REPLACE ";" " " command "${ARGN}")
        message(FATAL_ERROR "failed: ${command}\n${output}")
    endif()
    set(output "${output}" PARENT_SCOPE)
endfunction()

set(prefix "${SCRATCH}/prefix")
file(REMOVE_RECURSE "${prefix}" "${SCRATCH}/consumer" "${SCRATCH}/by-hand")

if(SHARED)
    # The objects are the same as in the build at hand; a compiler cache gives
    # them back at once.
    run("${CMAKE_COMMAND}" -S "${SOURCE}" -B "${SCRATCH}/build" -G "${GENERATOR}"
        -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=12
        "-DCMAKE_C_COMPILER=${CC}" "-DCMAKE_CXX_COMPILER=${CXX}" ${FLAGS}
        -DBUILD_SHARED_LIBS=ON -DCAVEAT_TESTS=OFF -DCAVEAT_EXAMPLES=OFF)
    run("${CMAKE_COMMAND}" --build "${SCRATCH}/build" --parallel 2)
    set(BUILD "${SCRATCH}/build")
endif()
run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${prefix}")
if(NOT EXISTS "${prefix}/share/caveat/caveat.schema.json")
    message(FATAL_ERROR "the schema for editors was not installed")
endif()

# An empty folder of its own: nothing of the repository is within reach.
file(COPY "${SOURCE}/tests/install/consumer/" DESTINATION "${SCRATCH}/consumer")
run("${CMAKE_COMMAND}" -S "${SCRATCH}/consumer" -B "${SCRATCH}/consumer/build" -G "${GENERATOR}"
    "-DCMAKE_C_COMPILER=${CC}" "-DCMAKE_CXX_COMPILER=${CXX}"
    "-DCMAKE_PREFIX_PATH=${prefix}")
run("${CMAKE_COMMAND}" --build "${SCRATCH}/consumer/build" --parallel 2)
foreach(consumer IN ITEMS consumer_cpp consumer_c)
    if(EXISTS "${SCRATCH}/consumer/build/${consumer}")
        run("${SCRATCH}/consumer/build/${consumer}")
        message(STATUS "${consumer}: ${output}")
    endif()
endforeach()

find_program(PKG_CONFIG NAMES pkg-config pkgconf)
if(PKG_CONFIG)
    file(GLOB_RECURSE pc_file "${prefix}/*/caveat.pc")
    get_filename_component(pc_folder "${pc_file}" DIRECTORY)
    get_filename_component(library_folder "${pc_folder}" DIRECTORY)
    # The prefix was chosen while installing, so the file's own is overruled.
    foreach(wanted IN ITEMS --cflags --libs)
        run("${CMAKE_COMMAND}" -E env "PKG_CONFIG_PATH=${pc_folder}"
            "${PKG_CONFIG}" "--define-variable=prefix=${prefix}" ${wanted} caveat-json)
        separate_arguments(flags${wanted} UNIX_COMMAND "${output}")
    endforeach()
    run("${CXX}" -std=c++20 ${flags--cflags} "${SCRATCH}/consumer/consumer.cpp"
        -o "${SCRATCH}/by-hand" ${flags--libs} "-Wl,-rpath,${library_folder}")
    run("${SCRATCH}/by-hand")
    message(STATUS "by pkg-config: ${output}")
endif()
