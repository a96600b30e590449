# Reads the #include lines of a source tree and enforces its walls: which floor
# may include which, from which floor on a public header may be included, and
# which folder alone may see which library.
#
#   cmake -DROOT=<folder with src/ and include/> -P check-floors.cmake

cmake_minimum_required(VERSION 3.22)
include("${CMAKE_CURRENT_LIST_DIR}/floors.cmake")

# Libraries and the one place that may include them: regular expressions for the
# included name and for the file, relative to the root.
set(quarantines
    "^boost/(spirit|fusion|phoenix)/=^src/language/grammar/"
    "^boost/multiprecision/=^src/values/"
    "^(boost/(asio|beast)|openssl)/=^src/adapters/service/server"
    "^cjose/=^src/adapters/service/tokens"
    "^sqlite3\\.h$=^src/adapters/service/store"
    "^yaml-cpp/=^src/language/yaml_reader"
    "^simdjson(\\.h$|/)=^src/adapters/json/"
    "^CLI/=^src/adapters/cli/"
    "^z3(\\+\\+)?\\.h$=^src/proof/"
    "^(unistd|fcntl|poll|sys/(stat|ioctl|file|mman|prctl|types|wait))\\.h$=^src/adapters/(cli|python)/"
    "^xxhash\\.h$=^src/adapters/cli/"
    "^nanobind/=^src/adapters/python/"
    "^utf8proc\\.h$=^src/text/")

# Everything that counts as a standard header: C++20's own, and C's for caveat.h.
set(standard_cpp "^[a-z_]+$")
set(standard_c "^std(int|def|bool)\\.h$")

# What an adapter sees beside its own folder and the public headers: JSON is read and written by one
# walk and one writer; FHIR and the service see mappings, and the service what HTML needs; editors,
# over whichever wire, see `editing`.
set(insights
    "cli=^adapters/lsp/server\\.hpp$"
    "fhir=^(mapping/|adapters/json/json_(tree|writer)\\.hpp$)"
    "service=^(mapping/|text/escapes\\.hpp$|adapters/json/json_(tree|writer)\\.hpp$)"
    "workbench=^(editing/|adapters/json/(json_tree|json_writer|tree_text)\\.hpp$)"
    "lsp=^(editing/|adapters/workbench/|adapters/json/(json_tree|json_writer|tree_text)\\.hpp$)")

# Standard headers that the library below the adapters does without, and the
# floors that are excepted: files are opened in `api` alone, nothing is printed,
# no locale, no threads; <format> and <expected> are missing from g++ 12.
set(never "^(format|expected|print|iostream|locale|thread|future|syncstream|stop_token)$")
set(files_only_in_api "^(fstream|filesystem|cstdio)$")

set(above_the_library ${CAVEAT_AUTHORING_FLOORS} authors ${CAVEAT_PROOF_FLOORS})

set(violations "")
macro(violation text)
    string(APPEND violations "${file}: ${text}\n")
endmacro()

# Whether `floor` may include something of floor `other`.
function(may_see floor other result)
    if(other STREQUAL floor OR other IN_LIST CAVEAT_BELOW_${floor})
        set(${result} TRUE PARENT_SCOPE)
    else()
        set(${result} FALSE PARENT_SCOPE)
    endif()
endfunction()

# The floor that a public header belongs to; "" for one that no table names.
function(floor_of_header name result)
    set(found "")
    if(name STREQUAL "caveat.h" OR name STREQUAL "arrow_abi.h")
        set(found adapters)
    elseif(name MATCHES "^([a-z_]+|authoring/[a-z_]+)\\.hpp$")
        set(found "${CAVEAT_HEADER_FLOOR_${CMAKE_MATCH_1}}")
    endif()
    set(${result} "${found}" PARENT_SCOPE)
endfunction()

macro(check_library_include)
    set(place "")
    foreach(quarantine IN LISTS quarantines)
        string(REGEX MATCH "^(.*)=(.*)$" unused "${quarantine}")
        set(pattern "${CMAKE_MATCH_1}")
        set(candidate "${CMAKE_MATCH_2}")
        if(included MATCHES "${pattern}")
            set(place "${candidate}")
        endif()
    endforeach()
    if(place STREQUAL "")
        violation("includes <${included}>, a library that no folder has been given")
    elseif(NOT file MATCHES "${place}")
        violation("includes <${included}> outside its quarantine ${place}")
    endif()
endmacro()

macro(check_standard_include)
    if(NOT floor MATCHES "^adapters/")
        if(included MATCHES "${never}")
            violation("includes <${included}>, which the library does without")
        elseif(included MATCHES "${files_only_in_api}" AND NOT floor STREQUAL "api")
            violation("includes <${included}>, but files are opened in api alone")
        endif()
    elseif(included MATCHES "^(format|expected|print)$")
        violation("includes <${included}>, which g++ 12 does not have")
    endif()
