# Each tests/fuzz/<name>.cpp is a target of its own. With CAVEAT_FUZZ it is driven
# by libFuzzer for a short while; otherwise by replay_main.cpp over the inputs in
# tests/fuzz/corpus/<name>/.

set(CAVEAT_FUZZ_SECONDS 20 CACHE STRING "How long ctest lets each fuzz target look for trouble")

file(GLOB fuzz_sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/fuzz/*.cpp")
list(FILTER fuzz_sources EXCLUDE REGEX "/replay_main\\.cpp$")
if(NOT TARGET caveat_service_objects)
    list(FILTER fuzz_sources EXCLUDE REGEX "/service_[a-z_]+\\.cpp$")
endif()
foreach(source IN LISTS fuzz_sources)
    get_filename_component(name "${source}" NAME_WE)
    set(target fuzz_${name})
    set(corpus "${CMAKE_CURRENT_SOURCE_DIR}/fuzz/corpus/${name}")
    add_executable(${target} "${source}")
    caveat_settle(${target})
    target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
    target_link_libraries(${target} PRIVATE
        caveat_inside ${all_adapters} ${authoring_floors} ${all_floors} ${inside_libraries})
    if(name MATCHES "^service_")
        target_link_libraries(${target} PRIVATE caveat_service_objects OpenSSL::SSL OpenSSL::Crypto
            caveat_dependency::cjose caveat_dependency::sqlite3)
    endif()
    # It changes record batches that the tests' helpers make.
    if(name STREQUAL "arrow")
        target_sources(${target} PRIVATE
            unit/arrow/mutations.cpp support/arrow_arrays.cpp support/arrow_given.cpp)
        target_include_directories(${target} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
    endif()
    if(CAVEAT_FUZZ)
        target_link_options(${target} PRIVATE -fsanitize=fuzzer)
        set(found "${CMAKE_CURRENT_BINARY_DIR}/fuzz/${name}")
        file(MAKE_DIRECTORY "${found}")
        add_test(NAME ${CAVEAT_TEST_PREFIX}${target}
            COMMAND ${target} -max_total_time=${CAVEAT_FUZZ_SECONDS} -timeout=10 -rss_limit_mb=1024
                -max_len=65536 -print_final_stats=1 "${found}" "${corpus}")
    else()
        target_sources(${target} PRIVATE fuzz/replay_main.cpp)
        add_test(NAME ${CAVEAT_TEST_PREFIX}${target} COMMAND ${target} "${corpus}")
    endif()
endforeach()
