# Compiles one file of tests/wont_compile twice: as it stands, which must work,
# and with MUST_NOT_COMPILE defined, which must fail with the words that the
# file's line `// says: <regular expression>` promises.
#
#   cmake -DCXX=<compiler> -DINCLUDES=<folders> -DFILE=<file> -P check-wont-compile.cmake

cmake_minimum_required(VERSION 3.22)

file(STRINGS "${FILE}" promise REGEX "^// says: ")
if(NOT promise MATCHES "^// says: (.+)$")
    message(FATAL_ERROR "${FILE} has no line `// says: ...`")
endif()
set(promised "${CMAKE_MATCH_1}")

set(command "${CXX}" -std=c++20 -fsyntax-only)
foreach(folder IN LISTS INCLUDES)
    list(APPEND command "-I${folder}")
endforeach()
execute_process(COMMAND ${command} "${FILE}" RESULT_VARIABLE result ERROR_VARIABLE output)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "the sound half of ${FILE} does not compile:\n${output}")
endif()

execute_process(COMMAND ${command} -DMUST_NOT_COMPILE "${FILE}"
    RESULT_VARIABLE result ERROR_VARIABLE output)
if(result EQUAL 0)
    message(FATAL_ERROR "${FILE} compiles, though it must not")
elseif(NOT output MATCHES "${promised}")
    message(FATAL_ERROR "${FILE} fails, but not with `${promised}`:\n${output}")
endif()
