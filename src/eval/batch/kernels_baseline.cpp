// The loops of a batch as every processor of its kind can run them. Entrance: baseline_kernels.

#include "eval/batch/kernels.hpp"

namespace caveat::eval {

namespace {

constexpr std::size_t vector_bytes = 16;
using Bytes [[gnu::vector_size(vector_bytes), gnu::aligned(1), gnu::may_alias]] = std::uint8_t;

#if defined(__SSE2__)
using Characters [[gnu::vector_size(vector_bytes)]] = char;
using Shorts [[gnu::vector_size(vector_bytes)]] = short;

template <class Test>
inline std::uint64_t test_64(const std::uint8_t* values, Test test) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 64; i += vector_bytes) {
        const Bytes bytes = *reinterpret_cast<const Bytes*>(values + i);
        const int met = __builtin_ia32_pmovmskb128(reinterpret_cast<Characters>(test(bytes)));
        bits |= std::uint64_t{static_cast<std::uint32_t>(met)} << i;
    }
    return bits;
}

inline std::uint64_t within_64(const std::uint16_t* values, HalfTest wanted) {
    using Halves [[gnu::vector_size(vector_bytes), gnu::aligned(2), gnu::may_alias]] =
        std::uint16_t;
    constexpr std::size_t lanes = vector_bytes / 2;
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 64; i += 2 * lanes) {
        const Halves first = *reinterpret_cast<const Halves*>(values + i) - wanted.low;
        const Halves second = *reinterpret_cast<const Halves*>(values + i + lanes) - wanted.low;
        const auto met =
            __builtin_ia32_packsswb128(reinterpret_cast<Shorts>(first <= wanted.span),
                                       reinterpret_cast<Shorts>(second <= wanted.span));
        bits |= std::uint64_t{static_cast<std::uint32_t>(__builtin_ia32_pmovmskb128(met))} << i;
    }
    return bits;
}
#else
inline std::uint64_t within_64(const std::uint16_t* values, HalfTest wanted) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 64; ++i) {
        const auto above = static_cast<std::uint16_t>(values[i] - wanted.low);
        bits |= std::uint64_t{above <= wanted.span ? 1U : 0U} << i;
    }
    return bits;
}

/// Eight bytes of ones or zeros become eight bits: a product brings bit 7 * k of byte k to the top.
template <class Test>
inline std::uint64_t test_64(const std::uint8_t* values, Test test) {
    using Halves [[gnu::vector_size(vector_bytes)]] = std::uint64_t;
    constexpr std::uint64_t weights = 0x0102040810204080U;
    constexpr std::uint64_t lowest = 0x0101010101010101U;
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < 64; i += vector_bytes) {
        const Bytes bytes = *reinterpret_cast<const Bytes*>(values + i);
        const auto met = reinterpret_cast<Halves>(test(bytes));
        bits |= ((met[0] & lowest) * weights >> 56U) << i;
        bits |= ((met[1] & lowest) * weights >> 56U) << (i + 8);
    }
    return bits;
}
#endif

inline std::uint64_t within_64(const std::uint8_t* values, ByteTest wanted) {
    return test_64(values, [=](Bytes bytes) { return (bytes - wanted.low) <= wanted.span; });
}
inline std::uint64_t meets_64(const std::uint8_t* values, std::uint8_t set) {
    return test_64(values, [=](Bytes bytes) { return (bytes & set) != 0; });
}
inline std::uint64_t holds_64(const std::uint8_t* values, std::uint8_t set) {
    return test_64(values, [=](Bytes bytes) { return (bytes & set) == set; });
}

/// Bit i of byte k becomes bit k of byte i.
/// Source: H. S. Warren, "Hacker's Delight", 7-3.
inline std::uint64_t transposed(std::uint64_t x) {
    std::uint64_t t = (x ^ (x >> 7U)) & 0x00AA00AA00AA00AAU;
    x = x ^ t ^ (t << 7U);
    t = (x ^ (x >> 14U)) & 0x0000CCCC0000CCCCU;
    x = x ^ t ^ (t << 14U);
    t = (x ^ (x >> 28U)) & 0x00000000F0F0F0F0U;
    return x ^ t ^ (t << 28U);
}

/// Bit i of word k becomes bit k of byte i.
template <std::size_t Count>
inline void interleave_64(const std::uint64_t* words, std::uint8_t* bytes) {
    for (std::size_t byte = 0; byte < 8; ++byte) {
        std::uint64_t eight = 0;
        for (std::size_t k = 0; k < Count; ++k)
            eight |= (words[k] >> (8 * byte) & 0xFFU) << (8 * k);
        eight = transposed(eight);
        for (std::size_t i = 0; i < 8; ++i) {
            *bytes++ = static_cast<std::uint8_t>(eight >> (8 * i));
        }
    }
}

}  // namespace

}  // namespace caveat::eval

#include "eval/batch/kernels.inc"

const caveat::eval::Kernels caveat::eval::baseline_kernels = table;
