// What conditions say: tests of values at their limits and on both sides of them, and what is made
// of tests, in Kleene's three values.

#include "worth.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace caveat::testing {

namespace {

using model::Comparison;

/// What a test on one number says of 6, 7 and 8, and of numbers known in part.
struct AroundSeven : HandMade {
    std::uint32_t pain = number("pain", 0, 10);
    ExprId how_bad = value(pain);
    ExprId seven = constant(7);

    [[nodiscard]] std::string at(ExprId test, int number) const {
        return Worth(*this, Answers(rules).number(pain, number)).of(test);
    }
    [[nodiscard]] std::string within(ExprId test, int low, int high) const {
        return Worth(*this, Answers(rules).within(pain, {low, high, true})).of(test);
    }
    [[nodiscard]] std::string around(ExprId test) const {
        return at(test, 6) + " " + at(test, 7) + " " + at(test, 8);
    }
};

/// Three yes/no questions, and what a condition says of `y`, `n` and `?` to each.
struct ThreeQuestions : HandMade {
    std::vector<std::uint32_t> facts{yes_no("a"), yes_no("b"), yes_no("c")};
    std::vector<ExprId> parts{is(facts[0]), is(facts[1]), is(facts[2])};

    [[nodiscard]] std::string says(ExprId condition, const std::string& answered) const {
        Answers answers(rules);
        for (std::size_t i = 0; i < facts.size(); ++i) {
            if (answered[i] != '?') answers.yes_no(facts[i], answered[i] == 'y');
        }
        return Worth(*this, answers).of(condition);
    }
};

struct OneDay : HandMade {
    std::uint32_t surgery = date("surgery");
    ExprId when = value(surgery);

