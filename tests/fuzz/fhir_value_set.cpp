// Any bytes as a value set: reading ends, and it holds codes or says why it cannot be used, never
// neither.

#include "adapters/fhir/value_set.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer chose the name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const caveat::mapping::ValueSet set = caveat::fhir::read_value_set(text);
    if (set.problem.empty() == set.codes.empty()) std::abort();
    for (const caveat::mapping::Coding& each : set.codes) {
        if (each.code.empty() || each.is_prefix) std::abort();
    }
    return 0;
}
