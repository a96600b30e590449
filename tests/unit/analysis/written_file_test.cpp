// What an author wrote, beside what a rule set needs for screening.

#include "analysis/written_file.hpp"

#include "api/access.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

namespace caveat::analysis {

namespace {

constexpr const char* two_rules = R"(caveat: 1
id: written
version: 1.0.0
facts:
  fever: yes/no
  age: {type: number, whole: true, from: 0, to: 120}
terms:
  unwell: fever
scores:
  risk:
    points:
      - age: {below 65: 0, 65 and over: 1}
    bands: {low: 0, high: 1}
outcomes:
  refer to doctor: See a doctor.
rules:
  - unwell → refer to doctor
  - {id: old, rule: age >= 65 and fever unless risk is low → refer to doctor}
)";

const api::LoadedRules& what_loaded(const Loaded& from) {
    return api::loaded_of(*from.rules);
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_sentences_of_a_rule_file_are_those_that_its_author_wrote) {
    const Loaded rules = load_text(two_rules, "written.yaml");
    BOOST_REQUIRE(rules.rules);
    const language::Sentences& sentences = what_loaded(rules).file().sentences;
    const auto text = [&](std::optional<language::NodeId> sentence) {
        return sentence ? language::print(sentences.syntax, *sentence) : std::string();
    };
    BOOST_REQUIRE(sentences.rules.size() == 2U);
    BOOST_TEST(text(sentences.rules[0].condition) == "unwell");
    BOOST_TEST(text(sentences.rules[1].condition) == "age >= 65 and fever");
    BOOST_TEST(text(sentences.rules[1].exemption) == "risk is low");
    BOOST_TEST(!sentences.rules[1].unless);
    BOOST_REQUIRE(sentences.terms.size() == 1U);
    BOOST_TEST(text(sentences.terms[0]) == "fever");
    BOOST_REQUIRE(sentences.points.size() == 1U);
    BOOST_TEST(sentences.points[0][0].rows.size() == 2U);
    BOOST_TEST(sentences.bands[0].size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_file_is_read_once_for_all_who_ask_what_it_says) {
    const Loaded rules = load_text(two_rules, "written.yaml");
    BOOST_REQUIRE(rules.rules);
    const RuleSet copy = *rules.rules;
    BOOST_TEST(&document_of(what_loaded(rules)) == &document_of(api::loaded_of(copy)));
}

BOOST_AUTO_TEST_CASE(rules_that_were_never_loaded_say_nothing) {
    BOOST_TEST(document_of(api::loaded_of(api::no_rules())).rules.empty());
}

}  // namespace caveat::analysis
