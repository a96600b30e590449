// The schema for editors has the keys and words that the reader of rule files and the reader of
// cases know, no more and no fewer: each mapping is read with a key that nobody has heard of, and
// the help lists the known ones.

#include <caveat/authoring/cases.hpp>
#include <caveat/rules.hpp>

#include "language/finding_codes.hpp"
#include "schema/probes.hpp"
#include "support/golden.hpp"
#include "values/units.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>

namespace {

namespace files = std::filesystem;
using schema_test::help_in;
using schema_test::keys_of;
using schema_test::listed;
using schema_test::Probe;
using schema_test::quoted_in;
using schema_test::text_of;
using schema_test::texts_of;
using schema_test::Words;

constexpr std::string_view head = "caveat: 1\nid: probe\nversion: 1.0.0\n";
constexpr std::string_view rules = "rules: [fever → avoid massage]\n";

constexpr Probe mappings[] = {
    {"", "zzzzzzzz: 1\n"},
    {"/definitions/published", "published: {zzzzzzzz: 1}\n"},
    {"/definitions/source", "sources: {S1: {zzzzzzzz: 1}}\n"},
    {"/definitions/fact", "facts: {fever: {type: yes/no, zzzzzzzz: 1}}\n"},
    {"/definitions/field",
     "facts: {visits: {type: records, of: {fever: {type: yes/no, zzzzzzzz: 1}}}}\n"},
    {"/definitions/parameter", "parameters: {limit: {value: 1, zzzzzzzz: 1}}\n"},
    {"/definitions/outcome", "outcomes: {avoid massage: {zzzzzzzz: 1}}\n"},
    {"/definitions/score", "scores: {risk: {points: [1], zzzzzzzz: 1}}\n"},
    {"/definitions/scaled", "scores: {risk: {points: [1], missing: {zzzzzzzz: 1}}}\n"},
    {"/definitions/prorated", "scores: {risk: {points: [1], missing: {prorate: {zzzzzzzz: 1}}}}\n"},
    {"/definitions/impossible", "impossible: [{zzzzzzzz: 1}]\n"},
    {"/definitions/rule", "rules: [{rule: fever → avoid massage, zzzzzzzz: 1}]\n"},
    {"/definitions/case", "cases: [{zzzzzzzz: 1}]\n"},
};

constexpr Probe closed_lists[] = {
    {"/properties/audience", "audience: zzzzzzzz\n"},
    {"/definitions/fact/properties/type", "facts: {fever: {type: zzzzzzzz}}\n"},
    {"/definitions/fact/properties/ask whom",
     "facts: {fever: {type: yes/no, ask whom: zzzzzzzz}}\n"},
    {"/definitions/field/properties/type",
     "facts: {visits: {type: records, of: {fever: {type: zzzzzzzz}}}}\n"},
    {"/definitions/score/properties/missing", "scores: {risk: {points: [1], missing: zzzzzzzz}}\n"},
    {"/definitions/rule/properties/if unknown",
     "rules: [{rule: fever → avoid massage, if unknown: zzzzzzzz}]\n"},
};

constexpr Probe mappings_of_cases[] = {
    {"/definitions/case", "cases: [{zzzzzzzz: 1}]\n"},
    {"/definitions/expectation", "cases: [{expect: {zzzzzzzz: 1}}]\n"},
    {"/definitions/unreachable", "cases: []\nunreachable: [{zzzzzzzz: 1}]\n"},
};

constexpr Probe closed_lists_of_cases[] = {
    {"/definitions/expectation/properties/verdict", "cases: [{expect: {verdict: zzzzzzzz}}]\n"},
    {"/definitions/expectation/properties/at least", "cases: [{expect: {at least: zzzzzzzz}}]\n"},
    {"/definitions/expectation/properties/at most", "cases: [{expect: {at most: zzzzzzzz}}]\n"},
    {"/definitions/expectation/properties/applicable",
     "cases: [{expect: {applicable: zzzzzzzz}}]\n"},
};

constexpr Probe things_never_seen[] = {
    {"/definitions/unreachable/allOf/0",
     "cases: []\nunreachable: [{test: fever, never: zzzzzzzz}]\n"},
    {"/definitions/unreachable/allOf/1",
     "cases: []\nunreachable: [{rule: fever, never: zzzzzzzz}]\n"},
};

/// The help for the unheard-of word in a rule file that consists of the head and `text`.
std::string help_for(std::string_view text, std::string_view code) {
    std::string file(head);
    file += text;
    if (text.find("rules:") == std::string_view::npos) file += rules;
    return help_in(caveat::load_text(file).diagnostics, code);
}

/// A rule set with one rule, for cases to be about.
const caveat::RuleSet& fever_rules() {
    static const caveat::Loaded loaded = caveat::load_text(
        "caveat: 1\nid: fever\nversion: 1.0.0\nfacts: {fever: {type: yes/no}}\n"
        "outcomes: {avoid massage: }\nrules: [fever → avoid massage]\n");
    return loaded.rules.value();
}

/// The same in a file of cases.
std::string help_in_cases(std::string_view text, std::string_view code) {
    return help_in(caveat::authoring::read_case_file(fever_rules(), text, "probe").diagnostics,
                   code);
}

/// What the first line of a wrong file says before it names the place: `# wrong at 7:12`.
constexpr std::string_view first_line = "# wrong at ";

std::string line_of(const caveat::Diagnostic& found, const std::string& text) {
    const auto begin = text.begin() + static_cast<std::ptrdiff_t>(found.span.begin);
    return std::to_string(std::count(text.begin(), begin, '\n') + 1);
}

}  // namespace

