// From a model to what screenings run. Entrance: compile.

#include "eval/compiled.hpp"

#include "eval/statuses.hpp"

#include <algorithm>

namespace caveat::eval {

Compiled compile(const model::RuleSet& rules, program::Instructions widest) {
    Compiled compiled;
    compiled.program = program::compile(rules);
    compiled.blocks = program::lay_out(compiled.program, rules);
    compiled.instructions = std::min(widest, program::best_instructions());
    compiled.lay_rows = program::lay_rows_for(compiled.instructions);
    std::vector<std::uint32_t> place(rules.outcomes.size());
    for (std::uint32_t i = 0; i < rules.outcome_order.size(); ++i) {
        place[rules.outcome_order[i].index] = i;
    }
    for (const model::Rule& rule : rules.rules) {
        RuleBrief brief;
        brief.first_outcome = static_cast<std::uint32_t>(compiled.outcomes.size());
        brief.outcome_count = static_cast<std::uint32_t>(rule.outcomes.size());
        brief.leads_to = verdict_of(rule.strictest);
        brief.if_unknown = rule.if_unknown;
        brief.when_open = status_of(Truth::unknown, Truth::no, false, rule.if_unknown);
        brief.can_be_lifted = rule.unless != model::none || !rule.overridden_by.empty();
        brief.first_over = static_cast<std::uint32_t>(compiled.overridden_by.size());
        brief.over_count = static_cast<std::uint32_t>(rule.overridden_by.size());
        compiled.rules.push_back(brief);
        for (const OutcomeId outcome : rule.outcomes) {
            compiled.outcomes.push_back(place[outcome.index]);
        }
        compiled.overridden_by.insert(compiled.overridden_by.end(), rule.overridden_by.begin(),
                                      rule.overridden_by.end());
    }
    look_for(rules, compiled);
    return compiled;
}

}  // namespace caveat::eval
