// What one word says of an answer. Entrances: word_of, number_of, and the layout of a
// catalogue.

#include "facts/packing.hpp"

#include "values/rational.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <numeric>
#include <optional>

namespace caveat::facts {

using values::Rational;

namespace {

constexpr std::int64_t finest_grid = 1'000'000'000'000;

/// The denominator, or nothing when it is too fine for a grid.
std::optional<std::int64_t> denominator_of(const Rational& number) {
    const auto exact = values::to_int64(Rational::from_lowest_terms(number.denominator(), 1));
    if (!exact || *exact > finest_grid) return std::nullopt;
    return exact;
}

}  // namespace

Rational number_of(std::int64_t steps, std::int64_t grid) {
    if (grid == 1) return {steps};
    if (steps % grid == 0) return {steps / grid};
    // A grid is made of tens nearly always. To take those out one by one is several times as fast
    // as to look for any divisor.
    std::int64_t numerator = steps;
    std::int64_t denominator = grid;
    const int twos = std::min(std::countr_zero(static_cast<std::uint64_t>(numerator)),
                              std::countr_zero(static_cast<std::uint64_t>(denominator)));
    numerator >>= twos;
    denominator >>= twos;
    while (numerator % 5 == 0 && denominator % 5 == 0) {
        numerator /= 5;
        denominator /= 5;
    }
    std::int64_t others = denominator >> std::countr_zero(static_cast<std::uint64_t>(denominator));
    while (others % 5 == 0) others /= 5;
    const std::int64_t common = others == 1 ? 1 : std::gcd(numerator, others);
    return Rational::from_lowest_terms(numerator / common, denominator / common);
}

std::optional<std::uint64_t> word_of(const Value& value, const PlainType& type) {
    switch (type.kind) {
        case FactKind::yes_no:
            return value.truth == Truth::yes ? 1 : 0;
        case FactKind::number: {
            if (!value.is_complete) return std::nullopt;
            const auto steps = multiply(value.number, Rational(type.grid));
            const auto whole = steps ? values::to_int64(*steps) : std::nullopt;
            // The least of all has no opposite, and no divisor in common with anything.
            if (!whole || *whole == std::numeric_limits<std::int64_t>::min()) return std::nullopt;
            return static_cast<std::uint64_t>(*whole);
        }
        case FactKind::choice:
            return value.code;
        case FactKind::choices:
            if (!value.is_complete || !type.has_word) return std::nullopt;
            return value.present.word(0);
        case FactKind::date:
            if (!value.dates.is_single()) return std::nullopt;
            return static_cast<std::uint64_t>(std::int64_t{value.dates.low});
        case FactKind::records:
            break;
    }
    return std::nullopt;
}

std::int64_t grid_of(const ValueType& type) {
    constexpr std::int64_t decimals = 1000;
    if (type.kind != FactKind::number) return 1;
    const Rational factor = type.unit ? type.unit->factor : Rational(1);
    const auto step = type.whole ? std::optional(factor) : divide(factor, Rational(decimals));
    const auto of_step = step ? denominator_of(*step) : std::nullopt;
    const auto of_offset = denominator_of(type.unit ? type.unit->offset : Rational(0));
    if (!of_step || !of_offset) return 1;
    const std::int64_t grid = std::lcm(*of_step, *of_offset);
    return grid > 0 && grid <= finest_grid ? grid : 1;
}

Packing::Packing(const Catalogue& catalogue) : facts_(catalogue.size()) {
    for (const Fact& fact : catalogue.facts()) {
        fields_.push_back(static_cast<std::uint32_t>(fact.fields.size()));
        first_field_.push_back(static_cast<std::uint32_t>(plain_fields_.size()));
        plain_.push_back(plain_type_of(fact.type, grid_of(fact.type), false));
        for (std::uint32_t i = 0; i < fact.fields.size(); ++i) {
            const ValueType& type = fact.fields[i].type;
            plain_fields_.push_back(plain_type_of(type, grid_of(type), fact.dated_by == i));
        }
    }
}

}  // namespace caveat::facts
