// The rule set for back pain and massage against its table: every statement cited, every rule with
// patients just inside and just outside it.

#include <caveat/json.hpp>
#include <caveat/rules.hpp>
#include <caveat/screen.hpp>

#include "support/golden.hpp"

#include <boost/test/unit_test.hpp>
#include <simdjson.h>

#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

using caveat::Status;

const caveat::RuleSet& seed_rules() {
    static const caveat::Loaded loaded =
        caveat::load_file(CAVEAT_SOURCE_DIR "/rules/back-pain-massage.yaml");
    BOOST_REQUIRE_MESSAGE(loaded.rules.has_value(), caveat::render(loaded));
    return *loaded.rules;
}

struct Row {
    std::string name;
    std::string rule;
    std::string profile;
    std::string status;
    std::uint64_t problems = 0;  ///< how many wrong answers the profile holds on purpose
};

std::vector<Row> read_table() {
    const std::string text = caveat::testing::read_source_file("tests/rules/table.json");
    simdjson::dom::parser parser;
    std::vector<Row> rows;
    for (const simdjson::dom::element row : parser.parse(text).get_array()) {
        const std::string facts = simdjson::minify(row["facts"]);
        std::uint64_t problems = 0;
        if (row["problems"].get(problems) != simdjson::SUCCESS) problems = 0;
        rows.push_back({std::string(row["name"].get_string().value()),
                        std::string(row["rule"].get_string().value()),
                        R"({"as_of": "2026-11-20", "facts": )" + facts + "}",
                        std::string(row["status"].get_string().value()), problems});
    }
    return rows;
}

std::string_view word(Status status) {
    switch (status) {
        case Status::not_fired:
            return "not_fired";
        case Status::overridden:
            return "overridden";
        case Status::undecided:
            return "undecided";
        case Status::presumed:
            return "presumed";
        case Status::fired:
            break;
    }
    return "fired";
}

/// The 53 statements: how many each of the five articles makes.
constexpr std::array<std::pair<std::string_view, int>, 5> statements{
    {{"S0", 13}, {"S1", 13}, {"S2", 12}, {"S3", 7}, {"S4", 8}}};

std::set<std::string> statement_ids() {
    std::set<std::string> ids;
    for (const auto& [article, count] : statements) {
        for (int i = 1; i <= count; ++i) {
            ids.insert(std::string(article) + (i < 10 ? "-0" : "-") + std::to_string(i));
        }
    }
    return ids;
}

}  // namespace

BOOST_AUTO_TEST_CASE(the_rule_set_loads_without_a_diagnostic) {
    const caveat::Loaded loaded =
        caveat::load_file(CAVEAT_SOURCE_DIR "/rules/back-pain-massage.yaml");
    BOOST_CHECK_EQUAL(caveat::render(loaded), "");
    BOOST_CHECK(loaded.rules.has_value());
}

BOOST_AUTO_TEST_CASE(every_one_of_the_53_statements_is_cited_by_a_rule_and_declared_as_a_source) {
    const caveat::RuleSet& rules = seed_rules();
    std::set<std::string> cited;
    for (std::uint32_t i = 0; i < rules.rule_count(); ++i) {
        const auto rule = rules.rule(caveat::RuleId{i});
        BOOST_CHECK_MESSAGE(!rule.sources.empty(), rule.id << " cites nothing");
        BOOST_CHECK_MESSAGE(!rule.because.empty(), rule.id << " gives no reason");
        cited.insert(rule.sources.begin(), rule.sources.end());
    }
    std::set<std::string> declared;
    for (const caveat::SourceId source : rules.sources()) {
        declared.insert(std::string(rules.source(source).id));
    }
    const std::set<std::string> ids = statement_ids();
    BOOST_CHECK_EQUAL(ids.size(), 53U);
    for (const std::string& id : ids) {
        BOOST_CHECK_MESSAGE(cited.contains(id), id << " is cited by no rule");
        BOOST_CHECK_MESSAGE(declared.contains(id), id << " is no declared source");
    }
}

