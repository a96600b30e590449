#pragma once

#include "program/instructions.hpp"

#include <cstddef>
#include <cstdint>

namespace caveat::program {

/// Lays the rows that a block's groups select over `result`: what every one of them leaves
/// possible.
///
/// rows          of 8 words each
/// row_of_state  which row a state selects
/// entries       of three numbers each: the group, where its states begin in `row_of_state`, and
/// one
///               that is not looked at
/// states        by group
/// result        8 words, of which `words` (1 to 8) matter
using LayRows = void (*)(const std::uint64_t* rows, const std::uint32_t* row_of_state,
                         const std::uint32_t* entries, std::size_t count,
                         const std::uint32_t* states, std::uint64_t* result, std::size_t words);

extern const LayRows lay_rows_baseline;
extern const LayRows lay_rows_avx2;
extern const LayRows lay_rows_avx512;

/// The loop for these instructions, or for the widest that there are if those are fewer.
LayRows lay_rows_for(Instructions wanted);

}  // namespace caveat::program
