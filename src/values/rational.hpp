#pragma once

#include <caveat/values.hpp>

#include "values/int128.hpp"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#ifdef CAVEAT_NO_INT128
namespace caveat::values::inline portable {
#else
namespace caveat::values::inline native {
#endif

/// An exact fraction of two 128-bit integers, always in lowest terms with a denominator above 0.
/// Arithmetic is by free functions that return nothing on overflow: nothing is ever rounded
/// unless `round_half_away`, `floor` or `ceil` is asked for.
class Rational {
  public:
    /// Zero.
    constexpr Rational() = default;

    /// A whole number.
    constexpr Rational(std::int64_t whole) : numerator_(whole) {}  // NOLINT: numbers read as such

    /// In lowest terms; nothing when the denominator is 0.
    static std::optional<Rational> from(Int128 numerator, Int128 denominator);

    /// Exact. A decimal set by hand beyond its limits (18 digits, scale 0 to 18) gives nothing.
    static std::optional<Rational> from(const Decimal& decimal);

    /// Only for fractions already known to be in lowest terms, denominator above 0.
    static constexpr Rational from_lowest_terms(const Int128& numerator,
                                                const Int128& denominator) {
        Rational result;
        result.numerator_ = numerator;
        result.denominator_ = denominator;
        return result;
    }

    constexpr const Int128& numerator() const { return numerator_; }
    constexpr const Int128& denominator() const { return denominator_; }

    constexpr bool is_whole() const { return denominator_ == 1; }
    constexpr bool is_zero() const { return numerator_ == 0; }
    constexpr bool is_negative() const { return numerator_ < 0; }

    friend constexpr bool operator==(const Rational& a, const Rational& b) {
        return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
    }

    /// The order of the numbers, for every pair of them.
    friend constexpr std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
        if (a.denominator_ == b.denominator_) {
            if (a.numerator_ < b.numerator_) return std::strong_ordering::less;
            return a.numerator_ == b.numerator_ ? std::strong_ordering::equal
                                                : std::strong_ordering::greater;
        }
        return compare_fractions(a, b);
    }

  private:
    static std::strong_ordering compare_fractions(const Rational& a, const Rational& b);

    Int128 numerator_ = 0;
    Int128 denominator_ = 1;
};

// For sums and products with a part that is not whole, or that leave 128 bits.
std::optional<Rational> add_fractions(const Rational& a, const Rational& b);
std::optional<Rational> multiply_fractions(const Rational& a, const Rational& b);

/// Exact; nothing on overflow.
inline std::optional<Rational> add(const Rational& a, const Rational& b) {
    Int128 sum = 0;
    if (a.is_whole() && b.is_whole() && add_checked(a.numerator(), b.numerator(), sum)) {
        return Rational::from_lowest_terms(sum, 1);
    }
    return add_fractions(a, b);
}

constexpr Rational negate(const Rational& a) {
    return Rational::from_lowest_terms(-a.numerator(), a.denominator());
}

/// Exact; nothing on overflow.
inline std::optional<Rational> subtract(const Rational& a, const Rational& b) {
    return add(a, negate(b));
}

/// Exact; nothing on overflow.
inline std::optional<Rational> multiply(const Rational& a, const Rational& b) {
    Int128 product = 0;
    if (a.is_whole() && b.is_whole() && multiply_checked(a.numerator(), b.numerator(), product)) {
        return Rational::from_lowest_terms(product, 1);
    }
    return multiply_fractions(a, b);
}

/// Exact; nothing on overflow and for a divisor of 0.
std::optional<Rational> divide(const Rational& a, const Rational& b);

/// `base` to the power of a whole number, which may be negative; nothing on overflow or 1 / 0.
std::optional<Rational> power(const Rational& base, int exponent);

constexpr const Rational& minimum(const Rational& a, const Rational& b) {
    return b < a ? b : a;
}
constexpr const Rational& maximum(const Rational& a, const Rational& b) {
    return a < b ? b : a;
}

/// The greatest whole number not above `a`.
Rational floor(const Rational& a);

/// The least whole number not below `a`.
Rational ceil(const Rational& a);

/// The nearest multiple of 10^-`places`, halves away from zero: 2.5 becomes 3 and -2.5 becomes -3.
/// places  0 to 18, else nothing; nothing on overflow.
std::optional<Rational> round_half_away(const Rational& a, int places);

/// The greatest number of which both are whole multiples (0 when both are 0); nothing on
/// overflow. The step of a grid of sums is the common step of their parts.
std::optional<Rational> common_step(const Rational& a, const Rational& b);

/// The same number as a decimal, if it has at most 18 digits.
std::optional<Decimal> to_decimal(const Rational& a);

/// The whole number, if it is one and fits.
std::optional<std::int64_t> to_int64(const Rational& a);

/// The nearest double, or one of its neighbours.
double to_double(const Rational& a);

/// Exact as a decimal where that takes at most 18 digits (`-0.25`); otherwise "about " and the
/// number rounded to six significant digits (`about 0.333333`, `about 1.23457e+25`).
std::string to_text(const Rational& a);

#ifdef CAVEAT_NO_INT128
}  // namespace caveat::values::inline portable
#else
}  // namespace caveat::values::inline native
#endif
