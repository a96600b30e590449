// How a rule ends: the table of the language, §5, in full.

#include "eval/statuses.hpp"

#include <boost/test/unit_test.hpp>

#include <vector>

namespace caveat::eval {

namespace {

constexpr Truth no = Truth::no;
constexpr Truth unknown = Truth::unknown;
constexpr Truth yes = Truth::yes;

/// Of a rule that two others may lift, by how they ended.
Exemption lifted_by(Status first, Status second, Truth unless = no) {
    const std::vector<Status> statuses{first, second};
    const std::vector<RuleId> both{RuleId{0}, RuleId{1}};
    return exemption_of(both, unless, statuses);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(statuses)

BOOST_AUTO_TEST_CASE(a_condition_that_holds_fires_unless_it_is_exempt_or_may_be) {
    for (const IfUnknown each : {IfUnknown::ask, IfUnknown::presume, IfUnknown::ignore}) {
        BOOST_TEST((status_of(yes, no, false, each) == Status::fired));
        BOOST_TEST((status_of(yes, unknown, false, each) == Status::presumed));
        BOOST_TEST((status_of(yes, yes, false, each) == Status::not_fired));
        BOOST_TEST((status_of(yes, yes, true, each) == Status::overridden));
    }
}

BOOST_AUTO_TEST_CASE(a_condition_that_does_not_hold_fires_never_and_is_lifted_by_nothing) {
    for (const IfUnknown each : {IfUnknown::ask, IfUnknown::presume, IfUnknown::ignore}) {
        for (const Truth exemption : {no, unknown, yes}) {
            BOOST_TEST((status_of(no, exemption, true, each) == Status::not_fired));
        }
    }
}

BOOST_AUTO_TEST_CASE(an_unknown_condition_ends_as_the_rule_says) {
    for (const Truth exemption : {no, unknown}) {
        BOOST_TEST((status_of(unknown, exemption, false, IfUnknown::ask) == Status::undecided));
        BOOST_TEST((status_of(unknown, exemption, false, IfUnknown::presume) == Status::presumed));
        BOOST_TEST((status_of(unknown, exemption, false, IfUnknown::ignore) == Status::undecided));
    }
    BOOST_TEST((status_of(unknown, yes, false, IfUnknown::presume) == Status::not_fired));
    BOOST_TEST((status_of(unknown, yes, true, IfUnknown::ask) == Status::overridden));
}

BOOST_AUTO_TEST_CASE(a_rule_that_fired_lifts_and_one_that_is_open_may) {
    const Exemption fired = lifted_by(Status::not_fired, Status::fired);
    BOOST_TEST((fired.truth == yes));
    BOOST_TEST(fired.by_rule);
    for (const Status open : {Status::presumed, Status::undecided}) {
        const Exemption perhaps = lifted_by(Status::not_fired, open);
        BOOST_TEST((perhaps.truth == unknown));
        BOOST_TEST(!perhaps.by_rule);
    }
    BOOST_TEST((lifted_by(Status::undecided, Status::fired).truth == yes));
}

BOOST_AUTO_TEST_CASE(a_rule_that_did_not_fire_or_was_lifted_itself_lifts_nothing) {
    BOOST_TEST((lifted_by(Status::not_fired, Status::overridden).truth == no));
    BOOST_TEST((lifted_by(Status::not_fired, Status::not_fired, unknown).truth == unknown));
    const Exemption exempt = lifted_by(Status::not_fired, Status::undecided, yes);
    BOOST_TEST((exempt.truth == yes));
    BOOST_TEST(!exempt.by_rule);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::eval
