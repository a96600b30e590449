#pragma once

#include "patient.hpp"

#include <cstdint>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// What generated code over columns is made of: a test of a column into bits, and sessions counted.
namespace bench {

#if defined(__AVX512BW__)
inline constexpr std::size_t vector_bytes = 64;
#elif defined(__AVX2__)
inline constexpr std::size_t vector_bytes = 32;
#else
inline constexpr std::size_t vector_bytes = 16;
#endif

template <class T>
struct VectorOf {
    using Type [[gnu::vector_size(vector_bytes)]] = T;
};
template <class T>
using Vector = typename VectorOf<T>::Type;

template <class T>
Vector<T> vector_at(const T* values) {
    Vector<T> vector;
    std::memcpy(&vector, values, sizeof vector);
    return vector;
}

/// 64 values of 8 bits, tested: one bit each.
template <class T, class Test>
    requires(sizeof(T) == 1)
std::uint64_t test_64(const T* values, Test test) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < 64; i += vector_bytes) {
        const auto hit = test(vector_at(values + i));
#if defined(__AVX512BW__)
        word = _mm512_movepi8_mask(reinterpret_cast<__m512i>(hit));
#elif defined(__AVX2__)
        word |= std::uint64_t{static_cast<std::uint32_t>(
                    _mm256_movemask_epi8(reinterpret_cast<__m256i>(hit)))}
                << i;
#elif defined(__x86_64__)
        word |= std::uint64_t{static_cast<std::uint32_t>(
                    _mm_movemask_epi8(reinterpret_cast<__m128i>(hit)))}
                << i;
#else
        for (std::size_t lane = 0; lane < vector_bytes; ++lane)
            word |= static_cast<std::uint64_t>(hit[lane] != 0) << (i + lane);
#endif
    }
    return word;
}

/// 64 values of 16 bits, tested: one bit each.
template <class T, class Test>
    requires(sizeof(T) == 2)
std::uint64_t test_64(const T* values, Test test) {
    constexpr std::size_t lanes = vector_bytes / 2;
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < 64; i += 2 * lanes) {
        const auto low = test(vector_at(values + i));
        const auto high = test(vector_at(values + i + lanes));
#if defined(__AVX512BW__)
        word = std::uint64_t{_mm512_movepi16_mask(reinterpret_cast<__m512i>(low))} |
               std::uint64_t{_mm512_movepi16_mask(reinterpret_cast<__m512i>(high))} << 32U;
#elif defined(__AVX2__)
        const __m256i both = _mm256_permute4x64_epi64(
            _mm256_packs_epi16(reinterpret_cast<__m256i>(low), reinterpret_cast<__m256i>(high)),
            0xD8);
        word |= std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(both))} << i;
#elif defined(__x86_64__)
        const __m128i both =
            _mm_packs_epi16(reinterpret_cast<__m128i>(low), reinterpret_cast<__m128i>(high));
        word |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(both))} << i;
#else
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            word |= static_cast<std::uint64_t>(low[lane] != 0) << (i + lane);
            word |= static_cast<std::uint64_t>(high[lane] != 0) << (i + lanes + lane);
        }
#endif
    }
    return word;
}

/// A column of one chunk, tested.
template <class T, class Test>
void test_column(const T* column, Bits* bits, Test test) {
    for (std::size_t line = 0; line < chunk_lines; ++line)
        for (std::size_t word = 0; word < line_patients / 64; ++word)
            bits[line][word] = test_64(column + line_patients * line + 64 * word, test);
}

/// Lists the places of the bytes that pass the test. `count` is a multiple of 64.
template <class Test>
std::uint32_t* list_bytes(const std::uint8_t* bytes, std::size_t count, std::uint32_t* out,
                          Test test) {
    for (std::size_t i = 0; i < count; i += 64) {
        for (std::uint64_t word = test_64(bytes + i, test); word != 0; word &= word - 1)
            *out++ =
                static_cast<std::uint32_t>(i + static_cast<std::size_t>(std::countr_zero(word)));
    }
    return out;
}

/// Eight counts side by side.
using Lanes [[gnu::vector_size(8)]] = std::uint8_t;

/// Bit k of a byte as lane k.
inline constexpr auto lanes_of_byte = [] {
    std::array<std::uint64_t, 256> table{};
    for (std::uint64_t byte = 0; byte < 256; ++byte)
        for (std::uint64_t bit = 0; bit < 8; ++bit) table[byte] |= (byte >> bit & 1U) << (8U * bit);
    return table;
}();

/// How many sessions of each patient of a line meet each condition. `met` holds one byte for each
/// session of the line, one bit a condition. Sums run through the whole line (they may wrap round;
/// differences are right all the same), so that no patient costs a mispredicted loop.
inline void count_sessions_of_line(const std::uint32_t* begin, const std::uint8_t* met,
                                   std::uint64_t* counts) {
    alignas(64) Lanes sums[line_patients * most_sessions + 1];
    const std::uint32_t first = begin[0];
    const std::uint32_t sessions = begin[line_patients] - first;
    Lanes sum{};
    for (std::uint32_t i = 0; i < sessions; ++i) {
        sums[i] = sum;
        Lanes one;
        std::memcpy(&one, &lanes_of_byte[met[i]], sizeof one);
        sum += one;
    }
    sums[sessions] = sum;
    for (std::size_t i = 0; i < line_patients; ++i) {
        const Lanes count = sums[begin[i + 1] - first] - sums[begin[i] - first];
        std::memcpy(counts + i, &count, sizeof count);
    }
}

}  // namespace bench
