// Numbers, choices, dates, records and scores of the naive evaluator, computed
// by hand.

#include "building.hpp"

#include <boost/test/unit_test.hpp>

using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(naive_values)

namespace {

constexpr Kleene no = Kleene::no;
constexpr Kleene unknown = Kleene::unknown;
constexpr Kleene yes = Kleene::yes;

/// Dated visits with a pain from 0 to 10 and a yes/no.
std::vector<Fact> visits() {
    Fact list = fact_of(FactType::records, "visits");
    list.each = "visit";
    list.fields = {fact_of(FactType::date, "date"), number_fact("pain", 0, 10),
                   fact_of(FactType::yes_no, "eased")};
    list.dated_by = 0;
    return {list};
}

Condition date_test(ConditionKind kind, std::int64_t count, TimeUnit unit) {
    Condition test;
    test.kind = kind;
    test.count.literal = count;
    test.time = unit;
    return test;
}

Number since(TimeUnit unit) {
    Number number;
    number.kind = NumberKind::since;
    number.time = unit;
    return number;
}

}  // namespace

BOOST_AUTO_TEST_CASE(an_unknown_number_is_its_declared_range) {
    const std::vector<Fact> facts{number_fact("x", 0, 4), number_fact("y", 0, 4)};
    const Condition sum =
        compare(operation(NumberKind::add, {place(0), place(1)}), Comparison::at_least, literal(5));
    BOOST_TEST(truth_of(facts, sum, {counted(0), absent()}) == no);
    BOOST_TEST(truth_of(facts, sum, {counted(1), absent()}) == unknown);
    BOOST_TEST(truth_of(facts, sum, {counted(1), counted(4)}) == yes);
}

BOOST_AUTO_TEST_CASE(a_wrong_number_counts_as_unknown) {
    const std::vector<Fact> facts{number_fact("x", 0, 4)};
    const Condition test = compare(place(0), Comparison::at_least, literal(3));
    BOOST_TEST(truth_of(facts, test, {counted(5)}) == unknown);
    BOOST_TEST(truth_of(facts, test, {counted({7, 2})}) == unknown);
}

BOOST_AUTO_TEST_CASE(a_whole_number_never_equals_a_half) {
    const std::vector<Fact> facts{number_fact("x", 0, 4)};
    BOOST_TEST(truth_of(facts, compare(place(0), Comparison::equal, literal({5, 2})), {absent()}) ==
               no);
    BOOST_TEST(truth_of(facts, compare(place(0), Comparison::equal, literal(2)), {absent()}) ==
               unknown);
}

BOOST_AUTO_TEST_CASE(units_convert_exactly) {
    Fact temperature = number_fact("temperature", 30, 45, false);
    temperature.unit = "°C";
    const Condition fever = compare(place(0), Comparison::at_least, literal(38, "°C"));
    BOOST_TEST(truth_of({temperature}, fever, {counted({1004, 10}, "°F")}) == yes);
    BOOST_TEST(truth_of({temperature}, fever, {counted({1003, 10}, "°F")}) == no);
}

BOOST_AUTO_TEST_CASE(rounding_goes_half_away_from_zero) {
    const std::vector<Fact> facts{number_fact("x", -5, 5, false)};
    const Number round = operation(NumberKind::round, {place(0)});
    const auto rounds_to = [&](Rational value, std::int64_t whole) {
        return truth_of(facts, compare(round, Comparison::equal, literal(whole)), {counted(value)});
    };
    BOOST_TEST(rounds_to({5, 2}, 3) == yes);
    BOOST_TEST(rounds_to({-5, 2}, -3) == yes);
    BOOST_TEST(rounds_to({12, 5}, 2) == yes);
}

