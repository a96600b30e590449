#pragma once

// What the steps of the check share: the document, what was declared in it, and the rule set that
// grows.

#include <caveat/rules.hpp>

#include "language/document.hpp"
#include "language/sentences.hpp"
#include "language/syntax.hpp"
#include "language/vocabulary.hpp"
#include "language/yaml_reader.hpp"
#include "model/rule_set.hpp"
#include "text/diagnostics.hpp"
#include "values/rational.hpp"
#include "values/units.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace caveat::check {

/// A number of the rule file with its unit, if it was written with one. In that unit, not the base.
struct Constant {
    values::Rational value;
    std::optional<values::Unit> unit;
    /// Where it has no unit: that of its words, `weeks` of `ill for {k} weeks` and of `max weeks`.
    const values::Unit* said = nullptr;  ///< one of `Context::units_said`; null: none
};

/// Rows of a table of points that are to cover a number.
struct NumberTable {
    model::ExprId number = model::none;
    std::vector<model::Interval> rows{};  ///< in the base unit
    std::vector<Span> spans{};            ///< of the rows
    Span span{};
};

struct Context {
    // A constructor: where memory runs out while an aggregate is filled, GCC 12 destroys members
    // that were not made yet.
    Context(const language::Document& of, std::string_view file_text, const Limits& bounds,
            text::Diagnostics& found)
        : document(of), source(file_text), limits(bounds), diagnostics(found) {}

    const language::Document& document;
    std::string_view source;  ///< the file
    const Limits& limits;
    text::Diagnostics& diagnostics;

    language::Vocabulary vocabulary{};
    language::Sentences sentences{};
    model::RuleSet rules{};

    std::set<std::string, std::less<>> source_ids{};
    std::vector<std::uint8_t> fact_is_broken{};  ///< by fact: its type could not be read
    std::vector<std::optional<Constant>> parameters{};
    std::deque<values::Unit> units_said{};
    std::vector<NumberTable> number_tables{};
    std::vector<std::vector<std::string>> term_slots{};
    std::vector<std::vector<std::string>> outcome_slots{};
    std::vector<std::optional<Verb>> outcome_verbs{};

    [[nodiscard]] language::ParseContext parse_context(std::vector<std::string> slots = {}) {
        return {&vocabulary, std::move(slots), limits.expression_depth, &diagnostics};
    }
    /// Reports a mistake. One that was found already (a condition is compiled both as written and
    /// denied) is not reported again, nor is what may only follow from a mistake inside `span`.
    Diagnostic& error(text::DiagnosticCode code, Span span, std::string message);
    [[nodiscard]] bool has_error_inside(Span span) const;
    /// Words in place of a piece of the file, and when they are meant.
    [[nodiscard]] text::Proposal proposal(Span place, std::string words, std::string aside = {});
    /// The edit that takes out the key whose value holds this place; none where that is more than
    /// one line or more than one thing.
    [[nodiscard]] std::vector<Edit> removal_of_key(Span value);
    /// The author's words at a place of the file, on one line.
    [[nodiscard]] std::string words(Span span) const;

    /// Whether one more mistake may be compared with this many names: a bound on what suggestions
    /// cost in a file full of mistakes.
    bool may_suggest_from(std::size_t names) {
        constexpr std::size_t most = 400'000;
        compared_names += names;
        return compared_names <= most;
    }

    std::set<std::tuple<std::string_view, std::uint32_t, std::uint32_t>> reported{};
    Diagnostic repeated{};  ///< where the details of a mistake found again go
    std::size_t compared_names = 0;
    std::optional<language::YamlNode> file{};  ///< by `read_again`

  private:
    /// The file as YAML, read again for the first proposal that needs it.
    const language::YamlNode& read_again();
};

/// Header, sources, facts, parameters, names of terms, scores and outcomes.
void declare(Context& context);

/// A number as written, exactly; reports what it is not.
std::optional<Constant> constant_of(const language::Count& count, Context& context);

/// Reports a source that `sources` does not have. A file without `sources` may cite what it likes.
void check_citation(const language::Scalar& source, Context& context);

/// The texts that stand for something in a rule file, such as types: `number`, `yes/no`.
/// Reports a text that is none of them, with a suggestion. returns its position, or that of the
///         suggestion.
std::optional<std::size_t> one_of(const language::Scalar& text,
                                  std::span<const std::string_view> choices, std::string_view what,
                                  Context& context);

}  // namespace caveat::check
