// Rows laid over each other, for the vectors that every processor has. Entrance: lay_rows_baseline.

#include "program/lay_rows.hpp"
#include "program/lay_rows.inc"

namespace caveat::program {

extern const LayRows lay_rows_baseline = lay_any;

}  // namespace caveat::program
