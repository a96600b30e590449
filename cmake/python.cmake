# The Python package: its source archive, and wheels that are built from just that
#
#   cmake --build build/dev --target python_sdist    build/python/dist/caveat-*.tar.gz
#   cmake --build build/dev --target python_wheel    and build/python/dist/caveat-*.whl
#
# by the interpreter of build/venv, which cmake/install-dependencies.sh --python makes, or by another that has
# what tests/python/requirements.txt lists:
#
#   cmake -DCAVEAT_PYTHON_INTERPRETER=/usr/bin/python3.13 build/dev

set(CAVEAT_PYTHON_INTERPRETER "${PROJECT_SOURCE_DIR}/build/venv/bin/python"
    CACHE FILEPATH "The interpreter that builds the Python package, and for which")

foreach(kind IN ITEMS sdist wheel)
    add_custom_target(python_${kind}
        COMMAND "${CMAKE_COMMAND}" "-DKIND=${kind}" "-DSOURCE=${PROJECT_SOURCE_DIR}"
            "-DPYTHON=${CAVEAT_PYTHON_INTERPRETER}"
            "-DFOLDER=${PROJECT_SOURCE_DIR}/build/python"
            -P "${CMAKE_CURRENT_LIST_DIR}/python-package.cmake"
        USES_TERMINAL VERBATIM)
endforeach()
