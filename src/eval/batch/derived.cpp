// Conditions over other literals: all, any, or so many of them. Entrance: derive.

#include "eval/batch/literal_bits.hpp"

#include <array>
#include <utility>

namespace caveat::eval {

namespace {

/// Of each of 64 rows, whether at least `count` of the words added have its bit. The counters
/// stand upright: digit d of all 64 of them is one word.
class UprightCounters {
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

void derive(const Chunk& chunk, std::uint32_t source, LiteralBits& bits) {
    const program::Program& program = *chunk.table.program;
    const program::Source& from = program.sources[source];
    const program::Derived& derived = program.derived[from.index];
    bool is_open = false;
    for (const std::uint32_t part : derived.parts) is_open = is_open || bits.is_open(part);
    const auto combine = [&](bool may, std::size_t word) {
        if (derived.kind == program::Derived::Kind::at_least) {
            UprightCounters counters;
            for (const std::uint32_t part : derived.parts) counters.add(bits.word(part, word, may));
            return counters.reaches(derived.count);
        }
        const bool is_all = derived.kind == program::Derived::Kind::all;
        std::uint64_t combined = is_all ? ~std::uint64_t{0} : 0;
        for (const std::uint32_t part : derived.parts) {
            const std::uint64_t met = bits.word(part, word, may);
            combined = is_all ? combined & met : combined | met;
        }
        return combined;
    };
    for (std::uint32_t i = 0; i < from.literal_count; ++i) {
        const std::uint32_t literal = from.first_literal + i;
        const bool is_negated = program.literals[literal].is_negated;
        bits.set_open(literal, is_open);
        for (std::size_t word = 0; word < chunk.strips * strip_words; ++word) {
            const std::uint64_t rows = chunk.rows_of(word);
            std::uint64_t yes = combine(false, word);
            std::uint64_t may = is_open ? combine(true, word) : yes;
            if (is_negated) {
                std::swap(yes, may);
                yes = ~yes;
                may = ~may;
            }
            bits.word_in(bits.yes_of(literal), word) = yes & rows;
            if (is_open) bits.word_in(bits.may_of(literal), word) = may & rows;
        }
    }
}

}  // namespace caveat::eval