BOOST_AUTO_TEST_CASE(an_open_list_of_choices_leaves_the_rest_unknown) {
    const std::vector<Fact> facts{choices_fact("regions", {"neck", "upper", "lower"})};
    Answer open = listed({0});
    open.is_open = true;
    open.absent = {1};
    BOOST_TEST(truth_of(facts, include(0, Include::any_of, {0, 2}), {open}) == yes);
    BOOST_TEST(truth_of(facts, include(0, Include::any_of, {1, 2}), {open}) == unknown);
    BOOST_TEST(truth_of(facts, include(0, Include::all_of, {0, 1}), {open}) == no);
    BOOST_TEST(truth_of(facts, include(0, Include::none_of, {1, 2}), {listed({0})}) == yes);
    Condition empty;
    empty.kind = ConditionKind::empty;
    BOOST_TEST(truth_of(facts, empty, {open}) == no);
    BOOST_TEST(truth_of(facts, empty, {listed({})}) == yes);
    BOOST_TEST(truth_of(facts, empty, {absent()}) == unknown);
}

BOOST_AUTO_TEST_CASE(the_29th_of_february_has_its_anniversary_on_the_28th) {
    const Day leap = day_of(2024, 2, 29);
    BOOST_TEST(add_time(leap, 1, TimeUnit::years) == day_of(2025, 2, 28));
    BOOST_TEST(add_time(leap, 4, TimeUnit::years) == day_of(2028, 2, 29));
    BOOST_TEST(completed(leap, day_of(2025, 2, 27), TimeUnit::years) == 0);
    BOOST_TEST(completed(leap, day_of(2025, 2, 28), TimeUnit::years) == 1);
    BOOST_TEST(completed(day_of(2025, 1, 31), day_of(2025, 2, 28), TimeUnit::months) == 1);
    BOOST_TEST(completed(day_of(2025, 1, 1), day_of(2025, 1, 14), TimeUnit::weeks) == 1);
}

BOOST_AUTO_TEST_CASE(the_calendar_goes_there_and_back) {
    for (Day day = day_of(1899, 12, 1); day < day_of(2101, 3, 1); ++day) {
        BOOST_REQUIRE(day_of(civil_of(day)) == day);
    }
    BOOST_TEST(iso(day_of(1970, 1, 1)) == "1970-01-01");
    BOOST_TEST(day_of(2000, 3, 1) - day_of(2000, 2, 28) == 2);
    BOOST_TEST(iso(first_day()) == "0001-01-01");
}

BOOST_AUTO_TEST_CASE(within_the_last_includes_today_and_the_first_day_only) {
    const std::vector<Fact> facts{fact_of(FactType::date, "surgery")};
    const Condition within = date_test(ConditionKind::within_last, 3, TimeUnit::weeks);
    const Condition ago = date_test(ConditionKind::more_than_ago, 3, TimeUnit::weeks);
    BOOST_TEST(truth_of(facts, within, {dated(2026, 11, 20)}) == yes);
    BOOST_TEST(truth_of(facts, within, {dated(2026, 10, 30)}) == yes);
    BOOST_TEST(truth_of(facts, within, {dated(2026, 10, 29)}) == no);
    BOOST_TEST(truth_of(facts, ago, {dated(2026, 10, 30)}) == no);
    BOOST_TEST(truth_of(facts, ago, {dated(2026, 10, 29)}) == yes);
    BOOST_TEST(truth_of(facts, within, {dated(2026, 11, 21)}) == no);
    BOOST_TEST(truth_of(facts, ago, {dated(2026, 11, 21)}) == no);
    BOOST_TEST(truth_of(facts, within, {dated(2026, 10)}) == unknown);
    BOOST_TEST(truth_of(facts, ago, {dated(2026, 9)}) == yes);
    BOOST_TEST(truth_of(facts, ago, {dated(2026, 9)}, std::nullopt) == unknown);
}

BOOST_AUTO_TEST_CASE(time_since_a_partial_date_is_a_range) {
    const std::vector<Fact> facts{fact_of(FactType::date, "birth")};
    const Condition adult =
        compare(since(TimeUnit::years), Comparison::at_least, literal(18, "years"));
    BOOST_TEST(truth_of(facts, adult, {dated(2007)}) == yes);
    BOOST_TEST(truth_of(facts, adult, {dated(2008)}) == unknown);
    BOOST_TEST(truth_of(facts, adult, {dated(2009)}) == no);
    BOOST_TEST(truth_of(facts, adult, {dated(2027)}) == unknown);
    BOOST_TEST(truth_of(facts, negated(adult), {dated(2027)}) == unknown);
}

