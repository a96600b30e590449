// What is remembered of tokens: each once, and none for longer than it may be used.

#include "adapters/service/used_tokens.hpp"

#include <boost/test/unit_test.hpp>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(used_tokens)

BOOST_AUTO_TEST_CASE(a_token_is_first_once_until_it_expires) {
    service::UsedTokens used(100);
    const std::optional<bool> yes(true);
    const std::optional<bool> no(false);
    BOOST_TEST((used.is_first("a", "1", 200, 100) == yes));
    BOOST_TEST((used.is_first("a", "1", 200, 200) == no));
    BOOST_TEST((used.is_first("a", "2", 200, 100) == yes));
    BOOST_TEST((used.is_first("a2", "", 200, 100) == yes));
    BOOST_TEST((used.is_first("", "a2", 200, 100) == yes));
    BOOST_TEST((used.is_first("a", "1", 300, 201) == yes));
    BOOST_TEST((used.is_first("a", "1", 300, 201) == no));
}

BOOST_AUTO_TEST_CASE(what_has_expired_takes_no_room) {
    service::UsedTokens used(1'000'000);
    for (std::int64_t i = 0; i < 20'000; ++i) {
        const std::int64_t now = i / 10;
        BOOST_TEST_REQUIRE(
            (used.is_first("a", std::to_string(i), now + 60, now) == std::optional<bool>(true)));
    }
    // 610 may come again.
    BOOST_TEST(used.size() <= 2 * 1024U);
}

BOOST_AUTO_TEST_CASE(where_too_many_are_held_none_is_forgotten) {
    service::UsedTokens used(10);
    for (int i = 0; i < 10; ++i) {
        BOOST_TEST((used.is_first("a", std::to_string(i), i == 0 ? 150 : 200, 100) ==
                    std::optional<bool>(true)));
    }
    BOOST_TEST(!used.is_first("a", "10", 200, 100).has_value());
    BOOST_TEST(!used.is_first("a", "1", 200, 150).has_value());
    BOOST_TEST((used.is_first("a", "10", 200, 151) == std::optional<bool>(true)));
    BOOST_TEST(!used.is_first("a", "11", 200, 151).has_value());
    BOOST_TEST((used.is_first("a", "1", 300, 201) == std::optional<bool>(true)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
