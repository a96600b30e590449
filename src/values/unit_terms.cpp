// The text of a compound unit into its factors, and back. Entrance: unit_terms.

#include "values/unit_terms.hpp"

#include "text/names.hpp"
#include "values/unit_atoms.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <set>

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
    UnitTerm term;
    term.symbol = atom.same_as.empty() ? atom.symbol : atom.same_as;
    term.dimension = atom.dimension;
    term.factor = *factor;
    return term;
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

std::optional<UnitTerm> bare_term(std::string_view component) {
    if (starts_with(component, ten) || starts_with(component, ten_as_typed)) {
        component.remove_prefix(ten.size());
        const std::optional<int> exponent =
            component.empty() ? 1 : exponent_of(component, greatest_exponent_of_ten);
        if (!exponent) return std::nullopt;
        UnitTerm power;
        power.symbol = ten;
        power.factor = 10;
        power.exponent = *exponent;
        return power;
    }
    const std::optional<int> exponent = take_exponent(component);
    std::optional<UnitTerm> term = exponent ? simple_unit(component) : std::nullopt;
    if (term) term->exponent = *exponent;
    return term;
}

/// Annotations behind a unit that say what is measured, and change no amount.
constexpr std::array<std::string_view, 3> names_of_parts = {"hba1c", "creat", "creatinine"};

/// `{beats}`, `m2`, `%{HbA1c}`.
std::optional<UnitTerm> component_term(std::string_view component) {
    const std::size_t open = component.find('{');
    if (open == std::string_view::npos) return bare_term(component);
    const std::string_view written = component.substr(open);
    const std::string_view words = written.substr(1, std::max(written.size(), std::size_t{2}) - 2);
    const bool is_well_formed = written.size() > 2 && written.back() == '}' &&
                                words.find_first_of("{} \t\r\n") == std::string_view::npos;
    if (!is_well_formed) return std::nullopt;
    std::optional<UnitTerm> term = open == 0 ? UnitTerm{} : bare_term(component.substr(0, open));
    if (!term) return std::nullopt;
    for (const char c : text::folded(words)) {
        if (c != '_') term->annotation += c;
    }
    if (term->annotation.empty()) return std::nullopt;
    const bool is_count = open == 0 && !is_digit(term->annotation.front());
    term->only_names_parts = is_count || std::find(names_of_parts.begin(), names_of_parts.end(),
                                                   term->annotation) != names_of_parts.end();
    term->symbol += body_surface_length(words, 0) == words.size() ? "{1.73_m2}" : written;
    return term;
}

/// Where the component at the start of the text ends: at the first `.` or `/` outside braces.
std::size_t component_end(std::string_view text) {
    bool is_inside = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '{') is_inside = true;
        if (text[at] == '}') is_inside = false;
        if (!is_inside && (text[at] == '.' || text[at] == '/')) return at;
    }
    return text.size();
}

/// The text with `/1.73 m2` as the annotation that it is.
std::string with_body_surface(std::string_view text) {
    std::string written(text);
    for (std::size_t at = 0; (at = written.find('/', at)) != std::string::npos; ++at) {
        const std::size_t length = body_surface_length(written, at + 1);
        const std::size_t end = at + 1 + length;
        const bool is_whole =
            length != 0 && (end == written.size() || written[end] == '/' || written[end] == '.');
        if (is_whole) written.replace(at + 1, length, "{1.73_m2}");
    }
    return written;
}

}  // namespace

std::size_t body_surface_length(std::string_view text, std::size_t at) {
    constexpr std::string_view area = "1.73";
    if (at > text.size() || !starts_with(text.substr(at), area)) return 0;
    std::size_t end = at + area.size();
    if (end < text.size() && (text[end] == ' ' || text[end] == '_')) ++end;
    for (const std::string_view square_metre : {"m2", "m²", "m^2"}) {
        if (starts_with(text.substr(end), square_metre)) return end + square_metre.size() - at;
    }
    return 0;
}

