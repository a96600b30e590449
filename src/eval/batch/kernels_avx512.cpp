// The loops of a batch for vectors of 64 bytes. Entrance: avx512_kernels.

#include "eval/batch/kernels.hpp"

namespace caveat::eval {

namespace {

constexpr std::size_t vector_bytes = 64;
using Bytes [[gnu::vector_size(vector_bytes), gnu::aligned(1), gnu::may_alias]] = std::uint8_t;
using Characters [[gnu::vector_size(vector_bytes)]] = char;

constexpr std::uint64_t all_lanes = ~std::uint64_t{0};
constexpr int equal = 0;
constexpr int less_or_equal = 2;
constexpr int unequal = 4;

inline Characters spread(std::uint8_t byte) {
    return reinterpret_cast<Characters>(Bytes{} + byte);
}

inline std::uint64_t within_64(const std::uint8_t* values, ByteTest wanted) {
    const Bytes bytes = *reinterpret_cast<const Bytes*>(values) - wanted.low;
    return __builtin_ia32_ucmpb512_mask(reinterpret_cast<Characters>(bytes), spread(wanted.span),
                                        less_or_equal, all_lanes);
}
inline std::uint64_t meets_64(const std::uint8_t* values, std::uint8_t set) {
    const Bytes bytes = *reinterpret_cast<const Bytes*>(values) & set;
    return __builtin_ia32_ucmpb512_mask(reinterpret_cast<Characters>(bytes), spread(0), unequal,
                                        all_lanes);
}
inline std::uint64_t holds_64(const std::uint8_t* values, std::uint8_t set) {
    const Bytes bytes = *reinterpret_cast<const Bytes*>(values) & set;
    return __builtin_ia32_ucmpb512_mask(reinterpret_cast<Characters>(bytes), spread(set), equal,
                                        all_lanes);
}

using Halves [[gnu::vector_size(vector_bytes), gnu::aligned(2), gnu::may_alias]] = std::uint16_t;
using Shorts [[gnu::vector_size(vector_bytes)]] = short;

inline std::uint64_t within_64(const std::uint16_t* values, HalfTest wanted) {
    constexpr std::size_t lanes = vector_bytes / 2;
    const Halves span = Halves{} + wanted.span;
    const Halves first = *reinterpret_cast<const Halves*>(values) - wanted.low;
    const Halves second = *reinterpret_cast<const Halves*>(values + lanes) - wanted.low;
    const auto met = [&](Halves half) {
        return std::uint64_t{__builtin_ia32_ucmpw512_mask(reinterpret_cast<Shorts>(half),
                                                          reinterpret_cast<Shorts>(span),
                                                          less_or_equal, 0xFFFFFFFFU)};
    };
    return met(first) | met(second) << lanes;
}

/// Bit i of word k becomes bit k of byte i.
template <std::size_t Count>
inline void interleave_64(const std::uint64_t* words, std::uint8_t* bytes) {
    Bytes all{};
    for (std::size_t k = 0; k < Count; ++k) {
        all |= reinterpret_cast<Bytes>(__builtin_ia32_cvtmask2b512(words[k])) &
               (Bytes{} + static_cast<std::uint8_t>(1U << k));
    }
    *reinterpret_cast<Bytes*>(bytes) = all;
}

}  // namespace

}  // namespace caveat::eval

#include "eval/batch/kernels.inc"

const caveat::eval::Kernels caveat::eval::avx512_kernels = table;