BOOST_AUTO_TEST_CASE(every_row_of_the_table_ends_as_the_statements_say) {
    const caveat::RuleSet& rules = seed_rules();
    caveat::Screening screening;
    const std::vector<Row> rows = read_table();
    BOOST_CHECK_GE(rows.size(), 300U);
    for (const Row& row : rows) {
        const auto rule = rules.find_rule(row.rule);
        BOOST_REQUIRE_MESSAGE(rule.has_value(), "no rule " << row.rule);
        const caveat::Profile profile = caveat::read_profile(rules, row.profile);
        // Answers that are not used because they do not apply are noted, and no problem.
        const auto problems = static_cast<std::size_t>(std::count_if(
            profile.problems().begin(), profile.problems().end(),
            [](const auto& each) { return each.severity == caveat::Severity::error; }));
        BOOST_CHECK_MESSAGE(problems == row.problems, row.name << ": " << problems << " problems");
        caveat::screen(profile, screening);
        BOOST_CHECK_MESSAGE(word(screening.status(*rule)) == row.status,
                            row.rule << ", " << row.name << ": expected " << row.status << ", got "
                                     << word(screening.status(*rule)) << "\n  " << row.profile);
    }
}

BOOST_AUTO_TEST_CASE(no_benefit_and_no_plan_stands_beside_a_certain_referral) {
    const caveat::RuleSet& rules = seed_rules();
    caveat::Screening screening;
    int referred = 0;
    for (const Row& row : read_table()) {
        const caveat::Profile profile = caveat::read_profile(rules, row.profile);
        caveat::screen(profile, screening);
        if (screening.at_least() < caveat::Verdict::refer_first) continue;
        ++referred;
        for (const caveat::OutcomeFound& found : screening.outcomes()) {
            const auto outcome = rules.outcome(found.outcome);
            BOOST_CHECK_MESSAGE(outcome.verb > caveat::Verb::suggest,
                                outcome.say << " stands beside a referral\n  " << row.profile);
        }
    }
    BOOST_CHECK_GE(referred, 50);
}

BOOST_AUTO_TEST_CASE(every_rule_has_a_patient_inside_it_and_one_outside) {
    const caveat::RuleSet& rules = seed_rules();
    std::map<std::string, std::set<std::string>> seen;
    for (const Row& row : read_table()) seen[row.rule].insert(row.status);
    for (std::uint32_t i = 0; i < rules.rule_count(); ++i) {
        const std::string id(rules.rule(caveat::RuleId{i}).id);
        // A claim that the contraindication always overrules is met when it is overridden.
        const bool is_met = seen[id].contains("fired") || seen[id].contains("overridden");
        BOOST_CHECK_MESSAGE(is_met, id << " has no row in which its condition holds");
        BOOST_CHECK_MESSAGE(seen[id].contains("not_fired"), id << " has no row outside it");
    }
}

BOOST_AUTO_TEST_CASE(with_nothing_answered_nobody_is_cleared) {
    const caveat::RuleSet& rules = seed_rules();
    caveat::Screening screening;
    caveat::screen(caveat::read_profile(rules, R"({"as_of": "2026-11-20", "facts": {}})"),
                   screening);
    BOOST_CHECK(screening.at_most() == caveat::Verdict::do_not_proceed);
    BOOST_CHECK(!screening.complete());
    for (const Status status : screening.statuses()) BOOST_CHECK(status == Status::undecided);
}

BOOST_AUTO_TEST_CASE(a_referral_stands_while_it_is_unanswered_whether_a_doctor_was_seen) {
    const caveat::RuleSet& rules = seed_rules();
    caveat::Screening screening;
    caveat::screen(caveat::read_profile(rules, R"({"as_of": "2026-11-20", "facts": {"pain_nrs": 9,
                       "back_pain": true, "pain_regions": ["lower_back"]}})"),
                   screening);
    BOOST_CHECK(screening.verdict() == caveat::Verdict::refer_first);
}
