// What was handed out stands by itself, whatever it came from is gone.

#include <caveat/adapter.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>

namespace caveat::lifetimes_tests {

BOOST_AUTO_TEST_SUITE(lifetimes)

namespace {

/// The same bytes each time, and memory of their own.
RuleSet load() {
    const Loaded loaded = load_text(R"(caveat: 1
id: small
facts: {fever: {type: yes/no}, pain: {type: number, from: 0, to: 10}}
outcomes: {avoid massage: Do not massage.}
rules: [{id: fever, rule: fever → avoid massage}]
)");
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    return *loaded.rules;
}

Profile feverish() {
    return ProfileBuilder(load()).set("fever", true).set("pain", 5).build();
}

void check_answers(const Profile& profile) {
    BOOST_TEST((profile.answer(*profile.rules().find_fact("fever")) == Answer(true)));
    BOOST_TEST((profile.answer(*profile.rules().find_fact("pain")) == Answer(5)));
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_screening_used_for_rules_loaded_twice_keeps_those_of_its_profile) {
    const Profile kept = [] {
        Screening screening;
        screen(feverish(), screening);
        screen(feverish(), screening);
        return screening.profile();
    }();
    check_answers(kept);
}

BOOST_AUTO_TEST_CASE(a_profile_built_into_another_is_of_the_rules_of_its_adapter) {
    Profile kept = feverish();
    {
        ProfileAdapter adapter(load());
        adapter.yes_no(FactId{0}, true);
        adapter.number(FactId{1}, std::int64_t{5});
        adapter.build_into(kept);
    }
    check_answers(kept);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::lifetimes_tests
