#pragma once

// The shortest decimal of a floating-point number in whole numbers of any length, where the
// standard library has none (see shortest_digits.hpp): the free-format algorithm of G. L. Steele
// and J. L. White, "How to Print Floating-Point Numbers Accurately" (1990), as R. G. Burger and R.
// K. Dybvig write it down (1996).
//
// The number is value / scale; every decimal between (value - below) / scale and (value + above) /
// scale reads back to it. Digits are taken off value until what is left lies within that distance.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace caveat::values {

/// A whole number of at most 1280 bits, which those of doubles do not reach.
class LongInteger {
  public:
    explicit LongInteger(std::uint64_t number) {
        words_[0] = static_cast<std::uint32_t>(number);
        words_[1] = static_cast<std::uint32_t>(number >> 32U);
    }

    void multiply(std::uint32_t factor) {
        std::uint64_t carry = 0;
        for (std::uint32_t& word : words_) {
            carry += std::uint64_t{word} * factor;
            word = static_cast<std::uint32_t>(carry);
            carry >>= 32U;
        }
    }
    void double_times(int times) {
        for (; times >= 31; times -= 31) multiply(1U << 31U);
        multiply(1U << static_cast<unsigned>(times));
    }
    LongInteger plus(const LongInteger& other) const {
        LongInteger sum(0);
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            carry += std::uint64_t{words_[i]} + other.words_[i];
            sum.words_[i] = static_cast<std::uint32_t>(carry);
            carry >>= 32U;
        }
        return sum;
    }
    /// Of one that is not greater.
    void subtract(const LongInteger& other) {
        std::uint64_t borrow = 0;
        for (std::size_t i = 0; i < words_.size(); ++i) {
            const std::uint64_t difference = std::uint64_t{words_[i]} - other.words_[i] - borrow;
            words_[i] = static_cast<std::uint32_t>(difference);
            borrow = difference >> 63U;
        }
    }
    /// Negative, zero or positive, as this is less than, equal to or greater than the other.
    int compare(const LongInteger& other) const {
        for (std::size_t i = words_.size(); i-- > 0;) {
            if (words_[i] != other.words_[i]) return words_[i] < other.words_[i] ? -1 : 1;
        }
        return 0;
    }

  private:
    std::array<std::uint32_t, 40> words_{};
};

/// Digits without a point, the first not zero; the number is 0.DIGITS * 10^exponent.
struct ExactDigits {
    std::string digits;
    int exponent = 0;
};

/// Of mantissa * 2^exponent, which is not zero. The next smaller number is nearer than the next
/// larger one where the mantissa `begins_a_power` of two. Of a double, exponent is within [-1074,
/// 971].
inline ExactDigits exact_digits(std::uint64_t mantissa, int exponent, bool begins_a_power) {
    LongInteger value(mantissa);
    LongInteger scale(1);
    LongInteger below(1);
    (exponent < 0 ? scale : value).double_times(exponent < 0 ? -exponent : exponent);
    if (exponent > 0) below.double_times(exponent);
    // Halves of the distance to the neighbours are whole numbers, too.
    value.double_times(begins_a_power ? 2 : 1);
    scale.double_times(begins_a_power ? 2 : 1);
    LongInteger above = below;
    if (begins_a_power) above.double_times(1);

    // A decimal just between two numbers reads back to the even one.
    const int at_limit = mantissa % 2 == 0 ? 0 : 1;
    const auto reaches = [&](const LongInteger& left, const LongInteger& right) {
        return left.compare(right) >= at_limit;
    };
    ExactDigits found;
    while (reaches(value.plus(above), scale)) {
        scale.multiply(10);
        ++found.exponent;
    }
    const auto next_place = [&] {
        for (LongInteger* each : {&value, &below, &above}) each->multiply(10);
    };
    for (next_place(); !reaches(value.plus(above), scale); next_place()) --found.exponent;

    while (true) {
        int digit = 0;
        for (; value.compare(scale) >= 0; ++digit) value.subtract(scale);
        const bool is_near_below = reaches(below, value);
        const bool is_near_above = reaches(value.plus(above), scale);
        if (is_near_below || is_near_above) {
            const int half = value.plus(value).compare(scale);
            const bool is_nearer_above = half > 0 || (half == 0 && digit % 2 != 0);
            if (is_near_above && (!is_near_below || is_nearer_above)) ++digit;
        }
        found.digits += static_cast<char>('0' + digit);
        if (is_near_below || is_near_above) return found;
        next_place();
    }
}

}  // namespace caveat::values
