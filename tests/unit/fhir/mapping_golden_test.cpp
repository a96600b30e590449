// What is said of every mistake in a mapping: each `mapping/*.fhir.yaml` is read for the rules
// beside it. CAVEAT_UPDATE_GOLDEN=1 writes the goldens anew.

#include <caveat/fhir.hpp>
#include <caveat/fhir_codes.hpp>

#include "record_text.hpp"
#include "support/golden.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

namespace caveat::testing {

BOOST_AUTO_TEST_SUITE(fhir_mapping_golden)

namespace {

namespace files = std::filesystem;

std::set<files::path> mappings_with_mistakes() {
    std::set<files::path> paths;
    for (const auto& entry : files::directory_iterator(CAVEAT_SOURCE_DIR "/tests/golden/mapping")) {
        if (entry.path().string().ends_with(".fhir.yaml")) paths.insert(entry.path());
    }
    return paths;
}

LoadedMapping load_golden(const files::path& path) {
    const std::string below = "tests/golden/mapping/" + path.filename().string();
    return load_fhir_mapping_text(back_rules(), read_source_file(below), path.string());
}

/// Codes that are said of records alone.
/// and of a service file (serve_file_test.cpp).
const std::set<std::string_view> of_records{"bad-address",
                                            "contradicts-itself",
                                            "deceased",
                                            "gate-shown",
                                            "in-doubt",
                                            "in-the-future",
                                            "inactive-patient",
                                            "incomplete-delivery",
                                            "later-not-final",
                                            "no-ucum",
                                            "not-fhir",
                                            "one-identifier",
                                            "other-patient",
                                            "query-missing",
                                            "replaced-patient",
                                            "several-patients",
                                            "several-values",
                                            "sources-disagree",
                                            "two-versions",
                                            "unguarded",
                                            "unknown-item",
                                            "unmapped-code",
                                            "unreadable-resource",
                                            "unusable-value"};

}  // namespace

BOOST_AUTO_TEST_CASE(every_mistake_in_a_mapping_is_said_in_exactly_these_words) {
    std::set<std::string> seen;
    for (const files::path& path : mappings_with_mistakes()) {
        const std::string name = path.filename().string();
        BOOST_TEST_CONTEXT(name) {
            LoadedMapping loaded = load_golden(path);
            loaded.source.name = name;
            std::string said;
            for (const Diagnostic& each : loaded.diagnostics) {
                said += render(each, loaded.source);
                seen.insert(each.code);
            }
            check_golden("mapping/" + name.substr(0, name.size() - 10) + ".txt", said);
            const bool has_error = std::any_of(
                loaded.diagnostics.begin(), loaded.diagnostics.end(),
                [](const Diagnostic& each) { return each.severity == Severity::error; });
            BOOST_TEST(loaded.mapping.has_value() == !has_error);
            BOOST_TEST(loaded.diagnostics.size() == 1U);  // one mistake, one message
        }
    }
    for (const std::string_view code : fhir_codes::all) {
        BOOST_TEST_CONTEXT("code " << code) {
            BOOST_TEST(seen.count(std::string(code)) + of_records.count(code) == 1U);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_code_of_the_rule_file_that_no_record_has_is_an_error) {
    const auto messages = [](const std::string& code) {
        const RuleSet rules = rules_of(
            "caveat: 1\nid: why\nfacts:\n  why: {type: choices, of: "
            "{disc: {icd10cm: \"" +
            code +
            "\"}, other: {icd10cm: R52}}}\n"
            "outcomes: {avoid massage: No.}\n"
            "rules: [{id: disc, rule: why include disc → avoid massage}]\n");
        const LoadedMapping loaded = load_fhir_mapping_text(
            rules, "fhir: 1\nfor: why\nfacts: {why: {from: Condition}}\n", "why.fhir.yaml");
        BOOST_TEST(loaded.mapping.has_value() == loaded.diagnostics.empty());
        return loaded.diagnostics.empty() ? std::string() : loaded.diagnostics.front().code;
    };
    BOOST_TEST(messages("M51.2") == "");
    for (const std::string code : {"M512", "M51*", "m51.2"}) {
        BOOST_TEST(messages(code) == "bad-coding");
    }
}

// One that a rule gives its arguments is named as it was declared.
BOOST_AUTO_TEST_CASE(the_names_that_help_gives_for_outcomes_are_taken) {
    const RuleSet rules = rules_of(R"(caveat: 1
id: walks
facts: {a: yes/no}
outcomes: {"suggest {n} walks": Walk., avoid massage: No.}
rules:
  - a → suggest 2 walks
  - {id: none, rule: not a → avoid massage}
  - {id: both, rule: a or not a → suggest 3 walks}
)");
    const auto read = [&](const std::string& outcome) {
        const LoadedMapping loaded =
            load_fhir_mapping_text(rules,
                                   "fhir: 1\nfor: walks\nfacts: {}\nform only: [a]\noutcomes: {\"" +
                                       outcome + "\": {summary: S}}\n",
                                   "walks.fhir.yaml");
        return loaded.diagnostics.empty() ? std::string() : loaded.diagnostics.front().help;
    };
    BOOST_TEST(read("suggest 2 walks") == "did you mean `suggest n walks`?");
    BOOST_TEST(read("suggest n walks") == "");
    BOOST_TEST(read("avoid masage") == "did you mean `avoid massage`?");
    BOOST_TEST(read("avoid massage") == "");
}

BOOST_AUTO_TEST_CASE(every_fact_of_back_pain_massage_has_a_place_and_none_can_be_dropped) {
    const std::string folder = CAVEAT_SOURCE_DIR "/rules/";
    const Loaded rules = load_file(folder + "back-pain-massage.yaml");
    BOOST_REQUIRE(rules.rules.has_value());
    const std::string name = folder + "back-pain-massage.fhir.yaml";
    const std::string text = read_source_file("rules/back-pain-massage.fhir.yaml");
    BOOST_REQUIRE(load_fhir_mapping(*rules.rules, name).mapping.has_value());
    for (const std::string line : {"  fibromyalgia: ", "  - stress\n", "  anxiety: "}) {
        const std::size_t at = text.find("\n" + line) + 1;
        BOOST_REQUIRE(at != 0U);
        std::string without = text;
        without.erase(at, text.find('\n', at) + 1 - at);
        const LoadedMapping loaded = load_fhir_mapping_text(*rules.rules, without, name);
        BOOST_TEST(!loaded.mapping.has_value());
        BOOST_REQUIRE(loaded.diagnostics.size() == 1U);
        BOOST_TEST(loaded.diagnostics.front().code == "fact-not-mapped");
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace caveat::testing
