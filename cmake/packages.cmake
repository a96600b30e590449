# Debian packages, made by `cpack` in a build folder: of a shared build for /usr
#
#   cmake -S . -B build/packages -DBUILD_SHARED_LIBS=ON -DCMAKE_INSTALL_PREFIX=/usr
#         -DCAVEAT_TESTS=OFF -DCAVEAT_EXAMPLES=OFF
#   cmake --build build/packages && cd build/packages && cpack
#
# libcaveat<SOVERSION> has the shared libraries, libcaveat-c<SOVERSION> that for C,
# libcaveat-authoring<SOVERSION> and libcaveat-proof<SOVERSION> those for authors of
# rules, the latter alone with the solver, libcaveat-dev and libcaveat-authoring-dev
# what compiling and linking needs, caveat the command line. What each depends on,
# dpkg-shlibdeps reads from its files; on each other they depend to the last digit.

if(NOT BUILD_SHARED_LIBS OR NOT TARGET caveat_cli)
    return()
endif()

set(CAVEAT_PACKAGE_MAINTAINER "The Caveat authors <caveat@packages.invalid>"
    CACHE STRING "Name and address of whoever answers for the packages")

get_target_property(soversion caveat SOVERSION)
set(caveat_package_runtime "libcaveat${soversion}")
get_target_property(soversion caveat_c SOVERSION)
set(caveat_package_c_runtime "libcaveat-c${soversion}")
get_target_property(soversion caveat_authoring SOVERSION)
set(caveat_package_authoring_runtime "libcaveat-authoring${soversion}")
set(caveat_package_proof_runtime "libcaveat-proof${soversion}")
set(caveat_package_development libcaveat-dev)
set(caveat_package_authoring_development libcaveat-authoring-dev)
set(caveat_package_command caveat)

# --- what Debian's policy wants beside the files ------------------------------

string(TIMESTAMP package_date "%a, %d %b %Y %H:%M:%S +0000" UTC)
find_program(CAVEAT_GZIP gzip)
mark_as_advanced(CAVEAT_GZIP)
if(NOT CAVEAT_GZIP)
    return()
endif()
set(changelog "${PROJECT_BINARY_DIR}/packages/changelog")
file(CONFIGURE OUTPUT "${changelog}" @ONLY CONTENT
"caveat (@PROJECT_VERSION@) unstable; urgency=medium

  * Version @PROJECT_VERSION@.

 -- @CAVEAT_PACKAGE_MAINTAINER@  @package_date@
")
execute_process(COMMAND "${CAVEAT_GZIP}" -9nkf "${changelog}")
set(parts runtime c_runtime authoring_runtime proof_runtime development authoring_development
    command)
foreach(part IN LISTS parts)
    set(folder "${CMAKE_INSTALL_DATADIR}/doc/${caveat_package_${part}}")
    install(FILES "${changelog}.gz" DESTINATION "${folder}"
        COMPONENT caveat_${part} EXCLUDE_FROM_ALL)
    install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${folder}" RENAME copyright
        COMPONENT caveat_${part} EXCLUDE_FROM_ALL)
endforeach()

# --- the packages -------------------------------------------------------------

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME caveat)
set(CPACK_PACKAGE_CONTACT "${CAVEAT_PACKAGE_MAINTAINER}")
set(CPACK_PACKAGING_INSTALL_PREFIX "${CMAKE_INSTALL_PREFIX}")
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL ${parts})
list(TRANSFORM CPACK_COMPONENTS_ALL PREPEND caveat_)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Our own are in no package yet.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS_PRIVATE_DIRS "${PROJECT_BINARY_DIR}/src")
# Programs that are packaged against the libraries find out on which package to depend.
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS_POLICY ">=")

