// What facts are worth: the answer as far as it is known, all that was declared where it is not,
// and the records that stand in for a fact while it is unanswered.

#include "worth.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace caveat::testing {

namespace {

/// A fact of each type.
struct EveryType : HandMade {
    std::uint32_t fever = yes_no("fever");
    std::uint32_t pain = number("pain", 0, 10);
    std::uint32_t hands = choice("hands", {"gentle", "firm", "deep"});
    std::uint32_t regions = choices("regions", {"neck", "back", "hip"});
    std::uint32_t surgery = date("surgery");
    ExprId has_fever = value(fever);
    ExprId how_bad = value(pain);
    ExprId technique = value(hands);
    ExprId where_it_hurts = value(regions);
    ExprId last_surgery = value(surgery);
};

/// A fact for which the count of a list of records stands in.
struct Counted : HandMade {
    std::uint32_t visits = records("visits", "visit", {{"eased"}});
    std::uint32_t times = number("times", 0, 10);
    ExprId count = node(model::RecordCount{visits, {}}, ValueKind::number, {});
    ExprId how_often = value(times, count);

    [[nodiscard]] std::vector<std::vector<facts::Value>> list(std::size_t length) const {
        return {length, {Answers::yes_no(true)}};
    }
};

using Kind = model::Incident::Kind;

}  // namespace

BOOST_AUTO_TEST_SUITE(answers)

BOOST_AUTO_TEST_CASE(an_answer_is_worth_itself) {
    EveryType book;
    const Worth worth(book, Answers(book.rules)
                                .yes_no(book.fever, false)
                                .number(book.pain, 8)
                                .choice(book.hands, 2)
                                .choices(book.regions, {1})
                                .date(book.surgery, {2025, 3, 31}));
    BOOST_TEST(worth.of(book.has_fever) == "no");
    BOOST_TEST(worth.of(book.how_bad) == "8");
    BOOST_TEST(worth.of(book.technique) == "deep");
    BOOST_TEST(worth.of(book.where_it_hurts) == "back, not neck, not hip");
    BOOST_TEST(worth.of(book.last_surgery) == "2025-03-31");
}

BOOST_AUTO_TEST_CASE(without_an_answer_a_fact_is_whatever_was_declared) {
    EveryType book;
    Answers absent(book.rules);
    Answers null(book.rules);
    Answers wrong(book.rules);
    for (std::uint32_t fact = 0; fact < book.rules.catalogue.size(); ++fact) {
        null.null(fact);
        wrong.wrong(fact);
    }
    for (const Answers& answers : {absent, null, wrong}) {
        const Worth worth(book, answers);
        BOOST_TEST(worth.of(book.has_fever) == "unknown");
        BOOST_TEST(worth.of(book.how_bad) == "0 to 10");
        BOOST_TEST(worth.of(book.technique) == "gentle or firm or deep");
        BOOST_TEST(worth.of(book.where_it_hurts) == "");
        // Declared as lying in the past.
        BOOST_TEST(worth.of(book.last_surgery) == "0001-01-01 to 2026-11-20");
    }
}

BOOST_AUTO_TEST_CASE(what_is_known_in_part_is_all_that_it_may_still_be) {
    EveryType book;
    const Worth worth(book, Answers(book.rules)
                                .within(book.pain, {5, 7, true})
                                .choices(book.regions, {0}, {2})
                                .date(book.surgery, {2025, 2, 0}));
    BOOST_TEST(worth.of(book.how_bad) == "5 to 7");
    BOOST_TEST(worth.of(book.where_it_hurts) == "neck, not hip");
    BOOST_TEST(worth.of(book.last_surgery) == "2025-02-01 to 2025-02-28");
}

BOOST_AUTO_TEST_CASE(a_hidden_answer_counts_as_absent) {
    EveryType book;
    Answers answers(book.rules);
    answers.yes_no(book.fever, true).number(book.pain, 8);
    const std::vector<std::uint8_t> all_but_pain{1, 0, 1, 1, 1};
    const Worth worth(book, answers.profile, all_but_pain);
    BOOST_TEST(worth.of(book.has_fever) == "yes");
    BOOST_TEST(worth.of(book.how_bad) == "0 to 10");
}

BOOST_AUTO_TEST_CASE(records_stand_in_while_a_fact_is_absent_or_null) {
    Counted book;
    const auto worth_of = [&](Answers answers) {
        answers.records(book.visits, book.list(3));
        return Worth(book, answers).of(book.how_often);
    };
    BOOST_TEST(worth_of(Answers(book.rules)) == "3");
    BOOST_TEST(worth_of(Answers(book.rules).null(book.times)) == "3");
    BOOST_TEST(worth_of(Answers(book.rules).number(book.times, 3)) == "3");
    // An answer that could not be used was given, and nothing replaces it.
    BOOST_TEST(worth_of(Answers(book.rules).wrong(book.times)) == "0 to 10");
}

BOOST_AUTO_TEST_CASE(records_that_leave_it_open_narrow_what_is_unanswered) {
    Counted book;
    const Worth some(book, Answers(book.rules).records(book.visits, book.list(3), false));
    BOOST_TEST(some.of(book.how_often) == "3 to 10");
    const Worth none(book, Answers(book.rules));
    BOOST_TEST(none.of(book.how_often) == "0 to 10");
}

