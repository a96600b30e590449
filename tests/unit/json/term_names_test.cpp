// A computed value is explained under the name that its author gave it, in text and in JSON,
// whatever words that name is made of.

#include <caveat/explain.hpp>
#include <caveat/json.hpp>
#include <caveat/profile.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

using namespace caveat;

namespace {

constexpr std::string_view text = R"(caveat: 1
id: terms
version: 1.0.0
facts:
  score one: {type: number, whole: true, from: 0, to: 27}
  score two: {type: number, whole: true, from: 0, to: 27}
  surgery: {type: date}
terms:
  what is missing: 27 - score one
  what there is: score one + score two
  the time after it: weeks since surgery
  what {n} points leave: n - score one
outcomes:
  inform it: {say: It.}
rules:
  - {id: missing, rule: "what is missing >= 7 → inform it"}
  - {id: between, rule: "what is missing is between 7 and 27 → inform it"}
  - {id: turned, rule: "7 <= what is missing → inform it"}
  - {id: beside, rule: "score two < what is missing → inform it"}
  - {id: either, rule: "what there is > 8 → inform it"}
  - {id: time, rule: "the time after it >= 2 → inform it"}
  - {id: left, rule: "what 27 points leave >= 7 → inform it"}
  - {id: bare, rule: "27 - score one >= 7 → inform it"}
)";

RuleSet rules() {
    const Loaded loaded = load_text(text, "terms.yaml");
    BOOST_REQUIRE_MESSAGE(loaded.rules, render(loaded));
    return *loaded.rules;
}

Screening screened(const RuleSet& rules) {
    ProfileBuilder builder(rules);
    builder.patient("p1").as_of("2026-11-20");
    builder.set("score one", 7).set("score two", 3).set("surgery", "2026-10-02");
    Screening screening;
    screen(builder.build(), screening);
    return screening;
}

Reason reason_of(const RuleSet& rules, const Screening& screening, std::string_view rule) {
    const auto id = rules.find_rule(rule);
    BOOST_REQUIRE(id);
    const Why found = why(screening, *id);
    BOOST_REQUIRE(found.reasons.size() == 1U);
    return found.reasons.front();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(term_names)

BOOST_AUTO_TEST_CASE(a_term_is_explained_under_its_own_name) {
    const RuleSet loaded = rules();
    const Screening screening = screened(loaded);
    const auto said = [&](std::string_view rule) {
        return reason_of(loaded, screening, rule).text;
    };
    BOOST_TEST(said("missing") == "what is missing is 20, at least 7");
    BOOST_TEST(said("between") == "what is missing is 20, between 7 and 27");
    BOOST_TEST(said("turned") == "what is missing is 20, at least 7");
    BOOST_TEST(said("beside") == "score two is 3, less than what is missing (20)");
    BOOST_TEST(said("either") == "what there is is 10, more than 8");
    BOOST_TEST(said("time") == "the time after it is 7 weeks, at least 2 weeks");
    BOOST_TEST(said("left") == "what 27 points leave is 20, at least 7");
    BOOST_TEST(said("bare") == "27 - score one is 20, at least 7");
    BOOST_TEST(reason_of(loaded, screening, "missing").subject == "what is missing");
    BOOST_TEST(reason_of(loaded, screening, "beside").threshold == "what is missing");
    BOOST_TEST(reason_of(loaded, screening, "missing").text_without_value ==
               "what is missing is at least 7");
}

BOOST_AUTO_TEST_CASE(so_it_is_in_json) {
    const RuleSet loaded = rules();
    const std::string report = write_report(screened(loaded));
    BOOST_TEST(report.find("\"what is missing is 20, at least 7\"") != std::string::npos, report);
    BOOST_TEST(report.find("\"what is 20") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