BOOST_AUTO_TEST_CASE(an_open_list_of_records_may_grow) {
    const std::vector<Fact> facts = visits();
    const std::vector<Condition> eased{yes_no(2, true)};
    const auto rows = [](bool is_open) {
        return records({{dated(2026, 10, 1), counted(3), said(true)},
                        {dated(2026, 11, 1), counted(5), absent()}},
                       is_open);
    };
    const auto truth = [&](Quantity quantity, std::int64_t n, bool is_open) {
        return truth_of(facts, quantified(quantity, n, 0, eased), {rows(is_open)});
    };
    BOOST_TEST(truth(Quantity::any, 1, false) == yes);
    BOOST_TEST(truth(Quantity::no, 0, true) == no);
    BOOST_TEST(truth(Quantity::at_least, 2, false) == unknown);
    BOOST_TEST(truth(Quantity::at_least, 3, false) == no);
    BOOST_TEST(truth(Quantity::at_least, 3, true) == unknown);
    BOOST_TEST(truth(Quantity::at_most, 2, false) == yes);
    BOOST_TEST(truth(Quantity::at_most, 2, true) == unknown);
    BOOST_TEST(truth(Quantity::at_most, 0, true) == no);
    BOOST_TEST(truth(Quantity::exactly, 1, false) == unknown);
}

BOOST_AUTO_TEST_CASE(a_measure_covers_every_record_that_may_count) {
    const std::vector<Fact> facts = visits();
    const std::vector<Condition> eased{yes_no(2, true)};
    const Answer rows = records(
        {{dated(2026, 10, 1), counted(4), said(true)}, {dated(2026, 11, 1), counted(8), absent()}});
    const auto truth = [&](MeasureKind kind, Comparison comparison, Rational bound) {
        const Number number = measured(measure(kind, 1, 0, eased));
        return truth_of(facts, compare(number, comparison, literal(bound)), {rows});
    };
    BOOST_TEST(truth(MeasureKind::total, Comparison::at_least, 4) == yes);
    BOOST_TEST(truth(MeasureKind::total, Comparison::at_least, 5) == unknown);
    BOOST_TEST(truth(MeasureKind::total, Comparison::more, 12) == no);
    BOOST_TEST(truth(MeasureKind::average, Comparison::more, 6) == no);
    BOOST_TEST(truth(MeasureKind::average, Comparison::at_least, 6) == unknown);
    BOOST_TEST(truth(MeasureKind::highest, Comparison::more, 8) == no);
    BOOST_TEST(truth(MeasureKind::lowest, Comparison::equal, 4) == yes);
}

BOOST_AUTO_TEST_CASE(a_measure_of_no_records_is_unknown_and_a_total_is_0) {
    const std::vector<Fact> facts = visits();
    const auto truth = [&](MeasureKind kind, bool is_negated, bool is_open) {
        const Condition low = compare(measured(measure(kind, 1, 0)), Comparison::less, literal(5));
        return truth_of(facts, is_negated ? negated(low) : low, {records({}, is_open)});
    };
    for (const MeasureKind kind : {MeasureKind::average, MeasureKind::highest, MeasureKind::lowest,
                                   MeasureKind::latest, MeasureKind::earliest}) {
        BOOST_TEST(truth(kind, false, false) == unknown);
        BOOST_TEST(truth(kind, true, false) == unknown);
        BOOST_TEST(truth(kind, false, true) == unknown);
    }
    BOOST_TEST(truth(MeasureKind::total, false, false) == yes);
    BOOST_TEST(truth(MeasureKind::total, true, false) == no);
    BOOST_TEST(truth(MeasureKind::total, false, true) == unknown);
}

