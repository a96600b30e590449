#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <string_view>

// Where the standard library cannot write floating-point numbers yet (libc++ before 14), or
// CAVEAT_NO_TO_CHARS asks for it (tests do), whole numbers of any length do it. The inline
// namespaces keep the two apart for the linker.
#if !defined(__cpp_lib_to_chars) && !defined(CAVEAT_NO_TO_CHARS)
#define CAVEAT_NO_TO_CHARS
#endif

#ifdef CAVEAT_NO_TO_CHARS
#include "values/exact_digits.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
namespace caveat::values::inline by_integers {
#else
namespace caveat::values::inline by_to_chars {
#endif

/// Digits in scientific form, such as `3.84e+01`.
struct Digits {
    std::array<char, 40> buffer;  ///< of a double at most 24 characters
    std::size_t length = 0;

    [[nodiscard]] std::string_view view() const { return {buffer.data(), length}; }
};

/// The shortest decimal that reads back to the same float or double, which is finite.
template <class Number>
Digits shortest_digits(Number number) {
    Digits digits;
#ifdef CAVEAT_NO_TO_CHARS
    using Limits = std::numeric_limits<Number>;
    constexpr int least = Limits::min_exponent - Limits::digits;
    ExactDigits exact{"0", 1};
    if (number != 0) {
        int exponent = 0;
        const Number fraction = std::frexp(std::abs(number), &exponent);
        const int places = Limits::digits - std::max(0, least - (exponent - Limits::digits));
        const auto mantissa = static_cast<std::uint64_t>(std::ldexp(fraction, places));
        exponent -= places;
        const bool begins_a_power = fraction == Number{0.5} && exponent > least;
        exact = exact_digits(mantissa, exponent, begins_a_power);
    }
    std::string text = std::signbit(number) ? "-" : "";
    text += exact.digits[0];
    if (exact.digits.size() > 1) text += '.' + exact.digits.substr(1);
    const int power = exact.exponent - 1;
    text += power < 0 ? "e-" : "e+";
    if (std::abs(power) < 10) text += '0';
    text += std::to_string(std::abs(power));
    digits.length = text.copy(digits.buffer.data(), digits.buffer.size());
#else
    const auto written =
        std::to_chars(digits.buffer.data(), digits.buffer.data() + digits.buffer.size(), number,
                      std::chars_format::scientific);
    digits.length = static_cast<std::size_t>(written.ptr - digits.buffer.data());
#endif
    return digits;
}

#ifdef CAVEAT_NO_TO_CHARS
}  // namespace caveat::values::inline by_integers
#else
}  // namespace caveat::values::inline by_to_chars
#endif
