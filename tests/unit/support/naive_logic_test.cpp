// Logic, gates and rules of the naive evaluator against hand-made tables.

#include "building.hpp"

#include <boost/test/unit_test.hpp>

using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(naive_logic)

namespace {

const std::vector<Fact> two{fact_of(FactType::yes_no, "a"), fact_of(FactType::yes_no, "b")};

Answer answer_of(Kleene truth) {
    return truth == Kleene::unknown ? absent() : said(truth == Kleene::yes);
}

constexpr Kleene no = Kleene::no;
constexpr Kleene unknown = Kleene::unknown;
constexpr Kleene yes = Kleene::yes;

}  // namespace

BOOST_AUTO_TEST_CASE(and_or_and_not_follow_kleene) {
    struct Row {
        Kleene a, b, both, either;
    };
    const Row rows[] = {{no, no, no, no},
                        {no, unknown, no, unknown},
                        {no, yes, no, yes},
                        {unknown, unknown, unknown, unknown},
                        {unknown, yes, unknown, yes},
                        {yes, yes, yes, yes}};
    for (const Row& row : rows) {
        const std::vector<Answer> answers{answer_of(row.a), answer_of(row.b)};
        const Condition both = grouped(ConditionKind::all, {yes_no(0), yes_no(1)});
        const Condition either = grouped(ConditionKind::any, {yes_no(0), yes_no(1)});
        BOOST_TEST(truth_of(two, both, answers) == row.both);
        BOOST_TEST(truth_of(two, either, answers) == row.either);
    }
    BOOST_TEST(truth_of(two, negated(yes_no(0)), {absent(), absent()}) == unknown);
    BOOST_TEST(truth_of(two, negated(yes_no(0)), {said(false), absent()}) == yes);
}

BOOST_AUTO_TEST_CASE(a_null_answer_is_as_unknown_as_none) {
    Answer null;
    null.state = AnswerState::null;
    BOOST_TEST(truth_of(two, yes_no(0), {null, absent()}) == unknown);
}

BOOST_AUTO_TEST_CASE(k_of_n_counts_certain_and_possible_parts) {
    const std::vector<Condition> parts{yes_no(0), yes_no(1), negated(yes_no(0))};
    const auto truth = [&](Quantity quantity, std::int64_t n, Kleene a, Kleene b) {
        return truth_of(two, of_list(quantity, n, parts), {answer_of(a), answer_of(b)});
    };
    BOOST_TEST(truth(Quantity::at_least, 2, yes, yes) == yes);
    BOOST_TEST(truth(Quantity::at_least, 2, yes, no) == no);
    BOOST_TEST(truth(Quantity::at_least, 3, yes, unknown) == no);
    BOOST_TEST(truth(Quantity::at_least, 2, yes, unknown) == unknown);
    BOOST_TEST(truth(Quantity::at_most, 1, yes, no) == yes);
    BOOST_TEST(truth(Quantity::at_most, 1, yes, yes) == no);
    BOOST_TEST(truth(Quantity::exactly, 2, no, yes) == yes);
    BOOST_TEST(truth(Quantity::exactly, 2, no, unknown) == unknown);
    BOOST_TEST(truth_of(two, of_list(Quantity::at_most, 0, {yes_no(0)}), {said(false), absent()}) ==
               yes);
}

BOOST_AUTO_TEST_CASE(what_is_not_asked_is_not_so_and_not_turns_that_round) {
    std::vector<Fact> facts = two;
    facts[1].gate = {yes_no(0)};
    const auto truth = [&](Kleene gate, Kleene answer, bool is_negated) {
        const Condition test = is_negated ? negated(yes_no(1)) : yes_no(1);
        return truth_of(facts, test, {answer_of(gate), answer_of(answer)});
    };
    BOOST_TEST(truth(yes, yes, false) == yes);
    BOOST_TEST(truth(yes, no, true) == yes);
    BOOST_TEST(truth(no, yes, false) == no);
    BOOST_TEST(truth(no, yes, true) == yes);
    BOOST_TEST(truth(no, no, true) == yes);
    BOOST_TEST(truth(unknown, yes, false) == unknown);
    BOOST_TEST(truth(unknown, yes, true) == unknown);
    BOOST_TEST(truth(unknown, no, true) == yes);
    BOOST_TEST(truth(unknown, no, false) == no);
}

