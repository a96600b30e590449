// The loops of a batch for vectors of 32 bytes. Entrance: avx2_kernels.

#include "eval/batch/kernels.hpp"

namespace caveat::eval {

namespace {

constexpr std::size_t vector_bytes = 32;
using Bytes [[gnu::vector_size(vector_bytes), gnu::aligned(1), gnu::may_alias]] = std::uint8_t;
using Characters [[gnu::vector_size(vector_bytes)]] = char;

template <class Test>
inline std::uint64_t test_64(const std::uint8_t* values, Test test) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 64; i += vector_bytes) {
        const Bytes bytes = *reinterpret_cast<const Bytes*>(values + i);
        const auto met = reinterpret_cast<Characters>(test(bytes));
        bits |= std::uint64_t{static_cast<std::uint32_t>(__builtin_ia32_pmovmskb256(met))} << i;
    }
    return bits;
}

inline std::uint64_t within_64(const std::uint8_t* values, ByteTest wanted) {
    return test_64(values, [=](Bytes bytes) { return (bytes - wanted.low) <= wanted.span; });
}
inline std::uint64_t meets_64(const std::uint8_t* values, std::uint8_t set) {
    return test_64(values, [=](Bytes bytes) { return (bytes & set) != 0; });
}
inline std::uint64_t holds_64(const std::uint8_t* values, std::uint8_t set) {
    return test_64(values, [=](Bytes bytes) { return (bytes & set) == set; });
}

using Halves [[gnu::vector_size(vector_bytes), gnu::aligned(2), gnu::may_alias]] = std::uint16_t;
using Shorts [[gnu::vector_size(vector_bytes)]] = short;
using Quarters [[gnu::vector_size(vector_bytes)]] = long long;

inline std::uint64_t within_64(const std::uint16_t* values, HalfTest wanted) {
    constexpr std::size_t lanes = vector_bytes / 2;
    constexpr int in_order = 0xD8;  // packing takes the halves of both in turn
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 64; i += 2 * lanes) {
        const Halves first = *reinterpret_cast<const Halves*>(values + i) - wanted.low;
        const Halves second = *reinterpret_cast<const Halves*>(values + i + lanes) - wanted.low;
        const auto packed =
            __builtin_ia32_packsswb256(reinterpret_cast<Shorts>(first <= wanted.span),
                                       reinterpret_cast<Shorts>(second <= wanted.span));
        const auto met = __builtin_ia32_permdi256(reinterpret_cast<Quarters>(packed), in_order);
        bits |= std::uint64_t{static_cast<std::uint32_t>(
                    __builtin_ia32_pmovmskb256(reinterpret_cast<Characters>(met)))}
                << i;
    }
    return bits;
}

/// Bit i of word k becomes bit k of byte i.
template <std::size_t Count>
inline void interleave_64(const std::uint64_t* words, std::uint8_t* bytes) {
    using Spread [[gnu::vector_size(vector_bytes)]] = std::uint32_t;
    constexpr Bytes of_bit = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128,
                              1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    for (std::size_t i = 0; i < 64; i += vector_bytes) {
        Bytes all{};
        for (std::size_t k = 0; k < Count; ++k) {
            const auto four =
                reinterpret_cast<Bytes>(Spread{} + static_cast<std::uint32_t>(words[k] >> i));
            const Bytes eight_times = __builtin_shufflevector(
                four, four, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 18, 18, 18, 18, 18, 18,
                18, 18, 19, 19, 19, 19, 19, 19, 19, 19);
            all |= reinterpret_cast<Bytes>((eight_times & of_bit) != 0) &
                   (Bytes{} + static_cast<std::uint8_t>(1U << k));
        }
        *reinterpret_cast<Bytes*>(bytes + i) = all;
    }
}

}  // namespace

}  // namespace caveat::eval

#include "eval/batch/kernels.inc"

const caveat::eval::Kernels caveat::eval::avx2_kernels = table;