BOOST_AUTO_TEST_CASE(a_tie_for_the_latest_is_known_as_far_as_both_agree) {
    const std::vector<Fact> facts = visits();
    Condition eased;
    eased.kind = ConditionKind::yes_no;
    eased.subject.kind = Subject::Kind::measure;
    eased.subject.measure.push_back(measure(MeasureKind::latest, 2, 0));
    const auto truth = [&](bool first, bool second, int second_day) {
        const Answer rows = records({{dated(2026, 11, 1), counted(1), said(first)},
                                     {dated(2026, 11, second_day), counted(1), said(second)}});
        return truth_of(facts, eased, {rows});
    };
    BOOST_TEST(truth(true, false, 1) == unknown);
    BOOST_TEST(truth(true, true, 1) == yes);
    BOOST_TEST(truth(true, false, 2) == no);
    const Answer partial = records(
        {{dated(2026, 11, 1), counted(1), said(true)}, {dated(2026), counted(1), said(false)}});
    BOOST_TEST(truth_of(facts, eased, {partial}) == unknown);
}

BOOST_AUTO_TEST_CASE(a_record_dated_in_the_future_spoils_the_list) {
    const std::vector<Fact> facts = visits();
    const Answer rows = records({{dated(2026, 11, 1), counted(1), said(true)},
                                 {dated(2026, 11, 21), counted(1), said(true)}});
    const NaiveResult result = naive_screen(
        rules_for(facts, {quantified(Quantity::any, 1, 0, {yes_no(2, true)})}), profile_of({rows}));
    BOOST_TEST(result.statuses[0] == NaiveStatus::undecided);
    BOOST_TEST(result.has_problems);
}

BOOST_AUTO_TEST_CASE(a_fall_back_stands_in_and_a_conflict_is_unknown) {
    std::vector<Fact> facts = visits();
    facts.push_back(number_fact("visit count", 0, 20));
    Number count;
    count.kind = NumberKind::count_records;
    facts[1].fallback.emplace();
    facts[1].fallback->number.push_back(count);
    const Condition two = compare(place(1), Comparison::equal, literal(2));
    const Answer rows = records({{absent(), absent(), absent()}, {absent(), absent(), absent()}});
    BOOST_TEST(truth_of(facts, two, {rows, absent()}) == yes);
    BOOST_TEST(truth_of(facts, two, {absent(), counted(2)}) == yes);
    BOOST_TEST(truth_of(facts, two, {rows, counted(3)}) == unknown);
}

BOOST_AUTO_TEST_CASE(a_score_is_the_range_of_its_entries) {
    GeneratedRuleSet rules =
        rules_for({fact_of(FactType::yes_no, "a"), number_fact("phq 1", 0, 3)}, {});
    Score score;
    score.name = "wells dvt";
    score.entries = {{{yes_no(0)}, 2, {}, {}}, {{}, 0, {place(1)}, {}}};
    score.bands = {{"unlikely", Band::Kind::below, 0, 2}, {"likely", Band::Kind::and_over, 2, 0}};
    rules.scores.push_back(score);
    const auto found = [&](Answer a, Answer phq) {
        return naive_screen(rules, profile_of({std::move(a), std::move(phq)})).scores[0];
    };
    const NaiveScore open = found(absent(), counted(1));
    BOOST_TEST((open.low == Extended(1) && open.high == Extended(3)));
    BOOST_TEST(!open.band.has_value());
    BOOST_TEST((found(said(true), absent()).band == 1U));
    BOOST_TEST((found(said(false), counted(1)).band == 0U));
    rules.scores[0].strict = true;
    BOOST_TEST(!found(said(true), absent()).band.has_value());
    rules.facts[1].gate = {rules.scores[0].entries[0].condition[0]};
    BOOST_TEST((found(said(false), counted(3)).band == 0U));
    rules.scores[0].entries[1].not_asked = 2;
    BOOST_TEST((found(said(false), counted(3)).band == 1U));
}

BOOST_AUTO_TEST_SUITE_END()
