# Reads the dynamic symbols of shared libraries and accepts only our own names:
# those of namespace caveat and of the C interface.
#
#   cmake -DNM=<nm> -DBUILD=<build folder, shared> -P check-exports.cmake

cmake_minimum_required(VERSION 3.22)

foreach(library IN ITEMS "${BUILD}/src/libcaveat.so" "${BUILD}/src/libcaveat_json.so")
    execute_process(COMMAND "${NM}" -D -C --defined-only -P "${library}"
        OUTPUT_VARIABLE output RESULT_VARIABLE result)
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "nm cannot read ${library}")
    endif()
    string(REPLACE ";" "," output "${output}")
    string(REPLACE "[" "(" output "${output}")
    string(REPLACE "]" ")" output "${output}")
    string(REGEX MATCHALL "[^\n]+" lines "${output}")
    set(internal "^caveat::(text|values|facts|language|model|check|program|eval|explain)::")
    foreach(line IN LISTS lines)
        if(NOT line MATCHES "^((vtable|typeinfo|typeinfo name) for )?caveat(::|_)" OR
           line MATCHES "${internal}")
            message("${library} shows ${line}")
            set(strangers TRUE)
        endif()
    endforeach()
    list(LENGTH lines count)
    message(STATUS "${library}: ${count} symbols")
endforeach()

if(strangers)
    message(FATAL_ERROR "names that are not ours leave the library")
endif()
