// Any bytes as changes to a sound record batch, within the sizes of its buffers: it is refused, or
// screened as its rows say.

#include "unit/arrow/mutations.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer chose the name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::size_t at = 0;
    const caveat::testing::Dice dice = [&](std::uint64_t below) -> std::uint64_t {
        if (below == 0) return 0;
        std::uint64_t number = 0;
        for (std::uint64_t most = below; most > 1 && at < size; most >>= 8U) {
            number = number << 8U | bytes[at++];
        }
        return number % below;
    };
    caveat::testing::ArrowColumn batch = caveat::testing::batch_to_mutate(dice);
    for (int i = 0; i < 8 && at < size; ++i) caveat::testing::mutate(batch, dice);
    if (!caveat::testing::screens_soundly(batch, dice)) std::abort();
    if (!(caveat::testing::arrow_live() == caveat::testing::ArrowLive{})) std::abort();
    return 0;
}
