#include "eval/batch/rule_decider.hpp"

#include "eval/statuses.hpp"

#include <algorithm>

namespace caveat::eval {

using program::none;

void RuleDecider::decide(const Chunk& chunk, const LiteralBits& bits, RulePlanes& rules,
                         VerdictRows& verdicts) {
    // A plane that was begun must be gone on with.
    was_open_ = was_open_ || bits.some_open();
    for (std::size_t strip = 0; strip < chunk.strips; ++strip) {
        fired_ = presumed_ = undecided_ = {};
        open_ = {};
        decide_groups(chunk, bits, strip, rules);
        for (const std::uint32_t rule : chunk.table.plan.exempted) {
            decide_exempted(chunk, bits, strip, rule, rules);
        }
        keep(chunk, bits, strip, verdicts);
    }
}

void RuleDecider::join(StripBits& all, const std::uint64_t* more) {
    for (std::size_t i = 0; i < strip_words; ++i) all[i] |= more[i];
}

void RuleDecider::decide_groups(const Chunk& chunk, const LiteralBits& bits, std::size_t strip,
                                RulePlanes& rules) {
    const StripBitmaps bitmaps = bits.strip(strip);
    const auto decide = was_open_ ? chunk.table.kernels->decide : chunk.table.kernels->decide_known;
    for (const BatchPlan::Group& group : chunk.table.plan.groups) {
        GroupUnion all;
        const RuleGroup wanted{group.literals.data(), group.rules.size(), group.width};
        decide(wanted, bitmaps, rules.of_group(group, chunk.word_of(strip)), all);
        const std::size_t level = level_of(group.leads_to);
        join(fired_[level], all.fired);
        if (group.if_unknown == IfUnknown::ignore) continue;
        join(open_, all.open);
        join(group.if_unknown == IfUnknown::presume ? presumed_[level] : undecided_[level],
             all.open);
    }
}

RuleDecider::StripTruth RuleDecider::find_condition(const Chunk& chunk, const LiteralBits& bits,
                                                    std::size_t strip, std::uint32_t condition) {
    const program::Program& program = *chunk.table.program;
    const program::Condition& lanes = program.conditions[condition];
    const std::size_t at = strip * bits.strip_stride();
    StripTruth found;
    for (std::uint32_t i = 0; i < lanes.lane_count; ++i) {
        StripTruth all;
        for (std::size_t word = 0; word < strip_words; ++word) {
            all.yes[word] = all.may[word] = chunk.rows_of(strip * strip_words + word);
        }
        for (const std::uint32_t literal :
             program.literals_of(program.lanes[lanes.first_lane + i])) {
            const std::uint64_t* const met = bits.yes_of(literal) + at;
            const std::uint64_t* const not_failed =
                bits.is_open(literal) ? bits.may_of(literal) + at : met;
            for (std::size_t word = 0; word < strip_words; ++word) {
                all.yes[word] &= met[word];
                all.may[word] &= not_failed[word];
            }
        }
        join(found.yes, all.yes.data());
        join(found.may, all.may.data());
    }
    return found;
}

/// `exemption_of`, for 64 rows a word.
///
/// by_rule  gets the rows in which an overriding rule fired
RuleDecider::StripTruth RuleDecider::find_exemption(const RulePlanes& rules, std::size_t word,
                                                    const model::Rule& declared, StripTruth unless,
                                                    StripBits& by_rule) {
    for (const RuleId over : declared.overridden_by) {
        const std::uint64_t* const fired = rules.fired_of(over.index) + word;
        join(by_rule, fired);
        join(unless.may, fired);
        if (rules.has_open(over.index)) join(unless.may, rules.open_of(over.index) + word);
        if (rules.is_exempted(over.index)) join(unless.may, rules.presumed_of(over.index) + word);
    }
    join(unless.yes, by_rule.data());
    return unless;
}

void RuleDecider::decide_exempted(const Chunk& chunk, const LiteralBits& bits, std::size_t strip,
                                  std::uint32_t rule, RulePlanes& rules) {
    const program::RulePlan& plan = chunk.table.program->rules[rule];
    const model::Rule& declared = chunk.table.rules->rules[rule];
    const std::size_t at = chunk.word_of(strip);
    const StripTruth condition = find_condition(chunk, bits, strip, plan.when);
    const StripTruth unless =
        plan.unless == none ? StripTruth{} : find_condition(chunk, bits, strip, plan.unless);
    StripBits by_rule{};
    const StripTruth exemption = find_exemption(rules, at, declared, unless, by_rule);
    std::uint64_t* const fired = rules.fired_of(rule) + at;
    std::uint64_t* const undecided = rules.open_of(rule) + at;
    std::uint64_t* const presumed = rules.presumed_of(rule) + at;
    std::uint64_t* const overridden = rules.overridden_of(rule) + at;
    rules.set_has_open(rule);
    const bool presumes = declared.if_unknown == IfUnknown::presume;
    for (std::size_t word = 0; word < strip_words; ++word) {
        const StatusWord ends =
            statuses_of({condition.yes[word], condition.may[word]},
                        {exemption.yes[word], exemption.may[word]}, by_rule[word], presumes);
        fired[word] = ends.fired;
        presumed[word] = ends.presumed;
        undecided[word] = ends.undecided;
        overridden[word] = ends.overridden;
    }
    const std::size_t level = level_of(verdict_of(declared.strictest));
    join(fired_[level], fired);
    join(presumed_[level], presumed);
    if (declared.if_unknown == IfUnknown::ignore) return;
    join(undecided_[level], undecided);
    join(open_, undecided);
    join(open_, presumed);
}

void RuleDecider::keep(const Chunk& chunk, const LiteralBits& bits, std::size_t strip,
                       VerdictRows& verdicts) const {
    const std::size_t at = chunk.word_of(strip);
    StripBits rows;
    for (std::size_t word = 0; word < strip_words; ++word) {
        rows[word] = chunk.rows_of(strip * strip_words + word);
        verdicts.complete_words()[at + word] = rows[word] & ~open_[word];
    }
    const std::uint32_t condition = chunk.table.program->applies_to;
    const StripTruth applies =
        condition == none ? StripTruth{rows, rows} : find_condition(chunk, bits, strip, condition);
    std::copy_n(applies.yes.data(), strip_words, verdicts.applicable_words() + at);
    std::copy_n(applies.may.data(), strip_words, verdicts.perhaps_applicable_words() + at);
    for (std::size_t level = 1; level <= strict_verdicts; ++level) {
        StripBits reached = fired_[level];
        const auto put = [&](VerdictBound which) {
            std::copy_n(reached.data(), strip_words, verdicts.reached(which, level) + at);
        };
        put(VerdictBound::at_least);
        join(reached, presumed_[level].data());
        put(VerdictBound::verdict);
        join(reached, undecided_[level].data());
        put(VerdictBound::at_most);
    }
}

}  // namespace caveat::eval
