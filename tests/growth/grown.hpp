#pragma once

// Rule sets and patients that grow in one direction.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace caveat::tests {

enum class Direction : unsigned char { rules, terms, gates, overrides, records, scores, findings };

inline constexpr std::array<std::string_view, 7> directions{
    "rules", "terms", "gates", "overrides", "records", "scores", "findings"};

/// A rule set with a patient.
struct Grown {
    std::string rules;
    std::string later;  ///< the next version: one condition differs; with findings, every id
    std::string rule;   ///< the id of one that rests on much
    std::string patient;
    std::string blank;  ///< of whom little is known
};

/// With so many of them. What is made of one another is so in chains of 20, as deep as anybody
/// would write.
Grown grown(Direction direction, std::size_t count);

}  // namespace caveat::tests
