// The text of a unit into what it measures and how it converts. Entrance: find_unit.

#include "values/units.hpp"

#include "text/names.hpp"
#include "text/utf8.hpp"
#include "values/unit_atoms.hpp"
#include "values/unit_terms.hpp"

#include <algorithm>
#include <cstdlib>

namespace caveat::values {
namespace {

constexpr std::size_t longest_unit = 60;  ///< bytes

std::optional<Unit> find_affine(std::string_view text) {
    for (const AffineAtom& atom : affine_atoms()) {
        if (atom.symbol != text) continue;
        Unit unit;
        unit.dimension.exponents[Dimension::temperature] = 1;
        unit.factor = Rational::from(atom.numerator, atom.denominator).value_or(1);
        unit.offset = Rational::from(atom.offset_numerator, atom.offset_denominator).value_or(0);
        return unit;
    }
    return std::nullopt;
}

/// Whether the code point at `at` can be part of a unit on its own.
bool is_unit_letter(std::string_view text, std::size_t at) {
    const text::CodePoint point = text::decode(text, at);
    constexpr std::uint32_t degree = 0xB0;
    constexpr std::uint32_t micro = 0xB5;
    constexpr std::uint32_t square = 0xB2;
    constexpr std::uint32_t cube = 0xB3;
    return point.length != 0 &&
           (text::is_word_code_point(point.value) || point.value == '%' || point.value == degree ||
            point.value == micro || point.value == square || point.value == cube);
}

/// Bytes of `[…]` or `{…}` at `at`, without blanks inside; 0 when there is none.
std::size_t enclosed_length(std::string_view text, std::size_t at, char open, char close) {
    if (at >= text.size() || text[at] != open) return 0;
    const char stops[] = {open, close, ' ', '\t', '\r', '\n'};
    const std::size_t end = text.find_first_of({stops, sizeof stops}, at + 1);
    return end < text.size() && text[end] == close ? end + 1 - at : 0;
}

/// Bytes of one letter, digit, sign, bracketed name, annotation or body surface at `at`; 0 for
/// anything else.
std::size_t piece_length(std::string_view text, std::size_t at) {
    if (at > 0 && text[at - 1] == '/') {
        if (const std::size_t surface = body_surface_length(text, at)) return surface;
    }
    if (is_unit_letter(text, at)) return text::decode(text, at).length;
    const std::size_t bracketed = enclosed_length(text, at, '[', ']');
    return bracketed != 0 ? bracketed : enclosed_length(text, at, '{', '}');
}

}  // namespace

std::optional<Unit> find_unit(std::string_view text) {
    if (text.empty() || text.size() > longest_unit) return std::nullopt;
    std::optional<Unit> unit = find_affine(text);
    if (!unit) {
        const std::optional<std::vector<UnitTerm>> terms = unit_terms(text);
        if (terms) unit = product_of(*terms);
    }
    if (unit) unit->symbol = text;
    return unit;
}

std::size_t unit_like_length(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size()) {
        const bool is_joint = std::string_view("/.*^-+").find(text[end]) != std::string_view::npos;
        const std::size_t begin = end + (is_joint ? 1 : 0);
        const std::size_t piece = piece_length(text, begin);
        const bool ends_in_star = is_joint && piece == 0 && text[end] == '*' && end != 0;
        // `10*/L`: the star belongs to the ten before it.
        if (ends_in_star && begin < text.size() && text[begin] == '/') {
            end = begin;
            continue;
        }
        if (piece == 0 || (is_joint && end == 0 && text[end] != '/')) break;
        end = begin + piece;
    }
    return end;
}

std::optional<UnitMatch> unit_prefix(std::string_view text) {
    // `1` and `1/min` are units of records, not of sentences.
    if (text.starts_with('1') && !text.starts_with("10")) return std::nullopt;
    std::size_t end = std::min(unit_like_length(text), longest_unit);
    // `kg/m^2` is not `kg/m` with something behind it.
    const bool is_raised = text.substr(0, end).find('^') < end && !text.starts_with("10^");
    for (; end != 0; --end) {
        if (is_unit_letter(text, end)) continue;
        if (is_raised && text.substr(0, end).find('^') >= end) break;
        if (std::optional<Unit> unit = find_unit(text.substr(0, end))) {
            return UnitMatch{*std::move(unit), end};
        }
    }
    return std::nullopt;
}

