// A condition that is read, printed and read again is the same tree.

#include "check/compiler.hpp"
#include "check/context.hpp"
#include "language/document.hpp"
#include "language/syntax.hpp"
#include "law.hpp"
#include "support/generator.hpp"
#include "support/printer.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>

using namespace caveat;

BOOST_AUTO_TEST_SUITE(round_trip)

namespace {

constexpr int rule_sets = 400;

language::Scalar scalar_of(const std::string& text) {
    language::Scalar scalar;
    scalar.text = text;
    scalar.span = {0, static_cast<std::uint32_t>(text.size())};
    for (std::uint32_t i = 0; i <= text.size(); ++i) scalar.origin.push_back(i);
    return scalar;
}

/// Reads the conditions of one rule file, and each of them again from its print.
class RoundTrip {
  public:
    explicit RoundTrip(std::string text)
        : text_(std::move(text)),
          document_(language::read_document(text_, {}, diagnostics_)),
          context_{*document_, text_, limits_, diagnostics_} {
        check::declare(context_);
    }

    /// What differs; empty if nothing.
    std::string run() {
        for (std::size_t i = 0; i < document_->terms.size(); ++i) {
            const auto read = context_.parse_context(context_.term_slots[i]);
            language::Syntax syntax;
            const language::NodeId root =
                language::parse_condition(document_->terms[i].condition, true, read, syntax);
            if (!is_same_again(syntax, root, read)) return failure_;
        }
        for (const language::RuleEntry& rule : document_->rules) {
            if (!is_same_again(rule)) return failure_;
        }
        return diagnostics_.has_errors() ? "a mistake was reported" : "";
    }

    std::size_t count = 0;

  private:
    bool is_same_again(const language::RuleEntry& rule) {
        const auto read = context_.parse_context();
        if (rule.rule) {
            language::Syntax syntax;
            const auto sentence = language::parse_sentence(*rule.rule, read, syntax);
            if (!sentence) return false;
            if (!is_same_again(syntax, sentence->condition, read)) return false;
            if (sentence->exemption && !is_same_again(syntax, *sentence->exemption, read)) {
                return false;
            }
        }
        for (const auto* condition : {&rule.when, &rule.unless}) {
            if (!*condition) continue;
            language::Syntax syntax;
            const language::NodeId root =
                language::parse_condition(**condition, false, read, syntax);
            if (!is_same_again(syntax, root, read)) return false;
        }
        return true;
    }

    bool is_same_again(const language::Syntax& syntax, language::NodeId root,
                       const language::ParseContext& read) {
        ++count;
        const std::string printed = language::print(syntax, root);
        language::Syntax again;
        const language::NodeId again_root =
            language::parse_condition(scalar_of(printed), true, read, again);
        if (language::same_tree(syntax, root, again, again_root) &&
            language::print(again, again_root) == printed) {
            return true;
        }
        failure_ = "printed as: " + printed +
                   "\nread again as: " + language::print(again, again_root) + "\n" + text_;
        return false;
    }

    std::string text_;
    text::Diagnostics diagnostics_;
    Limits limits_;
    std::shared_ptr<language::Document> document_;
    check::Context context_;
    std::string failure_;
};

}  // namespace

BOOST_AUTO_TEST_CASE(reading_a_printed_condition_gives_the_same_tree) {
    std::size_t count = 0;
    testing::hold(rule_sets, [&](std::uint64_t seed) {
        RoundTrip trip(testing::print_rules(
            testing::generate_rules(seed, {.contradictions = seed % 3 == 0}), seed));
        const std::string failure = trip.run();
        count += trip.count;
        return failure;
    });
    BOOST_TEST_MESSAGE(count << " conditions read twice");
}

BOOST_AUTO_TEST_SUITE_END()
