// What measures over records may still come to: every record that may count is looked at, an
// unknown field widens the measure, and a measure of no records is unknown.

#include "worth.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <vector>

namespace caveat::testing {

namespace {

using model::MeasureKind;
using Record = std::vector<facts::Value>;

/// A visit: a day, a pain of 0 to 10, whether it counts, and by whom. What is not known is left
/// out.
Record visit(std::optional<Date> day, std::optional<int> pain, std::optional<bool> counts = true,
             std::optional<std::uint32_t> hands = {}) {
    Record record(4);
    if (day) record[0] = Answers::day(*day);
    if (pain) record[1] = Answers::number(*pain);
    if (counts) record[2] = Answers::yes_no(*counts);
    if (hands) record[3] = Answers::code(*hands);
    return record;
}
Record pain_of(std::optional<int> pain, std::optional<bool> counts = true) {
    return visit(std::nullopt, pain, counts);
}

struct Visits : HandMade {
    std::uint32_t visits = records("visits", "visit",
                                   {{"day", FactKind::date},
                                    {"pain", FactKind::number},
                                    {"counts"},
                                    {"hands", FactKind::choice, {"gentle", "firm", "deep"}}},
                                   0);
    model::Where counting = where([this] { return field_is(visits, 2); });

    ExprId measure(MeasureKind kind, std::uint32_t field = 1, ValueKind value = ValueKind::number) {
        return node(model::Measure{kind, visits, field, counting}, value, {});
    }
    [[nodiscard]] std::string complete(ExprId id, const std::vector<Record>& list) const {
        return Worth(*this, Answers(rules).records(visits, list)).of(id);
    }
    [[nodiscard]] std::string open(ExprId id, const std::vector<Record>& list) const {
        return Worth(*this, Answers(rules).records(visits, list, false)).of(id);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(measures)

BOOST_AUTO_TEST_CASE(numbers_of_known_records_are_measured_exactly) {
    Visits book;
    const std::vector<Record> list{pain_of(3), pain_of(4), pain_of(8), pain_of(10, false)};
    BOOST_TEST(book.complete(book.measure(MeasureKind::total), list) == "15");
    BOOST_TEST(book.complete(book.measure(MeasureKind::average), list) == "5");
    BOOST_TEST(book.complete(book.measure(MeasureKind::highest), list) == "8");
    BOOST_TEST(book.complete(book.measure(MeasureKind::lowest), list) == "3");
}

BOOST_AUTO_TEST_CASE(an_unknown_field_widens_a_measure_by_all_that_it_may_be) {
    Visits book;
    const std::vector<Record> list{pain_of(3), pain_of({})};
    BOOST_TEST(book.complete(book.measure(MeasureKind::total), list) == "3 to 13");
    BOOST_TEST(book.complete(book.measure(MeasureKind::average), list) == "1.5 to 6.5");
    BOOST_TEST(book.complete(book.measure(MeasureKind::highest), list) == "3 to 10");
    BOOST_TEST(book.complete(book.measure(MeasureKind::lowest), list) == "0 to 3");
}

BOOST_AUTO_TEST_CASE(a_record_that_may_count_is_taken_and_left_out) {
    Visits book;
    const std::vector<Record> list{pain_of(8), pain_of(2, std::nullopt)};
    BOOST_TEST(book.complete(book.measure(MeasureKind::total), list) == "8 to 10");
    BOOST_TEST(book.complete(book.measure(MeasureKind::average), list) == "5 to 8");
    BOOST_TEST(book.complete(book.measure(MeasureKind::highest), list) == "8");
    BOOST_TEST(book.complete(book.measure(MeasureKind::lowest), list) == "2 to 8");
}

BOOST_AUTO_TEST_CASE(the_least_average_takes_in_only_what_lowers_it) {
    Visits book;
    // 6 alone is 6; with 2 it is 4, with 2 and 3 it is 11/3, with 2, 3 and 9 it is 5.
    const std::vector<Record> list{pain_of(6), pain_of(9, std::nullopt), pain_of(2, std::nullopt),
                                   pain_of(3, std::nullopt)};
    BOOST_TEST(book.complete(book.measure(MeasureKind::average), list) == "about 3.66667 to 7.5");
}

BOOST_AUTO_TEST_CASE(of_an_open_list_what_is_not_listed_may_be_anything) {
    Visits book;
    const std::vector<Record> list{pain_of(3)};
    BOOST_TEST(book.open(book.measure(MeasureKind::total), list) == "at least 3");
    BOOST_TEST(book.open(book.measure(MeasureKind::average), list) == "0 to 10");
    BOOST_TEST(book.open(book.measure(MeasureKind::highest), list) == "3 to 10");
    BOOST_TEST(book.open(book.measure(MeasureKind::lowest), list) == "0 to 3");
}

BOOST_AUTO_TEST_CASE(a_measure_of_no_records_is_unknown_but_the_total_is_0) {
    Visits book;
    const ExprId total = book.measure(MeasureKind::total);
    const ExprId highest = book.measure(MeasureKind::highest);
    const ExprId average = book.measure(MeasureKind::average);
    const std::vector<Record> left_out{pain_of(3, false)};
    const std::vector<Record> perhaps{pain_of(3, std::nullopt)};
    BOOST_TEST(book.complete(total, {}) == "0");
    BOOST_TEST(book.complete(highest, {}) == "0 to 10");
    BOOST_TEST(book.complete(total, left_out) == "0");
    BOOST_TEST(book.complete(highest, left_out) == "0 to 10");
    // Perhaps there is none, so nothing is known of the highest.
    BOOST_TEST(book.complete(total, perhaps) == "0 to 3");
    BOOST_TEST(book.complete(highest, perhaps) == "0 to 10");
    BOOST_TEST(book.complete(average, perhaps) == "0 to 10");
}

BOOST_AUTO_TEST_CASE(the_latest_and_the_earliest_give_the_field_of_that_record) {
    Visits book;
    const std::vector<Record> list{visit(Date{2026, 2, 1}, 8), visit(Date{2026, 1, 31}, 3),
                                   visit(Date{2026, 3, 1}, 5, false)};
    BOOST_TEST(book.complete(book.measure(MeasureKind::latest), list) == "8");
    BOOST_TEST(book.complete(book.measure(MeasureKind::earliest), list) == "3");
}

BOOST_AUTO_TEST_CASE(a_tie_or_an_uncertain_date_leaves_every_candidate_open) {
    Visits book;
    const ExprId latest = book.measure(MeasureKind::latest);
    const ExprId earliest = book.measure(MeasureKind::earliest);
    const Date day{2026, 2, 1};
    BOOST_TEST(book.complete(latest, {visit(day, 3), visit(day, 8)}) == "3 to 8");
    // February, of which the first day is known to be no later.
    const std::vector<Record> partly{visit(day, 3), visit(Date{2026, 2, 0}, 8)};
    BOOST_TEST(book.complete(latest, partly) == "3 to 8");
    const std::vector<Record> later{visit(day, 3), visit(Date{2026, 3, 0}, 8)};
    BOOST_TEST(book.complete(latest, later) == "8");
    BOOST_TEST(book.complete(earliest, later) == "3");
    BOOST_TEST(book.complete(latest, {visit(day, 3), visit({}, 8)}) == "3 to 8");
}

BOOST_AUTO_TEST_CASE(a_later_record_that_may_count_leaves_both_open_and_an_earlier_one_nothing) {
    Visits book;
    const ExprId latest = book.measure(MeasureKind::latest);
    const Record certain = visit(Date{2026, 2, 1}, 3);
    const Record later = visit(Date{2026, 2, 2}, 8, std::nullopt);
    const Record earlier = visit(Date{2026, 1, 31}, 8, std::nullopt);
    BOOST_TEST(book.complete(latest, {certain, later}) == "3 to 8");
    BOOST_TEST(book.complete(latest, {certain, earlier}) == "3");
}

BOOST_AUTO_TEST_CASE(the_latest_of_an_open_list_or_of_none_is_unknown) {
    Visits book;
    const ExprId latest = book.measure(MeasureKind::latest);
    const Record record = visit(Date{2026, 2, 1}, 3);
    BOOST_TEST(book.open(latest, {record}) == "0 to 10");
    BOOST_TEST(book.complete(latest, {}) == "0 to 10");
    BOOST_TEST(book.complete(latest, {visit(Date{2026, 2, 1}, 3, std::nullopt)}) == "0 to 10");
    BOOST_TEST(book.complete(latest, {visit(Date{2026, 2, 1}, {})}) == "0 to 10");
}

BOOST_AUTO_TEST_CASE(the_latest_may_be_a_code_a_yes_or_a_date) {
    Visits book;
    const ExprId hands = book.measure(MeasureKind::latest, 3, ValueKind::choice);
    const ExprId counts = book.measure(MeasureKind::latest, 2, ValueKind::yes_no);
    const ExprId day = book.measure(MeasureKind::latest, 0, ValueKind::date);
    const Date first{2026, 2, 1};
    const std::vector<Record> one{visit(Date{2026, 1, 1}, 3, true, 0), visit(first, 3, true, 2)};
    BOOST_TEST(book.complete(hands, one) == "deep");
    BOOST_TEST(book.complete(counts, one) == "yes");
    BOOST_TEST(book.complete(day, one) == "2026-02-01");
    const std::vector<Record> tied{visit(first, 3, true, 0), visit(first, 3, true, 2)};
    BOOST_TEST(book.complete(hands, tied) == "gentle or deep");
    BOOST_TEST(book.complete(hands, {visit(first, 3)}) == "gentle or firm or deep");
    BOOST_TEST(book.complete(day, {visit(first, 3), visit(Date{2026, 2, 0}, 3)}) ==
               "2026-02-01 to 2026-02-28");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
