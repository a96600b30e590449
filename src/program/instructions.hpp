#pragma once

// Which vector instructions this machine has. Loops that gain from wider ones are compiled several
// times, each in a file of its own (`…_avx2.cpp`, `…_avx512.cpp`) with its own flags, and picked by
// a pointer at load. Such a file includes nothing but <cstddef> and <cstdint> and keeps everything
// in an unnamed namespace: an inline function of a header, compiled there, could be the copy that
// the linker keeps for all.

#include <cstdint>

namespace caveat::program {

enum class Instructions : std::uint8_t { baseline, avx2, avx512 };

/// The widest that the processor and the system allow. The order of the enumerators says which
/// includes which.
Instructions best_instructions();

}  // namespace caveat::program
