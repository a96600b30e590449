// What is called unused, and nothing else, can be renamed without a mistake.

#include <caveat/rules.hpp>

#include "analysis/unused.hpp"
#include "analysis/written_file.hpp"
#include "api/access.hpp"
#include "law.hpp"
#include "support/generator.hpp"
#include "support/printer.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

using namespace caveat;

BOOST_AUTO_TEST_SUITE(unused)

namespace {

constexpr int rule_sets = 60;

/// A declaration: what to ask about it, and where another word makes another name of it.
struct Declaration {
    std::string name;
    std::uint32_t place = 0;
    std::vector<std::uint32_t> words;
};

/// Before the first word of a name; with `behind_verb`, before the second.
std::uint32_t place_in(const language::Scalar& name, bool behind_verb) {
    const std::size_t word = behind_verb ? name.text.find(' ') + 1 : 0;
    return name.span_of(word, word + 1).begin;
}

std::vector<Declaration> declarations_of(const language::Document& document) {
    std::vector<Declaration> all;
    const auto add = [&](const language::Scalar& name, bool behind_verb = false) {
        all.push_back({name.text, name.span.begin, {place_in(name, behind_verb)}});
    };
    for (const auto& entry : document.facts) {
        add(entry.name);
        if (entry.each) all.back().words.push_back(place_in(*entry.each, false));
    }
    for (const auto& entry : document.terms) add(entry.name);
    for (const auto& entry : document.parameters) add(entry.name);
    for (const auto& entry : document.outcomes) add(entry.name, true);
    return all;
}

bool loads_renamed(std::string text, const Declaration& declaration) {
    std::set<std::uint32_t, std::greater<>> from_behind(declaration.words.begin(),
                                                        declaration.words.end());
    for (const std::uint32_t at : from_behind) text.insert(at, "zzq ");
    return load_text(text).rules.has_value();
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_name_is_called_unused_exactly_when_nobody_misses_it) {
    std::size_t unused_count = 0;
    std::size_t used_count = 0;
    testing::hold(rule_sets, [&](std::uint64_t seed) -> std::string {
        const std::string text = testing::print_rules(testing::generate_rules(seed), seed);
        const Loaded loaded = load_text(text);
        if (!loaded.rules) return "it does not load:\n" + render(loaded);
        const api::LoadedRules& rules = api::loaded_of(*loaded.rules);
        std::set<std::uint32_t> found;
        for (const analysis::Finding& finding : analysis::unused(rules)) {
            const std::string& message = finding.diagnostic.message;
            if (message.find("there only because") == std::string::npos) {
                found.insert(finding.diagnostic.span.begin);
            }
        }
        for (const Declaration& each : declarations_of(analysis::document_of(rules))) {
            const bool is_unused = found.contains(each.place);
            (is_unused ? unused_count : used_count) += 1;
            if (loads_renamed(text, each) != is_unused) {
                return each.name + (is_unused ? " is used\n" : " is not used\n") + text;
            }
        }
        return "";
    });
    BOOST_TEST(unused_count > 20U);
    BOOST_TEST(used_count > 200U);
}

BOOST_AUTO_TEST_SUITE_END()
