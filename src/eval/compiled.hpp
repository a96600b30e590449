#pragma once

#include <caveat/screen.hpp>

#include "model/rule_set.hpp"
#include "program/blocks.hpp"
#include "program/lay_rows.hpp"
#include "program/program.hpp"

#include <cstdint>
#include <vector>

namespace caveat::eval {

/// What deciding a rule takes, side by side.
struct RuleBrief {
    std::uint32_t first_outcome = 0;  ///< into `Compiled::outcomes`
    std::uint32_t outcome_count = 0;
    Verdict leads_to = Verdict::proceed;
    IfUnknown if_unknown = IfUnknown::ask;
    Status when_open = Status::undecided;  ///< how it ends while unknown and not lifted
    bool can_be_lifted = false;            ///< it has an `unless`, or something overrides it
    std::uint32_t first_over = 0;          ///< into `Compiled::overridden_by`
    std::uint32_t over_count = 0;
};

/// A condition that is looked at once for each profile, before anything is decided.
struct Looked {
    model::ExprId root = model::none;
    std::vector<model::ExprId> nodes;  ///< all that it needs, children first
    /// Of a contradiction, the facts that it names; of a gate, the fact that it opens.
    std::vector<std::uint32_t> facts;
    std::vector<std::uint32_t> reads;  ///< every fact that its nodes look at
};

/// A rule set compiled for screening.
struct Compiled {
    program::Program program;
    program::Blocks blocks;
    program::Instructions instructions = program::Instructions::baseline;
    program::LayRows lay_rows = nullptr;  ///< for those
    std::vector<RuleBrief> rules;         ///< by RuleId
    std::vector<RuleId> overridden_by;
    std::vector<Looked> impossible;       ///< beside `model::RuleSet::impossible`
    std::vector<Looked> gates;            ///< of the facts that have one
    std::vector<std::uint32_t> outcomes;  ///< places in `model::RuleSet::outcome_order`
};

/// Prepares what `SecondLook` looks for.
void look_for(const model::RuleSet& rules, Compiled& compiled);

/// Compiles a checked rule set.
///
/// widest  which instructions it may use, where this machine has them: fewer give the same answers
Compiled compile(const model::RuleSet& rules,
                 program::Instructions widest = program::best_instructions());

}  // namespace caveat::eval
