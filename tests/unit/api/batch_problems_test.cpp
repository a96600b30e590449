// What is wrong with columns and with single values in them, and what becomes of the rows.

#include <caveat/profile.hpp>
#include <caveat/screen.hpp>

#include "unit/api/batch_rules.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace caveat::batch_tests {

BOOST_AUTO_TEST_SUITE(batch_problems)

namespace {

/// The most memory that this process has had so far.
std::int64_t peak_kilobytes() {
    rusage usage{};
    BOOST_REQUIRE(getrusage(RUSAGE_SELF, &usage) == 0);
    return usage.ru_maxrss;
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_list_without_end_is_a_problem_and_takes_no_room) {
    const RuleSet rules = loaded();
    constexpr std::int64_t many = 3'600'000'000;
    const std::vector<std::int64_t> offsets{0, 1, many, many + 10'000, many + 20'001};
    Batch batch(rules, 4);
    batch.set_list(fact(rules, "sessions"), lists(offsets));
    BOOST_REQUIRE(batch.problems().size() == 1U);
    BOOST_TEST(batch.problems().front().code == "too-long");
    const std::int64_t before = peak_kilobytes();
    BOOST_TEST(statuses(batch, "sessions") == ".uuu");
    BOOST_TEST(peak_kilobytes() - before < 64 * 1024);
    BatchScreening screening;
    screen(batch, 0, 4, screening);
    BOOST_REQUIRE(screening.refused().size() == 1U);
    BOOST_TEST(screening.refused().front().first_row == 1U);
    BOOST_TEST(screening.refused().front().count == 2U);
}

BOOST_AUTO_TEST_CASE(a_column_of_the_wrong_kind_or_length_is_a_problem) {
    const RuleSet rules = loaded();
    const std::vector<double> reals(4, 1);
    const std::vector<std::int32_t> short_one(3, 9);
    const std::vector<std::int32_t> nines(4, 9);
    const auto check = [&](const char* code, const auto& bind) {
        Batch batch(rules, 4);
        bind(batch);
        BOOST_TEST(problem_of(batch) == code);
        BOOST_TEST(statuses(batch, "pain") == "uuuu");
    };
    check("wrong-column", [&](Batch& b) { b.set(fact(rules, "pregnant"), column(reals)); });
    check("wrong-column", [&](Batch& b) { b.set(fact(rules, "sessions"), column(nines)); });
    check("wrong-column",
          [&](Batch& b) { b.set(fact(rules, "pain"), bits(without_second, without_second, 4)); });
    check("wrong-length", [&](Batch& b) { b.set(fact(rules, "pain"), column(short_one)); });
    check("wrong-scale", [&](Batch& b) { b.set(fact(rules, "pain"), gaps(nines, {}, 19)); });
    check("wrong-scale", [&](Batch& b) { b.set(fact(rules, "sex"), gaps(nines, {}, 1)); });
    check("unknown-fact", [&](Batch& b) { b.set(FactId{99}, column(nines)); });
    check("given-twice", [&](Batch& b) {
        b.set(fact(rules, "pain"), column(nines)).set(fact(rules, "pain"), column(nines));
    });
    const std::vector<std::uint32_t> falling{0, 2, 1, 2, 2};
    const std::vector<std::uint32_t> zeros(5, 0);
    check("wrong-offsets", [&](Batch& b) { b.set_list(fact(rules, "sessions"), lists(falling)); });
    check("wrong-column", [&](Batch& b) { b.set_list(fact(rules, "pain"), lists(zeros)); });
    const std::vector<std::uint32_t> offsets{0, 1, 2, 3, 4};
    check("unknown-field", [&](Batch& b) {
        b.set_list(fact(rules, "sessions"), lists(offsets))
            .set(field(rules, "sessions", "colour"), column(nines));
    });
    check("wrong-length", [&](Batch& b) {
        b.set_list(fact(rules, "sessions"), lists(offsets))
            .set(field(rules, "sessions", "strength"), column(short_one));
    });
    check("bad-as-of", [&](Batch& b) { b.as_of(Date{2026, 11, 0}); });
}

BOOST_AUTO_TEST_CASE(a_value_outside_its_range_is_refused_and_counted) {
    const RuleSet rules = loaded();
    std::vector<std::int16_t> column(1500, 8);
    column[700] = 11;
    column[701] = -1;
    column[1499] = 300;
    Batch batch(rules, column.size());
    batch.as_of(Date{2026, 11, 20}).set(fact(rules, "pain"), caveat::column(column));
    BatchScreening screening;
    screen(batch, 0, column.size(), screening);
    BOOST_TEST(screening.rows_with_problems()[700 / 64] == std::uint64_t{3} << (700 % 64));
    BOOST_TEST(screening.rows_with_problems()[0] == 0U);
    const std::vector<RefusedValues> expected{{fact(rules, "pain"), {}, 700, 3}};
    BOOST_TEST((screening.refused() == expected));
    const RuleId pain = rule(rules, "pain");
    BOOST_TEST((screening.status(pain, 699) == Status::fired));
    BOOST_TEST((screening.status(pain, 700) == Status::undecided));
    BOOST_TEST((screening.status(pain, 1499) == Status::undecided));
    // What a row without a value holds is not looked at.
    std::vector<std::uint64_t> present(24, ~std::uint64_t{0});
    present[700 / 64] = 0;
    present[1499 / 64] = 0;
    Batch some(rules, column.size());
    some.set(fact(rules, "pain"), gaps(column, present));
    screen(some, 0, column.size(), screening);
    BOOST_TEST(screening.refused().empty());
}

BOOST_AUTO_TEST_CASE(a_number_between_two_whole_ones_is_refused_where_it_must_be_whole) {
    const RuleSet rules = loaded();
    const std::vector<std::int32_t> column{70, 75, 60, 80};
    Batch batch(rules, 4);
    batch.set(fact(rules, "pain"), gaps(column, {}, 1));
    BOOST_TEST(statuses(batch, "pain") == "fu.f");
}

BOOST_AUTO_TEST_CASE(a_profile_of_another_rule_set_is_a_problem_and_knows_nothing) {
    const RuleSet rules = loaded();
    std::string newer = rule_text;
    newer.replace(newer.find("1.0.0"), 5, "1.0.1");
    const RuleSet other = loaded(newer);
    std::vector<Profile> profiles;
    profiles.push_back(ProfileBuilder(rules).set("pain", 9).build());
    profiles.push_back(ProfileBuilder(other).set("pain", 9).build());
    const Batch batch(rules, profiles);
    BOOST_TEST(problem_of(batch) == "wrong-rule-set");
    BOOST_TEST(statuses(batch, "pain") == "fu");
}

BOOST_AUTO_TEST_CASE(columns_that_contradict_each_other_count_as_unanswered) {
    const RuleSet rules = loaded(R"(caveat: 1
id: contradictions
version: 1.0.0
facts:
  upper: {type: number, whole: true, from: 0, to: 300}
  lower: {type: number, whole: true, from: 0, to: 300}
  ticked: {type: choices, of: [clot, cancer, none of these], exclusive: [none of these]}
impossible:
  - {when: lower > upper, say: The lower pressure is above the upper one.}
outcomes: {avoid massage: No massage.}
rules:
  - {id: high, rule: upper >= 180 → avoid massage}
  - {id: sum, rule: upper + lower >= 200 → avoid massage}
  - {id: clot, rule: ticked include clot → avoid massage}
)");
    const std::vector<std::int32_t> upper{190, 80, 190, 100};
    const std::vector<std::int32_t> lower{90, 120, 195, 100};
    const std::vector<std::uint8_t> ticked{1, 4, 5, 2};
    Batch batch(rules, upper.size());
    batch.set(fact(rules, "upper"), column(upper));
    batch.set(fact(rules, "lower"), column(lower));
    batch.set(fact(rules, "ticked"), column(ticked));
    BOOST_TEST(batch.problems().empty());
    BOOST_TEST(statuses(batch, "high") == "fuu.");
    BOOST_TEST(statuses(batch, "sum") == "fuuf");
    BOOST_TEST(statuses(batch, "clot") == "f.u.");
    BatchScreening screening;
    screen(batch, 0, batch.rows(), screening);
    std::uint64_t refused = 0;
    for (const RefusedValues& each : screening.refused()) refused += each.count;
    BOOST_TEST(refused == 5U);
}

BOOST_AUTO_TEST_CASE(answers_that_contradict_each_other_are_unanswered_wherever_the_row_stands) {
    const RuleSet rules = loaded(R"(caveat: 1
id: contradictions
version: 1.0.0
facts:
  upper: {type: number, whole: true, from: 0, to: 300}
  lower: {type: number, whole: true, from: 0, to: 300}
  swollen: {type: yes/no, ask: "Is the leg swollen?", ask whom: clinician}
impossible:
  - {when: lower > upper, say: The lower pressure is above the upper one.}
outcomes: {avoid massage: No massage.}
rules:
  - {id: high, rule: upper >= 180 → avoid massage}
  - {id: swelling, rule: swollen → avoid massage}
)");
    const std::size_t rows = 5000;  // more than are looked at together
    const std::vector<std::size_t> contradicting{0, 70, 4500, rows - 1};
    for (const std::size_t until : {std::size_t{100}, rows}) {
        std::vector<std::int32_t> upper(rows, 190);
        const std::vector<std::int32_t> lower(rows, 90);
        for (const std::size_t row : contradicting) {
            if (row < until) upper[row] = 80;
        }
        Batch batch(rules, rows);
        batch.set(fact(rules, "upper"), column(upper));
        batch.set(fact(rules, "lower"), column(lower));
        Respondents patient_alone;
        patient_alone.clinician = false;
        BatchScreening screening;
        screen(batch, 0, rows, screening, patient_alone);
        for (const std::size_t row : {std::size_t{0}, std::size_t{1}, std::size_t{70},
                                      std::size_t{4096}, std::size_t{4500}, rows - 1}) {
            const Screening alone = screen(batch.profile(row), patient_alone);
            for (const RuleId rule : rules.rules()) {
                BOOST_TEST_CONTEXT("row " << row << ", rule " << rule.index) {
                    BOOST_TEST((screening.status(rule, row) == alone.status(rule)));
                    BOOST_TEST((screening.rows_deferred(rule)[row / 64] >> row % 64 & 1U) ==
                               (alone.is_deferred(rule) ? 1U : 0U));
                }
            }
            BOOST_TEST((screening.verdict(row) == alone.verdict()));
            BOOST_TEST((screening.at_most(row) == alone.at_most()));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::batch_tests
