// How a rule ends: the table of the language, §5, in full.

#include "eval/statuses.hpp"

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
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

constexpr std::size_t patients = 64;

/// Truths of 64 patients.
TruthWord words_of(const std::array<Truth, patients>& truths) {
    TruthWord words;
    for (std::size_t i = 0; i < patients; ++i) {
        if (truths[i] == yes) words.yes |= std::uint64_t{1} << i;
        if (truths[i] != no) words.may |= std::uint64_t{1} << i;
    }
    return words;
}

/// How the patient of this bit ends.
Status status_at(const StatusWord& ends, std::size_t bit) {
    std::vector<Status> found;
    const auto add = [&](std::uint64_t word, Status status) {
        if ((word >> bit & 1U) != 0) found.push_back(status);
    };
    add(ends.fired, Status::fired);
    add(ends.presumed, Status::presumed);
    add(ends.undecided, Status::undecided);
    add(ends.overridden, Status::overridden);
    BOOST_TEST(found.size() <= 1U);
    return found.empty() ? Status::not_fired : found.front();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(statuses)

BOOST_AUTO_TEST_CASE(each_of_64_patients_ends_as_one_alone) {
    constexpr std::array truths{no, unknown, yes};
    std::array<Truth, patients> conditions{};
    std::array<Truth, patients> exemptions{};
    std::uint64_t by_rule = 0;
    for (std::size_t i = 0; i < patients; ++i) {  // every 18 of them, all that there is
        conditions[i] = truths[i % 3];
        exemptions[i] = truths[i / 3 % 3];
        if (i / 9 % 2 != 0) by_rule |= std::uint64_t{1} << i;
    }
    for (const IfUnknown each : {IfUnknown::ask, IfUnknown::presume, IfUnknown::ignore}) {
        const StatusWord ends = statuses_of(words_of(conditions), words_of(exemptions), by_rule,
                                            each == IfUnknown::presume);
        for (std::size_t i = 0; i < patients; ++i) {
            const bool is_lifted = (by_rule >> i & 1U) != 0;
            BOOST_TEST(
                (status_at(ends, i) == status_of(conditions[i], exemptions[i], is_lifted, each)));
        }
    }
}

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
