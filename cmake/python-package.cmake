# Makes the source archive of the Python package, and a wheel from it for one interpreter.
#
#   cmake -DKIND=sdist|wheel -DSOURCE=… -DPYTHON=… -DFOLDER=… -P python-package.cmake
#
# pip cannot reach above the folder of a project, so what a build needs is laid out in FOLDER/tree.
# The archive is unpacked into FOLDER/unpacked, where a file is touched only when it is another one:
# a second run compiles what has changed. FOLDER/dist has the results, and FOLDER/wheel-311.txt says
# which wheel was made for that release. It holds the shared libraries that Caveat stands on, by
# auditwheel.

cmake_minimum_required(VERSION 3.22)

function(run)
    cmake_parse_arguments(PARSE_ARGV 0 run "" "FOLDER" "")
    execute_process(COMMAND ${run_UNPARSED_ARGUMENTS} WORKING_DIRECTORY "${run_FOLDER}"
        RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT result EQUAL 0)
        list(JOIN run_UNPARSED_ARGUMENTS " " command)
        message(FATAL_ERROR "${output}\n${command}: ${result}")
    endif()
endfunction()

function(remove_all pattern)
    file(GLOB earlier "${pattern}")
    if(earlier)
        file(REMOVE ${earlier})
    endif()
endfunction()

# Makes `to` have the files of `from`, and no others.
function(mirror from to)
    file(GLOB_RECURSE wanted RELATIVE "${from}" "${from}/*")
    file(GLOB_RECURSE there RELATIVE "${to}" "${to}/*")
    if(there)
        list(REMOVE_ITEM there ${wanted})
        foreach(file IN LISTS there)
            file(REMOVE "${to}/${file}")
        endforeach()
    endif()
    foreach(file IN LISTS wanted)
        get_filename_component(folder "${to}/${file}" DIRECTORY)
        file(MAKE_DIRECTORY "${folder}")
        file(COPY_FILE "${from}/${file}" "${to}/${file}" ONLY_IF_DIFFERENT)
    endforeach()
endfunction()

if(NOT EXISTS "${PYTHON}")
    message(FATAL_ERROR "there is no ${PYTHON}; cmake/install-dependencies.sh --python makes it where PyPI is "
        "within reach")
endif()

file(STRINGS "${SOURCE}/include/caveat/version.hpp" CAVEAT_VERSION REGEX "VERSION_STRING")
string(REGEX REPLACE ".*\"(.*)\".*" "\\1" CAVEAT_VERSION "${CAVEAT_VERSION}")

set(dist "${FOLDER}/dist")
set(archive "${dist}/caveat-${CAVEAT_VERSION}.tar.gz")

# --- the source archive --------------------------------------------------------

file(REMOVE_RECURSE "${FOLDER}/tree" "${FOLDER}/fresh")
foreach(part IN ITEMS CMakeLists.txt LICENSE README.md cmake include src)
    file(COPY "${SOURCE}/${part}" DESTINATION "${FOLDER}/tree" PATTERN "__pycache__" EXCLUDE)
endforeach()
configure_file("${SOURCE}/src/adapters/python/pyproject.toml.in" "${FOLDER}/tree/pyproject.toml"
    @ONLY)
file(MAKE_DIRECTORY "${dist}")
remove_all("${dist}/*.tar.gz")
run("${PYTHON}" -c
    "import sys; from scikit_build_core.build import build_sdist; build_sdist(sys.argv[1])"
    "${dist}" FOLDER "${FOLDER}/tree")
if(KIND STREQUAL "sdist")
    return()
endif()

# --- the wheel -----------------------------------------------------------------

file(ARCHIVE_EXTRACT INPUT "${archive}" DESTINATION "${FOLDER}/fresh")
mirror("${FOLDER}/fresh/caveat-${CAVEAT_VERSION}" "${FOLDER}/unpacked")
file(REMOVE_RECURSE "${FOLDER}/tree" "${FOLDER}/fresh")

execute_process(COMMAND "${PYTHON}" -c "import sys; print('%d%d' % sys.version_info[:2], end='')"
    OUTPUT_VARIABLE release COMMAND_ERROR_IS_FATAL ANY)
# What is the same for every interpreter is compiled once, where there is a ccache.
set(ENV{CCACHE_BASEDIR} "${FOLDER}")
# The one of PyPI finds all that a wheel for several releases of Python needs.
get_filename_component(tools "${PYTHON}" DIRECTORY)
set(ENV{PATH} "${tools}:${SOURCE}/build/venv/bin:$ENV{PATH}")
remove_all("${FOLDER}/raw-${release}/*.whl")
run("${PYTHON}" -m pip wheel --no-build-isolation --no-deps --no-index --quiet
    "-Cbuild-dir=${FOLDER}/objects-${release}" --wheel-dir "${FOLDER}/raw-${release}"
    "${FOLDER}/unpacked" FOLDER "${FOLDER}")
file(GLOB wheel "${FOLDER}/raw-${release}/*.whl")
string(REGEX MATCH "-cp[0-9]+-(cp[0-9]+|abi3)-" tags "${wheel}")
remove_all("${dist}/*${tags}*.whl")
run("${PYTHON}" -m auditwheel repair --wheel-dir "${dist}" "${wheel}" FOLDER "${FOLDER}")
file(GLOB wheel "${dist}/*${tags}*.whl")
file(WRITE "${FOLDER}/wheel-${release}.txt" "${wheel}\n")
message(STATUS "${wheel}")
