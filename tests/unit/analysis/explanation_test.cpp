// One rule and one patient, all that can be said of them.

#include <caveat/authoring/explain.hpp>
#include <caveat/json.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

namespace caveat::authoring {

namespace {

constexpr std::string_view two_rules = R"(caveat: 1
facts:
  pain nrs: {type: number, whole: true, from: 0, to: 10, ask: "How strong?"}
  checked: yes/no
outcomes:
  refer to doctor: {say: Please see a doctor.}
rules:
  - id: severe
    when:
      pain nrs >= 7
    then: refer to doctor
    because: it may be serious

  - rule: checked → refer to doctor
)";

struct Explained {
    RuleSet rules = *load_text(two_rules, "two.yaml").rules;
    Screening screening;
    RuleExplanation severe;

    explicit Explained(const std::string& facts) {
        screen(read_profile(rules, R"({"as_of": "2026-11-20", "facts": {)" + facts + "}}"),
               screening);
        severe = explain_rule(screening, *rules.find_rule("severe"));
    }
};

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(explanations)

BOOST_AUTO_TEST_CASE(a_rule_is_shown_as_its_author_wrote_it_without_the_indentation) {
    const RuleSet rules = *load_text(two_rules).rules;
    const std::vector<std::string> lines = author_lines(rules, *rules.find_rule("severe"));
    BOOST_REQUIRE(lines.size() == 5U);
    BOOST_TEST(lines[0] == "id: severe");
    BOOST_TEST(lines[1] == "when:");
    BOOST_TEST(lines[2] == "  pain nrs >= 7");
    BOOST_TEST(lines[4] == "because: it may be serious");
    BOOST_TEST(author_lines(rules, RuleId{2}).empty());
}

BOOST_AUTO_TEST_CASE(a_rule_that_fired_has_its_reasons_and_what_would_stop_it) {
    const Explained one(R"("pain_nrs": 8)");
    BOOST_TEST((one.severe.status == Status::fired));
    BOOST_REQUIRE(one.severe.reasons.size() == 1U);
    BOOST_TEST(one.severe.reasons.front().text == "pain nrs is 8, at least 7");
    BOOST_TEST(!one.severe.near_miss.has_value());
    BOOST_REQUIRE(one.severe.changes.size() == 2U);
    BOOST_TEST((one.severe.changes[0].found.end == SearchEnd::already_there));
    BOOST_TEST((one.severe.changes[1].target == Target::does_not_fire));
    BOOST_TEST((one.severe.changes[1].found.end == SearchEnd::found));
}

BOOST_AUTO_TEST_CASE(one_that_is_open_says_what_to_ask) {
    const Explained one("");
    BOOST_TEST((one.severe.status == Status::undecided));
    BOOST_REQUIRE(one.severe.asks.size() == 1U);
    BOOST_TEST(one.rules.fact(one.severe.asks.front()).name == "pain nrs");
    BOOST_TEST(status_words(one.severe.status) == "undecided");
}

BOOST_AUTO_TEST_CASE(the_page_has_every_part_in_order) {
    const Explained one(R"("pain_nrs": 6, "checked": "maybe")");
    const std::string page = write_styled_text(one.severe, one.screening).text;
    BOOST_TEST(page.starts_with("severe: not fired\n"));
    std::size_t before = 0;
    for (const char* heading : {"What it says (line 8)", "What is known", "Why it does not hold",
                                "What would change it", "Problems"}) {
        BOOST_TEST_CONTEXT(heading) {
            const std::size_t at = page.find(heading);
            BOOST_REQUIRE(at != std::string::npos);
            BOOST_TEST(at > before);
            before = at;
        }
    }
    BOOST_TEST(has(page, "All but one part holds: pain nrs is 6, needs at least 7."));
}

BOOST_AUTO_TEST_CASE(what_lifted_a_rule_is_said_once) {
    const RuleSet rules = *load_text(R"(caveat: 1
facts: {fever: yes/no}
outcomes:
  suggest rest: {say: Rest.}
  suggest walking: {say: Walk.}
rules:
  - {id: rest, rule: fever → suggest rest, overrides: [walking]}
  - {id: more, rule: fever → suggest rest, overrides: [walking]}
  - {id: walking, rule: fever → suggest walking}
)")
                               .rules;
    const Screening screening =
        screen(read_profile(rules, R"({"as_of": "2026-11-20", "facts": {"fever": true}})"));
    const RuleExplanation lifted = explain_rule(screening, *rules.find_rule("walking"));
    BOOST_REQUIRE(lifted.lifted_by.size() == 2U);
    const std::string page = write_styled_text(lifted, screening).text;
    for (const std::string by : {"lifted by rest", "lifted by more"}) {
        const std::string line = "\n  - " + by + "\n";
        BOOST_REQUIRE(has(page, line));
        BOOST_TEST(page.find(line) == page.rfind(line), page);
    }
}

BOOST_AUTO_TEST_CASE(of_a_rule_that_is_not_there_nothing_is_said) {
    const Explained one("");
    const RuleExplanation none = explain_rule(one.screening, RuleId{7});
    BOOST_TEST(none.lines.empty());
    BOOST_TEST(none.changes.empty());
    BOOST_TEST(explain_rule(Screening(), RuleId{0}).trace.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::authoring
