// Many patients as columns: the same answers, row by row, at the ends of words, strips and chunks.

#include "eval/batch/run.hpp"
#include "in_words.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace caveat::testing {

namespace {

/// A yes/no question and a number, with a rule on each and one on both.
struct Columns : HandMade {
    std::uint32_t fever = yes_no("fever");
    std::uint32_t pain = number("pain", 0, 10);
    eval::Compiled compiled;
    eval::Table table;
    eval::BatchRun run;
    std::vector<std::uint64_t> fevers;
    std::vector<std::uint64_t> fevers_known;
    std::vector<std::uint8_t> pains;

    explicit Columns(std::size_t rows)
        : fevers(eval::words_for(rows)), fevers_known(eval::words_for(rows)), pains(rows) {
        const ExprId hot = is(fever);
        const ExprId severe = at_least(pain, 7);
        rule("fever", hot, none, Verb::avoid);
        rule("severe", severe, none, Verb::refer);
        rule("both", all({hot, severe}), none, Verb::caution);
        rule("exempt", severe, hot, Verb::caution);
        finish();
        compiled = eval::compile(rules);
        eval::prepare(table, rules, compiled, rows);
    }
    Columns& row(std::size_t row, Truth has_fever, std::uint8_t how_bad) {
        eval::set_bit(fevers.data(), row, has_fever == Truth::yes);
        eval::set_bit(fevers_known.data(), row, has_fever != Truth::unknown);
        pains[row] = how_bad;
        return *this;
    }
    void screen(std::size_t first, std::size_t last, bool with_pain = true) {
        table.columns[fever] = {eval::ColumnType::bits, fevers.data(),
                                reinterpret_cast<const std::uint8_t*>(fevers_known.data())};
        if (with_pain) table.columns[pain] = {eval::ColumnType::uint8, pains.data()};
        eval::encode_place(table, fever);
        eval::encode_place(table, pain);
        run.screen(table, first, last, {});
    }
    /// Of all rules, in one row counted from the first that was screened.
    [[nodiscard]] std::string ends(std::size_t row) const {
        std::string text;
        for (std::uint32_t rule = 0; rule < rules.rules.size(); ++rule) {
            text += (rule == 0 ? "" : ", ") + to_text(run.rules().status(rule, row));
        }
        return text;
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(batch)

BOOST_AUTO_TEST_CASE(every_row_ends_as_that_patient_would) {
    Columns batch(6);
    batch.row(0, Truth::yes, 7).row(1, Truth::yes, 6).row(2, Truth::no, 7);
    batch.row(3, Truth::no, 6).row(4, Truth::unknown, 7).row(5, Truth::unknown, 6);
    batch.screen(0, 6);
    BOOST_TEST(batch.ends(0) == "fired, fired, fired, not fired");
    BOOST_TEST(batch.ends(1) == "fired, not fired, not fired, not fired");
    BOOST_TEST(batch.ends(2) == "not fired, fired, not fired, fired");
    BOOST_TEST(batch.ends(3) == "not fired, not fired, not fired, not fired");
    BOOST_TEST(batch.ends(4) == "undecided, fired, undecided, presumed");
    BOOST_TEST(batch.ends(5) == "undecided, not fired, not fired, not fired");
}

BOOST_AUTO_TEST_CASE(a_fact_without_a_column_is_unknown_in_every_row) {
    Columns batch(2);
    batch.row(0, Truth::yes, 7).row(1, Truth::no, 7);
    batch.screen(0, 2, false);
    BOOST_TEST(batch.ends(0) == "fired, undecided, undecided, not fired");
    BOOST_TEST(batch.ends(1) == "not fired, undecided, not fired, undecided");
}

BOOST_AUTO_TEST_CASE(rows_at_the_ends_of_words_strips_and_chunks_are_not_mixed_up) {
    constexpr std::size_t rows = 64 * 64 + 65;
    const std::vector<std::size_t> severe{0, 63, 64, 511, 512, 4095, 4096, rows - 1};
    Columns batch(rows);
    for (std::size_t row = 0; row < rows; ++row) batch.row(row, Truth::no, 6);
    for (const std::size_t row : severe) batch.row(row, Truth::no, 7);
    batch.screen(0, rows);
    std::vector<std::size_t> found;
    const auto fired = batch.run.rules().rows_with(1, Status::fired);
    eval::for_each_bit(fired.data(), fired.size(), [&](std::size_t row) { found.push_back(row); });
    BOOST_TEST(found == severe);
    const auto not_fired = batch.run.rules().rows_with(1, Status::not_fired);
    std::size_t others = 0;
    eval::for_each_bit(not_fired.data(), not_fired.size(), [&](std::size_t) { ++others; });
    BOOST_TEST(others == rows - severe.size());
}

BOOST_AUTO_TEST_CASE(some_rows_are_screened_and_counted_from_the_first_of_them) {
    Columns batch(130);
    for (std::size_t row = 0; row < 130; ++row) batch.row(row, Truth::no, row == 70 ? 7 : 6);
    batch.screen(69, 72);
    BOOST_TEST(batch.run.first_row() == 69U);
    BOOST_TEST(batch.run.rows() == 3U);
    BOOST_TEST(batch.ends(0) == "not fired, not fired, not fired, not fired");
    BOOST_TEST(batch.ends(1) == "not fired, fired, not fired, fired");
    BOOST_TEST(batch.ends(2) == "not fired, not fired, not fired, not fired");
}

BOOST_AUTO_TEST_CASE(the_bounds_of_a_row_are_those_of_what_fired_and_may_fire_in_it) {
    Columns batch(3);
    batch.row(0, Truth::unknown, 7).row(1, Truth::no, 6).row(2, Truth::yes, 6);
    batch.screen(0, 3);
    const auto bound = [&](eval::VerdictBound which) {
        const auto all = batch.run.verdicts().bounds(which);
        return std::vector<Verdict>(all.begin(), all.end());
    };
    using Verdicts = std::vector<Verdict>;
    BOOST_TEST((bound(eval::VerdictBound::at_least) ==
                Verdicts{Verdict::refer_first, Verdict::proceed, Verdict::do_not_proceed}));
    BOOST_TEST((bound(eval::VerdictBound::verdict) ==
                Verdicts{Verdict::refer_first, Verdict::proceed, Verdict::do_not_proceed}));
    BOOST_TEST((bound(eval::VerdictBound::at_most) ==
                Verdicts{Verdict::do_not_proceed, Verdict::proceed, Verdict::do_not_proceed}));
    BOOST_TEST(!batch.run.verdicts().is_complete(0));
    BOOST_TEST(batch.run.verdicts().is_complete(1));
}

BOOST_AUTO_TEST_CASE(a_value_that_the_fact_may_not_have_is_refused_and_counts_as_unknown) {
    Columns batch(3);
    batch.row(0, Truth::no, 10).row(1, Truth::no, 11).row(2, Truth::no, 255);
    batch.screen(0, 3);
    BOOST_TEST(batch.ends(0) == "not fired, fired, not fired, fired");
    BOOST_TEST(batch.ends(1) == "not fired, undecided, not fired, undecided");
    BOOST_TEST_REQUIRE(batch.run.problems().refused().size() == 1U);
    BOOST_TEST(batch.run.problems().refused()[0].fact == batch.pain);
    BOOST_TEST(batch.run.problems().refused()[0].first_row == 1U);
    BOOST_TEST(batch.run.problems().refused()[0].count == 2U);
}

BOOST_AUTO_TEST_CASE(the_rules_that_fired_are_listed_row_after_row) {
    Columns batch(3);
    batch.row(0, Truth::yes, 7).row(1, Truth::no, 6).row(2, Truth::no, 7);
    batch.screen(0, 3);
    const auto fired = batch.run.rules().fired(0, 3);
    std::vector<std::uint32_t> rules;
    for (const RuleId rule : fired.rules) rules.push_back(rule.index);
    BOOST_TEST(rules == (std::vector<std::uint32_t>{0, 1, 2, 1, 3}));
    BOOST_TEST((std::vector<std::uint64_t>(fired.offsets.begin(), fired.offsets.end()) ==
                std::vector<std::uint64_t>{0, 3, 3, 5}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
