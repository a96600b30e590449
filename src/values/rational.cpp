// Exact fractions: the slow paths of arithmetic and order, rounding, and text.
// Entrances: those of rational.hpp.

#include "values/rational.hpp"

#include <numeric>

#ifdef CAVEAT_NO_INT128
namespace caveat::values::inline portable {
#else
namespace caveat::values::inline native {
#endif
namespace {

constexpr int most_digits = 18;

Int128 magnitude(const Int128& a) {
    return a < 0 ? Int128(-a) : a;
}

Int128 greatest_common_divisor(Int128 a, Int128 b) {
    a = magnitude(a);
    b = magnitude(b);
    while (b != 0) {
        if (fits_int64(a) && fits_int64(b)) {
            return std::gcd(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b));
        }
        const Int128 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/// 10^exponent for 0 to 18.
std::int64_t ten_to(int exponent) {
    std::int64_t result = 1;
    for (int i = 0; i < exponent; ++i) result *= 10;
    return result;
}

/// The whole part rounded down, and what is left, which is not negative.
struct Floor {
    Int128 whole;
    Int128 rest;
};

Floor floor_of(const Int128& numerator, const Int128& denominator) {
    Floor result{numerator / denominator, numerator % denominator};
    if (result.rest < 0) {
        result.rest += denominator;
        result.whole -= 1;
    }
    return result;
}

std::strong_ordering order_of(const Int128& a, const Int128& b) {
    if (a < b) return std::strong_ordering::less;
    return a == b ? std::strong_ordering::equal : std::strong_ordering::greater;
}

/// By continued fractions: whole parts first, then the rests upside down. Never overflows.
std::strong_ordering compare_by_parts(Int128 a_num, Int128 a_den, Int128 b_num, Int128 b_den) {
    while (true) {
        const Floor a = floor_of(a_num, a_den);
        const Floor b = floor_of(b_num, b_den);
        if (a.whole != b.whole) return order_of(a.whole, b.whole);
        if (a.rest == 0 || b.rest == 0) return order_of(a.rest, b.rest);
        // a.rest/a_den against b.rest/b_den is b_den/b.rest against a_den/a.rest.
        const Int128 next_a_num = b_den;
        const Int128 next_b_num = a_den;
        a_num = next_a_num;
        b_num = next_b_num;
        a_den = b.rest;
        b_den = a.rest;
    }
}

}  // namespace

std::optional<Rational> Rational::from(Int128 numerator, Int128 denominator) {
    if (denominator == 0) return std::nullopt;
    if (numerator < -greatest_int128() || denominator < -greatest_int128()) return std::nullopt;
    const Int128 divisor = greatest_common_divisor(numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
    if (denominator < 0) return from_lowest_terms(-numerator, -denominator);
    return from_lowest_terms(numerator, denominator);
}

std::optional<Rational> Rational::from(const Decimal& decimal) {
    const std::int64_t limit = ten_to(most_digits);
    const bool is_in_limits = decimal.scale >= 0 && decimal.scale <= most_digits &&
                              decimal.coefficient < limit && decimal.coefficient > -limit;
    if (!is_in_limits) return std::nullopt;
    if (decimal.scale == 0) return Rational(decimal.coefficient);
    return from(Int128(decimal.coefficient), Int128(ten_to(decimal.scale)));
}

std::strong_ordering Rational::compare_fractions(const Rational& a, const Rational& b) {
    Int128 left = 0;
    Int128 right = 0;
    if (multiply_checked(a.numerator_, b.denominator_, left) &&
        multiply_checked(b.numerator_, a.denominator_, right)) {
        return order_of(left, right);
    }
    return compare_by_parts(a.numerator_, a.denominator_, b.numerator_, b.denominator_);
}

// Source of both: D. E. Knuth, The Art of Computer Programming, volume 2, 4.5.1: dividing first
// keeps the numbers as small as the result allows.
std::optional<Rational> add_fractions(const Rational& a, const Rational& b) {
    if (a.denominator() == b.denominator()) {
        Int128 numerators = 0;
        if (!add_checked(a.numerator(), b.numerator(), numerators)) return std::nullopt;
        return Rational::from(numerators, a.denominator());
    }
    const Int128 common = greatest_common_divisor(a.denominator(), b.denominator());
    const Int128 a_part = a.denominator() / common;
    Int128 left = 0;
    Int128 right = 0;
    Int128 sum = 0;
    if (!multiply_checked(a.numerator(), b.denominator() / common, left) ||
        !multiply_checked(b.numerator(), a_part, right) || !add_checked(left, right, sum)) {
        return std::nullopt;
    }
    const Int128 shared = greatest_common_divisor(sum, common);
    Int128 denominator = 0;
    if (!multiply_checked(a_part, b.denominator() / shared, denominator)) return std::nullopt;
    return Rational::from_lowest_terms(sum / shared, denominator);
}

std::optional<Rational> multiply_fractions(const Rational& a, const Rational& b) {
    const Int128 across = greatest_common_divisor(a.numerator(), b.denominator());
    const Int128 back = greatest_common_divisor(b.numerator(), a.denominator());
    Int128 numerator = 0;
    Int128 denominator = 0;
    if (!multiply_checked(a.numerator() / across, b.numerator() / back, numerator) ||
        !multiply_checked(a.denominator() / back, b.denominator() / across, denominator)) {
        return std::nullopt;
    }
    return Rational::from_lowest_terms(numerator, denominator);
}

std::optional<Rational> divide(const Rational& a, const Rational& b) {
    if (b.is_zero()) return std::nullopt;
    const Rational reciprocal = b.is_negative()
                                    ? Rational::from_lowest_terms(-b.denominator(), -b.numerator())
                                    : Rational::from_lowest_terms(b.denominator(), b.numerator());
    return multiply(a, reciprocal);
}

std::optional<Rational> power(const Rational& base, int exponent) {
    std::optional<Rational> result = Rational(1);
    for (int i = 0; result && i < exponent; ++i) result = multiply(*result, base);
    for (int i = 0; result && i > exponent; --i) result = divide(*result, base);
    return result;
}

Rational floor(const Rational& a) {
    if (a.is_whole()) return a;
    return Rational::from_lowest_terms(floor_of(a.numerator(), a.denominator()).whole, 1);
}

Rational ceil(const Rational& a) {
    return negate(floor(negate(a)));
}

std::optional<Rational> round_half_away(const Rational& a, int places) {
    if (places < 0 || places > most_digits) return std::nullopt;
    if (a.is_whole()) return a;
    const Rational unit(ten_to(places));
    const std::optional<Rational> scaled = multiply(a.is_negative() ? negate(a) : a, unit);
    if (!scaled) return std::nullopt;
    // Half up, on a number that is not negative. The rest is below the denominator, so comparing
    // it with what it lacks does not overflow, where doubling might.
    Floor parts = floor_of(scaled->numerator(), scaled->denominator());
    if (parts.rest >= scaled->denominator() - parts.rest) parts.whole += 1;
    const Rational rounded = Rational::from_lowest_terms(parts.whole, 1);
    return divide(a.is_negative() ? negate(rounded) : rounded, unit);
}

std::optional<Rational> common_step(const Rational& a, const Rational& b) {
    // gcd(p/q, r/s) = gcd(p, r) / lcm(q, s) for fractions in lowest terms.
    const Int128 numerator = greatest_common_divisor(a.numerator(), b.numerator());
    const Int128 shared = greatest_common_divisor(a.denominator(), b.denominator());
    Int128 denominator = 0;
    if (!multiply_checked(a.denominator() / shared, b.denominator(), denominator)) {
        return std::nullopt;
    }
    return Rational::from(numerator, denominator);
}

std::optional<Decimal> to_decimal(const Rational& a) {
    for (int scale = 0; scale <= most_digits; ++scale) {
        const Int128 power_of_ten(ten_to(scale));
        if (power_of_ten % a.denominator() != 0) continue;
        Int128 coefficient = 0;
        const bool fits =
            multiply_checked(a.numerator(), power_of_ten / a.denominator(), coefficient) &&
            magnitude(coefficient) < Int128(ten_to(most_digits));
        if (!fits) return std::nullopt;
        return Decimal{static_cast<std::int64_t>(coefficient), scale};
    }
    return std::nullopt;
}

std::optional<std::int64_t> to_int64(const Rational& a) {
    if (!a.is_whole() || !fits_int64(a.numerator())) return std::nullopt;
    return static_cast<std::int64_t>(a.numerator());
}

double to_double(const Rational& a) {
    return static_cast<double>(a.numerator()) / static_cast<double>(a.denominator());
}

namespace {

/// Makes a / b ten times as large; where that does not fit, b loses its last digit, its 37th.
void times_ten(Int128& a, Int128& b) {
    Int128 more = 0;
    if (multiply_checked(a, Int128(10), more)) {
        a = more;
    } else {
        b = b / 10;
    }
}

/// `1.23457e+19`, of a number above zero. Rounded half up.
std::string in_powers_of_ten(const Rational& a, int digits) {
    Int128 numerator = a.numerator();
    Int128 denominator = a.denominator();
    int exponent = 0;
    for (; numerator < denominator; --exponent) times_ten(numerator, denominator);
    for (; numerator / 10 >= denominator; ++exponent) times_ten(denominator, numerator);
    std::int64_t found = 0;
    for (int at = 0; at < digits; ++at) {
        const Int128 digit = numerator / denominator;
        found = found * 10 + static_cast<std::int64_t>(digit);
        numerator -= digit * denominator;
        times_ten(numerator, denominator);
    }
    if (numerator / denominator >= 5) ++found;
    if (found == ten_to(digits)) {
        found /= 10;
        ++exponent;
    }
    std::string text = std::to_string(found);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.size() > 1) text.insert(1, 1, '.');
    text += exponent < 0 ? "e-" : "e+";
    const std::string power = std::to_string(exponent < 0 ? -exponent : exponent);
    return text + (power.size() < 2 ? "0" : "") + power;
}

}  // namespace

std::string to_text(const Rational& a) {
    if (const std::optional<Decimal> decimal = to_decimal(a)) return decimal->to_text();
    constexpr int shown_digits = 6;
    // Decimals while the six digits reach behind the point; as long as it fits, exact rounding.
    const Rational size = a.is_negative() ? negate(a) : a;
    int places = shown_digits;
    for (Rational step = 1; places > 0 && step <= size; --places) step = *multiply(step, 10);
    for (Rational step = *divide(1, 10); places < most_digits && step > size; ++places) {
        step = *divide(step, 10);
    }
    if (size < Rational(ten_to(most_digits)) &&
        size >= *divide(1, ten_to(most_digits - shown_digits))) {
        if (const std::optional<Rational> rounded = round_half_away(a, places)) {
            if (const std::optional<Decimal> decimal = to_decimal(*rounded)) {
                return "about " + decimal->to_text();
            }
        }
    }
    return (a.is_negative() ? "about -" : "about ") + in_powers_of_ten(size, shown_digits);
}

#ifdef CAVEAT_NO_INT128
}  // namespace caveat::values::inline portable
#else
}  // namespace caveat::values::inline native
#endif
