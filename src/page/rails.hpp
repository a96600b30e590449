#pragma once

// The numbers that rules compare: each range as a line with its cut points.

#include "page/context.hpp"
#include "page/drawing.hpp"

#include <optional>
#include <string>
#include <vector>

namespace caveat::page {

/// A place where something changes.
struct Cut {
    double at = 0;
    std::string label;  ///< `≥ 7`, in the unit of the rail
    std::string words;  ///< the author's: `pain nrs >= severe from`
    const language::ParameterEntry* parameter = nullptr;  ///< that the number is taken from
    std::vector<RuleId> rules;
};

/// A band of a score.
struct Stretch {
    std::string name;
    std::string words;  ///< as written: `below 2`
    std::optional<double> from;
    std::optional<double> to;
};

/// A number with everything that it is compared with.
struct Rail {
    std::string name;
    std::string unit;
    std::optional<FactId> fact;
    std::optional<std::uint32_t> score;
    std::optional<std::string> low;  ///< the ends of its range, as words
    std::optional<std::string> high;
    double from = 0;  ///< the ends of the line
    double to = 1;
    std::vector<Cut> cuts;       ///< in ascending order
    std::vector<Stretch> bands;  ///< of a score
};

/// rule  only what this one compares; nothing: what any does, and every score
std::vector<Rail> rails_of(const Context& context, std::optional<RuleId> rule);

/// Draws the line, below what is drawn already.
void draw(const Rail& rail, Drawing& drawing);
/// The same in one sentence: `pain nrs, 0 to 10; cut at ≥ 7`.
std::string in_words(const Rail& rail);

}  // namespace caveat::page
