// What is said of rule files that load and leave something to be desired: each `findings/*.yaml` is
// looked at, what it accepts is taken away, and the rest, as `render` draws it, is compared with
// the
// `.txt` beside it. Each file holds what is found next to its like that is rightly not found.

#include <caveat/proof.hpp>
#include <caveat/rules.hpp>

#include "analysis/accepted.hpp"
#include "analysis/written.hpp"
#include "api/access.hpp"
#include "language/finding_codes.hpp"
#include "support/golden.hpp"
#include "support/written_help.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(golden_findings)

namespace {

namespace files = std::filesystem;
using caveat::authoring::Finding;
using caveat::testing::check_golden;
using caveat::testing::read_source_file;

const files::path folder = files::path(CAVEAT_SOURCE_DIR) / "tests" / "golden" / "findings";
constexpr caveat::Date as_of{2026, 11, 20};

std::vector<std::string> names() {
    std::set<std::string> stems;
    for (const files::directory_entry& entry : files::directory_iterator(folder)) {
        if (entry.path().extension() == ".yaml") stems.insert(entry.path().stem().string());
    }
    return {stems.begin(), stems.end()};
}

caveat::authoring::Checked checked(const caveat::Loaded& loaded) {
    constexpr std::uint32_t enough =
        100'000'000;  // no time: the words do not depend on the machine
    return caveat::proof::check(*loaded.rules, {as_of, 0, enough});
}

/// The findings that the text alone gives, one a line.
std::string written_in(const caveat::authoring::Checked& result) {
    std::set<std::string> of_patients{"accepted-nothing"};  // it may be said of theirs
    for (const auto& each : caveat::analysis::all_of_patients()) of_patients.insert(each.code);
    std::string text;
    for (const Finding& finding : result.findings) {
        if (of_patients.count(finding.diagnostic.code) != 0) continue;
        text += finding.diagnostic.code + ": " + finding.diagnostic.message + '\n';
    }
    return text;
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_finding_is_said_in_exactly_these_words_and_its_neighbours_are_not) {
    std::set<std::string> seen;
    for (const std::string& name : names()) {
        BOOST_TEST_CONTEXT(name) {
            const caveat::Loaded loaded = caveat::load_text(
                read_source_file("tests/golden/findings/" + name + ".yaml"), name + ".yaml");
            BOOST_REQUIRE_MESSAGE(loaded.rules, caveat::render(loaded));
            std::string drawn;
            const caveat::authoring::Checked result = checked(loaded);
            for (const Finding& finding : result.findings) {
                drawn += caveat::render(finding.diagnostic, loaded.source) +
                         caveat::authoring::patients_of(finding);
                seen.insert(finding.diagnostic.code);
            }
            for (const caveat::authoring::Undecided& open : result.undecided) {
                drawn += caveat::render(caveat::authoring::diagnostic_of(open), loaded.source);
            }
            check_golden("findings/" + name + ".txt", drawn.empty() ? "nothing\n" : drawn);
            BOOST_TEST(written_in(caveat::authoring::check_as_written(*loaded.rules, as_of)) ==
                       written_in(result));
        }
    }
    for (const char* code :
         {"never-fires",      "always-fires",   "contained",      "same-rule",
          "contradiction",    "never-exempt",   "unused-fact",    "unused-term",
          "unused-parameter", "unused-outcome", "unused-source",  "idle-question",
          "no-because",       "no-source",      "no-review-date", "review-overdue",
          "hides-stricter",   "no-say",         "not-exclusive",  "accepted-nothing"}) {
        BOOST_TEST_CONTEXT(code) {
            BOOST_TEST(seen.count(code) == 1U);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_the_help_of_a_finding_says_to_write_is_a_fix) {
    // What a rule file is called, which version it is and when it is reviewed is for its author to
    // say: the help shows how such a line looks.
    const std::set<std::string> no_edits = {"no-id", "no-version", "no-review-date"};
    for (const std::string& name : names()) {
        const std::string text = read_source_file("tests/golden/findings/" + name + ".yaml");
        const caveat::Loaded loaded = caveat::load_text(text, name + ".yaml");
        BOOST_REQUIRE(loaded.rules);
        for (const Finding& finding : checked(loaded).findings) {
            if (no_edits.contains(finding.diagnostic.code)) continue;
            const std::string lacking = caveat::testing::without_fix(finding.diagnostic, text);
            BOOST_TEST(lacking.empty(), name << ": " << lacking);
        }
    }
}

BOOST_AUTO_TEST_CASE(loading_and_looking_again_name_a_hidden_rule_alike) {
    const caveat::Loaded loaded =
        caveat::load_text(read_source_file("tests/golden/findings/hides-stricter.yaml"));
    std::vector<caveat::Span> at_load;
    for (const caveat::Diagnostic& each : loaded.diagnostics) {
        BOOST_TEST(caveat::authoring::is_finding_code(each.code));
        at_load.push_back(each.span);
    }
    std::vector<caveat::Span> later;
    for (const Finding& finding : checked(loaded).findings) {
        later.push_back(finding.diagnostic.span);
    }
    BOOST_TEST((at_load == later));
    BOOST_TEST(at_load.size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_answer_stands_while_its_question_is_not_decided) {
    const caveat::Loaded loaded =
        caveat::load_text(read_source_file("tests/golden/findings/accepted-nothing.yaml"));
    BOOST_REQUIRE(loaded.rules);
    const caveat::api::LoadedRules& rules = caveat::api::loaded_of(*loaded.rules);
    const auto errors = [&](std::vector<caveat::analysis::NotDecided> open) {
        std::string codes;
        for (const Finding& finding : caveat::analysis::settle({}, rules, open)) {
            codes +=
                finding.diagnostic.message.substr(1, finding.diagnostic.message.find('`', 1) - 1);
            codes += ' ';
        }
        return codes;
    };
    const std::string all = errors({});
    BOOST_TEST(all.find("contained") != std::string::npos);
    BOOST_TEST(all.find("never-fires") != std::string::npos);
    const std::string without = errors({{"contained", rules.model.rules[0].span}});
    BOOST_TEST(without.find("contained") == std::string::npos);
    BOOST_TEST(without.find("never-fires") != std::string::npos);
    BOOST_TEST(errors({{"contained", {1, 2}}}) == all);
    BOOST_TEST(errors({{"contained", {}}}) == without);
}

BOOST_AUTO_TEST_SUITE_END()
