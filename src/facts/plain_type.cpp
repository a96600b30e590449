// Reads answers that are right and fit one word. Entrances: plain_type_of, plain_number, plain_day,
// and a `…_word` for each kind.

#include "facts/plain_type.hpp"

#include "values/dates.hpp"
#include "values/rational.hpp"
#include "values/units.hpp"

#include <algorithm>
#include <limits>

namespace caveat::facts {

using values::Rational;

namespace {

/// Words stay far from the ends of 64 bits.
constexpr std::int64_t largest_word = std::int64_t{1} << 62;

/// A number of the base unit in steps of the grid, if that is whole.
std::optional<std::int64_t> steps_of(const std::optional<Rational>& base, std::int64_t grid) {
    const auto steps = base ? multiply(*base, Rational(grid)) : std::nullopt;
    return steps ? values::to_int64(*steps) : std::nullopt;
}

/// The first step inside a range's end; beyond every word where the range has no end.
std::int64_t inner_step(const values::Bound& bound, std::int64_t grid, bool is_low) {
    const std::int64_t outside = is_low ? -largest_word : largest_word;
    if (!bound.is_finite()) return outside;
    const auto steps = multiply(bound.value, Rational(grid));
    if (!steps) return -outside;  // none is plain
    const auto whole = values::to_int64(is_low ? ceil(*steps) : floor(*steps));
    if (whole && *whole > -largest_word && *whole < largest_word) return *whole;
    return -outside;
}

void set_number(PlainType& plain, const ValueType& type, std::int64_t grid) {
    const values::Unit unit = type.unit.value_or(values::Unit{});
    const auto zero = values::to_base(Rational(0), unit);
    const auto offset = steps_of(zero, grid);
    if (!offset || *offset > largest_word / 4 || *offset < -largest_word / 4) return;
    std::int64_t power = 1;
    for (std::int64_t& steps : plain.steps) {
        const auto tenth = Rational::from(1, power);
        const auto base = tenth ? values::to_base(*tenth, unit) : std::nullopt;
        const auto difference = base && zero ? subtract(*base, *zero) : std::nullopt;
        steps = steps_of(difference, grid).value_or(0);
        power *= 10;
    }
    const std::int64_t largest = *std::max_element(plain.steps.begin(), plain.steps.end());
    if (largest <= 0) return;
    plain.most = largest_word / 2 / largest;
    plain.offset = *offset;
    plain.low = inner_step(type.range.low, grid, true);
    plain.high = inner_step(type.range.high, grid, false);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

PlainType plain_type_of(const ValueType& type, std::int64_t grid, bool dates_it) {
    PlainType plain;
    plain.kind = type.kind;
    plain.ends_today = type.kind == FactKind::date && (type.to_as_of || dates_it);
    plain.is_whole = type.whole;
    plain.dates = type.dates;
    plain.grid = grid;
    plain.code_count = static_cast<std::uint32_t>(type.codes.size());
    plain.has_word = type.codes.size() <= std::numeric_limits<std::uint64_t>::digits;
    plain.exclusive = type.exclusive.word(0);
    if (type.kind == FactKind::number) set_number(plain, type, grid);
    return plain;
}

std::optional<PlainNumber> plain_number(std::string_view digits) {
    constexpr std::size_t most = 16;
    const char* at = digits.data();
    const char* const end = at + digits.size();
    const bool is_negative = at != end && *at == '-';
    if (is_negative) ++at;
    if (end - at > static_cast<std::ptrdiff_t>(most)) return std::nullopt;
    const char* const begin = at;
    std::int64_t coefficient = 0;
    for (; at != end && is_digit(*at); ++at) coefficient = coefficient * 10 + (*at - '0');
    if (at == begin || (*begin == '0' && at - begin > 1)) return std::nullopt;
    PlainNumber number;
    if (at != end) {
        if (*at != '.') return std::nullopt;
        const char* const point = at++;
        for (; at != end && is_digit(*at); ++at) coefficient = coefficient * 10 + (*at - '0');
        number.places = static_cast<std::uint32_t>(at - point - 1);
        if (number.places == 0 || number.places > PlainType::most_places) return std::nullopt;
        if (at != end) return std::nullopt;
    }
    number.coefficient = is_negative ? -coefficient : coefficient;
    return number;
}

std::optional<values::Day> plain_day(std::string_view text) {
    constexpr std::string_view form = "2026-11-20";
    if (text.size() != form.size() || text[4] != '-' || text[7] != '-') return std::nullopt;
    for (std::size_t i = 0; i < form.size(); ++i) {
        if (form[i] != '-' && !is_digit(text[i])) return std::nullopt;
    }
    const auto two = [&](std::size_t i) { return (text[i] - '0') * 10 + (text[i + 1] - '0'); };
    const int year = two(0) * 100 + two(2);
    const int month = two(5);
    const int day = two(8);
    if (year < 1 || month < 1 || month > 12) return std::nullopt;
    if (day < 1 || day > values::days_in_month(year, month)) return std::nullopt;
    return values::day_number(year, month, day);
}

std::optional<std::uint64_t> number_word(const PlainType& type, PlainNumber number) {
    if (type.kind != FactKind::number || number.places > PlainType::most_places) {
        return std::nullopt;
    }
    if (type.is_whole && number.places != 0) return std::nullopt;
    const std::int64_t steps = type.steps[number.places];
    if (steps == 0 || number.coefficient > type.most || number.coefficient < -type.most) {
        return std::nullopt;
    }
    const std::int64_t word = number.coefficient * steps + type.offset;
    if (word < type.low || word > type.high) return std::nullopt;
    return static_cast<std::uint64_t>(word);
}

std::optional<std::uint64_t> codes_word(const PlainType& type, std::uint64_t present) {
    if (type.kind != FactKind::choices || !type.has_word) return std::nullopt;
    if ((present & type.exclusive) != 0 && (present & (present - 1)) != 0) return std::nullopt;
    return present;
}

}  // namespace caveat::facts
