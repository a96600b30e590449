#pragma once

// Answers that need no second look: those that are right, and fit one word. They are read here in a
// few nanoseconds each; whatever is not plain goes to `check_answer`, which has the last word on
// what an answer means and the only one on what is wrong with it.

#include "facts/catalogue.hpp"
#include "values/dates.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace caveat::facts {

/// What the type of a fact or field comes to for plain answers.
struct PlainType {
    static constexpr std::uint32_t most_places = 3;

    FactKind kind = FactKind::yes_no;
    bool ends_today = false;  ///< a date that may not lie after the day of the screening
    bool is_whole = false;    ///< a number
    bool has_word = true;     ///< a list of choices: its codes fit one word
    std::uint32_t code_count = 0;
    std::uint64_t exclusive = 0;  ///< of choices, in one word: codes that stand alone
    values::DateRange dates;
    std::int64_t grid = 1;    ///< steps to one base unit
    std::int64_t offset = 0;  ///< steps at zero of the fact's own unit
    std::int64_t low = 1;     ///< in steps; above `high`: no number is plain
    std::int64_t high = 0;
    std::int64_t most = 0;  ///< the largest coefficient that cannot overflow
    /// Steps to one unit in the last place, by the number of places after the point; 0 = not whole.
    std::array<std::int64_t, most_places + 1> steps{};

    /// All codes of a list of choices whose codes fit one word.
    [[nodiscard]] std::uint64_t every_code() const {
        constexpr std::uint32_t bits = 64;
        return code_count >= bits ? ~std::uint64_t{0} : (std::uint64_t{1} << code_count) - 1;
    }
};

/// grid      of the fact or field, as its packing has it
/// dates_it  this field dates the records of its list
PlainType plain_type_of(const ValueType& type, std::int64_t grid, bool dates_it);

/// A number in its fact's own unit: `coefficient` * 10^-`places`.
struct PlainNumber {
    std::int64_t coefficient = 0;
    std::uint32_t places = 0;
};

/// Digits without exponent, at most 15 of them with at most three after the point, as JSON writes
/// them. Nothing for any other text.
std::optional<PlainNumber> plain_number(std::string_view digits);

/// The number of a day written as `2026-11-20`. Nothing for any other text.
std::optional<values::Day> plain_day(std::string_view text);

// Each gives the word of a plain answer. Nothing when the answer is not plain or of another kind.

inline std::optional<std::uint64_t> yes_no_word(const PlainType& type, bool answer) {
    if (type.kind != FactKind::yes_no) return std::nullopt;
    return answer ? 1 : 0;
}

std::optional<std::uint64_t> number_word(const PlainType& type, PlainNumber number);

inline std::optional<std::uint64_t> day_word(const PlainType& type, values::Day day) {
    if (type.kind != FactKind::date || day < type.dates.low || day > type.dates.high) {
        return std::nullopt;
    }
    return static_cast<std::uint64_t>(std::int64_t{day});
}

inline std::optional<std::uint64_t> code_word(const PlainType& type, std::uint32_t code) {
    if (type.kind != FactKind::choice || code >= type.code_count) return std::nullopt;
    return code;
}

/// The complete list of a choices fact.
std::optional<std::uint64_t> codes_word(const PlainType& type, std::uint64_t present);

}  // namespace caveat::facts
