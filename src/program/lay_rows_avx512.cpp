// Rows laid over each other, for avx512 vectors. Entrance: lay_rows_avx512.

#include "program/lay_rows.hpp"
#include "program/lay_rows.inc"

namespace caveat::program {

extern const LayRows lay_rows_avx512 = lay_any;

}  // namespace caveat::program
