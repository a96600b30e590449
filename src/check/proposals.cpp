// Words that mend a mistake found after the sentences were read: which text of the file holds the
// place is looked up again. Entrance: Context::proposal.

#include "check/context.hpp"
#include "language/edits.hpp"

#include <algorithm>
#include <utility>

namespace caveat::check {
namespace {

const language::Scalar* text_around(const language::YamlNode& node, Span place) {
    const auto holds = [place](const language::Scalar& text) {
        return text.span.begin <= place.begin && place.end <= text.span.end;
    };
    using Kind = language::YamlNode::Kind;
    if (node.kind == Kind::text) return holds(node.text) ? &node.text : nullptr;
    for (const language::YamlNode& item : node.items) {
        if (const auto* found = text_around(item, place)) return found;
    }
    for (const language::YamlPair& pair : node.pairs) {
        if (holds(pair.key)) return &pair.key;
        if (const auto* found = text_around(pair.value, place)) return found;
    }
    return nullptr;
}

/// Whether the words are the same in every text of YAML.
bool are_harmless(std::string_view words) {
    return std::all_of(words.begin(), words.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == ' ' || c == '.';
    });
}

}  // namespace

text::Proposal Context::proposal(Span place, std::string words, std::string aside) {
    text::Proposal made{std::move(words), {}, std::move(aside)};
    if (are_harmless(made.text)) {
        made.edits.push_back({place, made.text});
        return made;
    }
    if (!file) {
        text::Diagnostics known;
        auto root = language::read_yaml(
            source, {limits.nesting, limits.list_length, limits.text_bytes}, known);
        file = root ? std::move(*root) : language::YamlNode{};
    }
    if (const auto* text = text_around(*file, place)) {
        made.edits = language::edits_in(*text, place, made.text);
    }
    return made;
}

}  // namespace caveat::check
