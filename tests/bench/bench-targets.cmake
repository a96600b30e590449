# Benchmarks, all behind CAVEAT_BENCH: the engine's own figures (Google Benchmark), and the
# comparison with the same rules in generated C++ and in CLIPS. `sh tests/bench/run.sh` builds and
# runs them.

if(NOT CAVEAT_BENCH)
    return()
endif()

caveat_find_dependencies(benchmark simdjson)
set(bench_folder "${CMAKE_CURRENT_LIST_DIR}")

# Generated code as somebody would compile it who knows the machine it runs on.
set(CAVEAT_BENCH_ARCH native CACHE STRING "The -march of what Caveat is compared with")
set(bench_flags -O3 -march=${CAVEAT_BENCH_ARCH})

# --- the workload: rules and patients from one seed ---------------------------

add_library(bench_workload STATIC
    "${bench_folder}/workload.cpp" "${bench_folder}/patients.cpp"
    "${bench_folder}/write_rule_file.cpp" "${bench_folder}/write_clips.cpp"
    "${bench_folder}/caveat_profiles.cpp")
target_link_libraries(bench_workload PUBLIC caveat_build_flags caveat)
target_include_directories(bench_workload PUBLIC "${bench_folder}")

add_executable(bench_generate
    "${bench_folder}/generate.cpp" "${bench_folder}/code_files.cpp"
    "${bench_folder}/write_patient_code.cpp" "${bench_folder}/write_column_code.cpp")
target_link_libraries(bench_generate PRIVATE bench_workload)

# --- the comparison -----------------------------------------------------------

find_path(CAVEAT_CLIPS_INCLUDE clips/clips.h)
find_library(CAVEAT_CLIPS_LIBRARY clips)
mark_as_advanced(CAVEAT_CLIPS_INCLUDE CAVEAT_CLIPS_LIBRARY)

set(bench_common
    "${bench_folder}/compare.cpp" "${bench_folder}/measure.cpp" "${bench_folder}/contenders.cpp"
    "${bench_folder}/caveat_contender.cpp"
    "${bench_folder}/caveat_batch_contender.cpp")

# The comparison for `rules` rules, as bench_rules_<rules><suffix> compiled for `arch`.
function(caveat_bench_rules rules suffix arch)
    set(name bench_rules_${rules}${suffix})
    set(made "${CMAKE_CURRENT_BINARY_DIR}/generated_${rules}")
    set(sources)
    # As many as write_rules.hpp says.
    math(EXPR last "(${rules} - 1) / 1000")
    foreach(form IN ITEMS branches flat columns)
        list(APPEND sources "${made}/${form}.cpp")
        foreach(part RANGE ${last})
            list(APPEND sources "${made}/${form}_${part}.cpp")
        endforeach()
    endforeach()
    if(NOT suffix)
        file(MAKE_DIRECTORY "${made}")
        add_custom_command(OUTPUT ${sources}
            COMMAND bench_generate ${rules} "${made}"
            DEPENDS bench_generate
            COMMENT "Generating ${rules} rules"
            VERBATIM)
    endif()
    add_executable(${name} EXCLUDE_FROM_ALL ${bench_common}
        "${bench_folder}/generated_contenders.cpp" "${bench_folder}/clips_contender.cpp" ${sources})
    caveat_settle(${name})
    target_compile_options(${name} PRIVATE -O3 -march=${arch})
    target_include_directories(${name} PRIVATE "${CAVEAT_CLIPS_INCLUDE}")
    target_link_libraries(${name} PRIVATE bench_workload "${CAVEAT_CLIPS_LIBRARY}" m)
endfunction()

if(CAVEAT_CLIPS_INCLUDE AND CAVEAT_CLIPS_LIBRARY)
    foreach(rules IN ITEMS 20 100 1000 10000)
        caveat_bench_rules(${rules} "" ${CAVEAT_BENCH_ARCH})
        # valgrind knows no AVX-512.
        caveat_bench_rules(${rules} _v3 x86-64-v3)
    endforeach()
endif()

# --- the stream ---------------------------------------------------------------

add_executable(bench_cohort "${bench_folder}/cohort.cpp")
target_link_libraries(bench_cohort PRIVATE bench_workload)

# A program of its own, compiled as the stream is: simdjson picks instructions at run time.
add_executable(bench_dom "${bench_folder}/dom.cpp" "${bench_folder}/measure.cpp")
target_link_libraries(bench_dom PRIVATE bench_workload simdjson::simdjson)

add_executable(bench_stream
    "${bench_folder}/stream.cpp" "${bench_folder}/children.cpp" "${bench_folder}/measure.cpp")
target_link_libraries(bench_stream PRIVATE bench_workload)

# --- records --------------------------------------------------------------------

add_executable(bench_records "${bench_folder}/fhir/records.cpp")
target_compile_definitions(bench_records PRIVATE CAVEAT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
target_link_libraries(bench_records PRIVATE caveat_build_flags caveat_fhir caveat_json caveat
    simdjson::simdjson)

if(TARGET caveat_service_objects)
    add_executable(bench_plain_server "${bench_folder}/fhir/plain_server.cpp")
    target_link_libraries(bench_plain_server PRIVATE caveat_build_flags Boost::headers Threads::Threads)
    add_executable(bench_tokens "${bench_folder}/fhir/tokens.cpp")
    target_link_libraries(bench_tokens PRIVATE caveat_build_flags caveat_dependency::cjose)
endif()

# --- the table ----------------------------------------------------------------

add_executable(bench_table "${bench_folder}/table.cpp" "${bench_folder}/figures_file.cpp")
target_link_libraries(bench_table PRIVATE bench_workload)

# --- the engine's own figures -------------------------------------------------

file(GLOB bench_figures CONFIGURE_DEPENDS "${bench_folder}/figures/*.cpp")
add_executable(bench ${bench_figures} "${CMAKE_CURRENT_LIST_DIR}/../support/arrow_arrays.cpp"
    "${CMAKE_CURRENT_LIST_DIR}/../support/arrow_given.cpp")
target_include_directories(bench PRIVATE "${CMAKE_CURRENT_LIST_DIR}/..")
target_compile_definitions(bench PRIVATE CAVEAT_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
target_link_libraries(bench PRIVATE
    bench_workload caveat_arrow caveat_json caveat benchmark::benchmark Threads::Threads)

# --- check and diff -------------------------------------------------------------

add_executable(bench_analysis "${bench_folder}/analysis.cpp")
target_link_libraries(bench_analysis PRIVATE
    caveat_inside ${authoring_floors} ${all_floors} ${inside_libraries})

caveat_settle(bench_workload bench_generate bench_cohort bench_dom bench_stream bench_table bench
    bench_analysis bench_records)
