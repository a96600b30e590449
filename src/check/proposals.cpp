// Words that mend a mistake found after the sentences were read: which text of the file holds the
// place is looked up again. Entrance: Context::proposal.

#include "check/context.hpp"
#include "language/edits.hpp"

#include <algorithm>
#include <optional>
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

struct PlacedPair {
    const language::YamlNode* mapping;
    std::size_t at;
};

/// The innermost pair whose value holds the place.
std::optional<PlacedPair> pair_around(const language::YamlNode& node, Span place) {
    const auto holds = [place](const language::YamlNode& value) {
        return value.span.begin <= place.begin && place.end <= value.span.end;
    };
    for (const language::YamlNode& item : node.items) {
        if (holds(item)) return pair_around(item, place);
    }
    for (std::size_t at = 0; at < node.pairs.size(); ++at) {
        const language::YamlNode& value = node.pairs[at].value;
        if (!holds(value)) continue;
        const auto inner = pair_around(value, place);
        return inner ? inner : PlacedPair{&node, at};
    }
    return std::nullopt;
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
    if (const auto* text = text_around(read_again(), place)) {
        made.edits = language::edits_in(*text, place, made.text);
    }
    return made;
}

std::vector<Edit> Context::removal_of_key(Span value) {
    const auto found = pair_around(read_again(), value);
    if (!found) return {};
    const std::vector<language::YamlPair>& pairs = found->mapping->pairs;
    const language::YamlPair& pair = pairs[found->at];
    const Span whole{pair.key.span.begin, pair.value.span.end};
    if (pairs.size() < 2) return {};
    if (found->mapping->is_flow) {
        if (found->at == 0) return {{{whole.begin, pairs[1].key.span.begin}, {}}};
        return {{{pairs[found->at - 1].value.span.end, whole.end}, {}}};
    }
    const std::size_t before = source.find_last_of('\n', whole.begin);
    const std::size_t first = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t last = std::min(source.find('\n', whole.end), source.size());
    const bool is_one_line =
        source.substr(first, whole.begin - first).find_first_not_of(' ') ==
            std::string_view::npos &&
        source.substr(whole.begin, whole.end - whole.begin).find('\n') == std::string_view::npos;
    if (!is_one_line) return {};
    const std::size_t end = std::min(last + 1, source.size());
    return {{{static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(end)}, {}}};
}

const language::YamlNode& Context::read_again() {
    if (!file) {
        text::Diagnostics known;
        auto root = language::read_yaml(
            source, {limits.nesting, limits.list_length, limits.text_bytes}, known);
        file = root ? std::move(*root) : language::YamlNode{};
    }
    return *file;
}

}  // namespace caveat::check
