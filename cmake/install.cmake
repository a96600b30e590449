# What an embedder gets: headers, libraries, a CMake package, a pkg-config file
# for each library, the command line where it was built, and the schema for editors.
#
# Parts, for `cmake --install --component`: caveat_runtime (shared libraries),
# caveat_c_runtime (that for C), caveat_authoring_runtime and caveat_proof_runtime
# (those for authors of rules), caveat_development and caveat_authoring_development
# (what compiling and linking needs), caveat_command.

include(CMakePackageConfigHelpers)

set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/caveat")

# Each library is a component of find_package, with targets and a pkg-config file
# of its own. A static one leaves the libraries inside it to whoever links it.
# Who names none gets those that screen.
set(CAVEAT_USUAL_COMPONENTS caveat json arrow c)
set(components ${CAVEAT_USUAL_COMPONENTS})
if(TARGET caveat_authoring)
    list(APPEND components authoring)
endif()
if(TARGET caveat_proof_library)
    list(APPEND components proof)
endif()
list(APPEND components fhir)
foreach(component IN LISTS components)
    set(target_${component} caveat_${component})
    set(runtime_${component} caveat_${component}_runtime)
    set(development_${component} caveat_development)
endforeach()
set(target_caveat caveat)
set(target_proof caveat_proof_library)
set(runtime_caveat caveat_runtime)
set(runtime_json caveat_runtime)
set(runtime_arrow caveat_runtime)
set(runtime_fhir caveat_runtime)
set(development_authoring caveat_authoring_development)
set(development_proof caveat_authoring_development)
if(BUILD_SHARED_LIBS)
    set(CAVEAT_CAVEAT_NEEDS "")
    set(CAVEAT_JSON_NEEDS "")
    set(CAVEAT_ARROW_NEEDS "")
    set(CAVEAT_FHIR_NEEDS "")
    set(CAVEAT_C_NEEDS "")
    set(CAVEAT_PROOF_NEEDS "")
    set(pkg_static "")
    set(pkg_json_static "")
    set(pkg_proof_static "")
    # It has the others inside.
    set(CAVEAT_C_WITH "")
    set(pkg_c_static "")
    set(pkg_c_libraries "")
else()
    set(CAVEAT_CAVEAT_NEEDS yaml-cpp utf8proc)
    set(CAVEAT_JSON_NEEDS simdjson)
    set(CAVEAT_ARROW_NEEDS simdjson)
    set(CAVEAT_FHIR_NEEDS simdjson)
    set(CAVEAT_C_NEEDS simdjson)
    set(CAVEAT_PROOF_NEEDS z3)
    set(pkg_static "Requires: yaml-cpp libutf8proc")
    set(pkg_json_static ", simdjson")
    set(pkg_proof_static ", z3")
    set(CAVEAT_C_WITH json arrow)
    set(pkg_c_static "Requires: caveat-arrow = ${PROJECT_VERSION}")
    set(pkg_c_libraries " -lstdc++")
endif()

foreach(component IN LISTS components)
    install(TARGETS ${target_${component}} EXPORT caveat-${component}-targets
        ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT ${development_${component}}
        LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
            COMPONENT ${runtime_${component}}
            NAMELINK_COMPONENT ${development_${component}}
        RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT caveat_runtime
        INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
    install(EXPORT caveat-${component}-targets NAMESPACE caveat::
        DESTINATION "${package_folder}" COMPONENT ${development_${component}})
endforeach()
# A header goes where its library goes; that of the service is for the command line alone.
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/caveat"
    DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" COMPONENT caveat_development
    PATTERN "service.hpp" EXCLUDE PATTERN "authoring*" EXCLUDE PATTERN "proof.hpp" EXCLUDE)
set(headers_authoring authoring.hpp)
set(headers_proof proof.hpp)
foreach(component IN LISTS components)
    if(headers_${component})
        install(FILES "${PROJECT_SOURCE_DIR}/include/caveat/${headers_${component}}"
            DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/caveat" COMPONENT caveat_authoring_development)
    endif()
endforeach()
if(TARGET caveat_authoring)
    install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/caveat/authoring"
        DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/caveat" COMPONENT caveat_authoring_development)
endif()

if(TARGET caveat_cli)
    install(TARGETS caveat_cli
        RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT caveat_command)
endif()
# For those who run the service, where the command has one.
if(TARGET caveat_service_objects)
    install(FILES cmake/caveat.service DESTINATION lib/systemd/system COMPONENT caveat_command)
    install(FILES examples/fhir/serve.yaml examples/fhir/serve-production.yaml
        DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/caveat/examples" COMPONENT caveat_command)
endif()
# For the editors of those who write rules.
install(FILES "${PROJECT_SOURCE_DIR}/rules/caveat.schema.json"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/caveat" COMPONENT caveat_command)

configure_package_config_file(cmake/caveatConfig.cmake.in
    "${PROJECT_BINARY_DIR}/caveatConfig.cmake" INSTALL_DESTINATION "${package_folder}"
    NO_SET_AND_CHECK_MACRO)
# Before 1.0 a new minor version may break an embedder.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/caveatConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion)
install(FILES
    "${PROJECT_BINARY_DIR}/caveatConfig.cmake"
    "${PROJECT_BINARY_DIR}/caveatConfigVersion.cmake"
    cmake/dependencies.cmake
    DESTINATION "${package_folder}" COMPONENT caveat_development)

# The prefix is where the file lies, so that what was installed may be moved.
file(RELATIVE_PATH up "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig" "${CMAKE_INSTALL_PREFIX}")
string(REGEX REPLACE "/$" "" pkg_prefix "\${pcfiledir}/${up}")
foreach(folder IN ITEMS LIBDIR INCLUDEDIR)
    if(IS_ABSOLUTE "${CMAKE_INSTALL_${folder}}")
        set(pkg_${folder} "${CMAKE_INSTALL_${folder}}")
    else()
        set(pkg_${folder} "\${prefix}/${CMAKE_INSTALL_${folder}}")
    endif()
endforeach()
foreach(component IN LISTS components)
    get_target_property(package ${target_${component}} OUTPUT_NAME)
    string(REPLACE "_" "-" package "${package}")
    configure_file("cmake/${package}.pc.in" "${PROJECT_BINARY_DIR}/${package}.pc" @ONLY)
    install(FILES "${PROJECT_BINARY_DIR}/${package}.pc"
        DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT ${development_${component}})
endforeach()
