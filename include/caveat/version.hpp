#pragma once

/// The version of the library that these headers belong to. The build reads the
/// three numbers from here. Before 1.0 a new MINOR may break the C++ ABI, and the
/// shared library's SONAME carries it.
#define CAVEAT_VERSION_MAJOR 0
#define CAVEAT_VERSION_MINOR 1
#define CAVEAT_VERSION_PATCH 0

/// The same as text, `MAJOR.MINOR.PATCH`.
#define CAVEAT_VERSION_STRING "0.1.0"
