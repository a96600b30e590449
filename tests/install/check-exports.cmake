# Reads the dynamic symbols of shared libraries. They are those in a golden file
# beside this one, a line each, and names of ours: of namespace caveat, outside its
# floors, and of the C interface.
#
#   cmake -DNM=<nm> -DBUILD=<build folder, shared> -P check-exports.cmake
#
# With CAVEAT_UPDATE_GOLDEN=1 in the environment the golden files are written instead.

cmake_minimum_required(VERSION 3.22)

set(internal "^caveat::(text|values|facts|language|model|check|program|eval|explain|patients)::")
set(cpp "^((vtable|typeinfo|typeinfo name) for )?caveat::")
set(ours_libcaveat "${cpp}")
set(ours_libcaveat_json "${cpp}")
set(ours_libcaveat_arrow "${cpp}")
set(ours_libcaveat_c "^caveat_")
set(ours_libcaveat_fhir "^caveat::(FhirReader|FhirMapping|write_cards|always_shown|load_fhir_mapping|write_questionnaire|source_attributes|write_guidance_response|write_plan_definition)")
set(ours_libcaveat_authoring "^caveat::authoring::")
set(ours_libcaveat_proof "^caveat::proof::")
foreach(name IN ITEMS libcaveat libcaveat_json libcaveat_arrow libcaveat_c
        libcaveat_fhir libcaveat_authoring libcaveat_proof)
    set(library "${BUILD}/src/${name}.so")
    execute_process(COMMAND "${NM}" -D -C --defined-only -P "${library}"
        OUTPUT_VARIABLE output RESULT_VARIABLE result)
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "nm cannot read ${library}")
    endif()
    # What a list would take apart.
    string(REPLACE ";" "," output "${output}")
    string(REPLACE "[" "(" output "${output}")
    string(REPLACE "]" ")" output "${output}")
    # Those of the C library have a version, which is a name itself.
    if(name STREQUAL "libcaveat_c")
        string(REGEX REPLACE "CAVEAT_C_0 A [^\n]*\n" "" output "${output}")
        string(REGEX MATCHALL "[^\n]+" lines "${output}")
        list(FILTER lines EXCLUDE REGEX "@@CAVEAT_C_0 ")
        if(lines)
            message(FATAL_ERROR "${library} has names without its version: ${lines}")
        endif()
        string(REPLACE "@@CAVEAT_C_0 " " " output "${output}")
    endif()
    # Each ends with its kind, its address and its size.
    string(REGEX REPLACE " [A-Za-z] [0-9a-f]+( [0-9a-f]+)?\n" "\n" output "${output}")
    string(REGEX MATCHALL "[^\n]+" lines "${output}")
    list(REMOVE_DUPLICATES lines)
    list(SORT lines)
    foreach(line IN LISTS lines)
        if(NOT line MATCHES "${ours_${name}}" OR line MATCHES "${internal}")
            message("${library} shows ${line}")
            set(strangers TRUE)
        endif()
    endforeach()

    set(golden "${CMAKE_CURRENT_LIST_DIR}/symbols/${name}.txt")
    string(JOIN "\n" text ${lines})
    if("$ENV{CAVEAT_UPDATE_GOLDEN}" STREQUAL "1")
        file(WRITE "${golden}" "${text}\n")
    endif()
    file(STRINGS "${golden}" expected)
    set(gone ${expected})
    set(added ${lines})
    list(REMOVE_ITEM gone ${lines})
    list(REMOVE_ITEM added ${expected})
    foreach(line IN LISTS gone)
        message("${name}: gone: ${line}")
    endforeach()
    foreach(line IN LISTS added)
        message("${name}: added: ${line}")
    endforeach()
    if(gone OR added)
        set(different TRUE)
    endif()
    list(LENGTH lines count)
    message(STATUS "${library}: ${count} symbols")
endforeach()

# A library with floors of another inside it binds to that of its own version alone.
foreach(name IN ITEMS authoring proof)
    execute_process(COMMAND "${NM}" -D -C --undefined-only -P "${BUILD}/src/libcaveat_${name}.so"
        OUTPUT_VARIABLE output)
    if(NOT output MATCHES "caveat::(inside_of_[0-9_]+)")
        message(FATAL_ERROR "libcaveat_${name} goes with libcaveat of any version")
    endif()
    file(STRINGS "${CMAKE_CURRENT_LIST_DIR}/symbols/libcaveat.txt" version REGEX "${CMAKE_MATCH_1}")
    if(NOT version)
        message(FATAL_ERROR "libcaveat_${name} needs ${CMAKE_MATCH_1}, which libcaveat has not")
    endif()
endforeach()

if(strangers)
    message(FATAL_ERROR "names that are not ours leave the library")
elseif(different)
    message(FATAL_ERROR "the libraries show other names than tests/install/symbols says; where that "
        "is meant, write them anew: CAVEAT_UPDATE_GOLDEN=1 ctest -R 'install_shared|exported_symbols'")
endif()