std::optional<std::vector<UnitTerm>> unit_terms(std::string_view text) {
    std::vector<UnitTerm> terms;
    if (text == "1") {
        terms.emplace_back().symbol = text;
        terms.back().dimension.exponents[Dimension::unity] = 1;
        return terms;
    }
    if (text.find("1.73") != std::string_view::npos) {
        const std::string written = with_body_surface(text);
        if (written != text) return unit_terms(written);
    }
    if (starts_with(text, "1/")) text.remove_prefix(1);
    bool divides = starts_with(text, "/");
    if (divides) text.remove_prefix(1);
    while (true) {
        const std::size_t end = component_end(text);
        std::optional<UnitTerm> term = component_term(text.substr(0, end));
        if (!term) return std::nullopt;
        if (divides) {
            term->exponent = -term->exponent;
            // Per something is another amount: `mg/{tablet}`.
            if (term->symbol.front() == '{') term->only_names_parts = false;
        }
        terms.push_back(*std::move(term));
        if (end == text.size()) return terms;
        divides = text[end] == '/';
        text.remove_prefix(end + 1);
    }
}

namespace {

/// The dimension of a whole term, without its sign.
Dimension size_of(const UnitTerm& term) {
    Dimension size = term.dimension;
    for (std::int8_t& exponent : size.exponents) {
        exponent = static_cast<std::int8_t>(exponent * std::abs(term.exponent));
    }
    return size;
}

/// Whether it counts parts: `%`, `[ppm]`, `1`.
bool is_parts(const Dimension& dimension) {
    for (const auto base :
         {Dimension::percent, Dimension::per_thousand, Dimension::per_million, Dimension::unity}) {
        if (dimension.exponents[base] != 0) return true;
    }
    return false;
}

/// `mass/mass` of `mg/g` and `mg/kg/d`: what is over itself, where nothing else is left above the
/// line. In `mg.wk/d` there is: that is a mass.
std::string ratio_of(const std::vector<UnitTerm>& terms) {
    std::vector<Dimension> above;
    std::vector<std::string> ratios;
    for (const UnitTerm& term : terms) {
        const bool is_left = !term.dimension.is_none() && !is_parts(term.dimension);
        if (is_left && term.exponent > 0) above.push_back(size_of(term));
    }
    for (const UnitTerm& term : terms) {
        if (term.dimension.is_none() || term.exponent > 0) continue;
        const auto same = std::find(above.begin(), above.end(), size_of(term));
        if (same == above.end()) continue;
        const std::string what = to_text(*same);
        ratios.push_back(what + '/' + what);
        above.erase(same);
    }
    if (!above.empty()) return {};
    std::sort(ratios.begin(), ratios.end());
    std::string kind;
    for (const std::string& ratio : ratios) kind += ratio + ' ';
    return kind;
}

/// Kind and what is counted, from everything that the exponents of a unit do not say.
void set_kind(Unit& unit, const std::vector<UnitTerm>& terms) {
    std::map<std::string, int> apart;
    std::set<std::string> counted;
    for (const UnitTerm& term : terms) {
        if (term.annotation.empty()) continue;
        if (term.only_names_parts) {
            counted.insert(term.annotation);
        } else {
            apart[term.annotation] += term.exponent > 0 ? 1 : -1;
        }
    }
    unit.kind = ratio_of(terms);
    for (const auto& [annotation, exponent] : apart) {
        if (exponent != 0) unit.kind += '{' + annotation + '}' + std::to_string(exponent) + ' ';
    }
    const bool is_power_of_ten = !terms.empty() && unit.dimension.is_none() && unit.kind.empty() &&
                                 std::any_of(terms.begin(), terms.end(), [](const UnitTerm& term) {
                                     return starts_with(term.symbol, ten);
                                 });
    if (is_power_of_ten) unit.kind = ten;
    for (const std::string& each : counted) unit.counted += each + ' ';
}

}  // namespace

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
    set_kind(unit, terms);
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
        std::string text = term.symbol;
        const std::size_t annotation = std::min(text.find('{'), text.size());
        if (annotation == 0) {
            const std::string_view joint = term.exponent < 0 ? "/" : ".";
            for (int i = 1; i < exponent; ++i) text.append(joint).append(term.symbol);
        } else if (exponent != 1) {
            text.insert(annotation, std::to_string(exponent));
        }
        if (term.exponent < 0) {
            divided += '/' + text;
        } else {
            multiplied += (multiplied.empty() ? "" : ".") + text;
        }
    }
    return multiplied + divided;
}

}  // namespace caveat::values
