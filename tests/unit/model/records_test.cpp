// How many records count, when some of their fields, or the end of the list, are unknown.

#include "worth.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace caveat::testing {

namespace {

using Record = std::vector<facts::Value>;

Record visit(int pain) {
    return {Answers::number(pain)};
}
const Record unknown_pain{facts::Value{}};

/// Visits with a pain of 0 to 10; those with 7 or more are bad.
struct BadVisits : HandMade {
    std::uint32_t visits = records("visits", "visit", {{"pain", FactKind::number}});
    model::Where bad = where([this] {
        return compare(field(visits, 0), model::Comparison::greater_or_equal, constant(7));
    });

    ExprId count(const model::Where& which) {
        return node(model::RecordCount{visits, which}, ValueKind::number, {});
    }
    [[nodiscard]] std::string complete(ExprId id, const std::vector<Record>& list) const {
        return Worth(*this, Answers(rules).records(visits, list)).of(id);
    }
    [[nodiscard]] std::string open(ExprId id, const std::vector<Record>& list) const {
        return Worth(*this, Answers(rules).records(visits, list, false)).of(id);
    }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(records)

BOOST_AUTO_TEST_CASE(all_records_count_or_those_that_meet_a_condition) {
    BadVisits book;
    const ExprId all = book.count({});
    const ExprId bad = book.count(book.bad);
    const std::vector<Record> list{visit(6), visit(7), visit(8)};
    BOOST_TEST(book.complete(all, list) == "3");
    BOOST_TEST(book.complete(bad, list) == "2");
    BOOST_TEST(book.complete(bad, {}) == "0");
}

BOOST_AUTO_TEST_CASE(a_record_with_an_unknown_field_may_count) {
    BadVisits book;
    const ExprId bad = book.count(book.bad);
    BOOST_TEST(book.complete(bad, {visit(8), unknown_pain}) == "1 to 2");
    BOOST_TEST(book.complete(book.count({}), {visit(8), unknown_pain}) == "2");
}

BOOST_AUTO_TEST_CASE(to_an_open_list_any_number_of_records_may_be_added) {
    BadVisits book;
    const ExprId bad = book.count(book.bad);
    BOOST_TEST(book.open(bad, {visit(8), visit(3)}) == "at least 1");
    BOOST_TEST(Worth(book, Answers(book.rules)).of(bad) == "at least 0");
    BOOST_TEST(Worth(book, Answers(book.rules).null(book.visits)).of(bad) == "at least 0");
    BOOST_TEST(Worth(book, Answers(book.rules).wrong(book.visits)).of(bad) == "at least 0");
}

BOOST_AUTO_TEST_CASE(at_least_two_records_and_at_most_two_are_met_around_two) {
    BadVisits book;
    const ExprId least = book.truth(model::RecordsAtLeast{book.visits, 2, book.bad}, {});
    const ExprId most = book.truth(model::RecordsAtMost{book.visits, 2, book.bad}, {});
    std::vector<Record> list{visit(9), visit(1)};
    BOOST_TEST(book.complete(least, list) == "no");
    BOOST_TEST(book.complete(most, list) == "yes");
    list.push_back(visit(9));
    BOOST_TEST(book.complete(least, list) == "yes");
    BOOST_TEST(book.complete(most, list) == "yes");
    list.push_back(visit(9));
    BOOST_TEST(book.complete(least, list) == "yes");
    BOOST_TEST(book.complete(most, list) == "no");
}

BOOST_AUTO_TEST_CASE(what_may_count_or_may_come_leaves_a_quantifier_open_until_it_is_reached) {
    BadVisits book;
    const ExprId least = book.truth(model::RecordsAtLeast{book.visits, 2, book.bad}, {});
    const ExprId most = book.truth(model::RecordsAtMost{book.visits, 2, book.bad}, {});
    BOOST_TEST(book.complete(least, {visit(9), unknown_pain}) == "unknown");
    BOOST_TEST(book.complete(least, {visit(1), unknown_pain}) == "no");
    BOOST_TEST(book.complete(most, {visit(9), visit(9), unknown_pain}) == "unknown");
    BOOST_TEST(book.open(least, {}) == "unknown");
    BOOST_TEST(book.open(least, {visit(9), visit(9)}) == "yes");
    BOOST_TEST(book.open(most, {visit(9), visit(9)}) == "unknown");
    BOOST_TEST(book.open(most, {visit(9), visit(9), visit(9)}) == "no");
}

BOOST_AUTO_TEST_CASE(a_condition_on_a_record_may_look_at_the_patient_as_well) {
    HandMade book;
    const auto visits = book.records("visits", "visit", {{"eased"}});
    const auto fever = book.yes_no("fever");
    const ExprId has_fever = book.is(fever);
    const model::Where both =
        book.where([&] { return book.all({book.field_is(visits, 0), has_fever}); });
    const ExprId some = book.truth(model::RecordsAtLeast{visits, 1, both}, {});
    const auto worth = [&](Answers answers) {
        return Worth(book, answers.records(visits, {{Answers::yes_no(true)}})).of(some);
    };
    BOOST_TEST(worth(Answers(book.rules).yes_no(fever, true)) == "yes");
    BOOST_TEST(worth(Answers(book.rules).yes_no(fever, false)) == "no");
    BOOST_TEST(worth(Answers(book.rules)) == "unknown");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
