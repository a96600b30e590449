// What a score comes to: what its entries add, as far as their answers are known, and of entries
// that rest on the same answers only what they can add up to together.

#include "scores.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(score_points)

BOOST_AUTO_TEST_CASE(an_entry_adds_its_weight_when_its_condition_holds) {
    Scored book;
    const auto cancer = book.yes_no("cancer");
    const auto other = book.yes_no("other diagnosis");
    book.add({points(book.is(cancer), 1), points(book.is(other), -2)});
    const auto answers = [&] { return Answers(book.rules); };
    BOOST_TEST(book.worth(answers().yes_no(cancer, true).yes_no(other, false)) == "1");
    BOOST_TEST(book.worth(answers().yes_no(cancer, true).yes_no(other, true)) == "-1");
    BOOST_TEST(book.worth(answers().yes_no(cancer, true)) == "-1 to 1");
    BOOST_TEST(book.worth(answers().yes_no(other, false)) == "0 to 1");
    BOOST_TEST(book.worth(answers()) == "-2 to 1");
}

BOOST_AUTO_TEST_CASE(an_entry_that_is_a_number_adds_it_and_what_not_asked_says_behind_a_shut_gate) {
    Scored book;
    const auto sick = book.yes_no("sick");
    const auto days = book.number("days", 1, 5);
    model::ScoreEntry entry = number_entry(book.value(days));
    const std::vector<ExprId> gates{book.is(sick)};
    entry.gates = book.rules.tree.add_children(gates);
    entry.not_asked = -1;
    book.add({entry});
    const auto answers = [&] { return Answers(book.rules).number(days, 3); };
    BOOST_TEST(book.worth(answers().yes_no(sick, true)) == "3");
    BOOST_TEST(book.worth(answers().yes_no(sick, false)) == "-1");
    BOOST_TEST(book.worth(answers()) == "-1 to 3");
    BOOST_TEST(book.worth(Answers(book.rules).yes_no(sick, true)) == "1 to 5");
}

BOOST_AUTO_TEST_CASE(of_the_rows_of_a_table_exactly_one_counts) {
    Scored book;
    const auto how_often = book.choice("how often", {"never", "monthly", "daily"});
    const ExprId value = book.value(how_often);
    std::vector<model::ScoreEntry> rows;
    const int weights[] = {2, 3, 6};
    for (std::size_t code = 0; code < 3; ++code) {
        facts::CodeSet only;
        only.insert(code);
        rows.push_back(points(book.truth(model::IsOneOf{value, only}, {value}), weights[code]));
    }
    book.add(rows, 0);
    BOOST_TEST(book.worth(Answers(book.rules).choice(how_often, 1)) == "3");
    BOOST_TEST(book.worth(Answers(book.rules).choice(how_often, 2)) == "6");
    BOOST_TEST(book.worth(Answers(book.rules)) == "2 to 6");
}

BOOST_AUTO_TEST_CASE(entries_that_exclude_each_other_are_never_counted_both) {
    Scored book;
    const auto pain = book.number("pain", 0, 10);
    const ExprId value = book.value(pain);
    const auto seven = book.constant(7);
    const auto four = book.constant(4);
    book.add({points(book.compare(value, model::Comparison::greater_or_equal, seven), 2),
              points(book.compare(value, model::Comparison::less, four), 3)});
    // 0 to 3: three points; 4 to 6: none; 7 to 10: two.
    BOOST_TEST(book.worth(Answers(book.rules)) == "0 to 3");
    BOOST_TEST(book.worth(Answers(book.rules).within(pain, {4, 10, true})) == "0 to 2");
    BOOST_TEST(book.worth(Answers(book.rules).within(pain, {3, 6, true})) == "0 to 3");
    BOOST_TEST(book.worth(Answers(book.rules).number(pain, 3)) == "3");
    BOOST_TEST(book.worth(Answers(book.rules).number(pain, 7)) == "2");
}

BOOST_AUTO_TEST_CASE(a_strict_score_is_unknown_until_every_item_is_known) {
    Scored book;
    const auto a = book.yes_no("a");
    const auto b = book.yes_no("b");
    book.add({points(book.is(a), 1), points(book.is(b), 1)});
    const Answers half = Answers(book.rules).yes_no(a, true);
    const Answers full = Answers(half).yes_no(b, true);
    BOOST_TEST(book.worth(half) == "1 to 2");
    book.rules.scores.front().is_strict = true;
    BOOST_TEST(book.worth(half) == "0 to 2");
    BOOST_TEST(book.worth(full) == "2");
}

namespace {

/// Four items, of which three must be answered before the total is scaled up.
struct Prorated : Scored {
    std::vector<std::uint32_t> items{yes_no("a"), yes_no("b"), yes_no("c"), yes_no("d")};

    Prorated() {
        std::vector<model::ScoreEntry> entries;
        for (const std::uint32_t item : items) entries.push_back(points(is(item), 1));
        add(entries);
        model::Prorating& how = rules.scores.front().prorating;
        how.at_least = 3;
        for (const std::uint32_t item : items) how.facts.push_back({item});
    }
    /// `y`, `n`, `-` for null, `?` for absent.
    [[nodiscard]] std::string presumed(const std::string& given, bool presumes = true) const {
        Answers answers(rules);
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (given[i] == '-') answers.null(items[i]);
            if (given[i] == 'y' || given[i] == 'n') answers.yes_no(items[i], given[i] == 'y');
        }
        return Worth(*this, answers.profile, {}, presumes).of(total);
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_total_is_scaled_up_once_enough_is_answered_and_the_rest_is_null) {
    Prorated book;
    BOOST_TEST(book.presumed("yyy-") == "4");  // 3 of 3, of 4
    BOOST_TEST(book.presumed("ynn-") == "about 1.33333");
    BOOST_TEST(book.presumed("yy--") == "2 to 4");         // too few are answered
    BOOST_TEST(book.presumed("yyy?") == "3 to 4");         // the last may still come
    BOOST_TEST(book.presumed("yyyn") == "3");              // nothing is missing
    BOOST_TEST(book.presumed("yyy-", false) == "3 to 4");  // certain is only this
}

BOOST_AUTO_TEST_CASE(a_scaled_total_is_rounded_half_away_from_zero_to_its_step) {
    Prorated book;
    model::Prorating& how = book.rules.scores.front().prorating;
    how.step = 1;
    BOOST_TEST(book.presumed("ynn-") == "1");  // 4/3
    BOOST_TEST(book.presumed("yyn-") == "3");  // 8/3
    how.step = 2;
    BOOST_TEST(book.presumed("ynn-") == "2");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
