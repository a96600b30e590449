#include "eval/batch/rule_planes.hpp"

#include "eval/result.hpp"

#include <algorithm>
#include <array>

namespace caveat::eval {

void RulePlanes::begin(const Table& table, std::size_t rows) {
    table_ = &table;
    rows_ = rows;
    stride_ = strip_words_for(rows);
    fired_.need(rule_count() * stride_);
    open_.need(rule_count() * stride_);
    has_open_.assign(rule_count(), 0);
    presumed_.need(table.plan.exempted.size() * stride_);
    overridden_.need(table.plan.exempted.size() * stride_);
    has_deferred_ = false;
    std::fill_n(nothing_.need(stride_ + strip_words), stride_ + strip_words, 0U);
    not_fired_.need(stride_);
    status_bits_.need(2 * stride_);
}

std::span<const std::uint64_t> RulePlanes::rows_with(std::uint32_t rule, Status status) {
    const std::size_t words = words_for(rows_);
    // What is asked for most needs nothing of the rule itself.
    if (status == Status::fired) return {fired_of(rule), words};
    const std::uint64_t* const nothing = nothing_.data();
    const std::uint64_t* const open = has_open(rule) ? open_of(rule) : nothing;
    const bool means_presumed = !is_exempted(rule) && presumes(rule);
    switch (status) {
        case Status::undecided:
            return {means_presumed ? nothing : open, words};
        case Status::presumed:
            if (is_exempted(rule)) return {presumed_of(rule), words};
            return {means_presumed ? open : nothing, words};
        case Status::overridden:
            return {is_exempted(rule) ? overridden_of(rule) : nothing, words};
        case Status::fired:
        case Status::not_fired:
            break;
    }
    std::uint64_t* const rest = not_fired_.data();
    fill_bits(rows_, rest);
    const std::uint64_t* const fired = fired_of(rule);
    for (std::size_t word = 0; word < words; ++word) {
        rest[word] &= ~(fired[word] | open[word]);
        if (!is_exempted(rule)) continue;
        rest[word] &= ~(presumed_of(rule)[word] | overridden_of(rule)[word]);
    }
    return {rest, words};
}

Status RulePlanes::status(std::uint32_t rule, std::size_t row) const {
    if (has_bit(fired_of(rule), row)) return Status::fired;
    if (has_open(rule) && has_bit(open_of(rule), row)) {
        return !is_exempted(rule) && presumes(rule) ? Status::presumed : Status::undecided;
    }
    if (!is_exempted(rule)) return Status::not_fired;
    if (has_bit(presumed_of(rule), row)) return Status::presumed;
    return has_bit(overridden_of(rule), row) ? Status::overridden : Status::not_fired;
}

/// The bits of statuses are planes: 64 rows take a few steps.
void RulePlanes::put_statuses(std::uint32_t rule, std::size_t count, Status* to) {
    static_assert(sizeof(Status) == 1 && static_cast<unsigned>(Status::fired) == 0b100 &&
                  static_cast<unsigned>(Status::presumed) == 0b011 &&
                  static_cast<unsigned>(Status::undecided) == 0b010 &&
                  static_cast<unsigned>(Status::overridden) == 0b001);
    const std::uint64_t* const nothing = nothing_.data();
    const std::uint64_t* const open = has_open(rule) ? open_of(rule) : nothing;
    std::array<const std::uint64_t*, 3> bits{nothing, open, fired_of(rule)};
    const std::size_t words = words_for(count);
    if (is_exempted(rule)) {
        std::uint64_t* const lowest = status_bits_.data();
        std::uint64_t* const middle = lowest + stride_;
        for (std::size_t word = 0; word < words; ++word) {
            const std::uint64_t presumed = presumed_of(rule)[word];
            lowest[word] = presumed | overridden_of(rule)[word];
            middle[word] = presumed | open[word];
        }
        bits[0] = lowest;
        bits[1] = middle;
    } else if (presumes(rule)) {
        bits[0] = open;
    }
    auto* const bytes = reinterpret_cast<std::uint8_t*>(to);
    const std::size_t whole = count / word_bits;
    table_->kernels->interleave(bits.data(), bits.size(), whole, bytes);
    if (whole == words) return;
    for (const std::uint64_t*& each : bits) each += whole;
    std::array<std::uint8_t, word_bits> last;
    table_->kernels->interleave(bits.data(), bits.size(), 1, last.data());
    std::copy_n(last.begin(), count % word_bits, bytes + whole * word_bits);
}

std::span<const std::uint64_t> RulePlanes::rows_deferred(std::uint32_t rule) const {
    return {has_deferred_ ? plane(deferred_, rule) : nothing_.data(), words_for(rows_)};
}

void RulePlanes::put(std::size_t row, const Result& alone) {
    for (std::uint32_t rule = 0; rule < rule_count(); ++rule) {
        const Status status = alone.statuses[rule];
        set_bit(fired_of(rule), row, status == Status::fired);
        const bool is_presumed = status == Status::presumed;
        const bool is_open = status == Status::undecided || (!is_exempted(rule) && is_presumed);
        if (is_open && !has_open(rule)) {
            std::fill_n(open_of(rule), stride_, 0U);
            set_has_open(rule);
        }
        if (has_open(rule)) set_bit(open_of(rule), row, is_open);
        const bool is_deferred = alone.deferred[rule] != 0;
        if (is_deferred && !has_deferred_) {
            const std::size_t words = rule_count() * stride_;
            std::fill_n(deferred_.need(words), words, 0U);
            has_deferred_ = true;
        }
        if (has_deferred_) set_bit(plane(deferred_, rule), row, is_deferred);
        if (!is_exempted(rule)) continue;
        set_bit(presumed_of(rule), row, is_presumed);
        set_bit(overridden_of(rule), row, status == Status::overridden);
    }
}

// Numbers are written straight into ids.
static_assert(sizeof(RuleId) == sizeof(std::uint32_t));

/// 64 rows at a time: their bits for 64 rules are turned over, so that each row has a word of
/// rules, and the lists are written from front to back.
RulePlanes::Fired RulePlanes::fired(std::size_t first, std::size_t last) {
    last = std::min(last, rows_);
    first = std::min(first, last);
    const std::size_t rules = rule_count();
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