BOOST_AUTO_TEST_CASE(a_gated_gate_needs_its_own_gate) {
    std::vector<Fact> facts = two;
    facts.push_back(fact_of(FactType::yes_no, "c"));
    facts[1].gate = {yes_no(0)};
    facts[2].gate = {yes_no(1)};
    BOOST_TEST(truth_of(facts, yes_no(2), {said(false), said(true), said(true)}) == no);
    BOOST_TEST(truth_of(facts, yes_no(2), {said(true), said(true), said(true)}) == yes);
}

BOOST_AUTO_TEST_CASE(none_of_holds_for_what_is_not_asked) {
    std::vector<Fact> facts = two;
    facts.push_back(fact_of(FactType::yes_no, "c"));
    facts[2].gate = {yes_no(0)};
    const Condition none = grouped(ConditionKind::none, {yes_no(1), yes_no(2)});
    BOOST_TEST(truth_of(facts, none, {said(false), said(false), said(true)}) == yes);
    BOOST_TEST(truth_of(facts, none, {said(true), said(false), said(true)}) == no);
}

BOOST_AUTO_TEST_CASE(statuses_follow_the_table) {
    struct Row {
        Kleene condition, exemption;
        IfUnknown if_unknown;
        NaiveStatus status;
    };
    const Row rows[] = {
        {yes, no, IfUnknown::ask, NaiveStatus::fired},
        {no, unknown, IfUnknown::ask, NaiveStatus::not_fired},
        {yes, yes, IfUnknown::ask, NaiveStatus::not_fired},
        {unknown, yes, IfUnknown::presume, NaiveStatus::not_fired},
        {yes, unknown, IfUnknown::ask, NaiveStatus::presumed},
        {unknown, no, IfUnknown::ask, NaiveStatus::undecided},
        {unknown, unknown, IfUnknown::ask, NaiveStatus::undecided},
        {unknown, no, IfUnknown::presume, NaiveStatus::presumed},
        {unknown, unknown, IfUnknown::ignore, NaiveStatus::undecided},
    };
    for (const Row& row : rows) {
        GeneratedRuleSet rules = rules_for(two, {yes_no(0)});
        rules.rules[0].unless.push_back(yes_no(1));
        rules.rules[0].if_unknown = row.if_unknown;
        const NaiveResult result =
            naive_screen(rules, profile_of({answer_of(row.condition), answer_of(row.exemption)}));
        BOOST_TEST(result.statuses[0] == row.status);
    }
}

BOOST_AUTO_TEST_CASE(a_fired_rule_overrides_and_an_open_one_makes_presumed) {
    GeneratedRuleSet rules = rules_for(two, {yes_no(0), yes_no(1)});
    rules.rules[0].overrides.push_back(1);
    const auto lifted = [&](Kleene lifting) {
        return naive_screen(rules, profile_of({answer_of(lifting), said(true)})).statuses[1];
    };
    BOOST_TEST(lifted(yes) == NaiveStatus::overridden);
    BOOST_TEST(lifted(unknown) == NaiveStatus::presumed);
    BOOST_TEST(lifted(no) == NaiveStatus::fired);
}

BOOST_AUTO_TEST_CASE(the_verdict_has_bounds) {
    GeneratedRuleSet rules = rules_for(two, {yes_no(0), yes_no(1)});
    rules.outcomes.push_back({Verb::avoid, "massage", {}});
    rules.rules[1].outcomes[0].outcome = 1;
    const NaiveResult result = naive_screen(rules, profile_of({said(true), absent()}));
    BOOST_TEST(result.at_least == NaiveVerdict::refer_first);
    BOOST_TEST(result.verdict == NaiveVerdict::refer_first);
    BOOST_TEST(result.at_most == NaiveVerdict::do_not_proceed);
    BOOST_TEST(!result.complete);
}

BOOST_AUTO_TEST_CASE(applies_to_bounds_the_verdict) {
    GeneratedRuleSet rules = rules_for(two, {yes_no(1)});
    rules.applies_to.push_back(yes_no(0));
    const NaiveResult out = naive_screen(rules, profile_of({said(false), said(true)}));
    BOOST_TEST(out.verdict == NaiveVerdict::not_applicable);
    BOOST_TEST(out.statuses[0] == NaiveStatus::not_fired);
    const NaiveResult open = naive_screen(rules, profile_of({absent(), said(true)}));
    BOOST_TEST(open.at_least == NaiveVerdict::not_applicable);
    BOOST_TEST(open.verdict == NaiveVerdict::proceed);
    BOOST_TEST(open.at_most == NaiveVerdict::refer_first);
}

BOOST_AUTO_TEST_SUITE_END()
