#pragma once

// How far a number may be moved towards what it is now.

#include "facts/catalogue.hpp"
#include "facts/profile.hpp"
#include "values/rational.hpp"
#include "values/units.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

namespace caveat::patients {

/// Between a number that does not do it and one that does, the nearest to the first that does,
/// to two places.
/// works  of another number: whether it does it
template <typename Works>
facts::Value nearest_that_works(const facts::ValueType& type, const facts::Value& from,
                                const facts::Value& to, const Works& works) {
    constexpr int places = 2;
    constexpr std::int64_t most = 1'000'000'000;
    const values::Unit unit = type.unit.value_or(values::Unit{});
    const values::Rational grid = type.whole ? 1 : *values::power(10, places);
    const auto steps = [&](const values::Rational& base) {
        const auto own = values::from_base(base, unit);
        const auto on_grid = own ? values::multiply(*own, grid) : std::nullopt;
        return on_grid ? values::to_int64(values::floor(*on_grid)).value_or(most) : most;
    };
    std::int64_t low = steps(from.number);
    std::int64_t high = steps(to.number);
    facts::Value best = to;
    if (std::max(std::abs(low), std::abs(high)) >= most) return best;
    while (std::abs(high - low) > 1) {
        const std::int64_t middle = low + (high - low) / 2;
        const auto own = values::divide(values::Rational(middle), grid);
        const auto base = own ? values::to_base(*own, unit) : std::nullopt;
        if (!base) break;
        facts::Value trial = to;
        trial.number = *base;
        const bool is_good = works(trial);
        (is_good ? high : low) = middle;
        if (is_good) best = trial;
    }
    return best;
}

}  // namespace caveat::patients
