#include "eval/batch/verdict_rows.hpp"

#include "eval/result.hpp"

namespace caveat::eval {

void VerdictRows::begin(std::size_t rows) {
    rows_ = rows;
    const std::size_t words = strip_words_for(rows);
    for (auto& bound : reached_) {
        for (Bits& level : bound) level.need(words);
    }
    complete_.need(words);
    applicable_.need(words);
    perhaps_applicable_.need(words);
}

Truth VerdictRows::applicable(std::size_t row) const {
    if (has_bit(applicable_.data(), row)) return Truth::yes;
    return has_bit(perhaps_applicable_.data(), row) ? Truth::unknown : Truth::no;
}

bool VerdictRows::is_complete(std::size_t row) const {
    return has_bit(complete_.data(), row);
}

Verdict VerdictRows::bound(VerdictBound which, std::size_t row) const {
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

std::span<const Verdict> VerdictRows::bounds(VerdictBound which) {
    std::vector<Verdict>& verdicts = bounds_[static_cast<std::size_t>(which)];
    verdicts.resize(rows_);
    for (std::size_t row = 0; row < rows_; ++row) verdicts[row] = bound(which, row);
    return verdicts;
}

void VerdictRows::put(std::size_t row, const Result& alone) {
    const std::array<Verdict, bound_count> verdicts{alone.at_least, alone.verdict, alone.at_most};
    for (std::size_t which = 0; which < bound_count; ++which) {
        for (std::size_t level = 0; level < strict_verdicts; ++level) {
            set_bit(reached_[which][level].data(), row, level_of(verdicts[which]) >= level + 1);
        }
    }
    set_bit(complete_.data(), row, alone.is_complete);
    set_bit(applicable_.data(), row, alone.applicable == Truth::yes);
    set_bit(perhaps_applicable_.data(), row, alone.applicable != Truth::no);
}

}  // namespace caveat::eval
