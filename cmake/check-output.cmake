# Runs a program and compares what it prints with a file, byte for byte.
#
#   cmake "-DRUN=program|argument|…" -DEXPECTED=file -P check-output.cmake
#
# With CAVEAT_UPDATE_GOLDEN=1 in the environment the file is written instead.

cmake_minimum_required(VERSION 3.22)

string(REPLACE "|" ";" RUN "${RUN}")
execute_process(COMMAND ${RUN} OUTPUT_VARIABLE said ERROR_VARIABLE complained
    RESULT_VARIABLE status)
if(NOT status EQUAL 0)
    message(FATAL_ERROR "it ended with ${status}\n${complained}")
endif()
if("$ENV{CAVEAT_UPDATE_GOLDEN}" STREQUAL "1")
    file(WRITE "${EXPECTED}" "${said}")
    return()
endif()
file(READ "${EXPECTED}" expected)
if(NOT said STREQUAL expected)
    message(FATAL_ERROR "it does not say what ${EXPECTED} holds, but:\n${said}")
endif()
