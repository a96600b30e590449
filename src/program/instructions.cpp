// Asks the processor. Entrance: best_instructions.

#include "program/instructions.hpp"

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

}  // namespace caveat::program
