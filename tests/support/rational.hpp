#pragma once

// Exact fractions for the naive evaluator and the generated rule sets. Written
// apart from the engine's arithmetic, so that one can judge the other.

#include <compare>
#include <cstdint>
#include <numeric>
#include <stdexcept>
#include <string>

namespace caveat::testing {

/// An exact fraction in lowest terms with a positive denominator. The generated
/// numbers are small; what does not fit throws `std::overflow_error`, so a test
/// never judges with a wrong number.
class Rational {
  public:
    Rational(std::int64_t whole = 0) : top_(whole), bottom_(1) {}
    Rational(std::int64_t top, std::int64_t bottom) : Rational(reduced(top, bottom)) {}

    std::int64_t top() const { return top_; }
    std::int64_t bottom() const { return bottom_; }
    bool is_whole() const { return bottom_ == 1; }

    /// The greatest whole number that is not above this one.
    std::int64_t floor() const {
        const std::int64_t cut = top_ / bottom_;
        return top_ < 0 && cut * bottom_ != top_ ? cut - 1 : cut;
    }
    std::int64_t ceiling() const { return -(-*this).floor(); }

    Rational operator-() const { return reduced(-Wide{top_}, bottom_); }
    friend Rational operator+(Rational a, Rational b) {
        return reduced(Wide{a.top_} * b.bottom_ + Wide{b.top_} * a.bottom_,
                       Wide{a.bottom_} * b.bottom_);
    }
    friend Rational operator-(Rational a, Rational b) { return a + -b; }
    friend Rational operator*(Rational a, Rational b) {
        return reduced(Wide{a.top_} * b.top_, Wide{a.bottom_} * b.bottom_);
    }
    friend Rational operator/(Rational a, Rational b) {
        return reduced(Wide{a.top_} * b.bottom_, Wide{a.bottom_} * b.top_);
    }
    friend bool operator==(Rational a, Rational b) = default;
    friend std::strong_ordering operator<=>(Rational a, Rational b) {
        return Wide{a.top_} * b.bottom_ <=> Wide{b.top_} * a.bottom_;
    }

  private:
    __extension__ typedef __int128 Wide;

    static Rational reduced(Wide top, Wide bottom) {
        if (bottom == 0) throw std::overflow_error("a fraction with the denominator 0");
        if (bottom < 0) {
            top = -top;
            bottom = -bottom;
        }
        Wide a = top < 0 ? -top : top;
        Wide b = bottom;
        while (b != 0) {
            const Wide rest = a % b;
            a = b;
            b = rest;
        }
        top /= a;
        bottom /= a;
        Rational result;
        result.top_ = static_cast<std::int64_t>(top);
        result.bottom_ = static_cast<std::int64_t>(bottom);
        if (result.top_ != top || result.bottom_ != bottom) {
            throw std::overflow_error("a fraction too large");
        }
        return result;
    }

    std::int64_t top_;
    std::int64_t bottom_;
};

/// A fraction, or one of the two infinities, as the end of a range.
struct Extended {
    int infinite = 0;  ///< -1, 0 or 1
    Rational value;    ///< 0 when infinite

    Extended() = default;
    Extended(Rational finite) : value(finite) {}
    static Extended plus_infinity() { return Extended(1, Rational()); }
    static Extended minus_infinity() { return Extended(-1, Rational()); }

    bool is_finite() const { return infinite == 0; }
    friend bool operator==(const Extended&, const Extended&) = default;
    friend std::strong_ordering operator<=>(const Extended& a, const Extended& b) {
        if (a.infinite != b.infinite || a.infinite != 0) return a.infinite <=> b.infinite;
        return a.value <=> b.value;
    }

  private:
    Extended(int sign, Rational finite) : infinite(sign), value(finite) {}
};

/// The sum. Opposite infinities never meet: only lower ends are added to lower
/// ends and upper ends to upper ends.
inline Extended sum(const Extended& a, const Extended& b) {
    if (!a.is_finite()) return a;
    if (!b.is_finite()) return b;
    return a.value + b.value;
}

inline Extended negative(const Extended& a) {
    if (a.is_finite()) return -a.value;
    return a.infinite < 0 ? Extended::plus_infinity() : Extended::minus_infinity();
}

/// The product, with 0 times infinity as 0.
inline Extended product(const Extended& a, const Extended& b) {
    if (a.is_finite() && b.is_finite()) return a.value * b.value;
    const auto sign = [](const Extended& e) {
        return e.is_finite() ? (e.value > 0) - (e.value < 0) : e.infinite;
    };
    const int both = sign(a) * sign(b);
    if (both == 0) return Rational(0);
    return both > 0 ? Extended::plus_infinity() : Extended::minus_infinity();
}

}  // namespace caveat::testing