BOOST_AUTO_TEST_CASE(an_answer_that_the_records_contradict_counts_as_unknown_and_is_reported) {
    Counted book;
    const auto worth_of = [&](int answer, bool is_complete) {
        return Worth(book, Answers(book.rules)
                               .number(book.times, answer)
                               .records(book.visits, book.list(3), is_complete));
    };
    for (const int other : {2, 4}) {
        const Worth worth = worth_of(other, true);
        BOOST_TEST(worth.of(book.how_often) == "0 to 10");
        BOOST_TEST(
            (worth.incidents == std::vector<model::Incident>{{Kind::conflict, book.times, none}}));
    }
    // There may be more records than are listed, not fewer.
    BOOST_TEST(worth_of(4, false).of(book.how_often) == "4");
    BOOST_TEST(worth_of(4, false).incidents.empty());
    BOOST_TEST(worth_of(2, false).of(book.how_often) == "0 to 10");
    BOOST_TEST(worth_of(2, false).incidents.size() == 1U);
}

BOOST_AUTO_TEST_CASE(records_that_give_what_the_fact_may_not_be_are_reported_and_not_used) {
    Counted book;
    const Worth most(book, Answers(book.rules).records(book.visits, book.list(10)));
    BOOST_TEST(most.of(book.how_often) == "10");
    BOOST_TEST(most.incidents.empty());
    const Worth more(book, Answers(book.rules).records(book.visits, book.list(11)));
    BOOST_TEST(more.of(book.how_often) == "0 to 10");
    BOOST_TEST(
        (more.incidents == std::vector<model::Incident>{{Kind::out_of_range, book.times, none}}));
}

BOOST_AUTO_TEST_CASE(a_condition_on_records_stands_in_for_a_yes_or_no) {
    HandMade book;
    const auto visits = book.records("visits", "visit", {{"eased"}});
    const auto helped = book.yes_no("helped");
    const ExprId some = book.truth(
        model::RecordsAtLeast{visits, 1, book.where([&] { return book.field_is(visits, 0); })}, {});
    const ExprId fact = book.value(helped, some);
    const auto worth_of = [&](Answers answers, bool eased) {
        answers.records(visits, {{Answers::yes_no(eased)}});
        return Worth(book, answers);
    };
    BOOST_TEST(worth_of(Answers(book.rules), true).of(fact) == "yes");
    BOOST_TEST(worth_of(Answers(book.rules), false).of(fact) == "no");
    const Worth same = worth_of(Answers(book.rules).yes_no(helped, false), false);
    BOOST_TEST(same.of(fact) == "no");
    BOOST_TEST(same.incidents.empty());
    const Worth other = worth_of(Answers(book.rules).yes_no(helped, false), true);
    BOOST_TEST(other.of(fact) == "unknown");
    BOOST_TEST(other.incidents.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_measure_of_no_records_leaves_the_answer_alone) {
    HandMade book;
    const auto visits = book.records(
        "visits", "visit", {{"day", FactKind::date}, {"hands", FactKind::choice, {"a", "b"}}}, 0);
    const auto hands = book.choice("hands", {"a", "b"});
    const ExprId latest =
        book.node(model::Measure{model::MeasureKind::latest, visits, 1, {}}, ValueKind::choice, {});
    const ExprId fact = book.value(hands, latest);
    const auto with = [&](Answers answers, std::size_t records) {
        answers.records(visits, {records, {Answers::day({2026, 1, 1}), Answers::code(1)}});
        return Worth(book, answers);
    };
    BOOST_TEST(with(Answers(book.rules), 1).of(fact) == "b");
    BOOST_TEST(with(Answers(book.rules), 0).of(fact) == "a or b");
    BOOST_TEST(with(Answers(book.rules).choice(hands, 0), 0).of(fact) == "a");
    const Worth conflict = with(Answers(book.rules).choice(hands, 0), 1);
    BOOST_TEST(conflict.of(fact) == "a or b");
    BOOST_TEST(conflict.incidents.size() == 1U);
}

BOOST_AUTO_TEST_CASE(dates_and_lists_of_the_last_record_stand_in_as_far_as_they_are_known) {
    HandMade book;
    const auto visits =
        book.records("visits", "visit",
                     {{"day", FactKind::date}, {"regions", FactKind::choices, {"a", "b"}}}, 0);
    const auto last = book.date("last");
    const auto regions = book.choices("regions", {"a", "b"});
    const auto latest = [&](std::uint32_t field, ValueKind kind) {
        return book.node(model::Measure{model::MeasureKind::latest, visits, field, {}}, kind, {});
    };
    const ExprId last_day = book.value(last, latest(0, ValueKind::date));
    const ExprId last_regions = book.value(regions, latest(1, ValueKind::choices));
    facts::Value only_b = Answers::yes_no(true);
    only_b.present.insert(1);
    only_b.absent.insert(0);
    const auto with = [&](Answers answers) {
        answers.records(visits, {{Answers::day({2026, 5, 0}), only_b}});
        return Worth(book, answers);
    };
    const Worth absent = with(Answers(book.rules));
    BOOST_TEST(absent.of(last_day) == "2026-05-01 to 2026-05-31");
    BOOST_TEST(absent.of(last_regions) == "b, not a");
    const Worth agreed = with(Answers(book.rules).date(last, {2026, 5, 31}).choices(regions, {1}));
    BOOST_TEST(agreed.of(last_day) == "2026-05-31");
    BOOST_TEST(agreed.of(last_regions) == "b, not a");
    BOOST_TEST(agreed.incidents.empty());
    const Worth other = with(Answers(book.rules).date(last, {2026, 6, 1}).choices(regions, {0, 1}));
    BOOST_TEST(other.of(last_day) == "0001-01-01 to 2026-11-20");
    BOOST_TEST(other.of(last_regions) == "");
    BOOST_TEST(other.incidents.size() == 2U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