    [[nodiscard]] std::string on(ExprId test, const Date& date) const {
        return Worth(*this, Answers(rules).date(surgery, date)).of(test);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(conditions)

BOOST_AUTO_TEST_CASE(a_number_is_compared_at_the_limit_and_beside_it) {
    AroundSeven book;
    const auto test = [&](Comparison comparison) {
        return book.compare(book.how_bad, comparison, book.seven);
    };
    BOOST_TEST(book.around(test(Comparison::greater_or_equal)) == "no yes yes");
    BOOST_TEST(book.around(test(Comparison::greater)) == "no no yes");
    BOOST_TEST(book.around(test(Comparison::less_or_equal)) == "yes yes no");
    BOOST_TEST(book.around(test(Comparison::less)) == "yes no no");
    BOOST_TEST(book.around(test(Comparison::equal)) == "no yes no");
    BOOST_TEST(book.around(book.compare(book.seven, Comparison::less, book.how_bad)) ==
               "no no yes");
}

BOOST_AUTO_TEST_CASE(a_comparison_is_decided_once_every_number_left_gives_the_same_answer) {
    AroundSeven book;
    const ExprId severe = book.compare(book.how_bad, Comparison::greater_or_equal, book.seven);
    BOOST_TEST(book.within(severe, 4, 6) == "no");
    BOOST_TEST(book.within(severe, 4, 7) == "unknown");
    BOOST_TEST(book.within(severe, 7, 10) == "yes");
    BOOST_TEST(Worth(book, Answers(book.rules)).of(severe) == "unknown");
}

BOOST_AUTO_TEST_CASE(between_includes_both_ends) {
    AroundSeven book;
    const ExprId medium =
        book.truth(model::Between{book.how_bad, book.constant(4), book.constant(6)}, {});
    BOOST_TEST(book.at(medium, 3) == "no");
    BOOST_TEST(book.at(medium, 4) == "yes");
    BOOST_TEST(book.at(medium, 6) == "yes");
    BOOST_TEST(book.at(medium, 7) == "no");
    BOOST_TEST(book.within(medium, 6, 7) == "unknown");
}

BOOST_AUTO_TEST_CASE(a_score_lies_in_a_band_with_the_ends_that_the_band_includes) {
    AroundSeven book;
    const model::Interval below_seven{0, 7, true, false};
    const ExprId total = book.score("total", {}, {{"low", "low", below_seven}});
    book.rules.scores[0].entries.resize(1);
    book.rules.scores[0].entries[0].number = book.how_bad;
    book.rules.scores[0].alone = {0};
    const ExprId low = book.truth(model::InBand{total, 0, 0}, {total});
    BOOST_TEST(book.around(low) == "yes no no");
    BOOST_TEST(book.within(low, 6, 7) == "unknown");
    BOOST_TEST(book.within(low, 0, 6) == "yes");
}

BOOST_AUTO_TEST_CASE(and_takes_the_least_of_its_parts_and_or_the_greatest) {
    ThreeQuestions book;
    const ExprId all = book.all(book.parts);
    const ExprId any = book.any(book.parts);
    BOOST_TEST(book.says(all, "yyy") == "yes");
    BOOST_TEST(book.says(all, "y?y") == "unknown");
    BOOST_TEST(book.says(all, "n?y") == "no");
    BOOST_TEST(book.says(any, "nnn") == "no");
    BOOST_TEST(book.says(any, "n?n") == "unknown");
    BOOST_TEST(book.says(any, "y?n") == "yes");
}

BOOST_AUTO_TEST_CASE(two_of_three_are_settled_by_two_that_hold_or_two_that_do_not) {
    ThreeQuestions book;
    const ExprId two = book.at_least_of(2, book.parts);
    BOOST_TEST(book.says(two, "y?y") == "yes");
    BOOST_TEST(book.says(two, "y?n") == "unknown");
    BOOST_TEST(book.says(two, "n?n") == "no");
}

BOOST_AUTO_TEST_CASE(not_turns_yes_and_no_round_and_leaves_unknown) {
    ThreeQuestions book;
    const ExprId not_a = book.is(book.facts[0], true);
    BOOST_TEST(book.says(not_a, "y??") == "no");
    BOOST_TEST(book.says(not_a, "n??") == "yes");
    BOOST_TEST(book.says(not_a, "???") == "unknown");
}

BOOST_AUTO_TEST_CASE(what_was_not_asked_because_it_does_not_apply_is_not_so) {
    ThreeQuestions book;
    book.rules.gate[book.facts[1]] = book.parts[0];  // b is asked only if a
    const ExprId test = book.is(book.facts[1]);
    const ExprId denied = book.is(book.facts[1], true);
    // Whatever was answered.
    for (const char* answered : {"n??", "ny?", "nn?"}) {
        BOOST_TEST(book.says(test, answered) == "no");
        BOOST_TEST(book.says(denied, answered) == "yes");
    }
    BOOST_TEST(book.says(test, "yy?") == "yes");
    BOOST_TEST(book.says(test, "yn?") == "no");
    // Not known whether it applies: unknown where that could still change it.
    BOOST_TEST(book.says(test, "?y?") == "unknown");
    BOOST_TEST(book.says(test, "?n?") == "no");
}

BOOST_AUTO_TEST_CASE(choices_include_what_is_present_and_not_what_is_ruled_out) {
    HandMade book;
    const auto regions = book.choices("regions", {"neck", "back", "hip"});
    const ExprId list = book.value(regions);
    facts::CodeSet neck_and_back;
    neck_and_back.insert(0);
    neck_and_back.insert(1);
    const ExprId any = book.truth(model::Includes{list, neck_and_back, false}, {list});
    const ExprId all = book.truth(model::Includes{list, neck_and_back, true}, {list});
    const ExprId empty = book.truth(model::IsEmpty{list}, {list});
    const Worth neck(book, Answers(book.rules).choices(regions, {0}));
    BOOST_TEST(neck.of(any) == "yes");
    BOOST_TEST(neck.of(all) == "no");
    BOOST_TEST(neck.of(empty) == "no");
    const Worth perhaps_back(book, Answers(book.rules).choices(regions, {0}, {}));
    BOOST_TEST(perhaps_back.of(any) == "yes");
    BOOST_TEST(perhaps_back.of(all) == "unknown");
    const Worth nothing(book, Answers(book.rules).choices(regions, {}));
    BOOST_TEST(nothing.of(any) == "no");
    BOOST_TEST(nothing.of(empty) == "yes");
    const Worth unanswered(book, Answers(book.rules));
    BOOST_TEST(unanswered.of(any) == "unknown");
    BOOST_TEST(unanswered.of(empty) == "unknown");
}

BOOST_AUTO_TEST_CASE(a_choice_is_one_of_codes) {
    HandMade book;
    const auto hands = book.choice("hands", {"gentle", "firm", "deep"});
    const ExprId value = book.value(hands);
    facts::CodeSet soft;
    soft.insert(0);
    soft.insert(1);
    const ExprId test = book.truth(model::IsOneOf{value, soft}, {value});
    BOOST_TEST(Worth(book, Answers(book.rules).choice(hands, 1)).of(test) == "yes");
    BOOST_TEST(Worth(book, Answers(book.rules).choice(hands, 2)).of(test) == "no");
    BOOST_TEST(Worth(book, Answers(book.rules)).of(test) == "unknown");
}

BOOST_AUTO_TEST_CASE(dates_are_compared_as_far_as_they_are_known) {
    OneDay book;
    const ExprId new_year = book.day({2020, 1, 1});
    const auto test = [&](model::DateRelation relation) {
        return book.truth(model::DateTest{relation, book.when, new_year}, {book.when});
    };
    const ExprId before = test(model::DateRelation::before);
    const ExprId after = test(model::DateRelation::after);
    const ExprId on = test(model::DateRelation::on);
    BOOST_TEST(book.on(before, {2019, 12, 31}) == "yes");
    BOOST_TEST(book.on(before, {2020, 1, 1}) == "no");
    BOOST_TEST(book.on(after, {2020, 1, 1}) == "no");
    BOOST_TEST(book.on(after, {2020, 1, 2}) == "yes");
    BOOST_TEST(book.on(on, {2020, 1, 1}) == "yes");
    BOOST_TEST(book.on(before, {2019, 0, 0}) == "yes");
    BOOST_TEST(book.on(after, {2020, 1, 0}) == "unknown");
    BOOST_TEST(book.on(on, {2020, 1, 0}) == "unknown");
    BOOST_TEST(book.on(on, {2020, 2, 0}) == "no");
}

BOOST_AUTO_TEST_CASE(within_the_last_ten_days_includes_today_and_exactly_ten_days_ago) {
    OneDay book;  // screened on 2026-11-20
    const ExprId within =
        book.truth(model::WithinLast{book.when, 10, values::CalendarUnit::days}, {book.when});
    const ExprId longer =
        book.truth(model::MoreThanAgo{book.when, 10, values::CalendarUnit::days}, {book.when});
    BOOST_TEST(book.on(within, {2026, 11, 9}) == "no");
    BOOST_TEST(book.on(within, {2026, 11, 10}) == "yes");
    BOOST_TEST(book.on(within, {2026, 11, 20}) == "yes");
    BOOST_TEST(book.on(within, {2026, 11, 21}) == "no");
    BOOST_TEST(book.on(longer, {2026, 11, 9}) == "yes");
    BOOST_TEST(book.on(longer, {2026, 11, 10}) == "no");
    BOOST_TEST(book.on(longer, {2026, 11, 21}) == "no");
    BOOST_TEST(book.on(within, {2026, 11, 0}) == "unknown");
    BOOST_TEST(book.on(within, {2026, 10, 0}) == "no");
    BOOST_TEST(book.on(longer, {2026, 10, 0}) == "yes");
}

BOOST_AUTO_TEST_CASE(without_the_day_of_the_screening_nothing_is_known_of_time) {
    OneDay book;
    const ExprId within =
        book.truth(model::WithinLast{book.when, 10, values::CalendarUnit::days}, {book.when});
    const ExprId longer =
        book.truth(model::MoreThanAgo{book.when, 10, values::CalendarUnit::days}, {book.when});
    Answers answers(book.rules);
    answers.date(book.surgery, {2026, 11, 20}).profile.as_of.reset();
    const Worth worth(book, answers);
    BOOST_TEST(worth.of(within) == "unknown");
    BOOST_TEST(worth.of(longer) == "unknown");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
