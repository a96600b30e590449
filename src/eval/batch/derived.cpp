// Conditions over other literals: all, any, or so many of them. Entrance: BatchRun::derive.

#include "eval/batch/run.hpp"

#include <algorithm>
#include <array>

namespace caveat::eval {

namespace {

/// Of each of 64 rows, whether at least `count` of the words added have its bit. The counters
/// stand upright: digit d of all 64 of them is one word.
class Tally {
  public:
    void add(std::uint64_t bits) {
        for (std::uint64_t& digit : digits_) {
            const std::uint64_t carry = digit & bits;
            digit ^= bits;
            bits = carry;
            if (bits == 0) return;
        }
    }
    [[nodiscard]] std::uint64_t reaches(std::uint32_t count) const {
        std::uint64_t is_greater = 0;
        std::uint64_t is_equal = ~std::uint64_t{0};
        for (std::size_t i = digits_.size(); i-- > 0;) {
            if ((count >> i & 1U) != 0) {
                is_equal &= digits_[i];
            } else {
                is_greater |= is_equal & digits_[i];
                is_equal &= ~digits_[i];
            }
        }
        return is_greater | is_equal;
    }

  private:
    std::array<std::uint64_t, 32> digits_{};
};

}  // namespace

void BatchRun::derive(std::uint32_t source) {
    const program::Program& program = *table_->program;
    const program::Source& from = program.sources[source];
    const program::Derived& derived = program.derived[from.index];
    bool is_open = false;
    for (const std::uint32_t part : derived.parts) is_open = is_open || is_open_[part] != 0;
    const auto combine = [&](bool may, std::size_t row) {
        const auto part_at = [&](std::uint32_t part) {
            return word_of(may && is_open_[part] != 0 ? may_of(part) : yes_of(part), row);
        };
        if (derived.kind == program::Derived::Kind::at_least) {
            Tally tally;
            for (const std::uint32_t part : derived.parts) tally.add(part_at(part));
            return tally.reaches(derived.count);
        }
        const bool is_all = derived.kind == program::Derived::Kind::all;
        std::uint64_t bits = is_all ? ~std::uint64_t{0} : 0;
        for (const std::uint32_t part : derived.parts) {
            bits = is_all ? bits & part_at(part) : bits | part_at(part);
        }
        return bits;
    };
    for (std::uint32_t i = 0; i < from.literal_count; ++i) {
        const std::uint32_t literal = from.first_literal + i;
        const bool is_negated = program.literals[literal].is_negated;
        is_open_[literal] = is_open ? 1 : 0;
        for (std::size_t word = 0; word < chunk_.strips * strip_words; ++word) {
            const std::size_t row = word * word_bits;
            const std::uint64_t rows = row < chunk_.rows ? lowest_bits(chunk_.rows - row) : 0;
            std::uint64_t yes = combine(false, row);
            std::uint64_t may = is_open ? combine(true, row) : yes;
            if (is_negated) {
                std::swap(yes, may);
                yes = ~yes;
                may = ~may;
            }
            word_of(yes_of(literal), row) = yes & rows;
            if (is_open) word_of(may_of(literal), row) = may & rows;
        }
    }
}

}  // namespace caveat::eval
