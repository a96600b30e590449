# What an embedder gets: headers, libraries, a CMake package, a pkg-config file
# for each library, the command line where it was built, and the schema for editors.

include(CMakePackageConfigHelpers)

set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/caveat")

install(TARGETS caveat caveat_json EXPORT caveatTargets
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
    RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
if(TARGET caveat_cli)
    install(TARGETS caveat_cli RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
endif()
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/caveat" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
# For the editors of those who write rules.
install(FILES "${PROJECT_SOURCE_DIR}/rules/caveat.schema.json"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/caveat")

# A static library leaves the libraries inside it to whoever links it.
if(BUILD_SHARED_LIBS)
    set(CAVEAT_IS_STATIC FALSE)
    set(pkg_static "")
    set(pkg_json_static "")
else()
    set(CAVEAT_IS_STATIC TRUE)
    set(pkg_static "Requires: yaml-cpp libutf8proc")
    set(pkg_json_static ", simdjson")
endif()

configure_package_config_file(cmake/caveatConfig.cmake.in
    "${PROJECT_BINARY_DIR}/caveatConfig.cmake" INSTALL_DESTINATION "${package_folder}")
# Before 1.0 a new minor version may break an embedder.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/caveatConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion)
install(EXPORT caveatTargets NAMESPACE caveat:: DESTINATION "${package_folder}")
install(FILES
    "${PROJECT_BINARY_DIR}/caveatConfig.cmake"
    "${PROJECT_BINARY_DIR}/caveatConfigVersion.cmake"
    cmake/dependencies.cmake
    DESTINATION "${package_folder}")

foreach(package IN ITEMS caveat caveat-json)
    configure_file("cmake/${package}.pc.in" "${PROJECT_BINARY_DIR}/${package}.pc" @ONLY)
    install(FILES "${PROJECT_BINARY_DIR}/${package}.pc"
        DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig")
endforeach()
