#pragma once

#include <caveat/export.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What a fact can be worth: truth, exact decimals, dates that may be partly known, quantities.
namespace caveat {

/// Kleene's three truth values. The order of the enumerators carries the logic: "and" is the
/// smaller, "or" the greater, "not" the mirror image.
enum class Truth : std::uint8_t { no, unknown, yes };

/// Kleene's strong "and": one certain no settles it, whatever is missing.
constexpr Truth both(Truth a, Truth b) {
    return a < b ? a : b;
}

/// Kleene's strong "or": one certain yes settles it, whatever is missing.
constexpr Truth either(Truth a, Truth b) {
    return a < b ? b : a;
}

/// What is unknown stays unknown when it is denied.
constexpr Truth negated(Truth a) {
    return a == Truth::unknown ? a : (a == Truth::yes ? Truth::no : Truth::yes);
}

/// A truth value that is certain.
constexpr Truth truth_of(bool holds) {
    return holds ? Truth::yes : Truth::no;
}

static_assert(both(Truth::no, Truth::no) == Truth::no);
static_assert(both(Truth::no, Truth::unknown) == Truth::no);
static_assert(both(Truth::no, Truth::yes) == Truth::no);
static_assert(both(Truth::unknown, Truth::no) == Truth::no);
static_assert(both(Truth::unknown, Truth::unknown) == Truth::unknown);
static_assert(both(Truth::unknown, Truth::yes) == Truth::unknown);
static_assert(both(Truth::yes, Truth::no) == Truth::no);
static_assert(both(Truth::yes, Truth::unknown) == Truth::unknown);
static_assert(both(Truth::yes, Truth::yes) == Truth::yes);

static_assert(either(Truth::no, Truth::no) == Truth::no);
static_assert(either(Truth::no, Truth::unknown) == Truth::unknown);
static_assert(either(Truth::no, Truth::yes) == Truth::yes);
static_assert(either(Truth::unknown, Truth::no) == Truth::unknown);
static_assert(either(Truth::unknown, Truth::unknown) == Truth::unknown);
static_assert(either(Truth::unknown, Truth::yes) == Truth::yes);
static_assert(either(Truth::yes, Truth::no) == Truth::yes);
static_assert(either(Truth::yes, Truth::unknown) == Truth::yes);
static_assert(either(Truth::yes, Truth::yes) == Truth::yes);

static_assert(negated(Truth::no) == Truth::yes);
static_assert(negated(Truth::unknown) == Truth::unknown);
static_assert(negated(Truth::yes) == Truth::no);

/// An exact decimal number, `coefficient` * 10^-`scale`, of at most 18 digits.
///
/// The functions here make it normalised: |coefficient| < 10^18, scale in 0..18, and no zero at
/// the end of the coefficient while the scale is above 0. Equal numbers are then equal structs.
struct CAVEAT_EXPORT Decimal {
    std::int64_t coefficient = 0;  ///< the digits, with their sign
    std::int32_t scale = 0;        ///< how many of the digits stand behind the point

    /// Reads a number in JSON's grammar (`-1.5`, `7.0`, `2e-3`; not `+1`, `.5`, `010`, `1.`).
    /// Nothing when the text is anything else, or the number needs more than 18 digits before
    /// and after the point, zeros in front not counted, or more than 18 after it.
    static std::optional<Decimal> from_text(std::string_view text);

    /// The shortest decimal that reads back as this double, so that 38.4 means 38.4.
    /// Nothing for NaN, infinities, and numbers beyond 18 digits.
    static std::optional<Decimal> from_double(double number);

    /// Nothing for an integer of 19 digits.
    static std::optional<Decimal> from_integer(std::int64_t number);

    /// Plain digits without exponent: `-0.25`, `100`. `from_text` reads it back.
    std::string to_text() const;

    friend bool operator==(const Decimal&, const Decimal&) = default;
};

/// A day of the Gregorian calendar, or as much of it as is known.
struct CAVEAT_EXPORT Date {
    std::int16_t year = 1;   ///< 1 to 9999
    std::uint8_t month = 0;  ///< 1 to 12; 0 = only the year is known
    std::uint8_t day = 0;    ///< 1 to 31; 0 = only the month is known

    /// Reads `2026-11-20`, `2026-11` or `2026`; nothing for any other text and for days that the
    /// calendar does not have, such as 29 February of a common year.
    static std::optional<Date> from_text(std::string_view text);

    /// The same forms as `from_text` reads.
    std::string to_text() const;

    /// Whether the day itself is known.
    constexpr bool is_full() const { return day != 0; }

    /// Whether the calendar has this day, month or year; fields set by hand may say anything.
    bool is_valid() const;

    friend bool operator==(const Date&, const Date&) = default;
};

/// A number with its unit as written, such as 70 and `kg`; an empty unit is that of the fact.
struct Quantity {
    Decimal value;     ///< in that unit
    std::string unit;  ///< as written

    friend bool operator==(const Quantity&, const Quantity&) = default;
};

/// A number of which only limits are known: `below` 0.27 (what a laboratory could not measure),
/// `from` 5 `to` 7. `from` and `to` are included, `above` and `below` are not; at least one is
/// there, and on each side one at most. An empty unit is that of the fact.
struct NumberWithin {
    std::optional<Decimal> from;   ///< the least, included
    std::optional<Decimal> above;  ///< the number is greater than this
    std::optional<Decimal> to;     ///< the greatest, included
    std::optional<Decimal> below;  ///< the number is less than this
    std::string unit;              ///< of all its limits; empty: that of the fact

    friend bool operator==(const NumberWithin&, const NumberWithin&) = default;
};

}  // namespace caveat
