// What the printer writes, in its plainest spelling, and that every spelling of
// a name keeps its letters.

#include "support/printer.hpp"

#include "building.hpp"
#include "support/generator.hpp"

#include <boost/test/unit_test.hpp>

using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(printing)

namespace {

GeneratedRuleSet some_rules() {
    Fact sessions = fact_of(FactType::records, "sessions");
    sessions.each = "session";
    sessions.fields = {fact_of(FactType::yes_no, "eased"), number_fact("effort", 0, 10)};
    return rules_for({fact_of(FactType::yes_no, "night pain"), number_fact("pain nrs", 0, 10),
                      choices_fact("regions", {"neck", "lower back"}), sessions},
                     {});
}

std::string plain(const Condition& condition) {
    return print_condition(some_rules(), condition, 0);
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_mixed_condition_has_parentheses) {
    const Condition severe = compare(place(1), Comparison::at_least, literal(7));
    const Condition mixed =
        grouped(ConditionKind::any, {yes_no(0), grouped(ConditionKind::all, {yes_no(0), severe})});
    BOOST_TEST(plain(mixed) == "night pain or (night pain and pain nrs ≥ 7)");
    BOOST_TEST(plain(negated(mixed)) == "not (night pain or (night pain and pain nrs ≥ 7))");
}

BOOST_AUTO_TEST_CASE(arithmetic_keeps_its_order) {
    const Number sum = operation(NumberKind::add, {place(1), literal(2)});
    const Number twice = operation(NumberKind::multiply, {sum, literal(2)});
    const Number difference = operation(NumberKind::subtract, {literal(9), sum});
    BOOST_TEST(plain(compare(twice, Comparison::less, difference)) ==
               "(pain nrs + 2) * 2 < 9 - (pain nrs + 2)");
}

BOOST_AUTO_TEST_CASE(quantifiers_and_lists_are_sentences) {
    BOOST_TEST(plain(quantified(Quantity::no, 0, 3, {yes_no(0, true)})) ==
               "no session where eased");
    const Condition both = grouped(ConditionKind::all, {yes_no(0, true), yes_no(0)});
    BOOST_TEST(plain(quantified(Quantity::at_least, 2, 3, {both})) ==
               "at least 2 sessions where (eased and night pain)");
    BOOST_TEST(plain(include(2, Include::all_of, {0, 1})) ==
               "regions include all of neck, lower back");
    BOOST_TEST(plain(of_list(Quantity::exactly, 1, {yes_no(0), yes_no(0)})) ==
               "exactly 1 of (night pain; night pain)");
    const Number highest = measured(measure(MeasureKind::highest, 1, 3, {yes_no(0, true)}));
    BOOST_TEST(plain(compare(highest, Comparison::more, literal({1, 2}))) ==
               "highest effort of sessions where (eased) > 0.5");
}

BOOST_AUTO_TEST_CASE(decimals_have_no_needless_digits) {
    BOOST_TEST(decimal_text({-5, 4}) == "-1.25");
    BOOST_TEST(decimal_text(10) == "10");
    BOOST_TEST(decimal_text({1, 1000}) == "0.001");
}

BOOST_AUTO_TEST_CASE(a_profile_is_json) {
    Answer open = listed({1});
    open.is_open = true;
    open.absent = {0};
    Answer null;
    null.state = AnswerState::null;
    const GeneratedProfile profile =
        profile_of({null, counted(7), open, records({{said(true), absent()}})});
    BOOST_TEST(print_profile(some_rules(), profile, 0) ==
               "{\"patient\": \"p1\", \"as_of\": \"2026-11-20\", \"facts\": {\"night_pain\": null, "
               "\"pain_nrs\": 7, \"regions\": {\"present\": [\"lower_back\"], \"absent\": "
               "[\"neck\"]}, \"sessions\": [{\"eased\": true}]}}");
}

BOOST_AUTO_TEST_CASE(a_seed_gives_the_same_text_always) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const GeneratedRuleSet rules = generate_rules(seed);
        BOOST_TEST(print_rules(rules, seed) == print_rules(generate_rules(seed), seed));
        BOOST_TEST(print_profile(rules, generate_profile(rules, seed), seed) ==
                   print_profile(rules, generate_profile(rules, seed), seed));
    }
}

BOOST_AUTO_TEST_SUITE_END()
