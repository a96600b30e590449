# The libraries that are linked, built here from sources: where the system has none for what is built
# (WebAssembly). CAVEAT_SOURCES is the folder with their sources, as
# cmake/install-dependencies.sh --web lays them there: yaml-cpp, simdjson and utf8proc. Boost is headers
# alone, and those of the system.

set(CAVEAT_SOURCES "${PROJECT_SOURCE_DIR}/build/sources" CACHE PATH
    "Where yaml-cpp, simdjson and utf8proc lie as sources")

foreach(name IN ITEMS yaml-cpp simdjson utf8proc)
    if(NOT EXISTS "${CAVEAT_SOURCES}/${name}")
        message(FATAL_ERROR "no sources of ${name} in ${CAVEAT_SOURCES}; "
            "cmake/install-dependencies.sh --web lays them there on Debian")
    endif()
endforeach()

function(caveat_source_library name target includes)
    file(GLOB sources ${ARGN})
    add_library(caveat_source_${name} STATIC EXCLUDE_FROM_ALL ${sources})
    target_include_directories(caveat_source_${name} SYSTEM PUBLIC "${includes}")
    set_target_properties(caveat_source_${name} PROPERTIES CXX_STANDARD 17 UNITY_BUILD OFF)
    target_compile_options(caveat_source_${name} PRIVATE -w)
    add_library(${target} ALIAS caveat_source_${name})
endfunction()

# yaml-cpp reads by streams and writes its messages by them. Streams bring all locales along, a tenth of
# the core: a copy of it works on texts.
set(yaml "${PROJECT_BINARY_DIR}/yaml-cpp")
file(GLOB_RECURSE files RELATIVE "${CAVEAT_SOURCES}/yaml-cpp"
    "${CAVEAT_SOURCES}/yaml-cpp/include/*.h" "${CAVEAT_SOURCES}/yaml-cpp/src/*.h"
    "${CAVEAT_SOURCES}/yaml-cpp/src/*.cpp")
foreach(file IN LISTS files)
    file(READ "${CAVEAT_SOURCES}/yaml-cpp/${file}" content)
    string(REGEX REPLACE "#include <(ios|iostream|sstream)>" "#include <yaml-text-streams.h>"
        content "${content}")
    string(REPLACE "std::stringstream str(" "YAML::TextInput str(" content "${content}")
    string(REPLACE "std::stringstream" "YAML::TextOutput" content "${content}")
    string(REGEX REPLACE "std::(istream|streambuf)" "YAML::TextInput" content "${content}")
    file(CONFIGURE OUTPUT "${yaml}/${file}" CONTENT "${content}" @ONLY)
endforeach()
file(COPY "${PROJECT_SOURCE_DIR}/cmake/yaml-text-streams.h" DESTINATION "${yaml}/include")
caveat_source_library(yaml-cpp yaml-cpp::yaml-cpp "${yaml}/include"
    "${yaml}/src/depthguard.cpp" "${yaml}/src/directives.cpp" "${yaml}/src/exceptions.cpp"
    "${yaml}/src/exp.cpp" "${yaml}/src/null.cpp" "${yaml}/src/parser.cpp" "${yaml}/src/regex_yaml.cpp"
    "${yaml}/src/scan*.cpp" "${yaml}/src/simplekey.cpp" "${yaml}/src/singledocparser.cpp"
    "${yaml}/src/stream.cpp" "${yaml}/src/tag.cpp")
target_compile_definitions(caveat_source_yaml-cpp
    PUBLIC YAML_CPP_STATIC_DEFINE CAVEAT_YAML_READS_TEXTS)
# Of simdjson, the part that reads on demand is asked. The other one, whose tables lead to it, is left out.
set(simdjson "${PROJECT_BINARY_DIR}/simdjson")
file(READ "${CAVEAT_SOURCES}/simdjson/singleheader/simdjson.cpp" content)
string(REGEX REPLACE "return stage2::tape_builder::parse_document<(true|false)>\\(\\*this, _doc\\);"
    "return UNSUPPORTED_ARCHITECTURE;" smaller "${content}")
if(smaller STREQUAL content)
    message(FATAL_ERROR "simdjson.cpp: documents are read where it is not known here")
endif()
file(CONFIGURE OUTPUT "${simdjson}/simdjson.cpp" CONTENT "${smaller}" @ONLY)
caveat_source_library(simdjson simdjson::simdjson "${CAVEAT_SOURCES}/simdjson/singleheader"
    "${simdjson}/simdjson.cpp")

# Tables of utf8proc are most of what a core holds besides code.
find_program(CAVEAT_PYTHON3 python3 REQUIRED)  # as Emscripten needs it
mark_as_advanced(CAVEAT_PYTHON3)
set(utf8proc "${PROJECT_BINARY_DIR}/utf8proc")
set(smaller "${PROJECT_SOURCE_DIR}/cmake/smaller-utf8proc.py")
file(GLOB users CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/src/text/*.cpp")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${smaller}" ${users})
execute_process(COMMAND "${CAVEAT_PYTHON3}" "${smaller}" "${CAVEAT_SOURCES}/utf8proc" "${utf8proc}" ${users}
    COMMAND_ERROR_IS_FATAL ANY)
caveat_source_library(utf8proc caveat_dependency::utf8proc "${utf8proc}" "${utf8proc}/utf8proc.c")
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
