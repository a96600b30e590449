// Batches that are built wrongly in every way that can be seen are refused, or screened as their
// rows say; under the sanitizers nothing is read that is not there.

#include "unit/arrow/mutations.hpp"

#include <boost/test/unit_test.hpp>

#include <random>

using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(arrow_mutations)

BOOST_AUTO_TEST_CASE(mutated_batches_are_refused_or_screened_soundly) {
    constexpr unsigned rounds = 3000;
    for (unsigned seed = 0; seed < rounds; ++seed) {
        std::mt19937 numbers(seed);
        const Dice dice = [&](std::uint64_t below) { return below == 0 ? 0 : numbers() % below; };
        ArrowColumn batch = batch_to_mutate(dice);
        for (std::uint64_t i = dice(4); i > 0; --i) mutate(batch, dice);
        BOOST_REQUIRE_MESSAGE(screens_soundly(batch, dice), "seed " << seed);
    }
    BOOST_TEST((arrow_live() == ArrowLive{}));
}

BOOST_AUTO_TEST_SUITE_END()
