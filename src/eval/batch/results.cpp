// What a screening of many rows gave, as its readers want it. Entrances: the results of BatchRun.

#include "eval/batch/run.hpp"

#include <algorithm>
#include <utility>

namespace caveat::eval {

using program::none;

std::span<const std::uint64_t> BatchRun::rows_with(std::uint32_t rule, Status status) {
    const std::size_t words = words_for(rows_);
    if (status == Status::fired) return {fired_of(rule), words};
    const std::uint32_t place = table_->plan.exempted_place[rule];
    const bool presumes = table_->rules->rules[rule].if_unknown == IfUnknown::presume;
    const std::uint64_t* const nothing = nothing_.data();
    const std::uint64_t* const open = std::as_const(*this).has_open(rule) ? open_of(rule) : nothing;
    switch (status) {
        case Status::undecided:
            return {place == none && presumes ? nothing : open, words};
        case Status::presumed:
            if (place != none) return {plane(presumed_, place), words};
            return {presumes ? open : nothing, words};
        case Status::overridden:
            return {place != none ? plane(overridden_, place) : nothing, words};
        case Status::fired:
        case Status::not_fired:
            break;
    }
    std::uint64_t* const rest = put_together_.data();
    fill_bits(rows_, rest);
    const std::uint64_t* const fired = fired_of(rule);
    for (std::size_t word = 0; word < words; ++word) {
        rest[word] &= ~(fired[word] | open[word]);
        if (place == none) continue;
        rest[word] &= ~(plane(presumed_, place)[word] | plane(overridden_, place)[word]);
    }
    return {rest, words};
}

Status BatchRun::status(std::uint32_t rule, std::size_t row) const {
    const std::uint32_t place = table_->plan.exempted_place[rule];
    if (has_bit(fired_of(rule), row)) return Status::fired;
    if (std::as_const(*this).has_open(rule) && has_bit(open_of(rule), row)) {
        const bool presumes = table_->rules->rules[rule].if_unknown == IfUnknown::presume;
        return place == none && presumes ? Status::presumed : Status::undecided;
    }
    if (place == none) return Status::not_fired;
    if (has_bit(plane(presumed_, place), row)) return Status::presumed;
    return has_bit(plane(overridden_, place), row) ? Status::overridden : Status::not_fired;
}

std::span<const std::uint64_t> BatchRun::rows_deferred(std::uint32_t rule) const {
    return {has_deferred_ ? plane(deferred_, rule) : nothing_.data(), words_for(rows_)};
}

Truth BatchRun::applicable(std::size_t row) const {
    if (has_bit(applicable_.data(), row)) return Truth::yes;
    return has_bit(perhaps_applicable_.data(), row) ? Truth::unknown : Truth::no;
}

bool BatchRun::is_complete(std::size_t row) const {
    return has_bit(complete_.data(), row);
}

Verdict BatchRun::bound(VerdictBound which, std::size_t row) const {
    if (!has_bit(perhaps_applicable_.data(), row)) return Verdict::not_applicable;
    if (which == VerdictBound::at_least && !has_bit(applicable_.data(), row)) {
        return Verdict::not_applicable;
    }
    const auto& levels = reached_[static_cast<std::size_t>(which)];
    for (std::size_t level = strict_verdicts; level > 0; --level) {
        if (!has_bit(levels[level - 1].data(), row)) continue;
        return static_cast<Verdict>(static_cast<std::size_t>(Verdict::proceed) + level);
    }
    return Verdict::proceed;
}

std::span<const Verdict> BatchRun::bounds(VerdictBound which) {
    std::vector<Verdict>& verdicts = bounds_[static_cast<std::size_t>(which)];
    verdicts.resize(rows_);
    for (std::size_t row = 0; row < rows_; ++row) verdicts[row] = bound(which, row);
    return verdicts;
}

// Numbers are written straight into ids.
static_assert(sizeof(RuleId) == sizeof(std::uint32_t));

/// 64 rows at a time: their bits for 64 rules are turned over, so that each row has a word of
/// rules, and the lists are written from front to back.
BatchRun::Fired BatchRun::fired(std::size_t first, std::size_t last) {
    last = std::min(last, rows_);
    first = std::min(first, last);
    const std::size_t rules = table_->rules->rules.size();
    const std::size_t blocks = words_for(rules);
    fired_offsets_.resize(last - first + 1);
    fired_offsets_[0] = 0;
    std::uint64_t* const transposed = transposed_.need(blocks * word_bits);
    std::size_t total = 0;
    for (std::size_t word = first / word_bits; word * word_bits < last; ++word) {
        table_->kernels->transpose(fired_.data() + word, stride_, table_->plan.places.data(), rules,
                                   transposed);
        const std::size_t begin = std::max(first, word * word_bits);
        const std::size_t end = std::min(last, (word + 1) * word_bits);
        const std::size_t most = (end - begin) * rules + most_written_beyond;
        if (fired_rules_.size() < total + most) fired_rules_.resize(2 * total + most);
        total += table_->kernels->list_rows(
            transposed, blocks, begin % word_bits, begin % word_bits + (end - begin),
            &fired_rules_[total].index, total, fired_offsets_.data() + (begin - first) + 1);
    }
    return {fired_offsets_, std::span(fired_rules_).first(total)};
}

}  // namespace caveat::eval
