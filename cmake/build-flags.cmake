# Flags for this project's own targets. Nothing here reaches an embedder.

# What every target of ours is compiled with: language, warnings, folders.
add_library(caveat_build_flags INTERFACE)
target_compile_features(caveat_build_flags INTERFACE cxx_std_20 c_std_99)
target_compile_options(caveat_build_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion
    # Several files in one translation unit see each other's private names.
    $<$<NOT:$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wshadow>
    # std::stable_sort of libstdc++ 12 uses what it calls deprecated itself; g++ keeps
    # the warning for code of ours.
    $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
    # g++ 12 sees overlapping copies in its own std::string at -O3 (GCC bug 105651).
    $<$<AND:$<COMPILE_LANG_AND_ID:CXX,GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict>
    # Sizes have 32 bits there. What they count is less than the limits of files, which 64-bit builds
    # check the arithmetic of.
    $<$<BOOL:${EMSCRIPTEN}>:-Wno-shorten-64-to-32;-Wno-sign-conversion>
    $<$<BOOL:${CAVEAT_WERROR}>:-Werror>)
target_include_directories(caveat_build_flags INTERFACE
    "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>")

# What lies inside: only floors, adapters and tests see src/.
add_library(caveat_inside INTERFACE)
target_link_libraries(caveat_inside INTERFACE caveat_build_flags)
target_include_directories(caveat_inside INTERFACE
    "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>")

# What no interface library carries: each target of ours is told. As variables they
# would reach whatever is added below.
function(caveat_settle)
    set(is_position_independent ON)
    if(EMSCRIPTEN)
        set(is_position_independent OFF)  # nothing is shared there, and it costs
    endif()
    set_target_properties(${ARGV} PROPERTIES
        CXX_STANDARD 20
        CXX_STANDARD_REQUIRED ON
        CXX_EXTENSIONS OFF
        C_STANDARD 99
        C_STANDARD_REQUIRED ON
        C_EXTENSIONS OFF
        CXX_VISIBILITY_PRESET hidden
        C_VISIBILITY_PRESET hidden
        VISIBILITY_INLINES_HIDDEN ON
        POSITION_INDEPENDENT_CODE ${is_position_independent})
endfunction()

if(PROJECT_IS_TOP_LEVEL)
    set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
    if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
        set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
    endif()
    find_program(CAVEAT_CCACHE ccache)
    mark_as_advanced(CAVEAT_CCACHE)
    if(CAVEAT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
        # The same file built in two folders is the same object, where both lie as
        # deep: the shared build of the install test costs next to nothing.
        set(launcher "${CMAKE_COMMAND}" -E env CCACHE_NOHASHDIR=1)
        if(NOT DEFINED ENV{CCACHE_BASEDIR})
            list(APPEND launcher "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}")
        endif()
        list(APPEND launcher "${CAVEAT_CCACHE}")
        set(CMAKE_C_COMPILER_LAUNCHER "${launcher}")
        set(CMAKE_CXX_COMPILER_LAUNCHER "${launcher}")
    endif()
endif()

if(CAVEAT_HARDEN AND UNIX AND NOT APPLE)
    include(CheckPIESupported)
    check_pie_supported()
    add_compile_options(-fstack-protector-strong -Wformat -Wformat-security)
    add_link_options(LINKER:-z,relro,-z,now)
    # Needs an optimiser, and takes calls away that a sanitizer looks at.
    string(TOUPPER "${CMAKE_BUILD_TYPE}" type)
    if("${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_${type}}" MATCHES "-O[123s]" AND NOT CAVEAT_SANITIZE)
        add_compile_options(-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2)
    endif()
endif()

if(CAVEAT_SANITIZE)
    add_compile_options(-fsanitize=${CAVEAT_SANITIZE} -fno-sanitize-recover=all
                        -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${CAVEAT_SANITIZE})
endif()
if(CAVEAT_FUZZ)
    if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        message(FATAL_ERROR "CAVEAT_FUZZ needs clang; the plain build replays the same targets")
    endif()
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

if(EMSCRIPTEN)
    # Exceptions by the engine itself, not by calls out of it.
    add_compile_options(-fwasm-exceptions)
endif()
