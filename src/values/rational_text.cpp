// A number as text beside others. Entrance: to_text.

#include "values/rational_text.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace caveat::values {

namespace {

constexpr int most_places = 18;
constexpr std::string_view about = "about ";

/// Whether a rounded number lies where the exact one does.
bool lies_like(const Rational& rounded, const Rational& exact, std::span<const Rational> beside) {
    return std::all_of(beside.begin(), beside.end(), [&](const Rational& other) {
        return (rounded <=> other) == (exact <=> other);
    });
}

}  // namespace

std::string to_text(const Rational& a, std::span<const Rational> beside) {
    const std::string usual = to_text(a);
    if (!usual.starts_with(about)) return usual;
    const auto shown = Decimal::from_text(usual.substr(about.size()));
    if (!shown) return usual;
    for (int places = shown->scale; places <= most_places; ++places) {
        const std::optional<Rational> rounded = round_half_away(a, places);
        const std::optional<Decimal> decimal = rounded ? to_decimal(*rounded) : std::nullopt;
        if (!decimal) break;
        if (lies_like(*rounded, a, beside)) return std::string(about) + decimal->to_text();
    }
    // What no digits keep apart is named by its neighbour.
    for (const Rational& other : beside) {
        const auto shown_as = Rational::from(*shown);
        if (shown_as == other) return (a < other ? "just under " : "just over ") + to_text(other);
    }
    return usual;
}

}  // namespace caveat::values
