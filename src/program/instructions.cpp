// Asks the processor, and picks the loops that it can run. Entrances: best_instructions,
// lay_rows_for.

#include "program/instructions.hpp"

#include "program/lay_rows.hpp"

#include <algorithm>

namespace caveat::program {

Instructions best_instructions() {
#ifdef CAVEAT_WIDER_INSTRUCTIONS
    if (__builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0 &&
        __builtin_cpu_supports("avx512dq") != 0 && __builtin_cpu_supports("avx512vl") != 0) {
        return Instructions::avx512;
    }
    if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi2") != 0) {
        return Instructions::avx2;
    }
#endif
    return Instructions::baseline;
}

LayRows lay_rows_for(Instructions wanted) {
#ifdef CAVEAT_WIDER_INSTRUCTIONS
    switch (std::min(wanted, best_instructions())) {
        case Instructions::avx512:
            return lay_rows_avx512;
        case Instructions::avx2:
            return lay_rows_avx2;
        case Instructions::baseline:
            break;
    }
#else
    static_cast<void>(wanted);
#endif
    return lay_rows_baseline;
}

}  // namespace caveat::program
