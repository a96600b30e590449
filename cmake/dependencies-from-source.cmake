# The libraries that are linked, built here from sources: where the system has none for what is built
# (WebAssembly). CAVEAT_SOURCES is the folder with their sources, as
# cmake/install-dependencies.sh --web lays them there: yaml-cpp, simdjson and utf8proc. Boost is headers
# alone, and those of the system.

set(CAVEAT_SOURCES "${PROJECT_SOURCE_DIR}/build/sources" CACHE PATH
    "Where yaml-cpp, simdjson and utf8proc lie as sources")

function(caveat_source_library name target folder)
    if(NOT EXISTS "${CAVEAT_SOURCES}/${folder}")
        message(FATAL_ERROR "no sources of ${name} in ${CAVEAT_SOURCES}; "
            "cmake/install-dependencies.sh --web lays them there on Debian")
    endif()
    file(GLOB sources ${ARGN})
    add_library(caveat_source_${name} STATIC EXCLUDE_FROM_ALL ${sources})
    target_include_directories(caveat_source_${name} SYSTEM PUBLIC "${CAVEAT_SOURCES}/${folder}")
    set_target_properties(caveat_source_${name} PROPERTIES CXX_STANDARD 17 UNITY_BUILD OFF)
    target_compile_options(caveat_source_${name} PRIVATE -w)
    add_library(${target} ALIAS caveat_source_${name})
endfunction()

set(yaml "${CAVEAT_SOURCES}/yaml-cpp")
caveat_source_library(yaml-cpp yaml-cpp::yaml-cpp yaml-cpp/include
    "${yaml}/src/depthguard.cpp" "${yaml}/src/directives.cpp" "${yaml}/src/exceptions.cpp"
    "${yaml}/src/exp.cpp" "${yaml}/src/null.cpp" "${yaml}/src/parser.cpp" "${yaml}/src/regex_yaml.cpp"
    "${yaml}/src/scan*.cpp" "${yaml}/src/simplekey.cpp" "${yaml}/src/singledocparser.cpp"
    "${yaml}/src/stream.cpp" "${yaml}/src/tag.cpp")
target_compile_definitions(caveat_source_yaml-cpp PUBLIC YAML_CPP_STATIC_DEFINE)
caveat_source_library(simdjson simdjson::simdjson simdjson/singleheader
    "${CAVEAT_SOURCES}/simdjson/singleheader/simdjson.cpp")
caveat_source_library(utf8proc caveat_dependency::utf8proc utf8proc
    "${CAVEAT_SOURCES}/utf8proc/utf8proc.c")
target_compile_definitions(caveat_source_utf8proc PUBLIC UTF8PROC_STATIC)

# Of the system's headers these alone are within sight.
find_path(CAVEAT_BOOST_INCLUDE boost/version.hpp NO_CMAKE_FIND_ROOT_PATH PATHS /usr/include /usr/local/include)
mark_as_advanced(CAVEAT_BOOST_INCLUDE)
if(NOT CAVEAT_BOOST_INCLUDE)
    message(FATAL_ERROR "Boost's headers are missing")
endif()
file(MAKE_DIRECTORY "${PROJECT_BINARY_DIR}/boost")
file(CREATE_LINK "${CAVEAT_BOOST_INCLUDE}/boost" "${PROJECT_BINARY_DIR}/boost/boost" SYMBOLIC)
add_library(Boost::headers INTERFACE IMPORTED GLOBAL)
target_include_directories(Boost::headers SYSTEM INTERFACE "${PROJECT_BINARY_DIR}/boost")
