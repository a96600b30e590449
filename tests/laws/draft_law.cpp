// What is drafted from the sentences of a generated rule set loads and has its layout, or there is
// a message. A file that has lost declarations gets those and keeps every byte of its own.

#include <caveat/authoring/draft.hpp>
#include <caveat/format.hpp>
#include <caveat/rules.hpp>

#include "language/document.hpp"
#include "law.hpp"
#include "support/generator.hpp"
#include "support/printer.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

using namespace caveat;

BOOST_AUTO_TEST_SUITE(drafts)

namespace {

constexpr int rule_sets = 300;

std::string sentences_of(const language::Document& document) {
    std::string all;
    for (const language::RuleEntry& rule : document.rules) {
        if (!rule.rule) continue;
        std::string sentence = rule.rule->text;
        std::replace(sentence.begin(), sentence.end(), '\n', ' ');
        all += "- " + sentence + "\n";
    }
    return all;
}

/// What is wrong with a draft; empty if nothing.
std::string wrong_with(const authoring::Drafted& drafted) {
    if (!drafted.text) return drafted.diagnostics.empty() ? "refused without a message" : "";
    const Loaded loaded = load_text(*drafted.text);
    if (!loaded.rules) return *drafted.text + render(loaded);
    if (format_rules(*drafted.text).has_changes()) return "it has no layout:\n" + *drafted.text;
    return "";
}

}  // namespace

BOOST_AUTO_TEST_CASE(a_draft_loads_or_is_refused_with_a_message) {
    std::size_t written = 0;
    std::size_t complete = 0;
    testing::hold(rule_sets, [&](std::uint64_t seed) -> std::string {
        const std::string text = testing::print_rules(testing::generate_rules(seed), seed);
        text::Diagnostics diagnostics;
        const auto document = language::read_document(text, {}, diagnostics);
        if (!document) return "the file cannot be read";
        const std::string sentences = sentences_of(*document);
        if (!sentences.empty()) {
            const authoring::Drafted drafted = authoring::draft(sentences, "sentences");
            if (std::string wrong = wrong_with(drafted); !wrong.empty()) return sentences + wrong;
            written += drafted.text ? 1U : 0U;
        }
        const authoring::Drafted whole = authoring::draft(text, "rules.yaml");
        if (!whole.is_complete || whole.text != text)
            return "a complete file was completed:\n" + text;
        ++complete;
        return "";
    });
    BOOST_TEST(complete > 0U);
    BOOST_TEST(written > 0U);
}

BOOST_AUTO_TEST_SUITE_END()
