# Every public header compiles alone, twice over, as C++20; caveat.h as C99 too.
# The include path holds include/ and nothing else of ours. That only standard
# headers are named is check-floors.cmake's part.

file(GLOB headers CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}/include"
    "${PROJECT_SOURCE_DIR}/include/caveat/*.hpp" "${PROJECT_SOURCE_DIR}/include/caveat/*/*.hpp"
    "${PROJECT_SOURCE_DIR}/include/caveat/*.h")
set(header_sources)
foreach(header IN LISTS headers)
    string(MAKE_C_IDENTIFIER "${header}" name)
    set(languages cpp)
    if(header MATCHES "\\.h$")
        list(APPEND languages c)
    endif()
    foreach(language IN LISTS languages)
        set(source "${CMAKE_CURRENT_BINARY_DIR}/headers/${name}.${language}")
        file(CONFIGURE OUTPUT "${source}"
            CONTENT "#include <${header}>\n#include <${header}>\n\nint ${name}_stands_alone(void);\n\nint ${name}_stands_alone(void) {\n    return 0;\n}\n")
        list(APPEND header_sources "${source}")
    endforeach()
endforeach()
add_library(caveat_header_checks OBJECT ${header_sources})
caveat_settle(caveat_header_checks)
target_link_libraries(caveat_header_checks PRIVATE caveat_build_flags)