bool is_affine(const Unit& unit) {
    return !unit.offset.is_zero();
}

bool is_same_kind(const Unit& a, const Unit& b) {
    return a.dimension == b.dimension && a.kind == b.kind &&
           (a.counted.empty() || b.counted.empty() || a.counted == b.counted);
}

namespace {

std::optional<Unit> computed(const std::vector<UnitTerm>& terms) {
    const std::vector<UnitTerm> left = merged(terms);
    std::optional<Unit> unit = product_of(left);
    if (unit) unit->symbol = symbol_of(left);
    return unit;
}

/// The terms of a unit as it was written or computed; a plain number has none.
std::optional<std::vector<UnitTerm>> terms_of(const Unit& unit) {
    if (is_affine(unit)) return std::nullopt;
    return unit.symbol.empty() ? std::vector<UnitTerm>() : unit_terms(unit.symbol);
}

std::optional<Unit> combined(const Unit& a, const Unit& b, int sign) {
    std::optional<std::vector<UnitTerm>> terms = terms_of(a);
    const std::optional<std::vector<UnitTerm>> others = terms_of(b);
    if (!terms || !others) return std::nullopt;
    for (UnitTerm term : *others) {
        term.exponent *= sign;
        terms->push_back(std::move(term));
    }
    return computed(*terms);
}

}  // namespace

std::optional<Unit> multiply(const Unit& a, const Unit& b) {
    return combined(a, b, 1);
}

std::optional<Unit> divide(const Unit& a, const Unit& b) {
    return combined(a, b, -1);
}

std::optional<Unit> power(const Unit& unit, int exponent) {
    constexpr int greatest = 9;
    if (std::abs(exponent) > greatest) return std::nullopt;
    std::optional<std::vector<UnitTerm>> terms = terms_of(unit);
    if (!terms) return std::nullopt;
    for (UnitTerm& term : *terms) term.exponent *= exponent;
    return computed(*terms);
}

std::optional<Rational> to_base(const Rational& value, const Unit& unit) {
    const std::optional<Rational> scaled = multiply(value, unit.factor);
    return scaled ? add(*scaled, unit.offset) : std::nullopt;
}

std::optional<Rational> from_base(const Rational& value, const Unit& unit) {
    const std::optional<Rational> shifted = subtract(value, unit.offset);
    return shifted ? divide(*shifted, unit.factor) : std::nullopt;
}

std::optional<Rational> convert(const Rational& value, const Unit& from, const Unit& to) {
    if (!is_same_kind(from, to)) return std::nullopt;
    if (from.factor == to.factor && from.offset == to.offset) return value;
    const std::optional<Rational> base = to_base(value, from);
    return base ? from_base(*base, to) : std::nullopt;
}

Range convert(const Range& range, const Unit& from, const Unit& to, bool& overflow) {
    if (from.factor == to.factor && from.offset == to.offset && is_same_kind(from, to)) {
        return range;
    }
    bool overflowed = false;
    // Every factor is above 0, so the order of the ends stays.
    const auto converted = [&](const Bound& bound) -> Bound {
        if (!bound.is_finite()) return bound;
        const std::optional<Rational> value = convert(bound.value, from, to);
        if (!value) {
            overflowed = true;
            return 0;
        }
        Bound result = bound;
        result.value = *value;
        return result;
    };
    Range result{converted(range.low), converted(range.high), false};
    if (overflowed) {
        overflow = true;
        return all();
    }
    result.whole = result.is_single() && result.low.value.is_whole();
    return result;
}

std::string to_text(const Dimension& dimension) {
    std::string multiplied;
    std::string divided;
    for (std::size_t base = 0; base < Dimension::base_count; ++base) {
        const int exponent = dimension.exponents[base];
        if (exponent == 0) continue;
        std::string text(base_name(base));
        if (std::abs(exponent) != 1) text += '^' + std::to_string(std::abs(exponent));
        if (exponent < 0) {
            divided += " / " + text;
        } else {
            multiplied += (multiplied.empty() ? "" : " * ") + text;
        }
    }
    if (multiplied.empty() && divided.empty()) return "a plain number";
    return (multiplied.empty() ? "1" : multiplied) + divided;
}

}  // namespace caveat::values
