#pragma once

// What a case expects, looked up in the rule set.

#include <caveat/rules.hpp>

#include "cases/vocabulary.hpp"
#include "language/document_reader.hpp"
#include "text/diagnostics.hpp"
#include "text/names.hpp"
#include "text/suggest.hpp"

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::cases {

/// Finds what a case names. Each reports a name that does not exist, with a suggestion.
class NameLookup {
  public:
    NameLookup(const RuleSet& rules, text::Diagnostics& diagnostics)
        : rules_(rules), diagnostics_(diagnostics) {}

    std::optional<RuleId> rule(const language::Scalar& name);
    std::optional<FactId> fact(const language::Scalar& name);
    /// With its arguments in place: `suggest 4 sessions over 6 weeks`.
    std::optional<OutcomeId> outcome(const language::Scalar& name);

  private:
    void unknown(text::DiagnosticCode code, const language::Scalar& name, const std::string& lead,
                 const std::vector<std::string>& known);

    const RuleSet& rules_;
    text::Diagnostics& diagnostics_;
    // Filled when they are first needed.
    std::vector<std::string> rule_ids_;
    std::vector<std::string> fact_names_;
    std::vector<std::string> outcome_names_;
    std::map<std::string, OutcomeId> outcomes_;  ///< by name
};

/// Reads the value of `expect`. What could not be read has been reported, and is left out.
Expectations read_expectations(NameLookup& lookup, const language::YamlNode& node,
                               text::Diagnostics& diagnostics);

/// `yes` or `no`. Reports anything else; `name` is the key whose value this is.
std::optional<bool> read_yes_no(const language::Scalar& text, std::string_view name,
                                text::Diagnostics& diagnostics);

/// Some values, each with its word.
template <class T, class Words>
std::vector<std::pair<std::string, T>> with_words(std::initializer_list<T> values,
                                                  const Words& words) {
    std::vector<std::pair<std::string, T>> list;
    for (const T value : values) list.emplace_back(words(value), value);
    return list;
}
/// `yes`, `no` and `unknown`.
const std::vector<std::pair<std::string, Truth>>& truth_words();

/// One word of a closed list, in any spelling. Reports anything else; `what` is "a verdict".
template <class T>
std::optional<T> read_word(const language::Scalar& word,
                           const std::vector<std::pair<std::string, T>>& words,
                           std::string_view what, text::Diagnostics& diagnostics) {
    const std::string wanted = text::canonical_name(word.text);
    std::vector<std::string> known;
    for (const auto& [each, value] : words) {
        if (each == wanted) return value;
        known.push_back(each);
    }
    if (word.is_broken) return std::nullopt;
    std::string help = text::help_for_name(wanted, known);
    if (help.empty()) {
        for (const std::string& each : known) {
            help += (help.empty() ? "write `" : each == known.back() ? "` or `" : "`, `") + each;
        }
        help += '`';
    }
    text::with(diagnostics.error("unknown-word", word.span,
                                 text::quoted(word.text) + " is not " + std::string(what)))
        .help(std::move(help));
    return std::nullopt;
}

}  // namespace caveat::cases
