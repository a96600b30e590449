#include "eval/batch/literal_bits.hpp"

namespace caveat::eval {

void LiteralBits::fit(std::size_t literals, std::size_t strips) {
    count_ = literals;
    const std::size_t words = std::max<std::size_t>(literals, 1) * strip_words * strips;
    yes_.need(words);
    may_.need(words);
    is_open_.resize(literals);
}

void LiteralBits::know_nothing(std::uint32_t literal, const Chunk& chunk) {
    set_open(literal, true);
    for (std::size_t word = 0; word < chunk.strips * strip_words; ++word) {
        word_in(yes_of(literal), word) = 0;
        word_in(may_of(literal), word) = chunk.rows_of(word);
    }
}

void LiteralBits::open(std::uint32_t literal, const Chunk& chunk) {
    if (is_open(literal)) return;
    set_open(literal, true);
    copy_to_may(literal, chunk);
}

void LiteralBits::finish(std::uint32_t literal, std::uint64_t flip, const Chunk& chunk) {
    const bool differs = is_open(literal);
    if (flip == 0 && chunk.rows % strip_rows == 0) return;
    for (std::size_t word = 0; word < chunk.strips * strip_words; ++word) {
        const std::uint64_t rows = chunk.rows_of(word);
        std::uint64_t& yes = word_in(yes_of(literal), word);
        std::uint64_t& may = word_in(may_of(literal), word);
        if (rows == 0) {
            yes = 0;
            may = 0;
            continue;
        }
        const std::uint64_t met = yes;
        const std::uint64_t perhaps = differs ? may : met;
        yes = ((flip != 0 ? perhaps : met) ^ flip) & rows;
        if (differs) may = ((flip != 0 ? met : perhaps) ^ flip) & rows;
    }
}

void LiteralBits::complete(const Chunk& chunk) {
    for (std::uint32_t literal = 0; literal < count_; ++literal) {
        if (!is_open(literal)) copy_to_may(literal, chunk);
    }
}

void LiteralBits::copy_to_may(std::uint32_t literal, const Chunk& chunk) {
    for (std::size_t strip = 0; strip < chunk.strips; ++strip) {
        const std::size_t at = strip * strip_stride();
        std::copy_n(yes_of(literal) + at, strip_words, may_of(literal) + at);
    }
}

}  // namespace caveat::eval