BOOST_AUTO_TEST_CASE(each_mapping_has_the_keys_that_the_reader_knows) {
    for (const Probe& probe : mappings) {
        BOOST_TEST_CONTEXT("at " << probe.place) {
            const Words known = quoted_in(help_for(probe.text, "unknown-key"));
            BOOST_TEST(listed(keys_of(std::string(probe.place) + "/properties")) == listed(known));
        }
    }
    for (const Probe& probe : mappings_of_cases) {
        BOOST_TEST_CONTEXT("at " << probe.place) {
            const Words known = quoted_in(help_in_cases(probe.text, "unknown-key"));
            BOOST_TEST(listed(keys_of(std::string(probe.place) + "/properties")) == listed(known));
        }
    }
}

BOOST_AUTO_TEST_CASE(each_closed_list_of_words_is_the_readers) {
    for (const Probe& probe : closed_lists) {
        BOOST_TEST_CONTEXT("at " << probe.place) {
            const Words known = quoted_in(help_for(probe.text, "unknown-word"));
            BOOST_TEST(listed(texts_of(std::string(probe.place) + "/anyOf/0/enum")) ==
                       listed(known));
        }
    }
    for (const Probe& probe : closed_lists_of_cases) {
        BOOST_TEST_CONTEXT("at " << probe.place) {
            const Words known = quoted_in(help_in_cases(probe.text, "unknown-word"));
            BOOST_TEST(listed(texts_of(std::string(probe.place) + "/anyOf/0/enum")) ==
                       listed(known));
        }
    }
}

BOOST_AUTO_TEST_CASE(what_can_be_unreachable_is_named_in_the_readers_words) {
    for (const Probe& probe : things_never_seen) {
        BOOST_TEST_CONTEXT("at " << probe.place) {
            const Words known = quoted_in(help_in_cases(probe.text, "unknown-word"));
            const std::string never = std::string(probe.place) + "/then/properties/never";
            BOOST_TEST(listed(quoted_in(text_of(never + "/patternErrorMessage"))) == listed(known));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_file_without_any_key_of_a_rule_file_is_one_of_cases) {
    const Words known = quoted_in(help_in_cases("cases: []\nzzzzzzzz: 1\n", "unknown-key"));
    Words of_rule_files = keys_of("/properties");
    for (const std::string& key : known) BOOST_TEST(of_rule_files.erase(key) == 1U, key);
    Words told_apart_by;
    for (std::size_t i = 0; i < of_rule_files.size(); ++i) {
        const std::string place = "/then/if/not/anyOf/" + std::to_string(i) + "/required/0";
        told_apart_by.insert(text_of(place));
    }
    BOOST_TEST(listed(told_apart_by) == listed(of_rule_files));
}

BOOST_AUTO_TEST_CASE(groups_of_conditions_are_the_readers) {
    const std::string help =
        help_for("rules: [{when: {zzzzzzzz: [fever]}, then: avoid massage}]\n", "unknown-group");
    const Words known = quoted_in(help.substr(0, help.find(';')));
    Words offered;
    for (std::string key : keys_of("/definitions/condition/properties")) {
        std::replace(key.begin(), key.end(), '2', 'N');
        offered.insert(std::move(key));
    }
    BOOST_TEST(listed(offered) == listed(known));
}

BOOST_AUTO_TEST_CASE(an_outcome_begins_with_one_of_the_verbs_that_the_schema_names) {
    const Words known = quoted_in(help_for("outcomes: {zzzzzzzz massage: }\n", "unknown-verb"));
    const std::string message = text_of("/definitions/outcome name/patternErrorMessage");
    BOOST_TEST(listed(quoted_in(message)) == listed(known));
}

BOOST_AUTO_TEST_CASE(what_may_be_accepted_are_the_findings) {
    const Words known(caveat::language::finding_codes.begin(),
                      caveat::language::finding_codes.end());
    BOOST_TEST(listed(keys_of("/definitions/accept/properties")) == listed(known));
}

BOOST_AUTO_TEST_CASE(each_unit_that_is_offered_exists) {
    const Words offered = texts_of("/definitions/fact/properties/unit/anyOf/0/enum");
    BOOST_TEST(offered.size() > 10U);
    for (const std::string& unit : offered) {
        BOOST_TEST(caveat::values::find_unit(unit).has_value(), unit);
    }
}

BOOST_AUTO_TEST_CASE(no_mapping_with_fixed_keys_is_left_out) {
    Words compared{"accept", "condition", "expectation", "unreachable"};
    for (const Probe& probe : mappings) {
        if (!probe.place.empty()) compared.emplace(files::path(probe.place).filename().string());
    }
    BOOST_TEST(listed(schema_test::strict_definitions()) == listed(compared));
}

BOOST_AUTO_TEST_CASE(what_the_schema_must_reject_the_reader_rejects_on_the_same_line) {
    const files::path folder = files::path(CAVEAT_SOURCE_DIR) / "tests" / "schema" / "wrong";
    for (const files::directory_entry& entry : files::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        const std::string text = caveat::testing::read_source_file("tests/schema/wrong/" + name);
        const auto found =
            name.ends_with(".cases.yaml")
                ? caveat::authoring::read_case_file(fever_rules(), text, name).diagnostics
                : caveat::load_text(text, name).diagnostics;
        const std::string line = text.substr(first_line.size(), text.find(':') - first_line.size());
        const bool is_rejected_there =
            std::any_of(found.begin(), found.end(), [&](const caveat::Diagnostic& each) {
                return each.severity == caveat::Severity::error && line_of(each, text) == line;
            });
        BOOST_TEST(is_rejected_there, name << " has no error on line " << line);
    }
}
