# An installed copy serves consumers from empty folders, static and shared, wherever
# it was moved; the shared libraries show the names they should and no others; a
# project that has Caveat as a part stays as it was; and what packages hold is known.
#
# Where names or files of them change, their golden files are written anew by
#   CAVEAT_UPDATE_GOLDEN=1 ctest --test-dir build/dev -R 'install_shared|exported_symbols|packages'

set(install_arguments
    "-DSOURCE=${PROJECT_SOURCE_DIR}"
    "-DGENERATOR=${CMAKE_GENERATOR}"
    "-DCC=${CMAKE_C_COMPILER}"
    "-DCXX=${CMAKE_CXX_COMPILER}")
string(TOUPPER "CMAKE_CXX_FLAGS_${CMAKE_BUILD_TYPE}" flags_of_type)
set(shared_flags
    "-DCMAKE_BUILD_TYPE=${CMAKE_BUILD_TYPE}"
    "-DCMAKE_CXX_FLAGS=${CMAKE_CXX_FLAGS}"
    "-D${flags_of_type}=${${flags_of_type}}")
set(install_script "${CMAKE_CURRENT_SOURCE_DIR}/install/check-install.cmake")
set(install_scratch "${CMAKE_CURRENT_BINARY_DIR}/install")
# Beside this build, so that a compiler cache sees the same relative paths.
set(shared_build "${PROJECT_BINARY_DIR}-shared")

if(NOT BUILD_SHARED_LIBS)
    add_test(NAME ${CAVEAT_TEST_PREFIX}install_static
        COMMAND "${CMAKE_COMMAND}" ${install_arguments} "-DBUILD=${PROJECT_BINARY_DIR}"
            "-DSCRATCH=${install_scratch}/static" -P "${install_script}")
endif()

add_test(NAME ${CAVEAT_TEST_PREFIX}install_shared
    COMMAND "${CMAKE_COMMAND}" ${install_arguments} -DSHARED=ON
        "-DFLAGS=${shared_flags}" "-DBUILD=${shared_build}"
        "-DSCRATCH=${install_scratch}/shared" -P "${install_script}")
set_tests_properties(${CAVEAT_TEST_PREFIX}install_shared PROPERTIES
    FIXTURES_SETUP ${CAVEAT_TEST_PREFIX}shared_libraries TIMEOUT 1800 PROCESSORS 2)

add_test(NAME ${CAVEAT_TEST_PREFIX}exported_symbols
    COMMAND "${CMAKE_COMMAND}" "-DNM=${CMAKE_NM}"
        "-DBUILD=${shared_build}"
        -P "${CMAKE_CURRENT_SOURCE_DIR}/install/check-exports.cmake")
set_tests_properties(${CAVEAT_TEST_PREFIX}exported_symbols PROPERTIES
    FIXTURES_REQUIRED ${CAVEAT_TEST_PREFIX}shared_libraries)

# Programs that were compiled against an earlier caveat.h go on.
set(c_library "${shared_build}/src/libcaveat_c.so")
add_test(NAME ${CAVEAT_TEST_PREFIX}c_library_abi
    COMMAND sh "${CMAKE_CURRENT_SOURCE_DIR}/install/abi.sh" "${c_library}"
        "${PROJECT_SOURCE_DIR}/include" "${install_scratch}/abi")
add_test(NAME ${CAVEAT_TEST_PREFIX}c_library_older_program
    COMMAND sh "${CMAKE_CURRENT_SOURCE_DIR}/install/older.sh" "${CMAKE_C_COMPILER}"
        "${PROJECT_SOURCE_DIR}/include" "${c_library}" "${install_scratch}/older")
set_tests_properties(${CAVEAT_TEST_PREFIX}c_library_abi ${CAVEAT_TEST_PREFIX}c_library_older_program
    PROPERTIES FIXTURES_REQUIRED ${CAVEAT_TEST_PREFIX}shared_libraries SKIP_RETURN_CODE 77)

# One of another version beside it, made of the static libraries.
if(NOT BUILD_SHARED_LIBS AND NOT CAVEAT_SANITIZE)
    add_test(NAME ${CAVEAT_TEST_PREFIX}c_library_beside_another
        COMMAND sh "${CMAKE_CURRENT_SOURCE_DIR}/install/beside.sh" "${CMAKE_C_COMPILER}"
            "${CMAKE_CXX_COMPILER}" "${PROJECT_SOURCE_DIR}" "${c_library}" "${install_scratch}/beside"
            "$<TARGET_FILE:caveat_c>" "$<TARGET_FILE:caveat_arrow>" "$<TARGET_FILE:caveat_json>"
            "$<TARGET_FILE:caveat>")
    set_tests_properties(${CAVEAT_TEST_PREFIX}c_library_beside_another
        PROPERTIES FIXTURES_REQUIRED ${CAVEAT_TEST_PREFIX}shared_libraries)
endif()

# Over everything built here, the shared libraries too.
add_test(NAME ${CAVEAT_TEST_PREFIX}run_paths
    COMMAND sh "${CMAKE_CURRENT_SOURCE_DIR}/install/check-binaries.sh" run-paths
        "${PROJECT_BINARY_DIR}" "${shared_build}")
set_tests_properties(${CAVEAT_TEST_PREFIX}run_paths PROPERTIES
    FIXTURES_REQUIRED ${CAVEAT_TEST_PREFIX}shared_libraries)
if(CAVEAT_HARDEN)
    add_test(NAME ${CAVEAT_TEST_PREFIX}hardening
        COMMAND sh "${CMAKE_CURRENT_SOURCE_DIR}/install/check-binaries.sh" hardened
            "${shared_build}" "${install_scratch}/shared/prefix")
    set_tests_properties(${CAVEAT_TEST_PREFIX}hardening PROPERTIES
        FIXTURES_REQUIRED ${CAVEAT_TEST_PREFIX}shared_libraries)
endif()

add_test(NAME ${CAVEAT_TEST_PREFIX}packages
    COMMAND "${CMAKE_COMMAND}" "-DBUILD=${shared_build}" "-DCPACK=${CMAKE_CPACK_COMMAND}"
        "-DSCRATCH=${install_scratch}/packages"
        -P "${CMAKE_CURRENT_SOURCE_DIR}/install/check-packages.cmake")
set_tests_properties(${CAVEAT_TEST_PREFIX}packages PROPERTIES
    FIXTURES_REQUIRED ${CAVEAT_TEST_PREFIX}shared_libraries
    FIXTURES_SETUP ${CAVEAT_TEST_PREFIX}packages
    SKIP_REGULAR_EXPRESSION "^skipped: ")

add_test(NAME ${CAVEAT_TEST_PREFIX}subproject
    COMMAND "${CMAKE_COMMAND}" "-DSOURCE=${PROJECT_SOURCE_DIR}" "-DGENERATOR=${CMAKE_GENERATOR}"
        "-DCXX=${CMAKE_CXX_COMPILER}" "-DLAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER}"
        "-DSCRATCH=${install_scratch}/subproject"
        -P "${CMAKE_CURRENT_SOURCE_DIR}/install/check-subproject.cmake")
set_tests_properties(${CAVEAT_TEST_PREFIX}subproject PROPERTIES TIMEOUT 1800 PROCESSORS 2)
