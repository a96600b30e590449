// What becomes of the rows of a batch: statuses, verdicts, ranges of rows, and threads.

#include "unit/api/batch_rules.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

namespace caveat::batch_tests {

BOOST_AUTO_TEST_SUITE(batch)

BOOST_AUTO_TEST_CASE(verdicts_bounds_and_completeness_are_those_of_each_row) {
    const RuleSet rules = loaded();
    const std::vector<std::int8_t> pain{9, 2, 9};
    const std::vector<std::uint8_t> pregnant{1, 0, 0};
    constexpr static std::array<std::uint64_t, 1> without_third{0b011};
    Batch batch(rules, 3);
    batch.set(fact(rules, "pain"), column(pain))
        .set(fact(rules, "pregnant"), gaps(pregnant, without_third));
    BatchScreening screening;
    screen(batch, 0, 3, screening);
    BOOST_TEST((screening.at_least(0) == Verdict::do_not_proceed));
    BOOST_TEST((screening.at_least(1) == Verdict::proceed));
    BOOST_TEST((screening.at_most(1) == Verdict::proceed_with_conditions));
    BOOST_TEST((screening.verdicts()[2] == Verdict::do_not_proceed));
    BOOST_TEST(!screening.complete(0));
    BOOST_TEST((screening.applicable(0) == Truth::yes));
    BOOST_TEST((screening.status(rule(rules, "lifted"), 0) == Status::not_fired));
    BOOST_TEST((screening.status(rule(rules, "lifted"), 2) == Status::presumed));
}

BOOST_AUTO_TEST_CASE(any_range_of_rows_gives_the_same_as_all_of_them) {
    const RuleSet rules = loaded();
    constexpr std::size_t rows = 2500;
    std::vector<std::int8_t> pain(rows);
    std::vector<std::uint64_t> present(rows / 64 + 1, 0);
    for (std::size_t row = 0; row < rows; ++row) {
        pain[row] = static_cast<std::int8_t>(row * 7 % 11);
        present[row / 64] |= std::uint64_t{row % 13 != 0 ? 1U : 0U} << (row % 64);
    }
    Batch batch(rules, rows);
    batch.set(fact(rules, "pain"), gaps(pain, present));
    BatchScreening all;
    screen(batch, 0, rows, all);
    BatchScreening part;
    const RuleId id = rule(rules, "pain");
    for (const std::size_t first : {0U, 1U, 63U, 64U, 511U, 512U, 513U, 2499U}) {
        for (const std::size_t count : {0U, 1U, 63U, 64U, 65U, 512U, 513U, 5000U}) {
            screen(batch, first, first + count, part);
            const std::size_t expected = std::min(count, rows - first);
            BOOST_REQUIRE(part.rows() == expected);
            for (std::size_t row = 0; row < expected; ++row) {
                BOOST_REQUIRE((part.status(id, row) == all.status(id, first + row)));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(many_threads_screen_one_batch) {
    const RuleSet rules = loaded();
    constexpr std::size_t rows = 4096;
    constexpr std::size_t threads = 4;
    std::vector<std::int32_t> pain(rows);
    for (std::size_t row = 0; row < rows; ++row) pain[row] = static_cast<std::int32_t>(row % 11);
    const std::vector<std::int32_t> born(rows, 0);
    Batch batch(rules, rows);
    batch.as_of(Date{2026, 11, 20})
        .set(fact(rules, "pain"), column(pain))
        .set(fact(rules, "born"), column(born));
    std::array<std::size_t, threads> fired{};
    std::vector<std::thread> running;
    for (std::size_t thread = 0; thread < threads; ++thread) {
        running.emplace_back([&, thread] {
            BatchScreening screening;
            const std::size_t each = rows / threads;
            screen(batch, thread * each, (thread + 1) * each, screening);
            fired[thread] = screening.fired().rules.size();
        });
    }
    for (std::thread& each : running) each.join();
    BatchScreening alone;
    screen(batch, 0, rows, alone);
    BOOST_TEST(fired[0] + fired[1] + fired[2] + fired[3] == alone.fired().rules.size());
}

BOOST_AUTO_TEST_CASE(the_fired_rules_of_a_row_are_listed_in_order_of_the_file) {
    const RuleSet rules = loaded();
    const std::vector<std::int8_t> pain{9, 1, 9};
    const std::vector<std::uint8_t> pregnant{1, 1, 0};
    Batch batch(rules, 3);
    batch.set(fact(rules, "pain"), column(pain)).set(fact(rules, "pregnant"), column(pregnant));
    BatchScreening screening;
    screen(batch, 0, 3, screening);
    const FiredRules fired = screening.fired(0, 3);
    const std::vector<std::uint64_t> offsets{0, 2, 3, 5};
    BOOST_TEST(std::vector<std::uint64_t>(fired.offsets.begin(), fired.offsets.end()) == offsets,
               boost::test_tools::per_element());
    BOOST_TEST((fired.rules[0] == rule(rules, "pregnancy")));
    BOOST_TEST((fired.rules[1] == rule(rules, "pain")));
    BOOST_TEST((fired.rules[4] == rule(rules, "lifted")));
    BOOST_TEST(screening.fired(1, 2).rules.size() == 1);
}

BOOST_AUTO_TEST_CASE(no_rows_are_no_trouble) {
    const RuleSet rules = loaded();
    const Batch batch(rules, std::size_t{0});
    BatchScreening screening;
    screen(batch, 0, 100, screening);
    BOOST_TEST(screening.rows() == 0);
    BOOST_TEST(screening.fired().rules.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::batch_tests
