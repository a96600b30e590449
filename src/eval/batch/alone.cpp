// Rows that are screened alone, and rows about which more is to be said. Entrances:
// BatchRun::screen_open_rows, BatchRun::put, BatchRun::flag_rows.

#include "eval/batch/run.hpp"
#include "eval/screening.hpp"

#include <algorithm>
#include <array>

namespace caveat::eval {

using program::none;

/// With somebody away, and where totals are prorated, each row with an undecided rule is screened
/// alone: what could still decide the rule is a matter of its own facts.
void BatchRun::screen_open_rows() {
    const model::RuleSet& rules = *table_->rules;
    const std::size_t words = words_for(rows_);
    std::uint64_t* const rows = wanted_.need(words);
    std::fill_n(rows, words, 0U);
    for (std::uint32_t rule = 0; rule < rules.rules.size(); ++rule) {
        const auto undecided = rows_with(rule, Status::undecided);
        for (std::size_t word = 0; word < words; ++word) rows[word] |= undecided[word];
    }
    clear_deferred();
    if (every_fact_.size() != rules.catalogue.size()) {
        every_fact_.resize(rules.catalogue.size());
        for (std::uint32_t fact = 0; fact < every_fact_.size(); ++fact) every_fact_[fact] = fact;
    }
    Result& alone = *alone_;
    alone.rules = &rules;
    alone.compiled = table_->compiled;
    alone.respondents = respondents_;
    for_each_bit(rows, words, [&](std::size_t row) {
        const facts::Profile& profile = profile_at(first_ + row, every_fact_);
        if (!table_->is_of_profiles) rules.packing.pack(rules.catalogue, scratch_profile_);
        alone.facts = &profile;
        eval::screen(alone);
        for (const RuleId rule :
             alone.with_status[static_cast<std::size_t>(Status::undecided)].rules()) {
            if (alone.deferred[rule.index] != 0) set_bit(plane(deferred_, rule.index), row, true);
        }
        for (const RuleId rule :
             alone.with_status[static_cast<std::size_t>(Status::presumed)].rules()) {
            const std::uint32_t place = table_->plan.exempted_place[rule.index];
            if (!rules.may_prorate || !has_open(rule.index)) continue;
            set_bit(open_of(rule.index), row, false);
            set_bit(plane(presumed_, place), row, true);
        }
        for (std::size_t level = 0; level < strict_verdicts; ++level) {
            set_bit(reached_[1][level].data(), row, level_of(alone.verdict) >= level + 1);
            set_bit(reached_[2][level].data(), row, level_of(alone.at_most) >= level + 1);
        }
    });
}

void BatchRun::clear_deferred() {
    const std::size_t words = table_->rules->rules.size() * stride_;
    std::fill_n(deferred_.need(words), words, 0U);
    has_deferred_ = true;
}

void BatchRun::put(std::size_t row, const Result& alone) {
    const BatchPlan& plan = table_->plan;
    for (std::uint32_t rule = 0; rule < table_->rules->rules.size(); ++rule) {
        const std::uint32_t place = plan.exempted_place[rule];
        const Status status = alone.statuses[rule];
        set_bit(fired_of(rule), row, status == Status::fired);
        const bool is_presumed = status == Status::presumed;
        const bool is_open = status == Status::undecided || (place == none && is_presumed);
        if (is_open && has_open(rule) == 0) {
            std::fill_n(open_of(rule), stride_, 0U);
            has_open(rule) = 1;
        }
        if (has_open(rule) != 0) set_bit(open_of(rule), row, is_open);
        const bool is_deferred = alone.deferred[rule] != 0;
        if (is_deferred && !has_deferred_) clear_deferred();
        if (has_deferred_) set_bit(plane(deferred_, rule), row, is_deferred);
        if (place == none) continue;
        set_bit(plane(presumed_, place), row, is_presumed);
        set_bit(plane(overridden_, place), row, status == Status::overridden);
    }
    const std::array<Verdict, bound_count> verdicts{alone.at_least, alone.verdict, alone.at_most};
    for (std::size_t which = 0; which < bound_count; ++which) {
        for (std::size_t level = 0; level < strict_verdicts; ++level) {
            set_bit(reached_[which][level].data(), row, level_of(verdicts[which]) >= level + 1);
        }
    }
    set_bit(complete_.data(), row, alone.is_complete);
    set_bit(applicable_.data(), row, alone.applicable == Truth::yes);
    set_bit(perhaps_applicable_.data(), row, alone.applicable != Truth::no);
    set_bit(problems_.data(), row, true);
}

/// Rows with a problem that is none of one answer: the day of the screening, and what the typed
/// tree may find while it is evaluated.
void BatchRun::flag_rows() {
    const model::RuleSet& rules = *table_->rules;
    if (!table_->program->always_evaluated.empty()) return fill_bits(rows_, problems_.data());
    const bool needs_day = rules.catalogue.needs_as_of;
    std::optional<std::int32_t> last;
    if (rules.review_by) last = values::range_of(*rules.review_by).high;
    const auto is_flagged = [&](std::optional<std::int32_t> day) {
        return (needs_day && !day) || (last && day && *day > *last);
    };
    if (!table_->is_of_profiles && table_->as_of_days.type == ColumnType::none) {
        if (is_flagged(table_->as_of)) fill_bits(rows_, problems_.data());
        return;
    }
    for (std::size_t row = 0; row < rows_; ++row) {
        if (table_->is_of_profiles && !table_->profiles[first_ + row]->problems.empty()) {
            set_bit(problems_.data(), row, true);
        }
        if (!needs_day && !last) continue;
        if (is_flagged(table_->day_of(first_ + row))) set_bit(problems_.data(), row, true);
    }
}

}  // namespace caveat::eval
