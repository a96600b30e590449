// What tests say of what is known in part.

#include "model/truths.hpp"

#include <boost/test/unit_test.hpp>

#include <initializer_list>

namespace caveat::model {

namespace {

facts::CodeSet codes(std::initializer_list<std::size_t> all) {
    facts::CodeSet set;
    for (const std::size_t code : all) set.insert(code);
    return set;
}

Truth reaches(std::initializer_list<Truth> parts, std::uint32_t count) {
    Tally tally;
    for (const Truth part : parts) tally.add(part);
    return tally.reaches(count);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(truths)

BOOST_AUTO_TEST_CASE(at_least_so_many_is_settled_by_what_holds_or_by_what_cannot) {
    using enum Truth;
    BOOST_TEST((reaches({yes, yes, unknown}, 2) == yes));
    BOOST_TEST((reaches({yes, no, unknown}, 2) == unknown));
    BOOST_TEST((reaches({no, no, unknown}, 2) == no));
    BOOST_TEST((reaches({unknown, unknown, unknown}, 1) == unknown));
}

BOOST_AUTO_TEST_CASE(a_choice_is_one_of_codes_as_far_as_it_may_still_be_another) {
    BOOST_TEST((is_one_of(codes({1}), codes({1, 2})) == Truth::yes));
    BOOST_TEST((is_one_of(codes({1, 3}), codes({1, 2})) == Truth::unknown));
    BOOST_TEST((is_one_of(codes({3}), codes({1, 2})) == Truth::no));
}

BOOST_AUTO_TEST_CASE(a_list_includes_what_is_in_it_and_not_what_is_ruled_out) {
    const auto wanted = codes({1, 2});
    BOOST_TEST((includes_any(codes({1}), codes({2}), wanted) == Truth::yes));
    BOOST_TEST((includes_any(codes({}), codes({2}), wanted) == Truth::unknown));
    BOOST_TEST((includes_any(codes({3}), codes({1, 2}), wanted) == Truth::no));
    BOOST_TEST((includes_all(codes({1, 2}), codes({}), wanted) == Truth::yes));
    BOOST_TEST((includes_all(codes({1}), codes({}), wanted) == Truth::unknown));
    BOOST_TEST((includes_all(codes({1}), codes({2}), wanted) == Truth::no));
}

BOOST_AUTO_TEST_CASE(a_list_is_empty_when_every_code_is_ruled_out) {
    const auto all = codes({1, 2});
    BOOST_TEST((is_empty(codes({}), all, all) == Truth::yes));
    BOOST_TEST((is_empty(codes({}), codes({1}), all) == Truth::unknown));
    BOOST_TEST((is_empty(codes({1}), codes({2}), all) == Truth::no));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::model
