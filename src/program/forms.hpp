#pragma once

// Conditions as alternatives of tests: a node's form is its lanes, each a sorted set of literals.

#include "program/program.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace caveat::program {

using LiteralSet = std::vector<std::uint32_t>;
using Form = std::vector<LiteralSet>;

/// Bounds on what one condition may become; beyond, it is computed rather than looked up.
inline constexpr std::size_t most_lanes = 8;
inline constexpr std::size_t most_lane_literals = 24;

/// Every combination of one lane of each. Nothing when there are too many.
std::optional<Form> product(const Form& a, const Form& b);
/// The lanes of both. Nothing when there are too many.
std::optional<Form> sum(const Form& a, const Form& b);
/// Every way to meet `count` of the parts. Nothing when there are too many.
std::optional<Form> at_least(std::uint32_t count, std::span<const Form* const> parts);

}  // namespace caveat::program
