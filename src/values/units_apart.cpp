// Why values in two units are not compared. Entrance: why_apart.

#include "text/diagnostics.hpp"
#include "values/unit_spellings.hpp"

#include <string>

namespace caveat::values {
namespace {

bool measures(const Unit& unit, Dimension::Base base) {
    return unit.dimension.exponents[base] != 0;
}

/// The dimension without what tells ratios apart.
Dimension without_ratio(const Unit& unit) {
    Dimension dimension = unit.dimension;
    for (const auto base :
         {Dimension::percent, Dimension::per_thousand, Dimension::per_million, Dimension::unity}) {
        dimension.exponents[base] = 0;
    }
    return dimension;
}

/// The dimension with months taken for seconds.
Dimension without_calendar(const Unit& unit) {
    Dimension dimension = unit.dimension;
    std::int8_t& time = dimension.exponents[Dimension::time];
    time = static_cast<std::int8_t>(time + dimension.exponents[Dimension::calendar]);
    dimension.exponents[Dimension::calendar] = 0;
    return dimension;
}

/// The dimension with all amounts of substance taken for one: what `mg/dL`, `mmol/L`, `meq/L` and
/// `[iU]/L` have in common.
Dimension without_substance(const Unit& unit) {
    Dimension dimension = unit.dimension;
    std::int8_t& amount = dimension.exponents[Dimension::amount];
    for (const auto base :
         {Dimension::mass, Dimension::equivalents, Dimension::osmoles, Dimension::arbitrary}) {
        std::int8_t& other = dimension.exponents[base];
        if (other <= 0) continue;
        amount = static_cast<std::int8_t>(amount + other);
        other = 0;
    }
    return dimension;
}

std::string shown(const Unit& unit) {
    return unit.symbol.empty() ? "a plain number" : text::quoted(unit.symbol);
}

}  // namespace

std::string why_apart(const Unit& a, const Unit& b) {
    const bool is_same_dimension = a.dimension == b.dimension;
    if (!is_same_dimension && without_calendar(a) == without_calendar(b)) {
        return "a month has no fixed number of days";
    }
    const auto either = [&](Dimension::Base base) {
        return measures(a, base) || measures(b, base);
    };
    if (either(Dimension::angle) && either(Dimension::temperature)) {
        const Unit& temperature = measures(a, Dimension::temperature) ? a : b;
        return temperature.factor == Rational(1) ? "did you mean `°C`?" : "did you mean `°F`?";
    }
    const bool have_symbols = !a.symbol.empty() && !b.symbol.empty();
    if (have_symbols && !is_same_dimension && without_substance(a) == without_substance(b)) {
        return "how many " + shown(a) + " are 1 " + shown(b) + " depends on the substance";
    }
    if (is_same_dimension && a.kind == b.kind) return "the two count different things";
    const bool is_ratio = !is_same_dimension || a.kind.find('/') != std::string::npos ||
                          b.kind.find('/') != std::string::npos;
    if (is_ratio && without_ratio(a) == without_ratio(b)) {
        return "ratios of different kinds are never converted";
    }
    if (is_same_dimension) return shown(a) + " is another amount than " + shown(b);
    return shown(a) + " and " + shown(b) + " measure different things";
}

}  // namespace caveat::values
