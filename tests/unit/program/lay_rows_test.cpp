#include "program/lay_rows.hpp"

#include "program/instructions.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdint>
#include <random>
#include <vector>

using namespace caveat::program;

namespace {

constexpr std::size_t row_words = 8;

std::uint32_t below(std::mt19937& random, std::uint32_t end) {
    return static_cast<std::uint32_t>(random() % end);
}

/// Rows, groups and states drawn at random.
struct Draw {
    std::vector<std::uint64_t> rows;
    std::vector<std::uint32_t> row_of_state;
    std::vector<std::uint32_t> entries;
    std::vector<std::uint32_t> states;

    explicit Draw(std::mt19937& random) {
        constexpr std::uint32_t row_count = 40;
        constexpr std::uint32_t states_each = 5;
        for (std::size_t i = 0; i < row_count * row_words; ++i) {
            // Mostly ones, so that something is left.
            const std::uint64_t bits = std::uint64_t{random()} << 32U | random();
            rows.push_back(bits | (std::uint64_t{random()} << 32U | random()));
        }
        const std::uint32_t groups = below(random, 12);
        for (std::uint32_t group = 0; group < groups; ++group) {
            entries.insert(entries.end(), {group, group * states_each, 0});
            states.push_back(below(random, states_each));
            for (std::uint32_t i = 0; i < states_each; ++i) {
                row_of_state.push_back(below(random, row_count));
            }
        }
    }
};

std::array<std::uint64_t, row_words> laid(LayRows lay, const Draw& draw, std::size_t words) {
    std::array<std::uint64_t, row_words> result;
    result.fill(~std::uint64_t{0});
    lay(draw.rows.data(), draw.row_of_state.data(), draw.entries.data(), draw.states.size(),
        draw.states.data(), result.data(), words);
    return result;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_width_of_vectors_gives_the_same_bits) {
    std::mt19937 random(7);
    for (int round = 0; round < 500; ++round) {
        const Draw draw(random);
        for (std::size_t words = 1; words <= row_words; ++words) {
            std::array<std::uint64_t, row_words> wanted;
            wanted.fill(~std::uint64_t{0});
            for (std::size_t i = 0; i < draw.states.size(); ++i) {
                const std::uint32_t row =
                    draw.row_of_state[draw.entries[3 * i + 1] + draw.states[i]];
                for (std::size_t word = 0; word < row_words; ++word) {
                    wanted[word] &= draw.rows[row * row_words + word];
                }
            }
            for (const Instructions each :
                 {Instructions::baseline, Instructions::avx2, Instructions::avx512}) {
                const LayRows lay = lay_rows_for(each);
                const auto found = laid(lay, draw, words);
                for (std::size_t word = 0; word < words; ++word) {
                    BOOST_REQUIRE_EQUAL(found[word], wanted[word]);
                }
            }
        }
    }
}
