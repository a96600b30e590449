# Adds a condition and a value to the tree and compiles one floor with it: every
# visitor of the tree there has to break, each at its own line.
#
#   cmake -DCXX=<compiler> -DROOT=<folder with src/ and include/> -DFLOOR=<folder in src>
#         -DINCLUDES=<further folders> -DSCRATCH=<folder> -P check-new-node.cmake

cmake_minimum_required(VERSION 3.22)

set(scratch "${SCRATCH}/${FLOOR}")
file(READ "${ROOT}/src/model/tree.hpp" tree)
macro(replace_once old new)
    string(FIND "${tree}" "${old}" first)
    string(FIND "${tree}" "${old}" last REVERSE)
    if(first EQUAL -1 OR NOT first EQUAL last)
        message(FATAL_ERROR "tree.hpp does not hold once:\n${old}")
    endif()
    string(REPLACE "${old}" "${new}" tree "${tree}")
endmacro()
replace_once("using ValueNodes = Nodes<FactValue,"
    "struct NewValue {};\nusing ValueNodes = Nodes<FactValue, NewValue,")
replace_once("using ConditionNodes =\n    Nodes<All,"
    "struct NewCondition {};\nusing ConditionNodes =\n    Nodes<All, NewCondition,")
file(WRITE "${scratch}/model/tree.hpp" "${tree}")

set(command "${CXX}" -std=c++20 -fsyntax-only "-I${scratch}" "-I${ROOT}/src" "-I${ROOT}/include")
# The compiler has its own place for this one, and headers that rely on it.
list(REMOVE_ITEM INCLUDES /usr/include)
foreach(folder IN LISTS INCLUDES)
    list(APPEND command -isystem "${folder}")
endforeach()

set(silent "")
set(visitors 0)
file(GLOB_RECURSE sources "${ROOT}/src/${FLOOR}/*.cpp")
foreach(source IN LISTS sources)
    # Lines are counted by hand: file(STRINGS) leaves out what is empty.
    file(READ "${source}" text)
    # Sentences are visited by std::visit, and read in `check` alone.
    if(text MATCHES "std::visit\\(" AND NOT FLOOR STREQUAL "check")
        message(FATAL_ERROR "${source} visits by std::visit, which lets a catch-all pass")
    endif()
    if(NOT text MATCHES "model::visit\\(")
        continue()
    endif()
    string(REGEX REPLACE "[;[]" " " text "${text}")
    string(REPLACE "]" " " text "${text}")
    string(REPLACE "\n" ";" lines "${text}")
    execute_process(COMMAND ${command} "${source}" OUTPUT_QUIET ERROR_VARIABLE errors)
    set(number 0)
    foreach(line IN LISTS lines)
        math(EXPR number "${number} + 1")
        if(NOT line MATCHES "model::visit\\(")
            continue()
        endif()
        math(EXPR visitors "${visitors} + 1")
        string(FIND "${errors}" "${source}:${number}:" place)
        if(place EQUAL -1)
            string(APPEND silent "${source}:${number}\n")
        endif()
    endforeach()
    if(NOT errors STREQUAL "" AND NOT errors MATCHES "New(Value|Condition)")
        message(FATAL_ERROR "${source} fails for another reason:\n${errors}")
    endif()
endforeach()

if(NOT silent STREQUAL "")
    message(FATAL_ERROR "a new node changes nothing for these visitors:\n${silent}")
elseif(visitors EQUAL 0)
    message(FATAL_ERROR "no visitor of the tree in src/${FLOOR}")
endif()
message(STATUS "${visitors} visitors of the tree in src/${FLOOR} break with a new node")
