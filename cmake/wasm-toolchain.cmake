# For WebAssembly, by Emscripten wherever it is installed. What its own file gives is what it has.

find_program(CAVEAT_EMCC emcc)
mark_as_advanced(CAVEAT_EMCC)
if(NOT CAVEAT_EMCC)
    message(FATAL_ERROR "emcc is missing; cmake/install-dependencies.sh --web installs it on Debian")
endif()
if(NOT DEFINED EMSCRIPTEN_ROOT_PATH)
    # On Debian emcc of the path is a script that calls the one that lies beside the rest.
    get_filename_component(emcc "${CAVEAT_EMCC}" REALPATH)
    get_filename_component(folder "${emcc}" DIRECTORY)
    foreach(candidate IN ITEMS "${folder}" "$ENV{EMSCRIPTEN}" /usr/share/emscripten)
        if(EXISTS "${candidate}/cmake/Modules/Platform/Emscripten.cmake")
            set(EMSCRIPTEN_ROOT_PATH "${candidate}")
            break()
        endif()
    endforeach()
endif()
include("${EMSCRIPTEN_ROOT_PATH}/cmake/Modules/Platform/Emscripten.cmake")
