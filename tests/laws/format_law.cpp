// A rule file laid out means what it meant, keeps its comments, and is laid out for good.

#include <caveat/format.hpp>
#include <caveat/json.hpp>

#include "api/access.hpp"
#include "api/loaded_rules.hpp"
#include "engine.hpp"
#include "law.hpp"
#include "program/program.hpp"
#include "support/generator.hpp"
#include "support/golden.hpp"
#include "support/printer.hpp"
#include "untidy.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

using namespace caveat;
using namespace caveat::testing;

BOOST_AUTO_TEST_SUITE(layout)

namespace {

constexpr int rule_sets = 70;
constexpr int changes_a_file = 12;
constexpr int profiles_a_file = 3;

/// What is wrong with a file's layout, the file's meaning apart; empty if nothing.
std::string fault_of_layout(const std::string& text, const Formatted& formatted) {
    if (!formatted.text) return "it is not laid out:\n" + render(formatted) + text;
    const std::string& laid = *formatted.text;
    if (format_rules(laid).text != formatted.text) return "it is laid out anew each time:\n" + text;
    const bool has_block_end =
        text.find('|') != std::string::npos || text.find('>') != std::string::npos;
    if (!laid.ends_with('\n') && !has_block_end) return "the last line has no end:\n" + laid;
    if (laid.find('\r') != std::string::npos) return "a line break was left:\n" + laid;
    if (laid.starts_with("\xEF\xBB\xBF") || laid.starts_with('\n')) return "its head:\n" + laid;
    return "";
}

/// The program that it compiles to, and what is told of each rule and outcome.
std::string meaning_of(const RuleSet& rules) {
    std::string meaning =
        program::dump(api::loaded_of(rules).compiled.program, api::loaded_of(rules).model);
    for (std::uint32_t i = 0; i < rules.rule_count(); ++i) {
        const RuleInfo rule = rules.rule(RuleId{i});
        meaning += std::string(rule.id) + '|' + std::string(rule.because) + '\n';
    }
    for (std::uint32_t i = 0; i < rules.outcome_count(); ++i) {
        meaning += std::string(rules.outcome(OutcomeId{i}).say) + '\n';
    }
    for (std::uint32_t i = 0; i < rules.fact_count(); ++i) {
        const FactInfo fact = rules.fact(FactId{i});
        meaning += std::string(fact.name) + '|' + std::string(fact.ask) + '\n';
    }
    return meaning;
}

std::string report_without_hash(const RuleSet& rules, const std::string& profile) {
    Screening screening;
    screen(read_profile(rules, profile), screening);
    std::string report = write_report(screening);
    const std::size_t at = report.find(rules.sha256());
    return at == std::string::npos ? report : report.erase(at, rules.sha256().size());
}

std::string fault_of_meaning(const RuleSet& before, const std::string& laid,
                             const std::vector<std::string>& profiles) {
    const Loaded after = load_text(laid);
    if (!after.rules) return "it does not load any more:\n" + laid;
    if (meaning_of(before) != meaning_of(*after.rules)) return "it means something else:\n" + laid;
    for (const std::string& profile : profiles) {
        if (report_without_hash(before, profile) != report_without_hash(*after.rules, profile)) {
            return "a patient is treated differently:\n" + profile + "\n" + laid;
        }
    }
    return "";
}

std::string fault_of_comments(const std::string& laid, const std::vector<std::string>& comments) {
    std::size_t at = 0;
    for (const std::string& comment : comments) {
        const std::size_t found = laid.find(comment, at);
        if (found == std::string::npos) return "lost or moved: " + comment + "\n" + laid;
        at = found + comment.size();
    }
    return "";
}

std::set<std::string> rule_files() {
    namespace files = std::filesystem;
    std::set<std::string> paths;
    for (const char* folder : {"rules", "examples", "tests"}) {
        for (const auto& entry :
             files::recursive_directory_iterator(files::path(CAVEAT_SOURCE_DIR) / folder)) {
            const files::path& path = entry.path();
            if (path.extension() != ".yaml") continue;
            paths.insert(files::relative(path, CAVEAT_SOURCE_DIR).generic_string());
        }
    }
    return paths;
}

}  // namespace

BOOST_AUTO_TEST_CASE(untidy_rule_files_are_laid_out_and_mean_the_same) {
    std::size_t comment_count = 0;
    std::size_t changed_count = 0;
    hold(rule_sets, [&](std::uint64_t seed) -> std::string {
        const GeneratedRuleSet generated = generate_rules(seed, {.contradictions = seed % 3 == 0});
        Chance chance(seed);
        const Untidy untidy = made_untidy(print_rules(generated, seed), chance, changes_a_file);
        const Formatted formatted = format_rules(untidy.text);
        if (auto fault = fault_of_layout(untidy.text, formatted); !fault.empty()) return fault;
        std::vector<std::string> profiles;
        for (std::uint64_t i = 0; i < profiles_a_file; ++i) {
            const auto profile = generate_profile(generated, seed + i);
            profiles.push_back(print_profile(generated, profile, seed + i));
        }
        comment_count += untidy.comments.size();
        changed_count += formatted.has_changes() ? 1U : 0U;
        const Loaded before = load_text(untidy.text);
        if (auto fault = fault_of_meaning(*before.rules, *formatted.text, profiles);
            !fault.empty()) {
            return fault + "\nwas\n" + untidy.text;
        }
        return fault_of_comments(*formatted.text, untidy.comments);
    });
    BOOST_TEST(comment_count > 60U);
    BOOST_TEST(changed_count > 50U);
    BOOST_TEST_MESSAGE(comment_count << " comments, " << changed_count << " files changed");
}

BOOST_AUTO_TEST_CASE(every_rule_file_of_the_project_is_laid_out_and_means_the_same) {
    std::size_t count = 0;
    for (const std::string& path : rule_files()) {
        const std::string text = read_source_file(path);
        const Loaded before = load_text(text);
        const bool is_cases = path.ends_with(".cases.yaml");
        BOOST_TEST_CONTEXT(path) {
            const Formatted formatted = format_rules(text);
            // Who does not load says why, and nothing else.
            BOOST_TEST((formatted.text.has_value() == before.rules.has_value() || is_cases));
            if (!before.rules || is_cases) continue;
            ++count;
            BOOST_TEST(fault_of_layout(text, formatted) == "");
            BOOST_TEST(fault_of_meaning(*before.rules, *formatted.text, {}) == "");
            Chance chance(count);
            const Untidy untidy = made_untidy(text, chance, changes_a_file);
            const Formatted tidied = format_rules(untidy.text);
            BOOST_TEST(fault_of_layout(untidy.text, tidied) == "");
            BOOST_TEST(fault_of_comments(tidied.text.value_or(""), untidy.comments) == "");
        }
    }
    BOOST_TEST(count >= 15U);
}

BOOST_AUTO_TEST_SUITE_END()