endmacro()

macro(check_public_include)
    floor_of_header("${header}" header_floor)
    if(header_floor STREQUAL "")
        violation("includes <caveat/${header}>, which no floor has been given")
    elseif(floor MATCHES "^adapters/")
        if(header_floor IN_LIST above_the_library AND NOT floor IN_LIST CAVEAT_AUTHORING_ADAPTERS)
            violation("includes <caveat/${header}>, which is for authors of rules")
        endif()
    else()
        may_see("${floor}" "${header_floor}" allowed)
        if(NOT allowed)
            violation("includes <caveat/${header}>, which belongs to ${header_floor}")
        endif()
    endif()
endmacro()

macro(check_quoted_include)
    if(floor MATCHES "^adapters/")
        # Each other's public headers are in include/; the folder of another adapter is not, but
        # for what `insights` names.
        string(FIND "${included}" "${floor}/" position)
        set(allowed FALSE)
        foreach(insight IN LISTS insights)
            string(REGEX MATCH "^(.*)=(.*)$" unused "${insight}")
            set(who "${CMAKE_MATCH_1}")
            set(pattern "${CMAKE_MATCH_2}")
            if(floor STREQUAL "adapters/${who}")
                if(included MATCHES "${pattern}")
                    set(allowed TRUE)
                endif()
            endif()
        endforeach()
        if(NOT position EQUAL 0 AND NOT allowed)
            violation("includes \"${included}\", but ${floor} sees its own folder and the public headers")
        endif()
    elseif(included MATCHES "^([a-z_]+)/")
        set(other "${CMAKE_MATCH_1}")
        may_see("${floor}" "${other}" allowed)
        if(NOT allowed)
            violation("includes \"${included}\", but ${floor} may not see ${other}")
        endif()
    else()
        violation("includes \"${included}\", which is not written from src/")
    endif()
endmacro()

# Sets `floor` for `file`.
macro(find_floor)
    set(floor "")
    if(file MATCHES "^src/(adapters/[a-z_]+)/")
        set(floor "${CMAKE_MATCH_1}")
    elseif(file MATCHES "^src/([a-z_]+)/")
        if(DEFINED CAVEAT_BELOW_${CMAKE_MATCH_1})
            set(floor "${CMAKE_MATCH_1}")
        endif()
    elseif(file MATCHES "^include/caveat/(.+)$")
        floor_of_header("${CMAKE_MATCH_1}" floor)
        if(floor STREQUAL "adapters")
            set(floor "adapters/public")
        endif()
    endif()
endmacro()

file(GLOB_RECURSE files RELATIVE "${ROOT}"
    "${ROOT}/src/*.cpp" "${ROOT}/src/*.hpp" "${ROOT}/src/*.h" "${ROOT}/src/*.ipp"
    "${ROOT}/include/*.hpp" "${ROOT}/include/*.h")
list(LENGTH files number_of_files)

foreach(file IN LISTS files)
    find_floor()
    if(floor STREQUAL "")
        violation("stands on no floor that cmake/floors.cmake knows")
        continue()
    endif()
    file(STRINGS "${ROOT}/${file}" lines REGEX "^[ \t]*#[ \t]*include[ \t]*[<\"]")
    foreach(line IN LISTS lines)
        if(line MATCHES "^[ \t]*#[ \t]*include[ \t]*\"([^\"]+)\"")
            set(included "${CMAKE_MATCH_1}")
            if(file MATCHES "^include/")
                violation("includes \"${included}\", but a public header names standard headers and <caveat/...> only")
            else()
                check_quoted_include()
            endif()
        elseif(line MATCHES "^[ \t]*#[ \t]*include[ \t]*<([^>]+)>")
            set(included "${CMAKE_MATCH_1}")
            if(included MATCHES "^caveat/(.+)$")
                set(header "${CMAKE_MATCH_1}")
                check_public_include()
            elseif(included MATCHES "${standard_cpp}")
                if(file MATCHES "^include/.*\\.h$")
                    violation("includes <${included}>, which C does not have")
                endif()
                check_standard_include()
            elseif(included MATCHES "${standard_c}" AND file MATCHES "^include/.*\\.h$")
                # C's own headers, for the C interface.
            elseif(file MATCHES "^include/")
                violation("includes <${included}>, but a public header names standard headers only")
            else()
                check_library_include()
            endif()
        endif()
    endforeach()
endforeach()

if(violations)
    message("${violations}")
    message(FATAL_ERROR "walls are broken")
endif()
message(STATUS "${number_of_files} files keep to their floors")
