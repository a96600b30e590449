# The cores as WebAssembly: `caveat.wasm` has the functions of caveat.h that the npm package calls,
# `caveat-workbench.wasm` the one call of the workbench. What nothing exported leads to is left out.

find_program(CAVEAT_WASM_OPT wasm-opt REQUIRED)  # of binaryen, which Emscripten stands on

# One core of `sources`, with the functions that are exported.
function(caveat_wasm name target)
    cmake_parse_arguments(PARSE_ARGV 2 core "" "" "EXPORTS;LINK")
    file(CONFIGURE OUTPUT "${name}.cpp" CONTENT "// All of it comes from libraries.\n")
    add_executable(${target} "${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp")
    caveat_settle(${target})
    list(TRANSFORM core_EXPORTS PREPEND "_")
    string(JOIN "," exports ${core_EXPORTS} _malloc _free)
    target_link_libraries(${target} PRIVATE ${core_LINK})
    target_link_options(${target} PRIVATE
        -Oz -fwasm-exceptions -sSTANDALONE_WASM --no-entry -sALLOW_MEMORY_GROWTH -sMALLOC=emmalloc
        "-sEXPORTED_FUNCTIONS=${exports}")
    # What one go has merged lets the next take more away. Emscripten leaves the first KiB unused.
    add_custom_command(TARGET ${target} POST_BUILD VERBATIM
        COMMAND "${CAVEAT_WASM_OPT}" -Oz --converge --low-memory-unused --enable-exception-handling
            "$<TARGET_FILE:${target}>" -o "$<TARGET_FILE:${target}>")
    set_target_properties(${target} PROPERTIES OUTPUT_NAME ${name} SUFFIX .wasm
        RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}")
endfunction()

caveat_wasm(caveat caveat_wasm LINK caveat_c
    EXPORTS
    caveat_version caveat_status_text caveat_word caveat_string_free
    caveat_load_text caveat_rules_free caveat_rules_get caveat_rules_fact caveat_rules_field
    caveat_rules_code caveat_rules_rule caveat_rules_outcome caveat_place_find
    caveat_diagnostics_count caveat_diagnostics_at caveat_diagnostics_label
    caveat_diagnostics_render caveat_diagnostics_free
    caveat_profile_from_json caveat_profile_free
    caveat_screening_new caveat_screening_free caveat_screen caveat_screening_json
    caveat_screening_verdict caveat_screening_text)

caveat_wasm(caveat-workbench caveat_workbench_wasm
    LINK caveat_workbench_objects caveat_authoring caveat_json simdjson::simdjson
    EXPORTS caveat_workbench_new caveat_workbench_free caveat_workbench_call)
# Archives before the objects: what is called is then taken in the order of the calls, and what
# belongs together stands together. It packs to nearly one per cent less.
foreach(archive IN ITEMS caveat caveat_authoring caveat_json
        caveat_source_simdjson caveat_source_yaml-cpp caveat_source_utf8proc)
    target_link_options(caveat_workbench_wasm PRIVATE "$<TARGET_FILE:${archive}>")
endforeach()
