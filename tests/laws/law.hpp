#pragma once

// How the laws are run: over seeds from rapidcheck, each law a function from a
// seed to what went wrong.

#include <cstdint>
#include <functional>
#include <string>

namespace caveat::testing {

/// Runs `law` on so many seeds and fails the test with the first message that is
/// not empty. The environment can widen a run: `CAVEAT_LAW_RUNS` multiplies the
/// number of seeds, `CAVEAT_LAW_SEED` begins elsewhere, and `CAVEAT_LAW_ONE`
/// repeats one seed.
void hold(int runs, const std::function<std::string(std::uint64_t seed)>& law);

}  // namespace caveat::testing
