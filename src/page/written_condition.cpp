#include "page/written_condition.hpp"

#include "text/diagnostics.hpp"

#include <algorithm>

namespace caveat::page {

namespace {

/// The sentence up to its arrow; outcomes have no arrows, so the last one counts.
std::string before_arrow(const std::string& sentence) {
    std::size_t arrow = sentence.npos;
    for (const std::string_view spelling : {"→", "->"}) {
        const std::size_t at = sentence.rfind(spelling);
        if (at != sentence.npos && (arrow == sentence.npos || at > arrow)) arrow = at;
    }
    return text::one_line(sentence.substr(0, arrow));
}

}  // namespace

std::string one_line(const language::Condition& condition) {
    if (const auto* scalar = std::get_if<language::Scalar>(&condition.content)) {
        return text::one_line(scalar->text);
    }
    const auto& group = *std::get<std::unique_ptr<language::ConditionGroup>>(condition.content);
    std::string words = text::one_line(group.key.text) + ": ";
    for (const language::Condition& part : group.parts) {
        if (&part != group.parts.data()) words += "; ";
        const bool is_group = !std::holds_alternative<language::Scalar>(part.content);
        words += is_group ? '(' + one_line(part) + ')' : one_line(part);
    }
    return words;
}

std::string sentence_of(const language::RuleEntry& rule) {
    std::string words;
    if (rule.rule) words = before_arrow(rule.rule->text);
    if (rule.when) words = one_line(*rule.when);
    if (rule.unless) words += " unless " + one_line(*rule.unless);
    return words;
}

}  // namespace caveat::page
