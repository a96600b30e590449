#pragma once

/// Marks what the shared library shows to its embedders; everything else is
/// compiled hidden. The same line serves C and C++, static and shared builds.
/// CAVEAT_BUILDING is defined while the library itself is compiled.
#if defined(_WIN32)
#if defined(CAVEAT_STATIC)
#define CAVEAT_EXPORT
#elif defined(CAVEAT_BUILDING)
#define CAVEAT_EXPORT __declspec(dllexport)
#else
#define CAVEAT_EXPORT __declspec(dllimport)
#endif
#else
#define CAVEAT_EXPORT __attribute__((visibility("default")))
#endif
