#pragma once

// The whole tree of a rule with every value, for display.

#include <caveat/explain.hpp>

#include "explain/view.hpp"
#include "model/tree.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace caveat::explain {

/// One node of a rule's tree, as those draw it who show more than a line of text.
struct TraceLine {
    std::uint32_t depth = 0;
    Truth truth = Truth::unknown;
    bool is_group = false;             ///< its words are ours: `all of`, `only if`, `when`
    model::ExprId node = model::none;  ///< `none` of a rule that may lift this one
    /// The rule asks for the opposite of what the words say; `truth` is that of what it asks for.
    bool is_denied = false;
    /// The first of the denials above `node`, or `node` itself, and whether it is to hold.
    model::ExprId outer = model::none;
    bool outer_holds = true;
    std::string words{};  ///< the author's, or `all of`, `when`, …
    std::string known{};  ///< what the patient's answers make of them: `: not known`

    /// What is denied of a group stands at its parts.
    [[nodiscard]] std::string text() const {
        return (is_denied && !is_group ? "not " : "") + words + known;
    }
};

/// Parents before children. What a file repeats by terms inside terms is shown up to
/// `most_trace_nodes`; a last line then says that there is more.
std::vector<TraceLine> trace(RuleId rule, std::span<const Status> statuses, const TreeView& view);

inline constexpr std::size_t most_trace_nodes = 10'000;

}  // namespace caveat::explain
