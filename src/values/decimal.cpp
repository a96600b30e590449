// Numbers as text, or as doubles, into exact decimals and back.
// Entrances: Decimal::from_text, from_double, to_text.

#include <caveat/values.hpp>

#include "values/number_grammar.hpp"
#include "values/shortest_digits.hpp"

#include <algorithm>
#include <cmath>

namespace caveat {
namespace {

constexpr std::int64_t most_digits = 18;
constexpr std::int64_t ten_to_18 = 1'000'000'000'000'000'000;
constexpr std::int64_t largest_exponent = 1'000'000'000;  ///< beyond it only zero stays a number

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Takes the digits at the start of `text` off it.
std::string_view take_digits(std::string_view& text) {
    const auto* end = std::find_if_not(text.begin(), text.end(), is_digit);
    const auto count = static_cast<std::size_t>(end - text.begin());
    const std::string_view digits = text.substr(0, count);
    text.remove_prefix(count);
    return digits;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

/// The parts of a number in JSON's grammar.
struct Numeral {
    bool is_negative = false;
    std::string_view whole;
    std::string_view fraction;
    std::int64_t exponent = 0;
};

/// `e+17` or nothing at all; false for a broken exponent.
bool take_exponent(std::string_view& text, std::int64_t& exponent) {
    if (!take(text, 'e') && !take(text, 'E')) return true;
    const bool is_negative = take(text, '-');
    if (!is_negative) take(text, '+');
    const std::string_view digits = take_digits(text);
    if (digits.empty()) return false;
    for (const char digit : digits) {
        exponent = std::min(exponent * 10 + (digit - '0'), largest_exponent);
    }
    if (is_negative) exponent = -exponent;
    return true;
}

std::optional<Numeral> read_numeral(std::string_view text) {
    Numeral numeral;
    numeral.is_negative = take(text, '-');
    numeral.whole = take_digits(text);
    if (numeral.whole.empty() || (numeral.whole.size() > 1 && numeral.whole.front() == '0')) {
        return std::nullopt;
    }
    if (take(text, '.')) {
        numeral.fraction = take_digits(text);
        if (numeral.fraction.empty()) return std::nullopt;
    }
    if (!take_exponent(text, numeral.exponent) || !text.empty()) return std::nullopt;
    return numeral;
}

/// The digits before and after the point as one sequence.
struct Digits {
    std::string_view whole;
    std::string_view fraction;

    std::size_t size() const { return whole.size() + fraction.size(); }
    char operator[](std::size_t i) const {
        return i < whole.size() ? whole[i] : fraction[i - whole.size()];
    }
};

}  // namespace

std::optional<Decimal> Decimal::from_text(std::string_view text) {
    const std::optional<Numeral> numeral = read_numeral(text);
    if (!numeral) return std::nullopt;
    const Digits digits{numeral->whole, numeral->fraction};
    std::size_t begin = 0;
    std::size_t end = digits.size();
    while (begin < end && digits[begin] == '0') ++begin;
    while (end > begin && digits[end - 1] == '0') --end;
    if (begin == end) return Decimal{};
    // The number is the digits from begin to end, without zeros at either side, * 10^-scale.
    const std::int64_t scale = static_cast<std::int64_t>(end) -
                               static_cast<std::int64_t>(digits.whole.size()) - numeral->exponent;
    const auto count = static_cast<std::int64_t>(end - begin);
    if (count > most_digits || scale > most_digits || count - scale > most_digits) {
        return std::nullopt;
    }
    std::int64_t coefficient = 0;
    for (std::size_t i = begin; i < end; ++i) coefficient = coefficient * 10 + (digits[i] - '0');
    for (std::int64_t i = scale; i < 0; ++i) coefficient *= 10;
    return Decimal{numeral->is_negative ? -coefficient : coefficient,
                   static_cast<std::int32_t>(std::max<std::int64_t>(scale, 0))};
}

std::optional<Decimal> Decimal::from_double(double number) {
    if (!std::isfinite(number)) return std::nullopt;
    return from_text(values::shortest_digits(number).view());
}

std::optional<Decimal> Decimal::from_integer(std::int64_t number) {
    if (number >= ten_to_18 || number <= -ten_to_18) return std::nullopt;
    return Decimal{number, 0};
}

std::string Decimal::to_text() const {
    std::string digits = std::to_string(coefficient);
    const bool is_negative = digits.front() == '-';
    if (is_negative) digits.erase(0, 1);
    if (scale > 0) {
        const auto places = static_cast<std::size_t>(scale);
        if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
        digits.insert(digits.size() - places, 1, '.');
    }
    return is_negative ? '-' + digits : digits;
}

}  // namespace caveat

namespace caveat::values {

bool is_number(std::string_view text) {
    return read_numeral(text).has_value();
}

}  // namespace caveat::values
