#pragma once

// Rule files, read and checked.

#include "check/check.hpp"
#include "model/walk.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caveat::testing {

struct Checked {
    std::optional<model::RuleSet> rules;
    std::vector<Diagnostic> problems;

    /// Of all problems, in order of the file: `unknown-name decided-test`.
    [[nodiscard]] std::string codes() const {
        std::string text;
        for (const Diagnostic& each : problems) text += (text.empty() ? "" : " ") + each.code;
        return text;
    }
    [[nodiscard]] std::string help() const { return problems.empty() ? "" : problems[0].help; }
    [[nodiscard]] const model::Node& node(model::ExprId id) const { return rules->tree[id].node; }
    /// The node of a type that is there once.
    template <class Node>
    [[nodiscard]] const Node* only() const {
        const Node* found = nullptr;
        for (model::ExprId id = 0; rules && id < rules->tree.size(); ++id) {
            if (const auto* node = std::get_if<Node>(&rules->tree[id].node)) {
                if (found != nullptr) return nullptr;
                found = node;
            }
        }
        return found;
    }
};

inline Checked check_file(const std::string& text) {
    Checked checked;
    text::Diagnostics diagnostics;
    const auto document = language::read_document(text, {}, diagnostics);
    if (document) checked.rules = check::check(*document, text, {}, diagnostics);
    checked.problems = diagnostics.take();
    return checked;
}

inline constexpr std::string_view sample_header = "caveat: 1\nid: test\nversion: 1.0.0\n";
inline constexpr std::string_view sample_outcomes =
    "outcomes:\n"
    "  refer for a check-up: {say: See a doctor.}\n"
    "  avoid massage: {say: Do not massage.}\n"
    "  suggest rest: {say: Rest.}\n"
    "  suggest {n} sessions over {w} weeks: {say: \"{n} sessions, {w} weeks.\"}\n";
inline constexpr std::string_view sample_facts =
    "facts:\n"
    "  fever: yes/no\n"
    "  pregnant: {type: yes/no, only if: sex is female}\n"
    "  pain: {type: number, whole: true, from: 0, to: 10}\n"
    "  age: {type: number, whole: true, from: 0, to: 120, unit: years}\n"
    "  weight: {type: number, from: 1, to: 300, unit: kg}\n"
    "  height: {type: number, from: 0.3, to: 2.5, unit: m}\n"
    "  sex: {type: choice, of: [female, male]}\n"
    "  regions: {type: choices, of: [neck, back, hip]}\n"
    "  surgery: date\n"
    "  visits:\n"
    "    type: records\n"
    "    each: visit\n"
    "    dated by: day\n"
    "    of:\n"
    "      day: date\n"
    "      effort: {type: number, whole: true, from: 0, to: 10}\n"
    "      eased: yes/no\n";

/// A file with the facts and outcomes above, and more sections; `rules` are its lines.
inline Checked check_rules(const std::string& rules, const std::string& sections = "") {
    return check_file(std::string(sample_header) + std::string(sample_facts) + sections +
                      std::string(sample_outcomes) + "rules:\n" + rules);
}

/// The same with one rule that has this condition.
inline Checked check_condition(const std::string& condition, const std::string& sections = "") {
    return check_rules("  - id: test\n    when: " + condition + "\n    then: suggest rest\n",
                       sections);
}

/// The same with these facts alone: lines of their mapping.
inline Checked check_facts(const std::string& lines) {
    return check_file(std::string(sample_header) + "facts:\n  fever: yes/no\n" + lines +
                      std::string(sample_outcomes) + "rules:\n  - fever → suggest rest\n");
}

}  // namespace caveat::testing