set(CPACK_DEBIAN_CAVEAT_RUNTIME_PACKAGE_NAME "${caveat_package_runtime}")
set(CPACK_DEBIAN_CAVEAT_RUNTIME_PACKAGE_SECTION libs)
file(WRITE "${PROJECT_BINARY_DIR}/packages/triggers" "activate-noawait ldconfig\n")
set(CPACK_DEBIAN_CAVEAT_RUNTIME_PACKAGE_CONTROL_EXTRA "${PROJECT_BINARY_DIR}/packages/triggers")
set(CPACK_COMPONENT_CAVEAT_RUNTIME_DESCRIPTION
"Shared libraries for programs that screen patients by rules which
clinicians write in sentences: every outcome with its reasons, and what is
still to ask.")

set(CPACK_DEBIAN_CAVEAT_C_RUNTIME_PACKAGE_NAME "${caveat_package_c_runtime}")
set(CPACK_DEBIAN_CAVEAT_C_RUNTIME_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_CAVEAT_C_RUNTIME_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_CAVEAT_C_RUNTIME_PACKAGE_CONTROL_EXTRA "${PROJECT_BINARY_DIR}/packages/triggers")
set(CPACK_COMPONENT_CAVEAT_C_RUNTIME_DESCRIPTION
"Shared library for C, and for whatever can call C, to screen patients by
rules which clinicians write in sentences: every outcome with its reasons,
and what is still to ask. It stays when the libraries for C++ change.")

set(CPACK_DEBIAN_CAVEAT_AUTHORING_RUNTIME_PACKAGE_NAME "${caveat_package_authoring_runtime}")
set(CPACK_DEBIAN_CAVEAT_AUTHORING_RUNTIME_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_CAVEAT_AUTHORING_RUNTIME_PACKAGE_DEPENDS
    "${caveat_package_runtime} (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_CAVEAT_AUTHORING_RUNTIME_PACKAGE_CONTROL_EXTRA
    "${PROJECT_BINARY_DIR}/packages/triggers")
set(CPACK_COMPONENT_CAVEAT_AUTHORING_RUNTIME_DESCRIPTION
"Shared library for programs that help to write rules for screening
patients: checks, cases and what they cover, proposed cases, drafts, the
smallest change for a patient, differences between versions, pages.")

set(CPACK_DEBIAN_CAVEAT_PROOF_RUNTIME_PACKAGE_NAME "${caveat_package_proof_runtime}")
set(CPACK_DEBIAN_CAVEAT_PROOF_RUNTIME_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_CAVEAT_PROOF_RUNTIME_PACKAGE_DEPENDS
    "${caveat_package_runtime} (= ${PROJECT_VERSION}), ${caveat_package_authoring_runtime} (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_CAVEAT_PROOF_RUNTIME_PACKAGE_CONTROL_EXTRA
    "${PROJECT_BINARY_DIR}/packages/triggers")
set(CPACK_COMPONENT_CAVEAT_PROOF_RUNTIME_DESCRIPTION
"Shared library for programs that ask a solver about rules for screening
patients: rules that never fire or contradict each other, and whether two
versions treat any patient differently, each with a patient who proves it.")

set(CPACK_DEBIAN_CAVEAT_DEVELOPMENT_PACKAGE_NAME "${caveat_package_development}")
set(CPACK_DEBIAN_CAVEAT_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_CAVEAT_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_CAVEAT_DEVELOPMENT_PACKAGE_DEPENDS
    "${caveat_package_runtime} (= ${PROJECT_VERSION}), ${caveat_package_c_runtime} (= ${PROJECT_VERSION})")
set(CPACK_COMPONENT_CAVEAT_DEVELOPMENT_DESCRIPTION
"Headers for C++20 and C99, and files for CMake and pkg-config, to compile
programs with Caveat.")

set(CPACK_DEBIAN_CAVEAT_AUTHORING_DEVELOPMENT_PACKAGE_NAME
    "${caveat_package_authoring_development}")
set(CPACK_DEBIAN_CAVEAT_AUTHORING_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_CAVEAT_AUTHORING_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_CAVEAT_AUTHORING_DEVELOPMENT_PACKAGE_DEPENDS
    "${caveat_package_development} (= ${PROJECT_VERSION}), ${caveat_package_authoring_runtime} (= ${PROJECT_VERSION}), ${caveat_package_proof_runtime} (= ${PROJECT_VERSION})")
set(CPACK_COMPONENT_CAVEAT_AUTHORING_DEVELOPMENT_DESCRIPTION
"Headers for C++20, and files for CMake and pkg-config, to compile programs
that help to write rules, with and without a solver.")

set(CPACK_DEBIAN_CAVEAT_COMMAND_PACKAGE_NAME "${caveat_package_command}")
set(CPACK_DEBIAN_CAVEAT_COMMAND_PACKAGE_SECTION science)
set(CPACK_COMPONENT_CAVEAT_COMMAND_DESCRIPTION
"The command line: checks rule files and compares their versions, screens
patients one by one or as streams, runs the cases of a rule file, and
interviews. The schema for editors lies in /usr/share/caveat.")

include(CPack)
