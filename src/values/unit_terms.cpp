// The text of a compound unit into its factors, and back. Entrance: unit_terms.

#include "values/unit_terms.hpp"

#include "values/unit_atoms.hpp"

#include <algorithm>
#include <cstdlib>

namespace caveat::values {
namespace {

constexpr std::string_view ten = "10*";
constexpr std::string_view ten_as_typed = "10^";
constexpr int greatest_exponent = 9;
constexpr int greatest_exponent_of_ten = 18;
constexpr int greatest_dimension = 30;  ///< far from the ends of its eight bits

bool starts_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

std::optional<UnitTerm> term_of(const UnitAtom& atom) {
    const std::optional<Rational> factor = Rational::from(atom.numerator, atom.denominator);
    if (!factor) return std::nullopt;
    return UnitTerm{std::string(atom.same_as.empty() ? atom.symbol : atom.same_as), atom.dimension,
                    *factor, 1};
}

std::optional<UnitTerm> prefixed(const UnitPrefix& prefix, const UnitAtom& atom) {
    constexpr int kilo = 3;
    if (atom.prefixes == Prefixes::none) return std::nullopt;
    if (atom.prefixes == Prefixes::up_to_kilo && prefix.exponent > kilo) return std::nullopt;
    std::optional<UnitTerm> term = term_of(atom);
    const std::optional<Rational> scale = power(10, prefix.exponent);
    const std::optional<Rational> factor =
        term && scale ? multiply(term->factor, *scale) : std::nullopt;
    if (!factor) return std::nullopt;
    constexpr int micro = -6;
    term->symbol.insert(0, prefix.exponent == micro ? "u" : prefix.symbol);
    term->factor = *factor;
    return term;
}

/// A unit without exponent: an atom as it stands, or one with a metric prefix.
std::optional<UnitTerm> simple_unit(std::string_view text) {
    for (const UnitAtom& atom : unit_atoms()) {
        if (atom.symbol == text) return term_of(atom);
    }
    for (const UnitPrefix& prefix : unit_prefixes()) {
        if (!starts_with(text, prefix.symbol)) continue;
        const std::string_view rest = text.substr(prefix.symbol.size());
        for (const UnitAtom& atom : unit_atoms()) {
            if (atom.symbol != rest) continue;
            if (std::optional<UnitTerm> term = prefixed(prefix, atom)) return term;
        }
    }
    return std::nullopt;
}

/// `2`, `-1` or `+3`, within limits and not 0.
std::optional<int> exponent_of(std::string_view text, int greatest) {
    const bool is_negative = starts_with(text, "-");
    if (is_negative || starts_with(text, "+")) text.remove_prefix(1);
    if (text.empty() || text.size() > 2 || !std::all_of(text.begin(), text.end(), is_digit)) {
        return std::nullopt;
    }
    int value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    if (value == 0 || value > greatest) return std::nullopt;
    return is_negative ? -value : value;
}

/// Cuts the exponent off the end of a component; 1 when there is none.
std::optional<int> take_exponent(std::string_view& component) {
    constexpr std::string_view square = "²";
    constexpr std::string_view cube = "³";
    const bool is_square = ends_with(component, square);
    if (is_square || ends_with(component, cube)) {
        component.remove_suffix(square.size());
        return is_square ? 2 : 3;
    }
    std::size_t begin = component.size();
    while (begin > 0 && is_digit(component[begin - 1])) --begin;
    if (begin == component.size()) return 1;
    if (begin > 0 && (component[begin - 1] == '-' || component[begin - 1] == '+')) --begin;
    const std::optional<int> exponent = exponent_of(component.substr(begin), greatest_exponent);
    component = component.substr(0, begin);
    return exponent;
}

std::optional<UnitTerm> component_term(std::string_view component) {
    if (starts_with(component, ten) || starts_with(component, ten_as_typed)) {
        component.remove_prefix(ten.size());
        const std::optional<int> exponent =
            component.empty() ? 1 : exponent_of(component, greatest_exponent_of_ten);
        if (!exponent) return std::nullopt;
        return UnitTerm{std::string(ten), {}, 10, *exponent};
    }
    const std::optional<int> exponent = take_exponent(component);
    std::optional<UnitTerm> term = exponent ? simple_unit(component) : std::nullopt;
    if (term) term->exponent = *exponent;
    return term;
}

}  // namespace

std::optional<std::vector<UnitTerm>> unit_terms(std::string_view text) {
    std::vector<UnitTerm> terms;
    bool divides = starts_with(text, "/");
    if (divides) text.remove_prefix(1);
    while (true) {
        const std::size_t end = std::min(text.find_first_of("./"), text.size());
        std::optional<UnitTerm> term = component_term(text.substr(0, end));
        if (!term) return std::nullopt;
        if (divides) term->exponent = -term->exponent;
        terms.push_back(*std::move(term));
        if (end == text.size()) return terms;
        divides = text[end] == '/';
        text.remove_prefix(end + 1);
    }
}

std::optional<Unit> product_of(const std::vector<UnitTerm>& terms) {
    Unit unit;
    for (const UnitTerm& term : terms) {
        const std::optional<Rational> scale = power(term.factor, term.exponent);
        const std::optional<Rational> factor = scale ? multiply(unit.factor, *scale) : std::nullopt;
        if (!factor) return std::nullopt;
        unit.factor = *factor;
        for (std::size_t base = 0; base < Dimension::base_count; ++base) {
            const int exponent =
                unit.dimension.exponents[base] + term.dimension.exponents[base] * term.exponent;
            if (std::abs(exponent) > greatest_dimension) return std::nullopt;
            unit.dimension.exponents[base] = static_cast<std::int8_t>(exponent);
        }
    }
    return unit;
}

std::vector<UnitTerm> merged(const std::vector<UnitTerm>& terms) {
    std::vector<UnitTerm> result;
    for (const UnitTerm& term : terms) {
        const auto same =
            std::find_if(result.begin(), result.end(),
                         [&term](const UnitTerm& other) { return other.symbol == term.symbol; });
        if (same == result.end()) {
            result.push_back(term);
        } else {
            same->exponent += term.exponent;
        }
    }
    result.erase(std::remove_if(result.begin(), result.end(),
                                [](const UnitTerm& term) { return term.exponent == 0; }),
                 result.end());
    return result;
}

std::string symbol_of(const std::vector<UnitTerm>& terms) {
    std::string multiplied;
    std::string divided;
    for (const UnitTerm& term : terms) {
        if (term.symbol.empty()) continue;
        const int exponent = std::abs(term.exponent);
        const std::string text = term.symbol + (exponent == 1 ? "" : std::to_string(exponent));
        if (term.exponent < 0) {
            divided += '/' + text;
        } else {
            multiplied += (multiplied.empty() ? "" : ".") + text;
        }
    }
    return multiplied + divided;
}

}  // namespace caveat::values
